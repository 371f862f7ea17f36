import { localDay } from '../../domain/day.ts'
import { listBackups } from '../../server/backup.ts'
import { calendarOf } from '../../server/calendar.ts'
import { paths } from '../../server/desk.ts'
import { member } from '../../server/router-base.ts'
import { getToday } from './queries.ts'

export const todayRouter = {
  get: member.today.get.handler(({ context: { backend, desk } }) => {
    const today = localDay(backend.ports.clock.now())
    const { reader } = desk.database
    const lastHandUpAt = reader.prepare(`SELECT max(at) FROM packages WHERE direction = 'sent' AND kind = 'up'`).pluck().get() as
      string | null
    return {
      today,
      ...getToday(reader, desk.unit.unitId, today, calendarOf(backend, desk)),
      lastBackupAt: listBackups(paths(backend.ports.dataDir).backups)[0]?.at ?? null,
      lastHandUpAt,
    }
  }),
}
