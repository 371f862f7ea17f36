/** Periods of which a table is made, and how they are written. */
import { addDays, addMonths } from '../day.ts'

export const periodKinds = [
  { id: 'month', label: '月', months: 1 },
  { id: 'quarter', label: '季度', months: 3 },
  { id: 'half', label: '半年', months: 6 },
  { id: 'year', label: '年', months: 12 },
] as const
export type PeriodKind = (typeof periodKinds)[number]['id']

export interface Period {
  /** both included */
  from: string
  to: string
  /** 2026年11月, 2026年第四季度, 2026年下半年, 2026年 */
  label: string
}

const labels: Record<PeriodKind, (month: number) => string> = {
  month: (month) => `${String(month)}月`,
  quarter: (month) => `第${'一二三四'.charAt((month - 1) / 3)}季度`,
  half: (month) => (month === 1 ? '上半年' : '下半年'),
  year: () => '',
}

/** The calendar period of a kind in which a day falls. */
export function periodAround(kind: PeriodKind, day: string): Period {
  const months = periodKinds.find(({ id }) => id === kind)?.months ?? 12
  const month = Number(day.slice(5, 7))
  const first = month - ((month - 1) % months)
  const from = `${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`
  return { from, to: addDays(addMonths(from, months), -1), label: `${day.slice(0, 4)}年${labels[kind](first)}` }
}

/** The day from which the period before or after is found. */
export const stepOf = (period: Period, by: -1 | 1): string => (by === 1 ? addDays(period.to, 1) : addDays(period.from, -1))

/** 2026年第四季度, or 2026-03-05 至 2026-04-02 for what is no calendar period. */
export function periodText(from: string, to: string): string {
  const calendar = periodKinds.map(({ id }) => periodAround(id, from)).find((one) => one.from === from && one.to === to)
  return calendar?.label ?? `${from} 至 ${to}`
}

/** 2026年11月 for 2026-11. */
export const monthText = (month: string): string => periodAround('month', `${month}-01`).label
