/** How a case ends without an agreement in force. */
import { addDays } from '../../domain/day.ts'
import type { RecordValues } from '../../domain/field.ts'
import { checkTermination } from '../../domain/mediation/rules.ts'
import { command, type WriteContext } from '../../server/command.ts'
import { removeOpen } from './agree.ts'
import { begin, refuse } from './case-step.ts'

/** An agreement that never took effect leaves nothing to perform. */
function ended(write: WriteContext, id: string, on: string, reason: string): RecordValues {
  removeOpen(write, id, reason)
  write.about('mediation', id)
  return { closedOn: on, agreedFen: null, performDueOn: null, fileDueOn: addDays(on, write.rule('med.fileDays')) }
}

/** M-05: never without a reason and the notice of remedies. 调解不成 where no agreement was reached, 终止 for every other reason. */
export const terminateCase = command(
  'terminateCase',
  { right: 'mediation', label: '终止调解' },
  (write, input: { id: string; expectedVersion: number; reason: string; remedyNotice: string; on: string }) => {
    begin(write, 'terminateCase', input.id)
    refuse(checkTermination(input.reason, input.remedyNotice))
    const outcome = input.reason === 'noAgreement' ? 'failed' : 'terminated'
    return write.records.update('mediation', input.id, input.expectedVersion, {
      ...ended(write, input.id, input.on, '终止调解'),
      status: outcome,
      outcome,
      terminationReason: input.reason,
      remedyNotice: input.remedyNotice.trim(),
    })
  },
)

export const withdrawCase = command(
  'withdrawCase',
  { right: 'mediation', label: '撤回申请' },
  (write, input: { id: string; expectedVersion: number; by: string; note: string | null; on: string }) => {
    const { status } = begin(write, 'withdrawCase', input.id)
    return write.records.update('mediation', input.id, input.expectedVersion, {
      ...status,
      ...ended(write, input.id, input.on, '撤回申请'),
      outcome: 'withdrawn',
      outcomeNote: `${input.by}撤回申请${input.note ? `：${input.note}` : ''}`.slice(0, 1000),
    })
  },
)

export const transferCase = command(
  'transferCase',
  { right: 'mediation', label: '转出' },
  (write, input: { id: string; expectedVersion: number; to: string; note: string | null; on: string }) => {
    const { status } = begin(write, 'transferCase', input.id)
    return write.records.update('mediation', input.id, input.expectedVersion, {
      ...status,
      ...ended(write, input.id, input.on, '转出'),
      outcome: 'transferred',
      transferredTo: input.to,
      outcomeNote: input.note,
      fileDueOn: null,
    })
  },
)

/** M-20: the number stays given, with its reason. */
export const voidCase = command(
  'voidCase',
  { right: 'mediation', label: '作废' },
  (write, input: { id: string; expectedVersion: number; reason: string }) => {
    const { status } = begin(write, 'voidCase', input.id)
    write.note({ reason: input.reason })
    return write.records.update('mediation', input.id, input.expectedVersion, {
      ...status,
      ...ended(write, input.id, write.today, '案件作废'),
      closedOn: null,
      outcome: null,
      fileDueOn: null,
      voidedOn: write.today,
      voidReason: input.reason,
    })
  },
)
