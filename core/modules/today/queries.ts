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
  const running = reader
    .prepare(
      `SELECT count(*) AS count, avg(julianday(@today) - julianday(accepted_on)) AS days FROM mediation_cases
       WHERE ${live} AND status IN ('accepted', 'mediating')`,
    )
    .get({ unit: unitId, today }) as { count: number; days: number | null }
  const closed = reader
    .prepare(
      `SELECT count(*) AS count, sum(outcome IN ('written', 'oral') AND effective_on IS NOT NULL) AS succeeded FROM mediation_cases
       WHERE ${live} AND closed_on BETWEEN @year AND @today AND accepted_on IS NOT NULL AND voided_on IS NULL AND status <> 'agreed'
         AND outcome IN ('written', 'oral', 'failed')`,
    )
    .get({ unit: unitId, year, today }) as { count: number; succeeded: number | null }
  return {
    due: dueItems(reader, unitId, today, years),
    figures: {
      casesOpen: running.count,
      casesMeanDays: Math.round(running.days ?? 0),
      closedThisYear: closed.count,
      succeededThisYear: closed.succeeded ?? 0,
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
