/** Members of a household, the head first, then those on the register, then those who left or died. */
import type { StoredRow } from '../../../db/rows.ts'
import { decodeRow } from '../../../db/rows.ts'
import type { SqliteConnection } from '../../../db/open.ts'
import { headCondition } from '../../register/sole-role.ts'

export function membersOf(reader: SqliteConnection, householdId: string): StoredRow[] {
  const raw = reader
    .prepare(
      `SELECT * FROM residents WHERE household_id = ? AND deleted_at IS NULL
       ORDER BY coalesce(${headCondition}, 0) DESC, status <> 'present', birth_on, row_no`,
    )
    .all(householdId) as Record<string, unknown>[]
  return raw.map((one) => decodeRow('resident', one))
}
