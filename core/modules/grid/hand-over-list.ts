/** What goes over with a grid: the list that two people sign. */
import { decodeRow } from '../../../db/rows.ts'
import type { SqliteConnection } from '../../../db/open.ts'
import { tableNames } from '../../../db/table-names.ts'
import type { GridHandOver } from '../../contract/people.ts'
import type { RecordView } from '../../contract/register.ts'
import { notFound } from '../../contract/errors.ts'
import { codeTables } from '../../domain/codes.ts'
import type { RegisterName } from '../../domain/field.ts'
import { getRow } from '../../register/queries.ts'
import { viewRows } from '../../register/views.ts'

const present = "grid_id = ? AND deleted_at IS NULL AND status = 'present'"
const listed = 500

/** Counts are of residents on the register today; lists hold at most 500 each. @throws NOT_FOUND */
export function gridHandOverList(reader: SqliteConnection, gridId: string): GridHandOver {
  const rows = (register: RegisterName, condition: string): RecordView[] => {
    const raw = reader
      .prepare(`SELECT * FROM ${tableNames[register]} WHERE ${condition} LIMIT ${String(listed)}`)
      .all(gridId) as Record<string, unknown>[]
    return viewRows(
      reader,
      register,
      raw.map((one) => decodeRow(register, one)),
    )
  }
  const count = (what: string, more = ''): number =>
    reader.prepare(`SELECT ${what} FROM residents WHERE ${present}${more}`).pluck().get(gridId) as number
  const row = getRow(reader, 'grid', gridId)
  if (row.deletedAt !== null) throw notFound('网格')
  const [grid] = viewRows(reader, 'grid', [row])
  if (!grid) throw notFound('网格')
  const totals = new Map(
    reader.prepare(`SELECT person_type, count(*) FROM residents WHERE ${present} GROUP BY person_type`).raw().all(gridId) as [
      string,
      number,
    ][],
  )
  const byName = 'ORDER BY name_pinyin, row_no'
  return {
    grid,
    staff: rows(
      'gridStaff',
      "grid_id = ? AND deleted_at IS NULL ORDER BY to_on IS NOT NULL, role <> 'lead', from_on DESC, row_no DESC",
    ),
    households: count('count(DISTINCT household_id)'),
    residents: count('count(*)'),
    byType: codeTables.personType.map(([code, label]) => ({ code, label, total: totals.get(code) ?? 0 })),
    withoutNumber: count('count(*)', ' AND id_number IS NULL AND other_id_no IS NULL'),
    openServices: rows(
      'serviceItem',
      `resident_id IN (SELECT id FROM residents WHERE ${present}) AND status <> 'done' AND deleted_at IS NULL ORDER BY needed_on, row_no`,
    ),
    floating: rows('resident', `${present} AND person_type IN ('floating', 'overseas') ${byName}`),
    leftBehind: rows('resident', `${present} AND (person_type = 'leftBehind' OR left_behind_kind IS NOT NULL) ${byName}`),
  }
}
