/** What a record was before a change set touched it, worked out backwards from the history. */
import type { StoredRow } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import type { RecordValues } from '../domain/field.ts'
import { readObjects } from './prepared.ts'

export interface StateBefore {
  /** it was there, and not deleted */
  live: boolean
  /** the fields that the set changed */
  values: RecordValues
}

/** null for a record that the set did not touch */
export function stateBefore(connection: SqliteConnection, changeSetId: string, recordId: string): StateBefore | null {
  const changes = readObjects(
    connection,
    'SELECT kind, before FROM changes WHERE record_id = ? AND +change_set_id = ? ORDER BY seq DESC',
    [recordId, changeSetId],
  ) as { kind: string; before: string | null }[]
  const first = changes.at(-1)
  if (!first) return null
  const values: RecordValues = {}
  for (const { before } of changes) Object.assign(values, JSON.parse(before ?? '{}'))
  return { live: first.kind !== 'create' && first.kind !== 'restore', values }
}

/** Nothing to take back: it was taken back earlier, or put right by hand. */
export const isAsBefore = (row: StoredRow, { live, values }: StateBefore): boolean =>
  live === (row.deletedAt === null) &&
  (!live || Object.entries(values).every(([name, value]) => JSON.stringify(row[name] ?? null) === JSON.stringify(value)))
