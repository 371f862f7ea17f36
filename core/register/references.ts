/** Records that refer to one another: what is named must be there, and what is named does not go away unseen. */
import { columnName, tableShapes } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import { badRequest } from '../contract/errors.ts'
import { fieldsOf, type RecordValues, type RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'

/** @throws BAD_REQUEST naming the field whose record is not there */
export function requireReferences(connection: SqliteConnection, register: RegisterName, values: RecordValues): void {
  for (const { name, meta } of fieldsOf(registers[register])) {
    const value = values[name]
    if (!meta.target || value === null || value === undefined) continue
    const table = tableShapes[meta.target].name
    for (const id of Array.isArray(value) ? value : [String(value)]) {
      const found = connection.prepare(`SELECT 1 FROM ${table} WHERE id = ? AND deleted_at IS NULL`).get(id)
      if (!found) throw badRequest(`${meta.label}不在名单中，请重新选择`, { [name]: '请从名单中选择' })
    }
  }
}

const referring = (target: RegisterName) =>
  Object.values(registers).flatMap((description) =>
    fieldsOf(description)
      .filter(({ meta }) => meta.kind === 'reference' && meta.target === target)
      .map(({ name }) => ({ register: description.name, label: description.label, field: name })),
  )

/** What still refers to a record, in words, or null: 居民 12 人. */
export function referredBy(connection: SqliteConnection, target: RegisterName, id: string): string | null {
  for (const { register, label, field } of referring(target)) {
    const sql = `SELECT count(*) FROM ${tableShapes[register].name} WHERE ${columnName(register, field)} = ? AND deleted_at IS NULL`
    const total = connection.prepare(sql).pluck().get(id) as number
    if (total > 0) return `${label} ${String(total)} ${registers[register].counter}`
  }
  return null
}
