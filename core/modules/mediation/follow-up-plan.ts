/** The plan of follow-ups of a case: one some days after the agreement, one some days after the last thing is due (reference §1.6 (11)). */
import { addDays } from '../../domain/day.ts'
import { followUp } from '../../domain/mediation/agreement-fields.ts'
import { parseValues } from '../../register/values.ts'
import type { WriteContext } from '../../server/command.ts'
import { partsOf } from './case-step.ts'

/** Plans a visit `med.followUpDays` after `from`. Another open plan for that day is enough. */
export function planFollowUp(write: WriteContext, caseId: string, reason: 'afterAgreement' | 'afterDue', from: string): void {
  const plannedOn = addDays(from, write.rule('med.followUpDays'))
  if (openPlans(write, caseId).some((one) => one.plannedOn === plannedOn)) return
  write.records.insert('followUp', parseValues(followUp, { caseId, plannedOn, reason }).values)
}

export const openPlans = (write: WriteContext, caseId: string) =>
  partsOf(write, 'followUp', caseId)
    .filter(({ doneOn }) => doneOn === null)
    .map(({ id, plannedOn }) => ({ id, plannedOn: String(plannedOn) }))
    .sort((a, b) => (a.plannedOn < b.plannedOn ? -1 : 1))

/** Day of the next open plan. */
export const nextFollowUpOn = (write: WriteContext, caseId: string): string | null =>
  openPlans(write, caseId)[0]?.plannedOn ?? null
