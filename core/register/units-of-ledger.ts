/** Which units own rows of a ledger: a few, whatever the number of rows, so that indexes that begin with the unit can be used. */
import type { SqliteConnection } from '../../db/open.ts'
import { tableNames } from '../../db/table-names.ts'
import type { RegisterName } from '../domain/field.ts'

/** @param within the condition of the partial index that is walked from unit to unit */
export const unitsOfLedger = (reader: SqliteConnection, register: RegisterName, within: string): string[] =>
  reader
    .prepare(
      `WITH RECURSIVE units (id) AS (
         SELECT min(unit_id) FROM ${tableNames[register]} WHERE ${within}
         UNION ALL
         SELECT (SELECT min(unit_id) FROM ${tableNames[register]} WHERE unit_id > units.id AND ${within}) FROM units WHERE id IS NOT NULL)
       SELECT id FROM units WHERE id IS NOT NULL`,
    )
    .pluck()
    .all() as string[]
