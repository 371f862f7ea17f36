/**
 * Fast prepared reading and writing of whole ledger rows. A row's shape follows from the ledger's description; that the
 * drizzle schema and the migrated database agree with it is a test. drizzle itself is not loaded here: it costs a third of a
 * second at every start (docs/adr/0006).
 */
import { fieldsOf, type FieldKind, type RegisterName } from '../core/domain/field.ts'
import { registerNames, registers } from '../core/domain/registers.ts'
import type { SqliteConnection } from './open.ts'
import { tableNames } from './table-names.ts'

export interface StoredRow {
  rowNo: number
  id: string
  unitId: string
  version: number
  createdAt: string
  createdBy: string
  updatedAt: string
  updatedBy: string
  deletedAt: string | null
  deletedReason: string | null
  searchText: string | null
  packageId: string | null
  [field: string]: unknown
}

interface ColumnShape {
  property: string
  column: string
  /** null for what is stored as it is */
  encode: ((value: unknown) => unknown) | null
  decode: (value: unknown) => unknown
}

interface TableShape {
  name: string
  columns: ColumnShape[]
  byProperty: Map<string, ColumnShape>
}

/** columns that every ledger has; see db/schema/register-table.ts */
const ownColumns = [
  'rowNo',
  'id',
  'unitId',
  'version',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'deletedAt',
  'deletedReason',
  'searchText',
  'packageId',
]

const snakeCase = (property: string) => property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const same = (value: unknown) => value

function columnShape(property: string, kind: FieldKind): ColumnShape {
  const column = snakeCase(property)
  if (kind === 'flag') {
    return {
      property,
      column,
      encode: (value) => (value === null ? null : Number(value)),
      decode: (value) => (value === null ? null : value === 1),
    }
  }
  if (kind === 'list' || kind === 'references') {
    return {
      property,
      column,
      encode: (value) => (value === null ? null : JSON.stringify(value)),
      decode: (value) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : null),
    }
  }
  return { property, column, encode: null, decode: same }
}

export const tableShapes = Object.fromEntries(
  registerNames.map((register) => {
    const columns = [
      ...ownColumns.map((name) => columnShape(name, 'text')),
      ...fieldsOf(registers[register]).map(({ name, meta }) => columnShape(name, meta.kind)),
    ]
    return [register, { name: tableNames[register], columns, byProperty: new Map(columns.map((one) => [one.property, one])) }]
  }),
) as Record<RegisterName, TableShape>

const insertable = Object.fromEntries(
  registerNames.map((register) => [register, tableShapes[register].columns.filter((one) => one.property !== 'rowNo')]),
) as Record<RegisterName, ColumnShape[]>

const insertSql = (register: RegisterName, columns: readonly ColumnShape[]) =>
  `INSERT INTO ${tableShapes[register].name} (${columns.map((one) => one.column).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

/** sets of filled columns that get a statement of their own; a set is one number while its columns have a bit each */
const keptShapes = 200
const widestShape = 50

/** SQL name of a property of a ledger. @throws when the ledger has no such column */
export function columnName(register: RegisterName, property: string): string {
  const shape = tableShapes[register].byProperty.get(property)
  if (!shape) throw new Error(`no column ${register}.${property}`)
  return shape.column
}

export function decodeRow(register: RegisterName, raw: Record<string, unknown>): StoredRow {
  const row: Record<string, unknown> = {}
  for (const shape of tableShapes[register].columns) row[shape.property] = shape.decode(raw[shape.column])
  return row as StoredRow
}

const encoded = ({ encode }: ColumnShape, value: unknown): unknown => {
  if (value === undefined || value === null) return null
  return encode === null ? value : encode(value)
}

/** What the search tables hold of one row. */
export interface IndexedRow {
  rowNo: number
  tokens: string
  digits: string
}

export interface RowStore {
  /** the new row number */
  insert(register: RegisterName, row: Record<string, unknown>): number
  update(register: RegisterName, id: string, patch: Record<string, unknown>): void
  get(register: RegisterName, id: string): StoredRow | null
  /** tells the search tables of rows; `known` when they have heard of them before. Cheapest for runs of new rows. */
  index(register: RegisterName, run: readonly IndexedRow[], known: boolean): void
}

type Statement = ReturnType<SqliteConnection['prepare']>

/** Statements are prepared at first use and kept for the life of the connection. */
export function createRowStore(connection: SqliteConnection): RowStore {
  const prepared = new Map<string, Statement>()
  const statement = (sql: string) => {
    let known = prepared.get(sql)
    if (!known) {
      known = connection.prepare(sql)
      prepared.set(sql, known)
    }
    return known
  }
  const narrowInserts = new Map<RegisterName, Map<number, Statement>>()
  const narrowInsert = (register: RegisterName, shape: number, row: Record<string, unknown>): Statement | null => {
    const columns = insertable[register]
    if (columns.length > widestShape) return null
    const known = narrowInserts.get(register) ?? new Map<number, Statement>()
    narrowInserts.set(register, known)
    const found = known.get(shape)
    if (found || known.size >= keptShapes) return found ?? null
    const filled = columns.filter((one) => (row[one.property] ?? null) !== null)
    const made = connection.prepare(insertSql(register, filled))
    known.set(shape, made)
    return made
  }
  return {
    insert(register, row) {
      const columns = insertable[register]
      const values: unknown[] = []
      let shape = 0
      let bit = 1
      for (const one of columns) {
        const value = encoded(one, row[one.property])
        if (value !== null) {
          values.push(value)
          shape += bit
        }
        bit *= 2
      }
      // most columns of a ledger are empty in most rows: what is not named costs nothing
      const narrow = narrowInsert(register, shape, row)
      if (narrow) return Number(narrow.run(values).lastInsertRowid)
      const whole = statement(insertSql(register, columns))
      return Number(whole.run(columns.map((one) => encoded(one, row[one.property]))).lastInsertRowid)
    },
    update(register, id, patch) {
      const { name, byProperty } = tableShapes[register]
      const entries = Object.entries(patch).map(([property, value]) => {
        const shape = byProperty.get(property)
        if (!shape) throw new Error(`no column ${register}.${property}`)
        return { column: shape.column, value: encoded(shape, value) }
      })
      const sql = `UPDATE ${name} SET ${entries.map((one) => `${one.column} = ?`).join(', ')} WHERE id = ?`
      statement(sql).run([...entries.map((one) => one.value), id])
    },
    get(register, id) {
      const raw = statement(`SELECT * FROM ${tableShapes[register].name} WHERE id = ?`).get(id) as
        Record<string, unknown> | undefined
      return raw ? decodeRow(register, raw) : null
    },
    index(register, run, known) {
      // one table after the other: each keeps its own pages and postings at hand
      for (const column of ['tokens', 'digits'] as const) {
        const table = `${register}_${column === 'tokens' ? 'text' : 'digits'}`
        const forget = known ? statement(`DELETE FROM ${table} WHERE rowid = ?`) : null
        const learn = statement(`INSERT INTO ${table} (rowid, ${column}) VALUES (?, ?)`)
        for (const one of run) {
          forget?.run(one.rowNo)
          if (one[column] !== '') learn.run([one.rowNo, one[column]])
        }
      }
    },
  }
}
