/** Verbs of mediation cases. What the input holds beside the verb's own words are fields of the part that is written. */
import type { RecordValues, RegisterName } from '../../core/domain/field.ts'
import { UsageError, type Api, type CliSession } from './cli-session.ts'
import { recordValuesOf, referenceOf } from './record-input.ts'
import { codeOf, textOf, textOrNull, today, versionOf, type Verb } from './verb.ts'

type Input = Record<string, unknown>

const isObject = (value: unknown): value is Input => typeof value === 'object' && value !== null && !Array.isArray(value)
const objectOf = (value: unknown): Input => (isObject(value) ? value : {})
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

async function versioned(api: Api, id: string, input: Input) {
  return { id, expectedVersion: await versionOf(api, 'mediation', id, input) }
}

const allValues = (api: Api, register: RegisterName, written: unknown): Promise<RecordValues[]> =>
  Promise.all(listOf(written).map((one) => recordValuesOf(api, register, objectOf(one))))

/** by name or id, as `mediators` or `mediatorIds` */
const mediatorsOf = (api: Api, { mediators, mediatorIds }: Input): Promise<string[]> =>
  Promise.all(listOf(mediators ?? mediatorIds).map((one) => referenceOf(api, 'mediator', textOf(one, ''))))

async function committeeOf(api: Api, { committee, committeeId }: Input): Promise<{ committeeId?: string }> {
  const written = textOrNull(committee ?? committeeId)
  return written === null ? {} : { committeeId: await referenceOf(api, 'committee', written) }
}

const explainedIn = ({ explained }: Input): string | null => textOrNull(explained)
const onIn = ({ on }: Input): string => textOf(on, today())

/** A verb whose input is the values of one part. */
const withPart =
  (
    part: RegisterName,
    call: (api: Api, input: { id: string; expectedVersion: number; values: RecordValues }) => Promise<unknown>,
  ): Verb =>
  async ({ api }, id, { expectedVersion, ...rest }) =>
    call(api, { ...(await versioned(api, id, { expectedVersion })), values: await recordValuesOf(api, part, rest) })

/** The same with the items to perform beside it. */
const withAgreement =
  (
    call: (
      api: Api,
      input: { id: string; expectedVersion: number; values: RecordValues; items: RecordValues[] },
    ) => Promise<unknown>,
  ): Verb =>
  async ({ api }, id, { expectedVersion, items, ...rest }) =>
    call(api, {
      ...(await versioned(api, id, { expectedVersion })),
      values: await recordValuesOf(api, 'mediationAgreement', rest),
      items: await allValues(api, 'performanceItem', items),
    })

async function makeEffective({ api }: CliSession, id: string, input: Input): Promise<unknown> {
  const { parties } = await api.mediation.view({ id })
  const given = input.partySignedOn
  return api.mediation.makeEffective({
    ...(await versioned(api, id, input)),
    // one day for all, or a day for each party by its id
    partySignedOn: Object.fromEntries(
      parties.map((party) => [party.id, typeof given === 'string' ? given : textOrNull(objectOf(given)[party.id])]),
    ),
    mediatorSignedOn: textOrNull(input.mediatorSignedOn),
    sealedOn: textOrNull(input.sealedOn),
  })
}

/** Of the items the one named by its number; one that is named by nothing must be the only one. */
async function itemOf(api: Api, id: string, { itemId, itemNo }: Input): Promise<string> {
  if (typeof itemId === 'string') return itemId
  const { items } = await api.mediation.view({ id })
  const found = itemNo === undefined && items.length === 1 ? items[0] : items.find(({ values }) => values.itemNo === itemNo)
  if (!found)
    throw new UsageError(`没有第 ${String(itemNo)} 项，可用期次：${items.map(({ values }) => String(values.itemNo)).join('、')}`)
  return found.id
}

export const mediationVerbs: Record<string, Verb> = {
  addParty: withPart('mediationParty', (api, input) => api.mediation.addParty(input)),
  removeParty: ({ api }, id, input) =>
    api.mediation.removeParty({ partyId: textOf(input.partyId, id), reason: textOf(input.reason, '') }),
  acceptCase: async ({ api }, id, input) =>
    api.mediation.acceptCase({
      ...(await versioned(api, id, input)),
      ...(await committeeOf(api, input)),
      acceptedOn: textOf(input.acceptedOn, today()),
      mediatorIds: await mediatorsOf(api, input),
      mediatorChoice: codeOf('mediatorChoice', input.mediatorChoice ?? 'appointed'),
      explained: explainedIn(input),
    }),
  rejectCase: async ({ api }, id, input) =>
    api.mediation.rejectCase({
      ...(await versioned(api, id, input)),
      reason: codeOf('rejectionReason', input.reason),
      note: textOrNull(input.note),
      remedyNotice: textOf(input.remedyNotice, ''),
      on: onIn(input),
    }),
  settleOrally: async ({ api }, id, input) =>
    api.mediation.settleOrally({
      known: await versioned(api, id, input),
      values: await recordValuesOf(api, 'mediation', objectOf(input.values)),
      parties: await allValues(api, 'mediationParty', input.parties),
      mediatorIds: await mediatorsOf(api, input),
      ...(await committeeOf(api, input)),
      agreement: await recordValuesOf(api, 'mediationAgreement', objectOf(input.agreement)),
      performed: input.performed === true,
      explained: explainedIn(input),
    }),
  recordConsent: ({ api }, id, input) =>
    api.mediation.recordConsent({
      partyId: textOf(input.partyId, id),
      consent: codeOf('partyConsent', input.consent),
      on: onIn(input),
    }),
  changeMediators: async ({ api }, id, { expectedVersion, mediators, mediatorIds, choice, explained, ...rest }) =>
    api.mediation.changeMediators({
      ...(await versioned(api, id, { expectedVersion })),
      mediatorIds: await mediatorsOf(api, { mediators, mediatorIds }),
      choice: codeOf('mediatorChoice', choice ?? 'appointed'),
      values: await recordValuesOf(api, 'mediatorChange', rest),
      explained: explainedIn({ explained }),
    }),
  extendTerm: async ({ api }, id, input) =>
    api.mediation.extendTerm({
      ...(await versioned(api, id, input)),
      days: Number(input.days),
      reason: textOf(input.reason, ''),
      confirmed: input.confirmed === true,
      on: onIn(input),
      explained: textOrNull(input.explained),
    }),
  recordSession: withPart('mediationSession', (api, input) => api.mediation.recordSession(input)),
  concludeAgreement: withAgreement((api, input) => api.mediation.concludeAgreement(input)),
  reviseAgreement: withAgreement((api, input) => api.mediation.reviseAgreement(input)),
  concludeOrally: async ({ api }, id, { expectedVersion, performed, explained, ...rest }) =>
    api.mediation.concludeOrally({
      ...(await versioned(api, id, { expectedVersion })),
      agreement: await recordValuesOf(api, 'mediationAgreement', rest),
      performed: performed === true,
      explained: explainedIn({ explained }),
    }),
  makeEffective,
  terminateCase: async ({ api }, id, input) =>
    api.mediation.terminateCase({
      ...(await versioned(api, id, input)),
      reason: codeOf('terminationReason', input.reason),
      note: textOrNull(input.note),
      remedyNotice: textOf(input.remedyNotice, ''),
      on: onIn(input),
    }),
  withdrawCase: async ({ api }, id, input) =>
    api.mediation.withdrawCase({
      ...(await versioned(api, id, input)),
      by: textOf(input.by, ''),
      note: textOrNull(input.note),
      on: onIn(input),
    }),
  transferCase: async ({ api }, id, input) =>
    api.mediation.transferCase({
      ...(await versioned(api, id, input)),
      to: textOf(input.to, ''),
      note: textOrNull(input.note),
      on: onIn(input),
    }),
  voidCase: async ({ api }, id, input) =>
    api.mediation.voidCase({ ...(await versioned(api, id, input)), reason: textOf(input.reason, '') }),
  promoteOral: async ({ api }, id, input) =>
    api.mediation.promoteOral({ ...(await versioned(api, id, input)), reason: textOf(input.reason, '') }),
  recordPerformance: async ({ api }, id, input) =>
    api.mediation.recordPerformance({
      ...(await versioned(api, id, input)),
      itemId: await itemOf(api, id, input),
      state: codeOf('performanceItemState', input.state),
      on: textOrNull(input.on),
      paidFen: typeof input.paidFen === 'number' ? input.paidFen : null,
      note: textOrNull(input.note),
    }),
  urgePerformance: withPart('urge', (api, input) => api.mediation.urgePerformance(input)),
  recordFollowUp: async ({ api }, id, { expectedVersion, followUpId, ...rest }) =>
    api.mediation.recordFollowUp({
      ...(await versioned(api, id, { expectedVersion })),
      followUpId: textOrNull(followUpId),
      values: await recordValuesOf(api, 'followUp', rest),
    }),
  applyConfirmation: async ({ api }, id, { expectedVersion, explained, ...rest }) =>
    api.mediation.applyConfirmation({
      ...(await versioned(api, id, { expectedVersion })),
      values: await recordValuesOf(api, 'judicialConfirmation', rest),
      explained: explainedIn({ explained }),
    }),
  recordConfirmation: async ({ api }, id, { expectedVersion, confirmationId, ...rest }) =>
    api.mediation.recordConfirmation({
      ...(await versioned(api, id, { expectedVersion })),
      confirmationId: textOrNull(confirmationId) ?? (await api.mediation.view({ id })).confirmations.at(-1)?.id ?? '',
      values: await recordValuesOf(api, 'judicialConfirmation', rest),
    }),
  replyEntrustment: async ({ api }, id, input) =>
    api.mediation.replyEntrustment({ ...(await versioned(api, id, input)), on: onIn(input) }),
  closeCase: async ({ api }, id, input) =>
    api.mediation.closeCase({
      ...(await versioned(api, id, input)),
      on: onIn(input),
      note: textOrNull(input.note),
      explained: explainedIn(input),
    }),
  fileCase: async ({ api }, id, input) =>
    api.mediation.fileCase({
      ...(await versioned(api, id, input)),
      filedOn: textOf(input.filedOn, today()),
      filedBy: textOf(input.filedBy, ''),
      checkedBy: textOrNull(input.checkedBy),
      fileKind: codeOf('fileKind', input.fileKind ?? 'standard'),
      retention: codeOf('retention', input.retention),
      fileNote: textOrNull(input.fileNote),
      missingNote: textOrNull(input.missingNote),
    }),
  archiveCase: async ({ api }, id, input) =>
    api.mediation.archiveCase({ ...(await versioned(api, id, input)), on: onIn(input), shelfNo: textOf(input.shelfNo, '') }),
  lendFile: withPart('fileLoan', (api, input) => api.mediation.lendFile(input)),
  returnFile: async ({ api }, id, input) => {
    const { loans } = await api.mediation.view({ id })
    const open = loans.find(({ values }) => values.returnedOn === null)
    return api.mediation.returnFile({ loanId: textOf(input.loanId, open?.id ?? ''), on: onIn(input) })
  },
  reopenCase: async ({ api }, id, input) =>
    api.mediation.reopenCase({
      ...(await versioned(api, id, input)),
      reason: codeOf('reopenReason', input.reason),
      note: textOf(input.note, ''),
      on: onIn(input),
    }),
  similarCases: ({ api }, id) => api.mediation.similarCases({ id }),
}

/** `create mediation` with an agreement in its input settles a new dispute orally, in one step. */
export async function createDispute(api: Api, input: Input): Promise<unknown> {
  const { parties: written, agreement, mediators, mediatorIds, committee, performed, explained, ...rest } = input
  const values = await recordValuesOf(api, 'mediation', rest)
  const parties = await allValues(api, 'mediationParty', written)
  if (agreement === undefined) return api.mediation.registerDispute({ values, parties })
  return api.mediation.settleOrally({
    known: null,
    values,
    parties,
    mediatorIds: await mediatorsOf(api, { mediators, mediatorIds }),
    ...(await committeeOf(api, { committee })),
    agreement: await recordValuesOf(api, 'mediationAgreement', objectOf(agreement)),
    performed: performed === true,
    explained: explainedIn({ explained }),
  })
}
