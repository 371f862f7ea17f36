import type { RecordView } from '../../../core/contract/register.ts'
import { dayNumber } from '../../lib/day.ts'
import { dueText } from '../../lib/format.ts'
import type { Tone } from '../../ui/sheet.tsx'
import { termNoticeDays } from './committee-ledgers.tsx'

/** A term of office that has ended or soon will; undefined while there is nothing to say. */
export function termTag(
  { values }: Pick<RecordView, 'values'>,
  field: 'termTo' | 'appointedTo',
  today: string,
): { tone: Tone; text: string } | undefined {
  const end = values[field]
  if (typeof end !== 'string') return undefined
  const left = dayNumber(end) - dayNumber(today)
  const what = field === 'termTo' ? '届期' : '聘期'
  if (left < 0) return { tone: 'red', text: `${what}已满，${dueText(end, today)}` }
  return left <= termNoticeDays ? { tone: 'amber', text: `${what}还剩 ${String(left)} 天` } : undefined
}
