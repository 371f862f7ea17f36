/** What is due, from one query over all modules: what it is, since when, and the one thing to do about it. */
import type { SqliteConnection } from '../../../db/open.ts'
import type { DueItem } from '../../contract/mediation.ts'
import { yearOf, type KnownYears } from '../../domain/calendar.ts'
import { codeName } from '../../domain/codes.ts'
import { addDays, daysBetween } from '../../domain/day.ts'
import { signatureDays } from '../../domain/mediation/after-rules.ts'
import { maskName } from '../../domain/mask.ts'

const daysAhead = 7
/** reference §1.7: reminders 10, 3 and 0 days before the term of confirmation ends */
const confirmDaysAhead = 10
/** of one kind, the oldest first: no kind hides the others */
const perKind = 30

const live = (table: string) => `${table}.deleted_at IS NULL AND ${table}.unit_id = @unit`

/** kind, id, action_id, due_on, title, detail, since. A plus before a status keeps to the index of the day: most old cases are archived. */
const arms = [
  `SELECT 'acceptance' AS kind, c.id, NULL AS action_id, c.accept_due_on AS due_on, c.title, NULL AS detail, c.registered_on AS since
   FROM mediation_cases c WHERE ${live('c')} AND c.status = 'registered' AND c.accept_due_on <= @until`,
  `SELECT 'mediation', c.id, NULL, c.due_on, c.title, c.file_no, c.accepted_on
   FROM mediation_cases c WHERE ${live('c')} AND c.status IN ('accepted', 'mediating') AND c.due_on <= @until`,
  `SELECT 'signature', c.id, NULL, date(c.closed_on, '+${String(signatureDays)} days'), c.title, c.file_no, c.closed_on
   FROM mediation_cases c WHERE ${live('c')} AND c.status = 'agreed' AND c.closed_on IS NOT NULL`,
  `SELECT 'followUp', c.id, f.id, c.next_follow_up_on, c.title, f.reason, c.effective_on
   FROM mediation_cases c CROSS JOIN follow_ups f ON f.case_id = c.id AND +f.planned_on = c.next_follow_up_on AND f.done_on IS NULL
   WHERE ${live('c')} AND f.deleted_at IS NULL AND +c.status IN ('effective', 'closed', 'filed', 'archived')
     AND c.next_follow_up_on <= @until`,
  `SELECT 'performance', c.id, p.id, p.due_on, c.title, '第 ' || p.item_no || ' 项：' || p.content, c.effective_on
   FROM performance_items p CROSS JOIN mediation_cases c ON c.id = p.case_id
   WHERE p.state IN ('pending', 'partial') AND p.due_on <= @until AND p.deleted_at IS NULL AND ${live('c')}
     AND c.status IN ('effective', 'closed') AND c.performance IS NOT 'performed'`,
  `SELECT 'confirmation', c.id, NULL, c.confirm_due_on, c.title, c.file_no, c.effective_on
   FROM mediation_cases c WHERE ${live('c')} AND c.confirm_due_on BETWEEN @today AND @confirmUntil
     AND +c.status IN ('effective', 'closed') AND c.confirmed_on IS NULL AND c.performance IS NOT 'performed'
     AND NOT EXISTS (SELECT 1 FROM judicial_confirmations j
       WHERE j.case_id = c.id AND j.deleted_at IS NULL AND j.applied_on >= c.effective_on)`,
  `SELECT 'filing', c.id, NULL, c.file_due_on, c.title, c.file_no, c.closed_on
   FROM mediation_cases c WHERE ${live('c')} AND c.status IN ('closed', 'failed', 'terminated', 'withdrawn', 'rejected')
     AND c.file_due_on <= @until`,
  `SELECT 'loan', c.id, l.id, l.due_on, c.title, l.borrower, l.lent_on
   FROM file_loans l CROSS JOIN mediation_cases c ON c.id = l.case_id
   WHERE l.returned_on IS NULL AND l.due_on <= @until AND l.deleted_at IS NULL AND ${live('c')}`,
  `SELECT 'visit', c.id, NULL, c.next_visit_on, r.name, c.last_visit_on, c.released_on
   FROM resettlement_cases c JOIN residents r ON r.id = c.resident_id
   WHERE ${live('c')} AND c.status = 'inAssistance' AND c.next_visit_on <= @until`,
  `SELECT 'decision', d.meeting_id, d.id, d.due_on, d.content, d.owner, m.held_on FROM decisions d JOIN meetings m ON m.id = d.meeting_id
   WHERE ${live('d')} AND d.status IN ('pending', 'inProgress') AND d.due_on <= @until`,
]

const dueSql = `${arms
  .map((arm) => `SELECT * FROM (${arm} ORDER BY 4 LIMIT ${String(perKind)})`)
  .join('\nUNION ALL\n')}\nORDER BY 4`

interface DueRow {
  kind: DueItem['kind']
  id: string
  action_id: string | null
  due_on: string
  title: string
  detail: string | null
  since: string | null
}

const words = (...parts: (string | null)[]): string => parts.filter((one) => one !== null && one !== '').join(' · ')

const said: Record<DueRow['kind'], (row: DueRow, years: KnownYears) => Pick<DueItem, 'kind' | 'title' | 'reason' | 'action'>> = {
  acceptance: ({ title, since }) => ({
    kind: 'acceptance',
    title,
    reason: words('受理审查期限', since && `${since} 登记`, '需受理或不予受理'),
    action: '受理',
  }),
  mediation: ({ title, detail, since, due_on }) => ({
    kind: 'mediation',
    title,
    reason: `调解期限 · ${detail ?? ''} · 第 ${String(since ? daysBetween(since, due_on) : 0)} 天到期，需达成协议或终止`,
    action: '办理',
  }),
  signature: ({ title, detail, since }) => ({
    kind: 'signature',
    title,
    reason: words('待签章', detail, since && `${since} 达成协议，签章齐备后才生效`),
    action: '登记签章',
  }),
  followUp: ({ title, detail, since }) => ({
    kind: 'followUp',
    title,
    reason: words(codeName('followUpReason', detail ?? 'other'), since && `${since} 生效`),
    action: '登记回访',
  }),
  performance: ({ title, detail }) => ({ kind: 'performance', title, reason: words('履行到期', detail), action: '登记履行' }),
  confirmation: ({ title, detail, since, due_on }, years) => ({
    kind: 'confirmation',
    title,
    reason: words(
      '申请司法确认截止',
      detail,
      since && `${since} 生效`,
      years.has(yearOf(due_on)) ? null : `${due_on.slice(0, 4)} 年放假安排未导入，只按周末计算`,
    ),
    action: '申请司法确认',
  }),
  filing: ({ title, detail, since }) => ({
    kind: 'filing',
    title,
    reason: words('立卷期限', detail, since && `${since} 结案`),
    action: '立卷',
  }),
  loan: ({ title, detail, since }) => ({
    kind: 'loan',
    title,
    reason: words('卷宗借阅到期', detail, since && `${since} 借出`),
    action: '登记归还',
  }),
  visit: ({ title, detail }) => ({
    kind: 'visit',
    title: maskName(title),
    reason: detail ? `帮教走访 · 上次 ${detail}` : '帮教走访 · 首次上门',
    action: '登记走访',
  }),
  decision: ({ title, detail, since }) => ({
    kind: 'decision',
    title,
    reason: `会议决定 · ${detail ?? ''} · ${since ?? ''} 的会议`,
    action: '登记办结',
  }),
}

/** The longest overdue first, of one kind at most 30. */
export function dueItems(reader: SqliteConnection, unitId: string, today: string, years: KnownYears): DueItem[] {
  const until = addDays(today, daysAhead)
  const bound = { unit: unitId, today, until, confirmUntil: addDays(today, confirmDaysAhead) }
  return (reader.prepare(dueSql).all(bound) as DueRow[]).map((row) => ({
    id: row.id,
    actionId: row.action_id,
    dueOn: row.due_on,
    ...said[row.kind](row, years),
  }))
}
