/** Writes resources/calendar/YYYY.json for every year from 2024 that the package chinese-days knows. Run after it was updated. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { calendarFile, calendarProblems, type CalendarFile } from '../core/domain/calendar.ts'

interface KnownDays {
  /** day → "English name,Chinese name,days off" */
  holidays: Record<string, string>
  workdays: Record<string, string>
}

const library = dirname(fileURLToPath(import.meta.resolve('chinese-days/package.json')))
const { version } = JSON.parse(readFileSync(join(library, 'package.json'), 'utf8')) as { version: string }
const days = JSON.parse(readFileSync(join(library, 'dist/chinese-days.json'), 'utf8')) as KnownDays
const folder = join(import.meta.dirname, '../resources/calendar')

const ofYear = (year: number, known: Record<string, string>): CalendarFile['holidays'] =>
  Object.entries(known)
    .filter(([day]) => day.startsWith(`${String(year)}-`))
    .map(([day, names]) => ({ day, name: names.split(',')[1] ?? '' }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))

const years = [...new Set(Object.keys(days.holidays).map((day) => Number(day.slice(0, 4))))].filter((year) => year >= 2024).sort()
mkdirSync(folder, { recursive: true })
for (const year of years) {
  const file = calendarFile.parse({
    year,
    source: `国务院办公厅关于 ${String(year)} 年部分节假日安排的通知（日期取自 chinese-days ${version}）`,
    holidays: ofYear(year, days.holidays),
    workdays: ofYear(year, days.workdays),
  })
  const problems = calendarProblems(file)
  if (problems.length > 0) throw new Error(`${String(year)}: ${problems.join('; ')}`)
  writeFileSync(join(folder, `${String(year)}.json`), `${JSON.stringify(file, null, 2)}\n`)
  console.log(`${String(year)}: ${String(file.holidays.length)} holidays, ${String(file.workdays.length)} working weekends`)
}
