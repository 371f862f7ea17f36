/** Rows as a page sees them: masked, with the names of codes and references. */
import { columnName, tableShapes, type StoredRow } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import type { RecordView } from '../contract/register.ts'
import { codeName } from '../domain/codes.ts'
import { fieldOf, fieldsOf, type RecordValues, type RegisterDescription, type RegisterName } from '../domain/field.ts'
import { maskValue } from '../domain/mask.ts'
import { registers } from '../domain/registers.ts'
import { divisionNames } from './division-names.ts'

/** Titles of many records of one ledger in one query. */
export function titlesOf(reader: SqliteConnection, target: RegisterName, ids: Iterable<string>): Map<string, string> {
  const wanted = [...new Set(ids)]
  const titles = new Map<string, string>()
  if (wanted.length === 0) return titles
  const parts = registers[target].title
  const columns = parts.map((name) => `, ${columnName(target, name)} AS ${name}`).join('')
  const found = reader
    .prepare(`SELECT id AS recordId${columns} FROM ${tableShapes[target].name} WHERE id IN (SELECT value FROM json_each(?))`)
    .all(JSON.stringify(wanted)) as Record<string, unknown>[]
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

/** @param reveal fields shown in full; everything else with a mask is masked */
export function viewRows(
  reader: SqliteConnection,
  register: RegisterName,
  rows: readonly StoredRow[],
  reveal: readonly string[] = [],
): RecordView[] {
  const description = registers[register]
  const fields = fieldsOf(description)
  const references = new Map<string, Map<string, string>>()
  for (const { name, meta } of fields) {
    // the code of a division is its own name in its own ledger
    if (meta.kind === 'division' && register !== 'division') {
      const codes = rows.flatMap((row) => (typeof row[name] === 'string' ? [row[name]] : []))
      references.set(name, divisionNames(reader, codes))
    }
    if ((meta.kind !== 'reference' && meta.kind !== 'references') || !meta.target) continue
    const ids = rows.flatMap((row) =>
      Array.isArray(row[name]) ? (row[name] as string[]) : typeof row[name] === 'string' ? [row[name]] : [],
    )
    references.set(name, titlesOf(reader, meta.target, ids))
  }
  return rows.map((row) => {
    const values: RecordValues = {}
    const labels: Record<string, string> = {}
    for (const { name, meta } of fields) {
      const value = (row[name] ?? null) as RecordValues[string]
      const masked = meta.mask !== undefined && !reveal.includes(name)
      values[name] = masked && typeof value === 'string' && meta.kind !== 'reference' ? maskValue(meta, value) : value
      if (value === null) continue
      if (meta.kind === 'code' && meta.codes) labels[name] = codeName(meta.codes, String(value))
      const titles = references.get(name)
      if (titles) {
        const text = (Array.isArray(value) ? value : [String(value)]).map((id) => titles.get(id) ?? '').join('、')
        if (meta.kind !== 'division' || text !== '') labels[name] = masked ? maskValue(meta, text) : text
      }
    }
    return {
      id: row.id,
      unitId: row.unitId,
      version: row.version,
      updatedAt: row.updatedAt,
      deletedAt: row.deletedAt,
      title: description.title
        .map((name) => labels[name] ?? String(values[name] ?? ''))
        .filter((one) => one !== '')
        .join(' '),
      values,
      labels,
    }
  })
}
