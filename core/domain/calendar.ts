/**
 * Working days of the country: weekends, statutory holidays (法定休假日) and weekends worked instead (调休). Deadlines of the law
 * are counted with them (People's Mediation Law §33, Civil Procedure Law §85). Of a year that is not known only the weekends are.
 */
import { z } from 'zod'
import { addDays, isDay } from './day.ts'

const namedDay = z.strictObject({ day: z.string(), name: z.string().trim().min(1).max(20) })

/** A year's file, as docs/calendar.md describes it. Whether its days make sense says {@link calendarProblems}. */
export const calendarFile = z.strictObject({
  year: z.int().min(2020).max(2100),
  /** the notice it rests on */
  source: z.string().trim().min(4).max(200),
  holidays: z.array(namedDay).max(80),
  workdays: z.array(namedDay).max(40),
})
export type CalendarFile = z.infer<typeof calendarFile>

export interface YearDays {
  holidays: ReadonlySet<string>
  workdays: ReadonlySet<string>
}
export type KnownYears = ReadonlyMap<number, YearDays>

/** Later files go before earlier ones: an office's own before the shipped. */
export const knownYears = (files: readonly CalendarFile[]): KnownYears =>
  new Map(
    files.map((one) => [
      one.year,
      { holidays: new Set(one.holidays.map(({ day }) => day)), workdays: new Set(one.workdays.map(({ day }) => day)) },
    ]),
  )

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

export const yearOf = (day: string): number => Number(day.slice(0, 4))

export function isWorkday(day: string, years: KnownYears): boolean {
  const year = years.get(yearOf(day))
  if (year?.workdays.has(day)) return true
  return !(year?.holidays.has(day) ?? false) && !isWeekend(day)
}

/** The last day of a term of `days` days: the first is the day after `from`; a last day off moves to the next working day. */
export function deadlineAfter(from: string, days: number, years: KnownYears): string {
  let last = addDays(from, days)
  while (!isWorkday(last, years)) last = addDays(last, 1)
  return last
}

/** days that are holidays by law in every year */
const fixedHolidays = ['01-01', '05-01', '10-01'] as const

/** What is wrong with a year's file, in words; empty when nothing is. */
export function calendarProblems(file: CalendarFile): string[] {
  const found: string[] = []
  const year = String(file.year)
  const seen = new Set<string>()
  for (const { day, name } of [...file.holidays, ...file.workdays]) {
    if (!isDay(day)) found.push(`“${day}”（${name}）不是日期，应写成 ${year}-10-01`)
    else if (!day.startsWith(`${year}-`)) found.push(`${day}（${name}）不在 ${year} 年，请写入那一年的文件`)
    if (seen.has(day)) found.push(`${day} 写了不止一次`)
    seen.add(day)
  }
  for (const { day, name } of file.workdays)
    if (isDay(day) && !isWeekend(day)) found.push(`${day}（${name}）不是周末，不必列为调休上班`)
  for (const one of fixedHolidays)
    if (!file.holidays.some(({ day }) => day === `${year}-${one}`)) found.push(`放假日里没有 ${year}-${one}，请核对文件是否完整`)
  return found
}
