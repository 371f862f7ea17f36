/** Days are `YYYY-MM-DD`; no clock is read here. */
const pattern = /^(\d{4})-(\d{2})-(\d{2})$/

export function isDay(value: string): boolean {
  const parts = pattern.exec(value)
  if (!parts) return false
  return dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) === value
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const twoDigits = (n: number) => (n < 10 ? `0${String(n)}` : String(n))

/** The day, or null when there is no such day (2026-02-30) or the year is not within 1850–2200. */
export function dayOf(year: number, month: number, dayOfMonth: number): string | null {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(dayOfMonth)) return null
  if (year < 1850 || year > 2200 || month < 1 || month > 12 || dayOfMonth < 1) return null
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (dayOfMonth > (leap ? 29 : (monthDays[month - 1] ?? 0))) return null
  return `${String(year)}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`
}

const millis = (value: string) => Date.parse(`${value}T00:00:00Z`)

export const addDays = (value: string, days: number): string =>
  new Date(millis(value) + days * 86_400_000).toISOString().slice(0, 10)

/** Whole days from the first to the second day. */
export const daysBetween = (from: string, to: string): number => Math.round((millis(to) - millis(from)) / 86_400_000)

/** The corresponding day `months` later; where there is none, the last day of that month (Civil Procedure Law §85). */
export function addMonths(value: string, months: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = value.split('-').map(Number)
  const index = year * 12 + month - 1 + months
  const lastDay = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate()
  const date = new Date(Date.UTC(Math.floor(index / 12), index % 12, Math.min(dayOfMonth, lastDay)))
  return date.toISOString().slice(0, 10)
}

export const addYears = (value: string, years: number): string => addMonths(value, years * 12)

/** Full years of age on a day. */
export function ageOn(birthOn: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birthOn.slice(0, 4))
  return on.slice(5) < birthOn.slice(5) ? years - 1 : years
}

/** The local calendar day of an instant on this computer. */
export function localDay(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
