/** What begins on the day an agreement is in force: performance, follow-ups, the terms of confirmation and of filing. */
import { deadlineAfter } from '../../domain/calendar.ts'
import { addDays } from '../../domain/day.ts'
import type { RecordValues } from '../../domain/field.ts'
import { performanceOf } from '../../domain/mediation/after-rules.ts'
import type { WriteContext } from '../../server/command.ts'
import { partsOf } from './case-step.ts'
import { nextFollowUpOn, planFollowUp } from './follow-up-plan.ts'

const latest = (days: readonly unknown[]): string | null =>
  days
    .filter((one) => typeof one === 'string')
    .sort()
    .at(-1) ?? null

/**
 * Plans the follow-ups and, where everything was performed on the spot, marks the items done; gives the patch of the case.
 * The agreement and its items must be written already.
 */
export function takeEffect(
  write: WriteContext,
  caseId: string,
  { effectiveOn, form, performed }: { effectiveOn: string; form: 'written' | 'oral'; performed: boolean },
): RecordValues {
  const row = write.records.get('mediation', caseId)
  const items = partsOf(write, 'performanceItem', caseId)
  const agreement = partsOf(write, 'mediationAgreement', caseId).at(-1)
  const open = items.filter(({ state }) => state !== 'done')
  const lastDue = latest([...open.map(({ dueOn }) => dueOn), agreement?.performDueOn])
  if (performed) {
    for (const item of open) {
      const paidFen = typeof item.amountFen === 'number' ? item.amountFen : null
      write.records.update('performanceItem', item.id, null, { state: 'done', doneOn: effectiveOn, paidFen })
    }
  }
  planFollowUp(write, caseId, 'afterAgreement', effectiveOn)
  if (!performed && lastDue !== null) planFollowUp(write, caseId, 'afterDue', latest([lastDue, effectiveOn]) ?? lastDue)
  const states = items.map(({ state, dueOn }) => ({ state: String(state), dueOn: typeof dueOn === 'string' ? dueOn : null }))
  return {
    effectiveOn,
    confirmDueOn: form === 'written' ? deadlineAfter(effectiveOn, write.rule('med.confirmDays'), write.calendar()) : null,
    performance: performed ? 'performed' : performanceOf(states, write.today),
    performDueOn: lastDue,
    nextFollowUpOn: nextFollowUpOn(write, caseId),
    fileDueOn: addDays(latest([row.closedOn, effectiveOn]) ?? effectiveOn, write.rule('med.fileDays')),
  }
}
