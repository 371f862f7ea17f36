/** The oral agreement (People's Mediation Law §28, §30): in force when it is reached, recorded in one step; and the way back to paper. */
import type { RecordValues } from '../../domain/field.ts'
import { mediation } from '../../domain/mediation/fields.ts'
import { checkDay, today } from '../../domain/mediation/day-rules.ts'
import { checkOral, mediationDueOn } from '../../domain/mediation/rules.ts'
import type { StoredRow } from '../../../db/rows.ts'
import { requireReferences } from '../../register/references.ts'
import { changedValues } from '../../register/values.ts'
import { command, type WriteContext } from '../../server/command.ts'
import { checkAgreeing, insertAgreement } from './agree.ts'
import { begin, refuse, refuseUnlessExplained } from './case-step.ts'
import { acceptance, insertDispute } from './intake.ts'
import { insertParty } from './parties.ts'
import { setAgreementAside } from './reopen.ts'
import { takeEffect } from './take-effect.ts'

interface OralSettlement {
  known: { id: string; expectedVersion: number } | null
  values: RecordValues
  parties: RecordValues[]
  mediatorIds: string[]
  committeeId?: string | undefined
  agreement: RecordValues
  performed: boolean
  explained: string | null
}

/** Writes the agreement and what follows it; gives the patch of the case. Closed at once where everything was performed on the spot. */
function agreeOrally(write: WriteContext, caseId: string, typed: RecordValues, performed: boolean): RecordValues {
  const concludedOn = typed.concludedOn ?? write.today
  const derived = { agreementForm: 'oral', effectiveOn: concludedOn, mediatorSignedOn: concludedOn }
  const patch = insertAgreement(write, caseId, { ...typed, concludedOn }, [], derived)
  const effect = takeEffect(write, caseId, { effectiveOn: String(concludedOn), form: 'oral', performed })
  return { ...patch, ...effect, outcome: 'oral', fileKind: 'simple', status: performed ? 'closed' : 'effective' }
}

/** The dispute to be settled: a new one, or one that was registered, with what has become known of it. */
function disputeOf(write: WriteContext, { known, values, parties, agreement }: OralSettlement): StoredRow {
  if (known === null) {
    const concludedOn = agreement.concludedOn ?? write.today
    return write.records.get('mediation', insertDispute(write, { registeredOn: concludedOn, ...values }, parties).id)
  }
  const { row } = begin(write, 'settleOrally', known.id)
  const changed = changedValues(mediation, row, values)
  requireReferences(write.desk.database.writer, 'mediation', changed)
  write.records.update('mediation', known.id, known.expectedVersion, changed)
  for (const party of parties) insertParty(write, known.id, party, write.today)
  return write.records.get('mediation', known.id)
}

/** One step, one change set: accepted, agreed and in force on one day, under a number. */
export const settleOrally = command(
  'settleOrally',
  { right: 'mediation', label: '登记口头协议' },
  (write, input: OralSettlement) => {
    const { mediatorIds, committeeId, performed, explained } = input
    const concludedOn = typeof input.agreement.concludedOn === 'string' ? input.agreement.concludedOn : write.today
    refuse(checkDay('concludedOn', '达成日期', concludedOn, { notAfter: today(write.today) }))
    const row = disputeOf(write, input)
    const accepted = acceptance(
      write,
      row,
      { acceptedOn: concludedOn, mediatorIds, committeeId, mediatorChoice: 'appointed', explained },
      [...checkAgreeing(write, { ...row, mediatorIds }), ...checkOral(performed, row.difficulty)],
    )
    const agreed = agreeOrally(write, row.id, input.agreement, performed)
    write.about('mediation', row.id)
    return { ...write.records.update('mediation', row.id, null, { ...accepted, ...agreed }), fileNo: accepted.fileNo }
  },
)

export const concludeOrally = command(
  'concludeOrally',
  { right: 'mediation', label: '达成口头协议' },
  (
    write,
    input: { id: string; expectedVersion: number; agreement: RecordValues; performed: boolean; explained: string | null },
  ) => {
    const { row } = begin(write, 'concludeOrally', input.id)
    refuseUnlessExplained([...checkAgreeing(write, row), ...checkOral(input.performed, row.difficulty)], input.explained, write)
    const agreed = agreeOrally(write, input.id, input.agreement, input.performed)
    write.about('mediation', input.id)
    return write.records.update('mediation', input.id, input.expectedVersion, agreed)
  },
)

/** An oral agreement that will not do: the parties want it written, or the matter is harder than it looked. */
export const promoteOral = command(
  'promoteOral',
  { right: 'mediation', label: '转为书面调解' },
  (write, input: { id: string; expectedVersion: number; reason: string }) => {
    const { row, status } = begin(write, 'promoteOral', input.id)
    refuse(row.outcome === 'oral' ? [] : [{ rule: 'A.1', level: 'block', message: '本案不是口头协议，不能转为书面调解' }])
    const terms = { termDays: write.rule('med.termDays'), labourDays: write.rule('med.labourDays') }
    const patch = {
      ...setAgreementAside(write, input.id, input.reason),
      fileKind: 'standard',
      dueOn: mediationDueOn(write.today, String(row.category), terms),
    }
    write.about('mediation', input.id)
    return write.records.update('mediation', input.id, input.expectedVersion, { ...status, ...patch })
  },
)
