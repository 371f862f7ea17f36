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

export interface Referring {
  register: RegisterName
  label: string
  field: string
  /** the field holds a list of records */
  many: boolean
}

/** Every field of every ledger that refers to records of this one. */
export const referringTo = (target: RegisterName): Referring[] =>
  Object.values(registers).flatMap((description) =>
    fieldsOf(description)
      .filter(({ meta }) => (meta.kind === 'reference' || meta.kind === 'references') && meta.target === target)
      .map(({ name, meta }) => ({
        register: description.name,
        label: description.label,
        field: name,
        many: meta.kind === 'references',
      })),
  )

/** Live records `t` that refer to the id bound to `?`. */
export function liveReferrers({ register, field, many }: Referring): string {
  const column = `t.${columnName(register, field)}`
  const holds = many ? `EXISTS (SELECT 1 FROM json_each(${column}) WHERE value = ?)` : `${column} = ?`
  return `FROM ${tableShapes[register].name} t WHERE ${holds} AND t.deleted_at IS NULL`
}

/** What still refers to a record, in words, or null: 居民 12 人. */
export function referredBy(connection: SqliteConnection, target: RegisterName, id: string): string | null {
  for (const referring of referringTo(target)) {
    const total = connection
      .prepare(`SELECT count(*) ${liveReferrers(referring)}`)
      .pluck()
      .get(id) as number
    if (total > 0) return `${referring.label} ${String(total)} ${registers[referring.register].counter}`
  }
  return null
}

/** Those of many records of one ledger that live records refer to: one statement for each referring field. */
export function referredAmong(connection: SqliteConnection, target: RegisterName, ids: readonly string[]): Set<string> {
  const wanted = JSON.stringify(ids)
  const found = new Set<string>()
  for (const { register, field, many } of referringTo(target)) {
    const table = tableShapes[register].name
    const column = `t.${columnName(register, field)}`
    const sql = many
      ? `SELECT DISTINCT e.value FROM ${table} t, json_each(${column}) e
         WHERE t.deleted_at IS NULL AND e.value IN (SELECT value FROM json_each(?))`
      : `SELECT DISTINCT ${column} FROM ${table} t WHERE t.deleted_at IS NULL AND ${column} IN (SELECT value FROM json_each(?))`
    for (const id of connection.prepare(sql).pluck().all(wanted) as string[]) found.add(id)
  }
  return found
}
