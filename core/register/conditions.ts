/** From a page's filters and order to SQL. Masked fields are compared as a whole and never sorted by. */
import { columnName, tableShapes } from '../../db/rows.ts'
import { badRequest } from '../contract/errors.ts'
import type { Filter, ListInput } from '../contract/register.ts'
import { isCode } from '../domain/codes.ts'
import { fieldOf, type FieldMeta, type RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { searchCondition, type Condition } from './search-condition.ts'

/** Own columns of every ledger that may be filtered and sorted by. */
export const openColumns = ['id', 'unitId', 'createdAt', 'updatedAt']

/** The column of a field. @throws DeskError BAD_REQUEST for unknown fields, and for masked ones unless compared as a `whole` */
export function requireColumn(register: RegisterName, field: string, whole: boolean): string {
  const meta = metaOf(register, field)
  if (!whole && meta?.mask) throw badRequest(`${meta.label}是遮盖的，不能这样筛选或排序`)
  return columnName(register, field)
}

/** null for the ledger's own columns */
function metaOf(register: RegisterName, field: string): FieldMeta | null {
  const description = registers[register]
  if (Object.hasOwn(description.fields.shape, field)) return fieldOf(description, field).meta
  if (!openColumns.includes(field)) throw badRequest(`${description.label}没有字段 ${field}`)
  return null
}

type Plain = string | number

/** @throws DeskError BAD_REQUEST when the field cannot have such a value */
function plainValue(label: string, meta: FieldMeta | null, value: Filter['value']): Plain {
  const wrong = () => badRequest(`筛选条件“${label}”的值不对：${String(value)}`)
  const kind = meta?.kind ?? 'text'
  if (kind === 'flag') {
    if (typeof value !== 'boolean') throw wrong()
    return Number(value)
  }
  if (kind === 'integer' || kind === 'money') {
    if (typeof value !== 'number') throw wrong()
    return value
  }
  if (typeof value !== 'string') throw wrong()
  if (meta?.codes && !isCode(meta.codes, value)) throw wrong()
  return value
}

const escaped = (fragment: string) => fragment.replaceAll(/[\\%_]/g, (one) => `\\${one}`)

/**
 * One filter as a condition. Of a code the plus keeps SQLite from its index: one of few values is had by so many rows that reading
 * them one by one takes ten times what reading the table through does. `byIndex` leaves it out, for who has made sure of a limit.
 */
export function filterCondition(register: RegisterName, { field, op, value }: Filter, byIndex = false): Condition {
  const named = requireColumn(register, field, op === 'is' || op === 'in' || op === 'empty' || op === 'notEmpty')
  if (op === 'empty') return { sql: `${named} IS NULL`, parameters: [] }
  if (op === 'notEmpty') return { sql: `${named} IS NOT NULL`, parameters: [] }
  const meta = metaOf(register, field)
  const column = !byIndex && (meta?.kind === 'code' || meta?.kind === 'flag') ? `+${named}` : named
  const label = meta?.label ?? field
  if (value === undefined) throw badRequest(`筛选条件“${label}”缺少值`)
  const many = meta?.kind === 'list' || meta?.kind === 'references'
  if (op === 'in') {
    if (!Array.isArray(value)) throw badRequest(`筛选条件“${label}”应是几个值`)
    const [first, ...others] = value.map((one) => plainValue(label, meta, one))
    if (!many && first !== undefined && others.length === 0) return { sql: `${column} = ?`, parameters: [first] }
    const values = JSON.stringify(first === undefined ? [] : [first, ...others])
    if (!many) return { sql: `${column} IN (SELECT value FROM json_each(?))`, parameters: [values] }
    const one = 'SELECT 1 FROM json_each(?) wanted'
    return { sql: `EXISTS (${one} WHERE wanted.value IN (SELECT value FROM json_each(${column})))`, parameters: [values] }
  }
  if (op === 'contains') {
    if (typeof value !== 'string' || value === '') throw badRequest(`筛选条件“${label}”缺少文字`)
    if (many) return { sql: `${column} LIKE ? ESCAPE '\\'`, parameters: [`%${escaped(JSON.stringify(value).slice(1, -1))}%`] }
    if (meta && !textKinds.includes(meta.kind)) throw badRequest(`${label}不能按文字片段筛选`)
    return { sql: `${column} LIKE ? ESCAPE '\\'`, parameters: [`%${escaped(value)}%`] }
  }
  const plain = plainValue(label, meta, value)
  if (many && op === 'is') return { sql: `? IN (SELECT value FROM json_each(${column}))`, parameters: [plain] }
  return { sql: `${column} ${op === 'is' ? '=' : op === 'from' ? '>=' : '<='} ?`, parameters: [plain] }
}

const textKinds: readonly FieldMeta['kind'][] = ['text', 'longText', 'personName', 'division', 'phone', 'idNumber', 'time']

/** Conditions that all hold. */
export const both = (parts: readonly Condition[]): Condition => ({
  sql: parts.map((one) => one.sql).join(' AND '),
  parameters: parts.flatMap((one) => one.parameters),
})

/**
 * Filters and the recycle bin, without the search. The plus keeps SQLite from visiting every row by way of an index of live
 * records, in the order of names: seven times slower than reading the table through.
 */
export function filterConditions(input: ListInput): Condition {
  const live = isWalked(input) ? 'deleted_at IS NULL' : '+deleted_at IS NULL'
  return both([
    { sql: input.deleted ? 'deleted_at IS NOT NULL' : live, parameters: [] },
    ...(input.where ?? []).map((one) => filterCondition(input.register, one)),
  ])
}

/** The ledger in the order of names, all of it or by state: an index of live records answers alone. */
export function isWalked({ register, search, where, sort, deleted }: ListInput): boolean {
  const { retired, sort: own } = registers[register]
  const order = sort && sort.length > 0 ? sort : own ? [own] : []
  return (
    deleted !== true &&
    (search ?? '').trim() === '' &&
    (where ?? []).every(({ field }) => field === retired?.field) &&
    order.length === 1 &&
    order[0]?.field === 'namePinyin'
  )
}

/** Everything a row must meet to be a hit, however many there are. @throws DeskError BAD_REQUEST */
export function conditionsOf(input: ListInput): Condition {
  const search = searchCondition(input.register, input.search)
  const filters = filterConditions(input)
  return search ? both([filters, search]) : filters
}

/** retired records of a ledger come last */
export function retiredLast(register: RegisterName): string[] {
  const { retired } = registers[register]
  return retired ? [`${columnName(register, retired.field)} IN (${retired.is.map((one) => `'${one}'`).join(', ')})`] : []
}

/** the index of names holds the state as well */
const tieOf = (register: RegisterName): string[] => {
  const { retired } = registers[register]
  return retired ? [columnName(register, retired.field)] : []
}

/** What the ledger is sorted by, or what was chosen; the same sound by the same characters; at last by row number. */
export function orderOf({ register, search, sort }: ListInput): string {
  const own = registers[register].sort
  const chosen = sort !== undefined && sort.length > 0
  const sorts = chosen ? sort : own ? [own] : []
  const way = sorts.at(-1)?.descending ? ' DESC' : ''
  const parts = sorts.flatMap(({ field, descending }) => {
    const column = requireColumn(register, field, !chosen)
    const keys = metaOf(register, field)?.byNumber === true ? [`CAST(${column} AS INTEGER)`, column] : [column]
    return keys.map((key) => `${key}${descending ? ' DESC' : ''}`)
  })
  const bySound = sorts.at(-1)?.field === 'namePinyin' && tableShapes[register].byProperty.has('name')
  const last = !chosen && search !== undefined && search.trim() !== '' ? retiredLast(register) : []
  return [
    ...last,
    ...parts,
    ...(bySound ? [`name${way}`, ...tieOf(register).map((column) => column + way)] : []),
    `row_no${way}`,
  ].join(', ')
}
