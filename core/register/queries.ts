/** Reading ledgers: one page, one snapshot for the grid, one record, its history, its likenesses. */
import { columnName, decodeRow, tableShapes, type StoredRow } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import { badRequest, notFound } from '../contract/errors.ts'
import type { ListInput, RecordView } from '../contract/register.ts'
import { fieldOf, type RegisterName } from '../domain/field.ts'
import { registerNames, registers } from '../domain/registers.ts'
import { searchQuery } from './search-tokens.ts'
import { viewRows } from './views.ts'

/** Hits beyond this many are not sorted or counted one by one: a search this wide wants another letter. */
const searchReach = 5000
export const countReach = 1000

interface Condition {
  sql: string
  parameters: unknown[]
}

/** @param reach how many hits of the index are looked at; only safe where nothing else narrows them down */
function searchCondition(register: RegisterName, typed: string | undefined, reach: number | null): Condition | null {
  const { search } = registers[register]
  const query = typed === undefined ? null : searchQuery(typed)
  if (!query) return null
  if (!search) throw badRequest(`${registers[register].label}不能搜索`)
  const parts: Condition[] = []
  const match = (table: string, expression: string | null) => {
    if (expression === null) return
    const limit = reach === null || (query.textMatch !== null && query.digitsMatch !== null) ? '' : ` LIMIT ${String(reach)}`
    parts.push({
      sql: `row_no IN (SELECT rowid FROM ${table} WHERE ${table} MATCH ?${limit})`,
      parameters: [expression],
    })
  }
  match(`${register}_text`, query.textMatch)
  match(`${register}_digits`, query.digitsMatch)
  for (const word of query.verify) parts.push({ sql: 'instr(search_text, ?) > 0', parameters: [word] })
  return { sql: parts.map((one) => one.sql).join(' AND '), parameters: parts.flatMap((one) => one.parameters) }
}

const comparisons = { is: '=', from: '>=', to: '<=', in: 'IN', contains: 'LIKE' } as const

/** Own columns of every ledger that may be filtered and sorted by. */
const openColumns = ['id', 'unitId', 'createdAt', 'updatedAt']

/** Masked values can be compared as a whole, never narrowed down digit by digit. */
function requireColumn(register: RegisterName, field: string, whole: boolean): string {
  const own = Object.hasOwn(registers[register].fields.shape, field)
  if (!own && !openColumns.includes(field)) throw badRequest(`${registers[register].label}没有字段 ${field}`)
  if (own && !whole && fieldOf(registers[register], field).meta.mask)
    throw badRequest(`${fieldOf(registers[register], field).meta.label}是遮盖的，不能这样筛选或排序`)
  return columnName(register, field)
}

function conditionsOf(input: ListInput, reach: number | null = null): Condition {
  const { register } = input
  const parts: Condition[] = [{ sql: input.deleted ? 'deleted_at IS NOT NULL' : 'deleted_at IS NULL', parameters: [] }]
  for (const { field, op, value } of input.where ?? []) {
    const column = requireColumn(register, field, op !== 'from' && op !== 'to')
    if (op === 'empty' || op === 'notEmpty') {
      parts.push({ sql: `${column} IS ${op === 'empty' ? '' : 'NOT '}NULL`, parameters: [] })
      continue
    }
    if (value === undefined) throw badRequest(`筛选条件 ${field} 缺少值`)
    parts.push({ sql: `${column} ${comparisons[op]} ?`, parameters: [typeof value === 'boolean' ? Number(value) : value] })
  }
  const search = searchCondition(register, input.search, reach)
  if (search) parts.push(search)
  return { sql: parts.map((one) => one.sql).join(' AND '), parameters: parts.flatMap((one) => one.parameters) }
}

function orderOf(input: ListInput): string {
  const own = registers[input.register].sort
  const chosen = input.sort && input.sort.length > 0
  const sorts = chosen ? input.sort : own ? [own] : []
  const parts = (sorts ?? []).map(
    ({ field, descending }) => `${requireColumn(input.register, field, !chosen)} ${descending ? 'DESC' : 'ASC'}`,
  )
  return [...parts, 'row_no'].join(', ')
}

export function listRecords(
  reader: SqliteConnection,
  input: ListInput & { offset: number; limit: number },
): { rows: RecordView[]; total: number; capped: boolean } {
  const { register } = input
  const narrowed = (input.where ?? []).length > 0 || input.deleted === true
  const { sql, parameters } = conditionsOf(input, narrowed ? null : searchReach)
  const table = tableShapes[register].name
  const raw = reader
    .prepare(`SELECT * FROM ${table} WHERE ${sql} ORDER BY ${orderOf(input)} LIMIT ? OFFSET ?`)
    .all([...parameters, input.limit, input.offset]) as Record<string, unknown>[]
  const total = reader
    .prepare(`SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE ${sql} LIMIT ${String(countReach + 1)})`)
    .pluck()
    .get(parameters) as number
  const rows = raw.map((one) => decodeRow(register, one))
  return { rows: viewRows(reader, register, rows), total: Math.min(total, countReach), capped: total > countReach }
}

export function countRecords(reader: SqliteConnection, input: ListInput): number {
  const { sql, parameters } = conditionsOf(input)
  return reader.prepare(`SELECT count(*) FROM ${tableShapes[input.register].name} WHERE ${sql}`).pluck().get(parameters) as number
}

/** The ordered row numbers of all hits: deep scrolling then costs the same everywhere. */
export interface Snapshot {
  register: RegisterName
  rowNumbers: Int32Array
}

export function takeSnapshot(reader: SqliteConnection, input: ListInput): Snapshot {
  const { sql, parameters } = conditionsOf(input)
  const found = reader
    .prepare(`SELECT row_no FROM ${tableShapes[input.register].name} WHERE ${sql} ORDER BY ${orderOf(input)}`)
    .pluck()
    .all(parameters) as number[]
  return { register: input.register, rowNumbers: Int32Array.from(found) }
}

export function readBlock(reader: SqliteConnection, snapshot: Snapshot, from: number, to: number): RecordView[] {
  const wanted = [...snapshot.rowNumbers.subarray(from, Math.min(to, from + 500))]
  const raw = reader
    .prepare(`SELECT * FROM ${tableShapes[snapshot.register].name} WHERE row_no IN (SELECT value FROM json_each(?))`)
    .all(JSON.stringify(wanted)) as Record<string, unknown>[]
  const byNumber = new Map(raw.map((one) => [one.row_no as number, decodeRow(snapshot.register, one)]))
  const rows = wanted.map((rowNo) => byNumber.get(rowNo)).filter((one) => one !== undefined)
  return viewRows(reader, snapshot.register, rows)
}

/** A stored row, deleted ones too. @throws NOT_FOUND */
export function getRow(reader: SqliteConnection, register: RegisterName, id: string): StoredRow {
  const raw = reader.prepare(`SELECT * FROM ${tableShapes[register].name} WHERE id = ?`).get(id) as
    Record<string, unknown> | undefined
  if (!raw) throw notFound(registers[register].label)
  return decodeRow(register, raw)
}

/** Live parts of one record (parties of a case), oldest first. */
export function listParts(reader: SqliteConnection, register: RegisterName, parentId: string): StoredRow[] {
  const { parent } = registers[register]
  if (!parent) throw new Error(`${register} is not a part`)
  const raw = reader
    .prepare(
      `SELECT * FROM ${tableShapes[register].name} WHERE ${columnName(register, parent.field)} = ? AND deleted_at IS NULL ORDER BY row_no`,
    )
    .all(parentId) as Record<string, unknown>[]
  return raw.map((one) => decodeRow(register, one))
}

/** The first hits of every ledger that has any. */
export function findEverywhere(reader: SqliteConnection, typed: string): { register: RegisterName; rows: RecordView[] }[] {
  if (searchQuery(typed) === null) return []
  const order: RegisterName[] = ['resident', 'mediation', 'resettlement', 'meeting', 'decision']
  const searched = [
    ...order,
    ...registerNames.filter((name) => !order.includes(name) && registers[name].search && !registers[name].parent),
  ]
  return searched
    .map((register) => ({ register, rows: listRecords(reader, { register, search: typed, offset: 0, limit: 6 }).rows }))
    .filter((group) => group.rows.length > 0)
}
