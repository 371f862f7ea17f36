/** The first page: what is due, and the figures beside it. */
import type { SqliteConnection } from '../../../db/open.ts'
import type { KnownYears } from '../../domain/calendar.ts'
import { addDays } from '../../domain/day.ts'
import { dueItems } from './due.ts'

export function getToday(reader: SqliteConnection, unitId: string, today: string, years: KnownYears) {
  const one = (sql: string, parameters: Record<string, unknown>) =>
    (reader
      .prepare(sql)
      .pluck()
      .get({ unit: unitId, ...parameters }) as number | null) ?? 0
  const year = `${today.slice(0, 4)}-01-01`
  const month = `${today.slice(0, 7)}-01`
  const live = 'deleted_at IS NULL AND unit_id = @unit'
  const decisions = reader
    .prepare(
      `SELECT id, meeting_id AS meetingId, content, owner, due_on AS dueOn, status FROM decisions
       WHERE ${live} AND (status IN ('pending', 'inProgress') OR completed_on >= @since) ORDER BY status = 'done', due_on LIMIT 8`,
    )
    .all({ unit: unitId, since: addDays(today, -14) }) as {
    id: string
    meetingId: string
    content: string
    owner: string
    dueOn: string
    status: string
  }[]
  return {
    due: dueItems(reader, unitId, today, years),
    figures: {
      casesOpen: one(`SELECT count(*) FROM mediation_cases WHERE ${live} AND status IN ('accepted', 'mediating')`, {}),
      casesMeanDays: Math.round(
        one(
          `SELECT avg(julianday(@today) - julianday(accepted_on)) FROM mediation_cases WHERE ${live} AND status IN ('accepted', 'mediating')`,
          { today },
        ),
      ),
      closedThisYear: one(`SELECT count(*) FROM mediation_cases WHERE ${live} AND closed_on >= @year`, { year }),
      succeededThisYear: one(
        `SELECT count(*) FROM mediation_cases WHERE ${live} AND closed_on >= @year AND outcome IN ('written', 'oral')`,
        { year },
      ),
      inAssistance: one(`SELECT count(*) FROM resettlement_cases WHERE ${live} AND status = 'inAssistance'`, {}),
      visitedThisMonth: one(
        `SELECT count(*) FROM resettlement_cases WHERE ${live} AND status = 'inAssistance' AND last_visit_on >= @month`,
        { month },
      ),
      decisionsOpen: one(`SELECT count(*) FROM decisions WHERE ${live} AND status IN ('pending', 'inProgress')`, {}),
      decisionsOverdue: one(
        `SELECT count(*) FROM decisions WHERE ${live} AND status IN ('pending', 'inProgress') AND due_on < @today`,
        { today },
      ),
    },
    decisions,
  }
}
