/** The holiday calendar of an open desk: the years that came with the program, an office's own over them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SqliteConnection } from '../../db/open.ts'
import type { CalendarYear } from '../contract/settings.ts'
import { calendarFile, knownYears, type CalendarFile, type KnownYears } from '../domain/calendar.ts'
import type { BackendState, Desk } from './context.ts'

const shippedIn = new Map<string, CalendarFile[]>()

function shippedYears(resourcesDir: string): CalendarFile[] {
  const known = shippedIn.get(resourcesDir)
  if (known) return known
  const folder = join(resourcesDir, 'calendar')
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}\.json$/.test(name))
    .map((name) => calendarFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
  shippedIn.set(resourcesDir, files)
  return files
}

const officeYears = (connection: SqliteConnection): CalendarFile[] =>
  (
    connection.prepare('SELECT year, source, days FROM calendar_years').all() as { year: number; source: string; days: string }[]
  ).map(({ year, source, days }) => calendarFile.parse({ year, source, ...(JSON.parse(days) as object) }))

/** Every known year once, oldest first. */
export function calendarYears(resourcesDir: string, connection: SqliteConnection): CalendarYear[] {
  const byYear = new Map<number, CalendarYear>()
  for (const one of shippedYears(resourcesDir)) byYear.set(one.year, { ...one, shipped: true })
  for (const one of officeYears(connection)) byYear.set(one.year, { ...one, shipped: false })
  return [...byYear.values()].sort((a, b) => a.year - b.year)
}

const calendars = new WeakMap<Desk, KnownYears>()

/** Read once for an open desk, and again after {@link forgetCalendar}. */
export function calendarOf(backend: BackendState, desk: Desk): KnownYears {
  const known = calendars.get(desk)
  if (known) return known
  const read = knownYears(calendarYears(backend.ports.resourcesDir, desk.database.writer))
  calendars.set(desk, read)
  return read
}

export const forgetCalendar = (desk: Desk): boolean => calendars.delete(desk)
