import { oc } from '@orpc/contract'
import { z } from 'zod'
import { day } from './day.ts'
import { recordId, recordValues, recordView } from './register.ts'

export const versioned = z.strictObject({ id: recordId, expectedVersion: z.int() })
export const written = z.strictObject({ id: z.string(), version: z.int() })

export const timelineEvent = z.strictObject({ at: z.string(), actor: z.string(), text: z.string() })
export type TimelineEvent = z.infer<typeof timelineEvent>

export const documentState = z.strictObject({
  template: z.string(),
  title: z.string(),
  /** record the document is made from */
  recordId: z.string().nullable(),
  state: z.enum(['missing', 'draft', 'signed', 'notDue']),
  note: z.string(),
})

/** What may be done next; a verb that may not says why and by which rule. */
export const verbState = z.strictObject({ verb: z.string(), label: z.string(), refused: z.string().nullable() })

export const mediationContract = {
  registerDispute: oc
    .input(z.strictObject({ values: recordValues, parties: z.array(recordValues).min(2).max(50) }))
    .output(written),
  acceptCase: oc
    .input(versioned.extend({ acceptedOn: day, mediatorIds: z.array(recordId).max(10) }))
    .output(written.extend({ fileNo: z.string() })),
  recordConsent: oc
    .input(z.strictObject({ partyId: recordId, consent: z.enum(['agreed', 'refused', 'unstated']), on: day }))
    .output(written),
  recordSession: oc.input(versioned.extend({ values: recordValues })).output(written),
  concludeAgreement: oc.input(versioned.extend({ values: recordValues })).output(written),
  /** days of the signatures, as they stand on the paper */
  makeEffective: oc
    .input(
      versioned.extend({
        partySignedOn: z.record(z.string(), day.nullable()),
        mediatorSignedOn: day.nullable(),
        sealedOn: day.nullable(),
      }),
    )
    .output(written.extend({ effectiveOn: z.string() })),
  terminateCase: oc.input(versioned.extend({ reason: z.string(), remedyNotice: z.string(), on: day })).output(written),
  view: oc.input(z.strictObject({ id: recordId })).output(
    z.strictObject({
      record: recordView,
      parties: z.array(recordView),
      sessions: z.array(recordView),
      agreement: recordView.nullable(),
      documents: z.array(documentState),
      verbs: z.array(verbState),
      timeline: z.array(timelineEvent),
    }),
  ),
}

export const resettlementContract = {
  openCase: oc.input(z.strictObject({ values: recordValues })).output(written),
  recordVisit: oc.input(versioned.extend({ values: recordValues })).output(written.extend({ nextVisitOn: z.string() })),
  view: oc.input(z.strictObject({ id: recordId })).output(
    z.strictObject({
      record: recordView,
      visits: z.array(recordView),
      documents: z.array(documentState),
      timeline: z.array(timelineEvent),
    }),
  ),
}

export const meetingContract = {
  registerMeeting: oc
    .input(
      z.strictObject({ values: recordValues, attendees: z.array(recordValues).max(200), agenda: z.array(recordValues).max(50) }),
    )
    .output(written),
  writeMinutes: oc.input(versioned.extend({ values: recordValues })).output(written),
  addDecision: oc.input(versioned.extend({ values: recordValues })).output(written.extend({ decisionNo: z.string() })),
  completeDecision: oc.input(versioned.extend({ on: day, progress: z.string().trim().min(1).max(2000) })).output(written),
  signOffMinutes: oc.input(versioned.extend({ signedOffBy: z.string().trim().min(1).max(50), on: day })).output(written),
  view: oc.input(z.strictObject({ id: recordId })).output(
    z.strictObject({
      record: recordView,
      attendees: z.array(recordView),
      agenda: z.array(recordView),
      decisions: z.array(recordView),
      documents: z.array(documentState),
      timeline: z.array(timelineEvent),
    }),
  ),
}

export const dueItem = z.strictObject({
  /** what is due: mediation, visit or decision */
  kind: z.enum(['mediation', 'visit', 'decision']),
  /** record to open */
  id: z.string(),
  dueOn: z.string(),
  /** the part the action is about: a decision of the meeting that is opened */
  actionId: z.string().nullable(),
  title: z.string(),
  reason: z.string(),
  action: z.string(),
})
export type DueItem = z.infer<typeof dueItem>

export const todayContract = {
  get: oc.output(
    z.strictObject({
      today: z.string(),
      due: z.array(dueItem),
      figures: z.strictObject({
        casesOpen: z.int(),
        /** mean age in days of the open cases */
        casesMeanDays: z.int(),
        closedThisYear: z.int(),
        succeededThisYear: z.int(),
        inAssistance: z.int(),
        visitedThisMonth: z.int(),
        decisionsOpen: z.int(),
        decisionsOverdue: z.int(),
      }),
      decisions: z.array(
        z.strictObject({
          id: z.string(),
          meetingId: z.string(),
          content: z.string(),
          owner: z.string(),
          dueOn: z.string(),
          status: z.string(),
        }),
      ),
      lastBackupAt: z.string().nullable(),
      lastHandUpAt: z.string().nullable(),
    }),
  ),
}

export const documentContract = {
  /** makes a document from a record; the page shows exactly this file */
  produce: oc
    .input(z.strictObject({ template: z.string(), recordId: recordId.optional(), format: z.enum(['docx', 'pdf']) }))
    .output(z.strictObject({ name: z.string(), fileRef: z.string(), base64: z.string() })),
}
