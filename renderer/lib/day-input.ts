import { addDays, dayOf } from '../../core/domain/day.ts'

export type DayReading = { day: string } | { problem: string }

const named: Record<string, number> = { 今天: 0, 明天: 1, 后天: 2, 昨天: -1, 前天: -2 }

/**
 * Reads a day as people type it: `20261121`, `2026-11-21`, `2026年11月21日`, `1121`, `11-21`, `21`, `今天`, `+7`, `-3`.
 * What is left out is taken from `today` (`YYYY-MM-DD`). Full-width digits count as digits.
 */
export function readDay(typed: string, today: string): DayReading {
  const text = typed.normalize('NFKC').replace(/\s/g, '')
  const offset = named[text] ?? (/^[+-]\d{1,4}$/.test(text) ? Number(text) : undefined)
  if (offset !== undefined) return { day: addDays(today, offset) }

  const parts = numbersOf(text)
  if (parts === undefined) return { problem: '看不懂这个日期，可输入 20261121、1121、今天、+7' }
  const [date = 0, month = Number(today.slice(5, 7)), year = Number(today.slice(0, 4))] = parts.reverse()
  const day = year >= 1900 ? dayOf(year, month, date) : null
  return day === null ? { problem: `没有 ${String(year)} 年 ${String(month)} 月 ${String(date)} 日这一天` } : { day }
}

/** Year, month, day; month, day; or day. */
function numbersOf(text: string): number[] | undefined {
  const digits = /^(?:(\d{4})(\d{2})(\d{2})|(\d{2})(\d{2})|(\d{1,2}))$/.exec(text)
  const spelt = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  const groups: (string | undefined)[] | undefined = (digits ?? spelt)?.slice(1)
  return groups?.flatMap((group) => (group === undefined ? [] : [Number(group)]))
}
