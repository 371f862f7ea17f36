/** How a case ends without an agreement in force. */
import { addDays } from '../../domain/day.ts'
import type { StoredRow } from '../../../db/rows.ts'
import type { RecordValues } from '../../domain/field.ts'
import { begun, checkDay, today } from '../../domain/mediation/day-rules.ts'
import { checkTermination, checkVoid } from '../../domain/mediation/rules.ts'
import { command, type WriteContext } from '../../server/command.ts'
import { begin, partsOf, refuse } from './case-step.ts'
import { setAgreementAside } from './reopen.ts'

/** An agreement that is not kept up goes out of the file with the reason, and leaves nothing to perform. */
function ended(write: WriteContext, row: StoredRow, on: string, reason: string): RecordValues {
  refuse(checkDay('on', `${reason}日期`, on, { notBefore: begun(row), notAfter: today(write.today) }))
  const aside = setAgreementAside(write, row.id, reason)
  write.about('mediation', row.id)
  return { ...aside, closedOn: on, fileDueOn: addDays(on, write.rule('med.fileDays')) }
}

/** M-05: never without a reason and the notice of remedies. 调解不成 where no agreement was reached, 终止 for every other reason. */
export const terminateCase = command(
  'terminateCase',
  { right: 'mediation', label: '终止调解' },
  (
    write,
    input: { id: string; expectedVersion: number; reason: string; note: string | null; remedyNotice: string; on: string },
  ) => {
    const { row } = begin(write, 'terminateCase', input.id)
    refuse(checkTermination(input.reason, input.remedyNotice, input.note))
    const outcome = input.reason === 'noAgreement' ? 'failed' : 'terminated'
    return write.records.update('mediation', input.id, input.expectedVersion, {
      ...ended(write, row, input.on, '终止调解'),
      status: outcome,
      outcome,
      terminationReason: input.reason,
      outcomeNote: input.note,
      remedyNotice: input.remedyNotice.trim(),
    })
  },
)

export const withdrawCase = command(
  'withdrawCase',
  { right: 'mediation', label: '撤回申请' },
  (write, input: { id: string; expectedVersion: number; by: string; note: string | null; on: string }) => {
    const { row, status } = begin(write, 'withdrawCase', input.id)
    return write.records.update('mediation', input.id, input.expectedVersion, {
      ...status,
      ...ended(write, row, input.on, '撤回申请'),
      outcome: 'withdrawn',
      outcomeNote: `${input.by}撤回申请${input.note ? `：${input.note}` : ''}`.slice(0, 1000),
    })
  },
)

export const transferCase = command(
  'transferCase',
  { right: 'mediation', label: '转出' },
  (write, input: { id: string; expectedVersion: number; to: string; note: string | null; on: string }) => {
    const { row, status } = begin(write, 'transferCase', input.id)
    return write.records.update('mediation', input.id, input.expectedVersion, {
      ...status,
      ...ended(write, row, input.on, '转出'),
      outcome: 'transferred',
      transferredTo: input.to,
      outcomeNote: input.note,
      fileDueOn: null,
    })
  },
)

/** M-20: the number stays given, with its reason. An agreement in force goes with the case, what was performed of it stays. */
export const voidCase = command(
  'voidCase',
  { right: 'mediation', label: '作废' },
  (write, input: { id: string; expectedVersion: number; reason: string }) => {
    const { row, status } = begin(write, 'voidCase', input.id)
    refuse(checkVoid(row, partsOf(write, 'judicialConfirmation', input.id)))
    return write.records.update('mediation', input.id, input.expectedVersion, {
      ...status,
      ...setAgreementAside(write, input.id, '案件作废'),
      voidedOn: write.today,
      voidReason: input.reason,
    })
  },
)
