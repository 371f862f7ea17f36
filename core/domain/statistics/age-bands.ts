/** Age bands of the population table (完整周岁), oldest last, and the days of birth they mean on a counting day. */
import { addDays, isDay } from '../day.ts'

export interface AgeBand {
  key: string
  label: string
  /** full years of age, both included; null is open */
  from: number | null
  to: number | null
}

export const ageBands = [
  { key: '0', label: '0–5 岁', from: null, to: 5 },
  { key: '6', label: '6–13 岁', from: 6, to: 13 },
  { key: '14', label: '14–17 岁', from: 14, to: 17 },
  { key: '18', label: '18–34 岁', from: 18, to: 34 },
  { key: '35', label: '35–59 岁', from: 35, to: 59 },
  { key: '60', label: '60–79 岁', from: 60, to: 79 },
  { key: '80', label: '80 岁以上', from: 80, to: null },
] as const satisfies readonly AgeBand[]

/** The same day of an earlier year; 29 February of a year without one counts as that year's 28th. */
function lastBirthday(years: number, on: string): string {
  const day = `${String(Number(on.slice(0, 4)) - years).padStart(4, '0')}${on.slice(4)}`
  return isDay(day) ? day : day.replace(/-29$/, '-28')
}

/**
 * Days of birth of a band on the day `on`, both included; null is open. The bands of one day leave no day out and share none.
 * Who is born on 29 February has the birthday of a common year on 1 March.
 */
export function birthRange({ from, to }: AgeBand, on: string): { from: string | null; to: string | null } {
  return {
    from: to === null ? null : addDays(lastBirthday(to + 1, on), 1),
    to: from === null ? null : lastBirthday(from, on),
  }
}
