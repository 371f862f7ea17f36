/** Rows as a page sees them: masked, with the names of codes and references. */
import { columnName, tableShapes, type StoredRow } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import type { RecordView } from '../contract/register.ts'
import { codeName } from '../domain/codes.ts'
import {
  fieldOf,
  fieldsOf,
  type FieldMeta,
  type RecordValues,
  type RegisterDescription,
  type RegisterName,
} from '../domain/field.ts'
import { maskValue } from '../domain/mask.ts'
import { registers } from '../domain/registers.ts'
import { divisionNames } from './division-names.ts'
import { knownNames } from './known-names.ts'
import { readObjects } from './prepared.ts'

/** Titles of many records of one ledger in one query. */
export function titlesOf(reader: SqliteConnection, target: RegisterName, ids: Iterable<string>): Map<string, string> {
  const wanted = [...new Set(ids)]
  const titles = new Map<string, string>()
  if (wanted.length === 0) return titles
  const parts = registers[target].title
  const columns = parts.map((name) => `, ${columnName(target, name)} AS ${name}`).join('')
  const sql = `SELECT id AS recordId${columns} FROM ${tableShapes[target].name} WHERE id IN (SELECT value FROM json_each(?))`
  const found = readObjects(reader, sql, [JSON.stringify(wanted)])
  for (const row of found) titles.set(String(row.recordId), titleOf(reader, registers[target], row))
  return titles
}

/** What a record is called; a title that is itself a reference is followed. */
export function titleOf(reader: SqliteConnection, description: RegisterDescription, row: Record<string, unknown>): string {
  const parts = description.title.map((name) => {
    const { meta } = fieldOf(description, name)
    const value = row[name]
    if (typeof value === 'number') return String(value)
    if (typeof value !== 'string') return ''
    return meta.kind === 'reference' && meta.target ? (titlesOf(reader, meta.target, [value]).get(value) ?? '') : value
  })
  return parts.filter((one) => one !== '').join(' ')
}

/** How one column of a ledger is shown. */
interface ShownColumn {
  name: string
  meta: FieldMeta
  /** its place among the columns of {@link tableShapes} */
  at: number
  /** what its names are names of; null for what is its own name */
  named: string | null
  /** text is masked as text, a reference by its name */
  masked: boolean
}

interface Plan {
  own: Record<'id' | 'unitId' | 'version' | 'updatedAt' | 'deletedAt', number>
  columns: readonly ShownColumn[]
}

const plans = new Map<RegisterName, Plan>()

function planOf(register: RegisterName): Plan {
  const known = plans.get(register)
  if (known) return known
  const places = new Map(tableShapes[register].columns.map(({ property }, at) => [property, at]))
  const at = (property: string) => places.get(property) ?? -1
  const plan: Plan = {
    own: {
      id: at('id'),
      unitId: at('unitId'),
      version: at('version'),
      updatedAt: at('updatedAt'),
      deletedAt: at('deletedAt'),
    },
    columns: fieldsOf(registers[register]).map(({ name, meta }) => ({
      name,
      meta,
      at: at(name),
      // the code of a division is its own name in its own ledger
      named: isReference(meta) ? (meta.target ?? null) : meta.kind === 'division' && register !== 'division' ? 'code' : null,
      masked: meta.mask !== undefined,
    })),
  }
  plans.set(register, plan)
  return plan
}

const isReference = ({ kind }: FieldMeta) => kind === 'reference' || kind === 'references'

/** Names of what one column refers to in all rows. */
function namesIn(reader: SqliteConnection, { meta, at, named }: ShownColumn, rows: readonly StoredValues[]) {
  if (named === null) return null
  const ids = new Set<string>()
  for (const row of rows) {
    const value = row[at]
    if (typeof value === 'string') ids.add(value)
    else if (Array.isArray(value)) for (const id of value as string[]) ids.add(id)
  }
  const { target } = meta
  return knownNames(reader, named, ids, (missing) =>
    target === undefined ? divisionNames(reader, missing) : titlesOf(reader, target, missing),
  )
}

/** Values of a stored row in the order of the columns of {@link tableShapes}, decoded. */
export type StoredValues = readonly unknown[]

/** @param reveal fields shown in full; everything else with a mask is masked */
export function viewRows(
  reader: SqliteConnection,
  register: RegisterName,
  rows: readonly StoredRow[],
  reveal: readonly string[] = [],
): RecordView[] {
  const { columns } = tableShapes[register]
  return viewValues(
    reader,
    register,
    rows.map((row) => columns.map(({ property }) => row[property])),
    reveal,
  )
}

/** The same for rows by position. */
export function viewValues(
  reader: SqliteConnection,
  register: RegisterName,
  rows: readonly StoredValues[],
  reveal: readonly string[] = [],
): RecordView[] {
  const { own, columns } = planOf(register)
  const { title } = registers[register]
  const shown = columns.map((column) => ({
    ...column,
    masked: column.masked && !reveal.includes(column.name),
    names: namesIn(reader, column, rows),
  }))
  return rows.map((row) => {
    const values: RecordValues = {}
    const labels: Record<string, string> = {}
    for (const { name, meta, at, masked, names } of shown) {
      const value = (row[at] ?? null) as RecordValues[string]
      values[name] = masked && typeof value === 'string' && meta.kind !== 'reference' ? maskValue(meta, value) : value
      if (value === null) continue
      if (meta.kind === 'code' && meta.codes) labels[name] = codeName(meta.codes, String(value))
      else if (names) {
        const text = Array.isArray(value) ? value.map((id) => names.get(id) ?? '').join('、') : (names.get(String(value)) ?? '')
        if (meta.kind !== 'division' || text !== '') labels[name] = masked ? maskValue(meta, text) : text
      }
    }
    return {
      id: row[own.id] as string,
      unitId: row[own.unitId] as string,
      version: row[own.version] as number,
      updatedAt: row[own.updatedAt] as string,
      deletedAt: row[own.deletedAt] as string | null,
      title: title
        .map((name) => labels[name] ?? String(values[name] ?? ''))
        .filter((one) => one !== '')
        .join(' '),
      values,
      labels,
    }
  })
}
