/** What happened to a record and its parts, one line for each command, newest first. */
import type { SqliteConnection } from '../../db/open.ts'
import type { TimelineEvent } from '../contract/mediation.ts'
import type { RecordValues, RegisterName } from '../domain/field.ts'

export interface TimelineChange {
  /** what the command is called: 受理案件 */
  label: string
  register: RegisterName
  recordId: string
  kind: string
  /** fields that changed, with their new values; empty for a new record */
  after: RecordValues
}

interface ChangeRow {
  id: string
  at: string
  actor: string
  label: string
  register: RegisterName
  recordId: string
  kind: string
  after: string | null
}

/** @param say what one change means, in the users' words; null leaves the command's own label */
export function recordTimeline(
  reader: SqliteConnection,
  ids: readonly string[],
  say: (change: TimelineChange) => string | null = () => null,
): TimelineEvent[] {
  const rows = reader
    .prepare(
      `SELECT s.id, s.at, s.actor_name AS actor, s.label, c.register, c.record_id AS recordId, c.kind, c.after
       FROM changes c JOIN change_sets s ON s.id = c.change_set_id
       WHERE c.record_id IN (SELECT value FROM json_each(?)) ORDER BY c.seq DESC LIMIT 1000`,
    )
    .all(JSON.stringify(ids)) as ChangeRow[]
  const events = new Map<string, TimelineEvent & { said: boolean; explained: string }>()
  // in the order in which it was written, whatever the clock said; the first change of a command gives its words
  for (const { id, at, actor, label, register, recordId, kind, after } of rows.reverse()) {
    const event = events.get(id) ?? { at, actor, text: label, said: false, explained: '' }
    events.set(id, event)
    const values = JSON.parse(after ?? '{}') as RecordValues
    if (typeof values.explained === 'string') event.explained = `（说明：${values.explained}）`
    const words = event.said ? null : say({ label, register, recordId, kind, after: values })
    if (words !== null) Object.assign(event, { text: words, said: true })
  }
  return [...events.values()].reverse().map(({ at, actor, text, explained }) => ({ at, actor, text: text + explained }))
}
