/** Day arithmetic the page needs beyond core/domain/day.ts. */

/** Days since 1970-01-01, without time zones. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

/** 0 for Monday … 6 for Sunday, as Chinese calendars count. */
export const weekdayOf = (day: string): number => (((dayNumber(day) + 3) % 7) + 7) % 7
