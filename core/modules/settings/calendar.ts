/** The yearly holiday calendar: what is known, and a year's file an office was given (docs/calendar.md). */
import { badRequest, DeskError } from '../../contract/errors.ts'
import type { CalendarYear } from '../../contract/settings.ts'
import { calendarFile, calendarProblems, deadlineAfter, yearOf, type CalendarFile } from '../../domain/calendar.ts'
import { addDays, localDay } from '../../domain/day.ts'
import { calendarYears, forgetCalendar } from '../../server/calendar.ts'
import { command, type WriteContext } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'

/** a year has some forty days to name */
const maxFileBytes = 64 * 1024

/** Known years; `missing` are those of this year and the next of which only the weekends are known. */
export function listCalendar({ backend, desk }: OpenContext): { years: CalendarYear[]; missing: number[] } {
  const years = calendarYears(backend.ports.resourcesDir, desk.database.reader)
  const thisYear = yearOf(localDay(backend.ports.clock.now()))
  return { years, missing: [thisYear, thisYear + 1].filter((year) => !years.some((one) => one.year === year)) }
}

const notACalendar = (why: string) =>
  new DeskError('FORMAT', `这不是放假安排文件：${why}。应为含 year、source、holidays、workdays 四项的 JSON 文件`, {
    kind: 'calendar',
  })

/** @throws FORMAT where it is not such a file, BAD_REQUEST where its days make no sense */
function readCalendarFile(bytes: Uint8Array): CalendarFile {
  let raw: unknown
  try {
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw notACalendar('内容不是 JSON 文本（UTF-8）')
  }
  const parsed = calendarFile.safeParse(raw)
  if (!parsed.success) {
    const wrong = [...new Set(parsed.error.issues.map(({ path, code }) => fieldWords(path, code)))]
    throw notACalendar(wrong.slice(0, 3).join('；'))
  }
  const problems = calendarProblems(parsed.data)
  if (problems.length > 0) throw badRequest(problems.slice(0, 5).join('；'))
  return parsed.data
}

const fieldWords = (path: readonly PropertyKey[], code: string): string => {
  const [field, place, inner] = path
  if (field === undefined) return code === 'unrecognized_keys' ? '含有说明以外的项目' : '应为一个年份的内容'
  const at = typeof place === 'number' ? `第 ${String(place + 1)} 项${inner === undefined ? '' : `的 ${String(inner)}`}` : ''
  return `${String(field)}${at} 缺少或不对`
}

/** longest run of days off that a last day may still be moved over */
const reachDays = 15

/** Terms that run now and end in or before the days of the new year's file are counted again. */
function recountTerms(write: WriteContext, year: number): number {
  const days = write.rule('med.confirmDays')
  const running = write.desk.database.writer
    .prepare(
      `SELECT id, effective_on AS effectiveOn FROM mediation_cases
       WHERE confirm_due_on BETWEEN ? AND ? AND confirm_due_on >= ? AND confirmed_on IS NULL AND unit_id = ? AND deleted_at IS NULL`,
    )
    .all([
      addDays(`${String(year)}-01-01`, -reachDays),
      `${String(year)}-12-31`,
      addDays(write.today, -reachDays),
      write.unit.unitId,
    ]) as { id: string; effectiveOn: string }[]
  let moved = 0
  for (const { id, effectiveOn } of running) {
    const before = write.records.get('mediation', id)
    const confirmDueOn = deadlineAfter(effectiveOn, days, write.calendar())
    if (before.confirmDueOn === confirmDueOn) continue
    write.records.update('mediation', id, null, { confirmDueOn })
    moved += 1
  }
  return moved
}

const storeCalendar = command(
  'saveCalendar',
  { right: 'settings', label: '导入放假安排' },
  (write, { year, source, holidays, workdays }: CalendarFile): CalendarYear => {
    const { writer } = write.desk.database
    writer
      .prepare(
        `INSERT INTO calendar_years (year, days, source, saved_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (year) DO UPDATE SET days = excluded.days, source = excluded.source, saved_at = excluded.saved_at`,
      )
      .run([year, JSON.stringify({ holidays, workdays }), source, write.at])
    forgetCalendar(write.desk)
    const moved = recountTerms(write, year)
    write.note({ year, source, holidays: holidays.length, workdays: workdays.length, moved })
    return { year, source, holidays, workdays, shipped: false }
  },
)

/** An office's file goes before the shipped one of the same year; a later file before an earlier one. */
export async function saveCalendar(context: OpenContext, { fileRef }: { fileRef: string }): Promise<CalendarYear> {
  const bytes = await context.backend.files.read(context.connection, fileRef, maxFileBytes)
  try {
    return await storeCalendar(context, readCalendarFile(bytes))
  } finally {
    // also after a rollback: what was read meanwhile is not kept
    forgetCalendar(context.desk)
  }
}
