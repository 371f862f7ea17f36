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
    for (const id of Array.isArray(value) ? value : [String(value)])
      if (!isLive(connection, meta.target, id))
        throw badRequest(`${meta.label}不在名单中，请重新选择`, { [name]: '请从名单中选择' })
  }
}

/** The record that one became a part of, where it is still there; null when it was merged into none. */
function mergedInto(connection: SqliteConnection, register: RegisterName, id: string): string | null {
  const kept = connection
    .prepare(
      `SELECT k.record_id FROM changes d JOIN change_sets s ON s.id = d.change_set_id
       JOIN changes k ON k.change_set_id = d.change_set_id AND k.register = d.register AND k.record_id <> d.record_id
       WHERE d.seq = (SELECT max(seq) FROM changes WHERE record_id = ? AND register = ? AND kind = 'delete')
       AND k.kind = 'update' AND s.command IN ('mergeRecords', 'mergeHouseholds') ORDER BY k.seq LIMIT 1`,
    )
    .pluck()
    .get([id, register]) as string | undefined
  if (kept === undefined) return null
  return isLive(connection, register, kept) ? kept : mergedInto(connection, register, kept)
}

const isLive = (connection: SqliteConnection, register: RegisterName, id: string): boolean =>
  connection.prepare(`SELECT 1 FROM ${tableShapes[register].name} WHERE id = ? AND deleted_at IS NULL`).get(id) !== undefined

/**
 * What a deleted record must refer to when it comes back: the record that another was merged into in place of that other.
 * @returns only the fields that change
 * @throws BAD_REQUEST naming the field whose record is not there
 */
export function followReferences(connection: SqliteConnection, register: RegisterName, values: RecordValues): RecordValues {
  const followed: RecordValues = {}
  for (const { name, meta } of fieldsOf(registers[register])) {
    const value = values[name] ?? null
    const { target } = meta
    if (!target || value === null) continue
    const follow = (id: string): string => {
      const found = isLive(connection, target, id) ? id : mergedInto(connection, target, id)
      if (found === null) throw badRequest(`${meta.label}已经删除，请先从回收站恢复它，再恢复这一条`)
      return found
    }
    const next = Array.isArray(value) ? [...new Set(value.map(follow))] : follow(String(value))
    if (JSON.stringify(next) !== JSON.stringify(value)) followed[name] = next
  }
  return followed
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
