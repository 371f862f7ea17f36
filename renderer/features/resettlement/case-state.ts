/** A case of assistance in the words and colours of its pages. */
import type { RecordView } from '../../../core/contract/register.ts'
import type { api } from '../../lib/api.ts'
import { dayNumber } from '../../lib/day.ts'
import { dueText } from '../../lib/format.ts'
import type { Tone } from '../../ui/sheet.tsx'

export type ResettlementView = Awaited<ReturnType<typeof api.resettlement.view>>

export const textOf = (record: Pick<RecordView, 'values'>, field: string): string => {
  const value = record.values[field]
  return typeof value === 'string' ? value : ''
}

export const isOpen = (record: RecordView): boolean => textOf(record, 'status') === 'inAssistance'

/** The next visit while assistance runs: red once it has passed, amber within a week. */
export function visitTag(record: RecordView, today: string): { tone: Tone; text: string } | undefined {
  const dueOn = textOf(record, 'nextVisitOn')
  if (dueOn === '' || !isOpen(record)) return undefined
  const left = dayNumber(dueOn) - dayNumber(today)
  if (left < 0) return { tone: 'red', text: `走访${dueText(dueOn, today)}` }
  return { tone: left <= 7 ? 'amber' : 'grey', text: left === 0 ? '今天应走访' : `${dueText(dueOn, today)} 前走访` }
}
