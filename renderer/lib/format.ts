import { localDay } from '../../core/domain/day.ts'
import { dayNumber, weekdayOf } from './day.ts'

const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const

function weekdayText(day: string): string {
  return weekdays[weekdayOf(day)] ?? ''
}

/** A day near `today` in the words people use: 今天, 明天, 周六 11-22, 11-30, 2025-11-22. Both are `YYYY-MM-DD`. */
export function dayText(day: string, today: string): string {
  const distance = dayNumber(day) - dayNumber(today)
  if (distance === 0) return '今天'
  if (distance === 1) return '明天'
  if (distance === -1) return '昨天'
  const short = day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day
  return Math.abs(distance) < 7 ? `${weekdayText(day)} ${day.slice(5)}` : short
}

/** A due day: 逾期 3 天 once it has passed, else as {@link dayText}. */
export function dueText(day: string, today: string): string {
  const late = dayNumber(today) - dayNumber(day)
  return late > 0 ? `逾期 ${countText(late)} 天` : dayText(day, today)
}

export type DueGroup = 'overdue' | 'today' | 'week' | 'later'

/** Where a due day stands on the today page; the week ends on Sunday. */
export function dueGroup(day: string, today: string): DueGroup {
  const distance = dayNumber(day) - dayNumber(today)
  if (distance < 0) return 'overdue'
  if (distance === 0) return 'today'
  return distance <= 6 - weekdayOf(today) ? 'week' : 'later'
}

/** `2026年11月20日`, for sentences */
export function longDayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${String(year)}年${String(month)}月${String(date)}日`
}

/** `2026年11月20日 星期五` */
export function fullDayText(day: string): string {
  return `${longDayText(day)} ${weekdayText(day).replace('周', '星期')}`
}

/** `农历十月十二` */
export function lunarDayText(day: string): string {
  const lunar = new Intl.DateTimeFormat('zh-CN-u-ca-chinese', { month: 'long', day: 'numeric', timeZone: 'UTC' })
  const parts = lunar.formatToParts(new Date(`${day}T00:00:00Z`))
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return `农历${part('month')}${lunarDate(Number(part('day')))}`
}

/** 1 → 初一, 12 → 十二, 20 → 二十, 23 → 廿三 */
function lunarDate(date: number): string {
  const tens = { 10: '初十', 20: '二十', 30: '三十' }[date]
  return tens ?? `${'初十廿'.charAt(Math.floor(date / 10))}${'一二三四五六七八九'.charAt((date % 10) - 1)}`
}

/** A UTC instant in local words: 今天 09:40, 11-05 16:20. */
export function instantText(instant: string, today: string): string {
  const at = new Date(instant)
  return `${dayText(localDay(at), today)} ${clockText(at)}`
}

/** On paper, where no day is today: 2026-11-22 06:12. */
export function stampText(at: Date): string {
  return `${localDay(at)} ${clockText(at)}`
}

/** `09:40` */
export function clockText(at: Date): string {
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
}

/** `410122 19880203 1234`; a masked number is grouped alike. Anything not 18 characters long stays as it is. */
export function idText(id: string): string {
  return id.length === 18 ? `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}` : id
}

/** `139 0000 0187`; a number that is not a mobile stays as it is. */
export function phoneText(phone: string): string {
  return phone.length === 11 && phone.startsWith('1') ? `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}` : phone
}

/** `1,000,482` */
export function countText(count: number): string {
  return count.toLocaleString('en-US')
}

/** A whole number; a year or a small count stays ungrouped: `2026`, `12,000`. */
export function wholeText(value: number): string {
  return Math.abs(value) < 10_000 ? String(value) : countText(value)
}

/** Integer fen as yuan: 120050 → `1,200.50`. */
export function yuanText(fen: number): string {
  return (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

/** Yuan as typed (`1,200.5`, `1200`) to integer fen, or undefined when it is no such amount. Digits are moved as text: no rounding. */
export function fenOf(typed: string): number | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(typed.normalize('NFKC').replace(/[,\s¥元]/g, ''))
  return match === null ? undefined : Number((match[1] ?? '') + (match[2] ?? '').padEnd(2, '0'))
}
