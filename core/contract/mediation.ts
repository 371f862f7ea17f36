import { oc } from '@orpc/contract'
import { z } from 'zod'
import { day } from './day.ts'
import { recordId, recordValues, recordView } from './register.ts'

export const versioned = z.strictObject({ id: recordId, expectedVersion: z.int() })
export const written = z.strictObject({ id: z.string(), version: z.int() })

export const timelineEvent = z.strictObject({ at: z.string(), actor: z.string(), text: z.string() })
export type TimelineEvent = z.infer<typeof timelineEvent>

/** A paper of the file: made from a template, scanned, or both. In statutory order. */
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

/** What a rule says without forbidding: shown above the record. */
export const ruleNotice = z.strictObject({ rule: z.string(), level: z.enum(['block', 'warn', 'auto']), message: z.string() })

/** One place of the case file: what belongs there, what is there, what can be made. */
export const caseDocument = z.strictObject({
  /** code of caseDocument */
  type: z.string(),
  title: z.string(),
  /** template it is made with; null for what can only be scanned */
  template: z.string().nullable(),
  /** record it is made from; null while there is none */
  recordId: z.string().nullable(),
  /** required by law or custom, wanted when it applies, or not of this case */
  need: z.enum(['required', 'asNeeded']),
  /** missing · ready to be made · made and kept · scanned (the signed paper is in the file) · not due yet */
  state: z.enum(['missing', 'ready', 'kept', 'scanned', 'notDue']),
  note: z.string(),
  /** last kept version of the made document, 0 when none */
  version: z.int(),
  /** attachments at this place, in their order */
  scans: z.array(recordView),
})
export type CaseDocument = z.infer<typeof caseDocument>

/** The reason given where rules only warn: without it a verb is refused with those warnings. */
const explained = z.string().trim().min(2).max(500).nullable().default(null)

export const mediationContract = {
  registerDispute: oc
    .input(z.strictObject({ values: recordValues, parties: z.array(recordValues).min(2).max(50) }))
    .output(written),
  addParty: oc.input(versioned.extend({ values: recordValues })).output(written),
  removeParty: oc.input(z.strictObject({ partyId: recordId, reason: z.string().trim().min(2).max(200) })).output(written),
  acceptCase: oc
    .input(
      versioned.extend({
        acceptedOn: day,
        mediatorIds: z.array(recordId).max(10),
        /** the unit's own committee when left out */
        committeeId: recordId.optional(),
        mediatorChoice: z.enum(['appointed', 'chosen']).default('appointed'),
        explained,
      }),
    )
    .output(written.extend({ fileNo: z.string() })),
  rejectCase: oc
    .input(versioned.extend({ reason: z.string(), note: z.string().max(1000).nullable(), remedyNotice: z.string(), on: day }))
    .output(written),
  /** oral agreement on the spot, from nothing or from a registered dispute: accepted, agreed and in force at once; closed when performed */
  settleOrally: oc
    .input(
      z.strictObject({
        known: versioned.nullable(),
        values: recordValues,
        parties: z.array(recordValues).max(50),
        mediatorIds: z.array(recordId).max(10),
        committeeId: recordId.optional(),
        agreement: recordValues,
        performed: z.boolean(),
        explained,
      }),
    )
    .output(written.extend({ fileNo: z.string() })),
  recordConsent: oc
    .input(z.strictObject({ partyId: recordId, consent: z.enum(['agreed', 'refused', 'unstated']), on: day }))
    .output(written),
  changeMediators: oc
    .input(
      versioned.extend({
        mediatorIds: z.array(recordId).max(10),
        choice: z.enum(['appointed', 'chosen']),
        values: recordValues,
        explained,
      }),
    )
    .output(written),
  extendTerm: oc
    .input(
      versioned.extend({
        days: z.int().min(1).max(365),
        reason: z.string().trim().min(2).max(500),
        /** every party has signed the 延长调解期限确认书 */
        confirmed: z.boolean(),
        on: day,
        explained,
      }),
    )
    .output(written.extend({ dueOn: z.string() })),
  recordSession: oc.input(versioned.extend({ values: recordValues })).output(written),
  /** `items`: what is to be performed, one record each (content, amountFen, dueOn); made from the agreement when empty */
  concludeAgreement: oc
    .input(versioned.extend({ values: recordValues, items: z.array(recordValues).max(60).default([]) }))
    .output(written),
  reviseAgreement: oc
    .input(versioned.extend({ values: recordValues, items: z.array(recordValues).max(60).default([]) }))
    .output(written),
  concludeOrally: oc.input(versioned.extend({ agreement: recordValues, performed: z.boolean(), explained })).output(written),
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
  /** `note` says what the reason is where its code does not: specific, other */
  terminateCase: oc
    .input(
      versioned.extend({
        reason: z.string(),
        note: z.string().trim().max(1000).nullable().default(null),
        remedyNotice: z.string(),
        on: day,
      }),
    )
    .output(written),
  withdrawCase: oc
    .input(versioned.extend({ by: z.string().trim().min(1).max(80), note: z.string().max(1000).nullable(), on: day }))
    .output(written),
  transferCase: oc
    .input(versioned.extend({ to: z.string().trim().min(2).max(100), note: z.string().max(1000).nullable(), on: day }))
    .output(written),
  voidCase: oc.input(versioned.extend({ reason: z.string().trim().min(2).max(500) })).output(written),
  promoteOral: oc.input(versioned.extend({ reason: z.string().trim().min(2).max(500) })).output(written),
  recordPerformance: oc
    .input(
      versioned.extend({
        itemId: recordId,
        state: z.enum(['pending', 'partial', 'done', 'defaulted']),
        on: day.nullable(),
        paidFen: z.int().min(0).nullable(),
        note: z.string().max(500).nullable(),
      }),
    )
    .output(written.extend({ performance: z.string() })),
  urgePerformance: oc.input(versioned.extend({ values: recordValues })).output(written),
  /** `performance` of a follow-up on a closed case other than performed re-opens it */
  recordFollowUp: oc
    .input(versioned.extend({ followUpId: recordId.nullable(), values: recordValues }))
    .output(written.extend({ reopened: z.boolean() })),
  applyConfirmation: oc.input(versioned.extend({ values: recordValues, explained })).output(written),
  recordConfirmation: oc.input(versioned.extend({ confirmationId: recordId, values: recordValues })).output(written),
  replyEntrustment: oc.input(versioned.extend({ on: day })).output(written),
  closeCase: oc.input(versioned.extend({ on: day, note: z.string().max(1000).nullable(), explained })).output(written),
  fileCase: oc
    .input(
      versioned.extend({
        filedOn: day,
        filedBy: z.string().trim().min(1).max(50),
        checkedBy: z.string().trim().max(50).nullable(),
        fileKind: z.enum(['standard', 'simple']),
        retention: z.enum(['S', 'L', 'P']),
        fileNote: z.string().max(2000).nullable(),
        /** 缺项说明: files an incomplete case */
        missingNote: z.string().max(1000).nullable(),
      }),
    )
    .output(written),
  archiveCase: oc.input(versioned.extend({ on: day, shelfNo: z.string().trim().min(1).max(60) })).output(written),
  lendFile: oc.input(versioned.extend({ values: recordValues })).output(written),
  returnFile: oc.input(z.strictObject({ loanId: recordId, on: day })).output(written),
  reopenCase: oc
    .input(
      versioned.extend({ reason: z.enum(['breach', 'change', 'annulled']), note: z.string().trim().min(2).max(500), on: day }),
    )
    .output(written),
  view: oc.input(z.strictObject({ id: recordId })).output(
    z.strictObject({
      record: recordView,
      committeeName: z.string(),
      parties: z.array(recordView),
      mediatorChanges: z.array(recordView),
      investigations: z.array(recordView),
      evidence: z.array(recordView),
      sessions: z.array(recordView),
      /** written or oral */
      agreement: recordView.nullable(),
      items: z.array(recordView),
      urges: z.array(recordView),
      followUps: z.array(recordView),
      confirmations: z.array(recordView),
      loans: z.array(recordView),
      documents: z.array(caseDocument),
      notices: z.array(ruleNotice),
      verbs: z.array(verbState),
      timeline: z.array(timelineEvent),
    }),
  ),
  /** what the law says of a committee as it is manned, its mediators, the cases it has accepted */
  committee: oc
    .input(z.strictObject({ id: recordId }))
    .output(z.strictObject({ notices: z.array(ruleNotice), mediators: z.array(recordView), caseCount: z.int() })),
  /** same parties, place or cause within three years: help for this case alone, never a list about a person */
  similarCases: oc.input(z.strictObject({ id: recordId })).output(
    z.strictObject({
      cases: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          fileNo: z.string(),
          category: z.string(),
          on: z.string(),
          outcome: z.string(),
          /** 当事人相同, 地点相同, 类别相同 */
          likeness: z.array(z.string()),
          terms: z.array(z.string()),
        }),
      ),
    }),
  ),
  /** files whose term of retention has passed: to be judged by people, never deleted (reference §1.7) */
  expiredFiles: oc.input(z.strictObject({ by: day })).output(z.strictObject({ rows: z.array(recordView) })),
  categoryMapping: oc.output(z.strictObject({ mapping: z.record(z.string(), z.string()) })),
  saveCategoryMapping: oc
    .input(z.strictObject({ mapping: z.record(z.string(), z.string()) }))
    .output(z.strictObject({ mapping: z.record(z.string(), z.string()) })),
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
  /** what is due */
  kind: z.enum([
    'acceptance',
    'mediation',
    'signature',
    'followUp',
    'performance',
    'confirmation',
    'filing',
    'loan',
    'visit',
    'decision',
  ]),
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
        /** agreed upon, or failed: what the rate of success divides by */
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
