/** Counting a whole ledger by one or two keys without holding up other calls: a piece of the row numbers at a time. */
import { tableShapes } from '../../../db/rows.ts'
import type { SqliteConnection } from '../../../db/open.ts'
import type { Filter } from '../../contract/register.ts'
import type { RegisterName } from '../../domain/field.ts'
import { conditionsOf } from '../../register/conditions.ts'
import { pause } from '../../server/command.ts'
import type { Clock } from '../../server/ports.ts'

/** What rows are counted by, as SQL that gives a text; '' stands for an empty field. */
export interface GroupKey {
  sql: string
  parameters: readonly string[]
}

export interface GroupCount {
  row: string
  column: string
  total: number
}

/** milliseconds that one piece should take; other calls wait as long */
const pieceMs = 12
const pieceRows = { first: 2000, least: 500, most: 25_000 }

/**
 * How many records of `register` under `where` there are of each pair of keys. Every row is counted once, as it is when
 * its turn comes: a row number stays with its record.
 */
export async function countGroups(
  reader: SqliteConnection,
  clock: Clock,
  query: { register: RegisterName; where: Filter[]; row: GroupKey; column: GroupKey },
): Promise<GroupCount[]> {
  const table = tableShapes[query.register].name
  const { sql, parameters } = conditionsOf({ register: query.register, where: query.where })
  // by row number and nothing else: an index would be walked again for every piece
  const statement = reader
    .prepare(
      `SELECT ${query.row.sql} AS row_key, ${query.column.sql} AS column_key, count(*) FROM ${table} NOT INDEXED
       WHERE row_no >= ? AND row_no < ? AND ${sql} GROUP BY row_key, column_key`,
    )
    .raw()
  const last = (reader.prepare(`SELECT max(row_no) FROM ${table}`).pluck().get() as number | null) ?? 0
  const found = new Map<string, GroupCount>()
  let size = pieceRows.first
  for (let from = 1; from <= last;) {
    const start = clock.monotonic()
    const piece = statement.all([...query.row.parameters, ...query.column.parameters, from, from + size, ...parameters])
    for (const [row, column, total] of piece as [string, string, number][]) {
      const key = `${row}\n${column}`
      const known = found.get(key)
      if (known) known.total += total
      else found.set(key, { row, column, total })
    }
    from += size
    const factor = pieceMs / Math.max(clock.monotonic() - start, 0.1)
    size = Math.min(pieceRows.most, Math.max(pieceRows.least, Math.round(size * Math.min(2, factor))))
    await pause()
  }
  return [...found.values()]
}
