/** What is due, from one query over all modules, and the figures beside it. */
import type { SqliteConnection } from '../../../db/open.ts'
import type { DueItem } from '../../contract/mediation.ts'
import { addDays, daysBetween } from '../../domain/day.ts'
import { maskName } from '../../domain/mask.ts'

const dueSql = `
  SELECT 'mediation' AS kind, id, NULL AS action_id, due_on, title, file_no AS detail, accepted_on AS since FROM mediation_cases
   WHERE deleted_at IS NULL AND unit_id = @unit AND status IN ('accepted', 'mediating') AND due_on <= @until
  UNION ALL
  SELECT 'visit', c.id, NULL, c.next_visit_on, r.name, c.last_visit_on, c.released_on FROM resettlement_cases c JOIN residents r ON r.id = c.resident_id
   WHERE c.deleted_at IS NULL AND c.unit_id = @unit AND c.status = 'inAssistance' AND c.next_visit_on <= @until
  UNION ALL
  SELECT 'decision', d.meeting_id, d.id, d.due_on, d.content, d.owner, m.held_on FROM decisions d JOIN meetings m ON m.id = d.meeting_id
   WHERE d.deleted_at IS NULL AND d.unit_id = @unit AND d.status IN ('pending', 'inProgress') AND d.due_on <= @until
  ORDER BY due_on LIMIT 200`

interface DueRow {
  kind: DueItem['kind']
  id: string
  action_id: string | null
  due_on: string
  title: string
  detail: string | null
  since: string | null
}

const blank = (row: DueRow) => ({ title: row.title, reason: '', action: '办理' })

const describe: Record<DueItem['kind'], (row: DueRow) => Pick<DueItem, 'title' | 'reason' | 'action'>> = {
  mediation: (row) => ({
    title: row.title,
    reason: `调解期限 · ${row.detail ?? ''} · 第 ${String(row.since ? daysBetween(row.since, row.due_on) : 0)} 天到期，需达成协议或终止`,
    action: '办理',
  }),
  followUp: blank,
  performance: blank,
  confirmation: blank,
  filing: blank,
  loan: blank,
  visit: (row) => ({
    title: maskName(row.title),
    reason: row.detail ? `帮教走访 · 上次 ${row.detail}` : '帮教走访 · 首次上门',
    action: '登记走访',
  }),
  decision: (row) => ({
    title: row.title,
    reason: `会议决定 · ${row.detail ?? ''} · ${row.since ?? ''} 的会议`,
    action: '登记办结',
  }),
}

export function getToday(reader: SqliteConnection, unitId: string, today: string) {
  const rows = reader.prepare(dueSql).all({ unit: unitId, until: addDays(today, 7) }) as DueRow[]
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
    due: rows.map((row): DueItem => ({
      kind: row.kind,
      id: row.id,
      actionId: row.action_id,
      dueOn: row.due_on,
      ...describe[row.kind](row),
    })),
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
        `SELECT count(*) FROM mediation_cases WHERE ${live} AND closed_on >= @year AND status IN ('agreed', 'effective')`,
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
