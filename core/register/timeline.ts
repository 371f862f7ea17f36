/** What happened to a record and its parts, one line for each command, newest first. */
import type { SqliteConnection } from '../../db/open.ts'
import type { TimelineEvent } from '../contract/mediation.ts'

export function recordTimeline(reader: SqliteConnection, ids: readonly string[]): TimelineEvent[] {
  const rows = reader
    .prepare(
      `SELECT DISTINCT s.id, s.at, s.actor_name AS actor, s.label AS text FROM changes c JOIN change_sets s ON s.id = c.change_set_id
       WHERE c.record_id IN (SELECT value FROM json_each(?)) ORDER BY s.at DESC LIMIT 200`,
    )
    .all(JSON.stringify(ids)) as (TimelineEvent & { id: string })[]
  return rows.map(({ at, actor, text }) => ({ at, actor, text }))
}
