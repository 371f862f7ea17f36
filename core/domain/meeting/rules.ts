import type { RecordValues } from '../field.ts'
import type { Violation } from '../violation.ts'

/** T-01: a decision names who, until when, and by what it will be judged done. */
export function checkDecision(values: RecordValues): Violation[] {
  const required = [
    ['owner', '责任人'],
    ['dueOn', '完成时限'],
    ['criterion', '验收标准'],
  ] as const
  return required
    .filter(([name]) => !values[name])
    .map(([name, label]) => ({ rule: 'T-01', level: 'block', field: name, message: `会议决定须写明${label}` }))
}

/** Number of a meeting `2026-LH-3`, of a decision `2026-LH-3-1`. */
export const meetingNo = (year: number, kind: string, serial: number): string => `${String(year)}-${kind}-${String(serial)}`
export const decisionNo = (ofMeeting: string, serial: number): string => `${ofMeeting}-${String(serial)}`
