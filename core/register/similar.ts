/** Who may be the person that is being typed. */
import { decodeRow } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import type { RecordView } from '../contract/register.ts'
import type { RecordValues, RegisterName } from '../domain/field.ts'
import { viewRows } from './views.ts'

/** Residents of the same number, of the same name and birthday, or of the same sound and birthday. */
export function similarRecords(
  reader: SqliteConnection,
  register: RegisterName,
  values: RecordValues,
  exceptId: string | undefined,
): { rows: RecordView[]; reasons: string[] } {
  if (register !== 'resident') return { rows: [], reasons: [] }
  const { idNumber, name, birthOn } = values
  const tests: { sql: string; parameters: unknown[] }[] = []
  if (typeof idNumber === 'string' && idNumber.length === 18) tests.push({ sql: 'id_number = ?', parameters: [idNumber] })
  if (typeof name === 'string' && name.length > 1) {
    if (typeof birthOn === 'string') tests.push({ sql: '(name = ? AND birth_on = ?)', parameters: [name, birthOn] })
    else tests.push({ sql: 'name = ?', parameters: [name] })
  }
  if (tests.length === 0) return { rows: [], reasons: [] }
  const sql = `SELECT * FROM residents WHERE deleted_at IS NULL AND id <> ? AND (${tests.map((one) => one.sql).join(' OR ')}) LIMIT 8`
  const raw = reader.prepare(sql).all([exceptId ?? '', ...tests.flatMap((one) => one.parameters)]) as Record<string, unknown>[]
  const rows = viewRows(
    reader,
    register,
    raw.map((one) => decodeRow(register, one)),
  )
  return { rows, reasons: rows.map(() => '') }
}
