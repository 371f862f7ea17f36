/** Day arithmetic on `YYYY-MM-DD`, without time zones: a day is counted from 1970-01-01. */
const dayMs = 86_400_000

export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs)
}

export function addDays(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * dayMs).toISOString().slice(0, 10)
}

/** 0 for Monday … 6 for Sunday, as Chinese calendars count. */
export function weekdayOf(day: string): number {
  return (((dayNumber(day) + 3) % 7) + 7) % 7
}

/** The local calendar day of an instant. */
export function localDay(instant: Date): string {
  return `${String(instant.getFullYear())}-${pad(instant.getMonth() + 1)}-${pad(instant.getDate())}`
}

/** The day of these numbers, or undefined when the calendar has no such day. */
export function dayOf(year: number, month: number, date: number): string | undefined {
  const day = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(date)}`
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : undefined
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
