/** A meeting in the words and colours of its pages. */
import type { RecordView } from '../../../core/contract/register.ts'
import type { api } from '../../lib/api.ts'
import { dueText } from '../../lib/format.ts'
import type { Tone } from '../../ui/sheet.tsx'

export type MeetingView = Awaited<ReturnType<typeof api.meeting.view>>

export const textOf = (record: Pick<RecordView, 'values'>, field: string): string => {
  const value = record.values[field]
  return typeof value === 'string' ? value : ''
}

const tones: Readonly<Record<string, Tone>> = { planned: 'grey', held: 'blue', minutesDraft: 'amber', signedOff: 'green' }

export const stateTag = (record: RecordView): { tone: Tone; text: string } => ({
  tone: tones[textOf(record, 'status')] ?? 'grey',
  text: record.labels['status'] ?? '',
})

export const isSignedOff = (record: RecordView): boolean => textOf(record, 'status') === 'signedOff'

/** A decision: done, or how long there is left; red once the day has passed. */
export function decisionTag(decision: RecordView, today: string): { tone: Tone; text: string } {
  const dueOn = textOf(decision, 'dueOn')
  if (textOf(decision, 'status') === 'done') return { tone: 'green', text: `${textOf(decision, 'completedOn').slice(5)} 办结` }
  if (dueOn === '') return { tone: 'grey', text: decision.labels['status'] ?? '' }
  return { tone: dueOn < today ? 'red' : dueOn === today ? 'amber' : 'blue', text: dueText(dueOn, today) }
}
