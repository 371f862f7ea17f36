/** The written agreement: concluded, revised while nobody is bound, in force when everything is signed. */
import { ruleViolation } from '../../contract/errors.ts'
import type { RecordValues } from '../../domain/field.ts'
import { mediationAgreement, performanceItem } from '../../domain/mediation/agreement-fields.ts'
import { checkParts } from '../../domain/mediation/after-rules.ts'
import { checkAgreementDays, checkSignatureDays } from '../../domain/mediation/day-rules.ts'
import {
  agreementCopies,
  checkConsent,
  checkMediators,
  checkSignatures,
  countParties,
  effectiveDay,
} from '../../domain/mediation/rules.ts'
import type { StoredRow } from '../../../db/rows.ts'
import { changedValues, parseValues, typedValues } from '../../register/values.ts'
import { command, type WriteContext } from '../../server/command.ts'
import { begin, partsOf, partyOf, refuse } from './case-step.ts'
import { takeEffect } from './take-effect.ts'

/** What the case keeps of an agreement, for lists and figures. */
const agreedFacts = ({ amountFen, performDueOn, concludedOn }: RecordValues): RecordValues => ({
  agreedFen: amountFen ?? null,
  performDueOn: performDueOn ?? null,
  closedOn: concludedOn ?? null,
})

/** An agreement of the case, with what is to be performed: the given items, or one made from the agreement. Gives the patch of the case. */
export function insertAgreement(
  write: WriteContext,
  caseId: string,
  typed: RecordValues,
  items: readonly RecordValues[],
  derived: RecordValues,
): RecordValues {
  const parties = partsOf(write, 'mediationParty', caseId)
  const { values } = parseValues(mediationAgreement, {
    ...typedValues(mediationAgreement, typed),
    ...derived,
    caseId,
    copies: agreementCopies(parties.length),
  })
  write.records.insert('mediationAgreement', values)
  insertItems(write, caseId, values, items)
  return { ...agreedFacts(values), partyCount: countParties(parties) }
}

const longestContent = 500
const fenIn = (value: unknown): number | null => (typeof value === 'number' ? value : null)

function insertItems(write: WriteContext, caseId: string, agreement: RecordValues, items: readonly RecordValues[]): void {
  const { terms, amountFen, performDueOn } = agreement
  const whole = {
    content: (terms as string[]).join('；').slice(0, longestContent),
    amountFen: amountFen ?? null,
    dueOn: performDueOn ?? null,
  }
  const before = partsOf(write, 'performanceItem', caseId)
  const last = Math.max(0, ...before.map(({ itemNo }) => Number(itemNo)))
  const parsed = (items.length > 0 ? items : [whole]).map((item, index) => {
    const typed = typedValues(performanceItem, item)
    return parseValues(performanceItem, { ...typed, caseId, itemNo: last + index + 1 }).values
  })
  const paidFen = before.reduce((sum, { state, amountFen: fen }) => sum + (state === 'done' ? (fenIn(fen) ?? 0) : 0), 0)
  refuse([
    ...checkAgreementDays(agreement, items.length > 0 ? parsed : [], write.records.get('mediation', caseId), write.today),
    ...checkParts(
      fenIn(amountFen),
      parsed.map((item) => fenIn(item.amountFen)),
      paidFen,
    ),
  ])
  for (const values of parsed) write.records.insert('performanceItem', values)
}

/** Takes back what nobody has performed yet, and what was planned for it. */
export function removeOpen(write: WriteContext, caseId: string, reason: string): void {
  for (const item of partsOf(write, 'performanceItem', caseId))
    if (item.state === 'pending') write.records.remove('performanceItem', item.id, null, reason)
  for (const plan of partsOf(write, 'followUp', caseId))
    if (plan.doneOn === null) write.records.remove('followUp', plan.id, null, reason)
}

/** The agreement that counts: the latest. @throws RULE_VIOLATION (M-06) when there is none */
export function agreementOf(write: WriteContext, caseId: string): StoredRow {
  const agreement = partsOf(write, 'mediationAgreement', caseId).at(-1)
  if (!agreement) throw ruleViolation([{ rule: 'M-06', level: 'block', message: '还没有协议' }])
  return agreement
}

/** M-01 and M-02: nobody is brought to an agreement who refused, or without a mediator. */
export const checkAgreeing = (write: WriteContext, row: StoredRow) => [
  ...checkConsent(partsOf(write, 'mediationParty', row.id).map(partyOf)),
  ...checkMediators(row.mediatorIds as string[]),
]

export const concludeAgreement = command(
  'concludeAgreement',
  { right: 'mediation', label: '达成协议' },
  (write, input: { id: string; expectedVersion: number; values: RecordValues; items: RecordValues[] }) => {
    const { row, status } = begin(write, 'concludeAgreement', input.id)
    refuse(checkAgreeing(write, row))
    const patch = insertAgreement(write, input.id, input.values, input.items, { agreementForm: 'written' })
    write.about('mediation', input.id)
    return write.records.update('mediation', input.id, input.expectedVersion, { ...status, outcome: 'written', ...patch })
  },
)

export const reviseAgreement = command(
  'reviseAgreement',
  { right: 'mediation', label: '修改协议' },
  (write, input: { id: string; expectedVersion: number; values: RecordValues; items: RecordValues[] }) => {
    const { status } = begin(write, 'reviseAgreement', input.id)
    const agreement = agreementOf(write, input.id)
    const values = changedValues(mediationAgreement, agreement, input.values)
    write.records.update('mediationAgreement', agreement.id, null, values)
    removeOpen(write, input.id, '修改协议')
    insertItems(write, input.id, values, input.items)
    write.about('mediation', input.id)
    return write.records.update('mediation', input.id, input.expectedVersion, { ...status, ...agreedFacts(values) })
  },
)

export interface Signatures {
  id: string
  expectedVersion: number
  partySignedOn: Record<string, string | null>
  mediatorSignedOn: string | null
  sealedOn: string | null
}

/** M-06 and M-08: in force only when nothing is missing, on the latest day of all requirements. */
export const makeEffective = command('makeEffective', { right: 'mediation', label: '登记签章' }, (write, input: Signatures) => {
  const { status } = begin(write, 'makeEffective', input.id)
  const agreement = agreementOf(write, input.id)
  const parties = partsOf(write, 'mediationParty', input.id)
  const signed = parties.map((row) => ({ row, party: { ...partyOf(row), signedOn: input.partySignedOn[row.id] ?? null } }))
  const { mediatorSignedOn, sealedOn } = input
  const signatures = { parties: signed.map((one) => one.party), mediatorSignedOn, sealedOn }
  refuse([...checkSignatures(signatures), ...checkSignatureDays(signatures, agreement.concludedOn, write.today)])
  const effectiveOn = effectiveDay(signatures)
  for (const { row, party } of signed) write.records.update('mediationParty', row.id, null, { signedOn: party.signedOn })
  write.records.update('mediationAgreement', agreement.id, null, { mediatorSignedOn, sealedOn, effectiveOn })
  const patch = takeEffect(write, input.id, { effectiveOn, form: 'written', performed: false })
  write.about('mediation', input.id)
  return { ...write.records.update('mediation', input.id, input.expectedVersion, { ...status, ...patch }), effectiveOn }
})
