/** Keeps the search tables in step with a row; names of what a row refers to are part of its text. */
import type { RegisterName } from '../domain/field.ts'
import { fieldOf } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { tableShapes } from '../../db/rows.ts'
import type { Desk } from '../server/context.ts'
import { searchEntry } from './search-tokens.ts'

const labelCaches = new WeakMap<Desk, Map<string, string>>()

/** Title of a referenced record, remembered; '' when there is none. */
function referencedTitle(desk: Desk, target: RegisterName, id: string): string {
  let cache = labelCaches.get(desk)
  if (!cache || cache.size > 20_000) {
    cache = new Map()
    labelCaches.set(desk, cache)
  }
  const known = cache.get(id)
  if (known !== undefined) return known
  const row = desk.rows.get(target, id)
  const title = row
    ? registers[target].title
        .map((name) => {
          const meta = fieldOf(registers[target], name).meta
          const value = row[name]
          if (typeof value !== 'string') return ''
          return meta.kind === 'reference' && meta.target ? referencedTitle(desk, meta.target, value) : value
        })
        .join(' ')
    : ''
  // only small, slowly changing ledgers are worth remembering
  if (target === 'village' || target === 'grid') cache.set(id, title)
  return title
}

/** Writes the row through `store` (which gives its row number) with its search text, and indexes it. */
export function indexRecord(
  desk: Desk,
  register: RegisterName,
  row: Record<string, unknown>,
  store: (searchText: string | null) => number,
): void {
  const { search } = registers[register]
  if (!search) {
    store(null)
    return
  }
  const value = (name: string): string => {
    const stored = row[name]
    if (typeof stored !== 'string') return ''
    const { meta } = fieldOf(registers[register], name)
    return meta.kind === 'reference' && meta.target ? referencedTitle(desk, meta.target, stored) : stored
  }
  const entry = searchEntry({
    names: search.names.map(value),
    pinyin: typeof row.namePinyin === 'string' ? row.namePinyin : null,
    text: search.text.map(value),
    digits: search.digits.map(value),
  })
  const rowNo = store(entry.searchText)
  desk.rows.index(register, rowNo, entry, typeof row.rowNo === 'number')
  if (register === 'village' || register === 'grid') labelCaches.get(desk)?.delete(String(row.id))
  if (typeof row.rowNo === 'number') indexDependants(desk, register, String(row.id))
}

/** After a change of what names a record, those that are found by its name are indexed again. */
function indexDependants(desk: Desk, target: RegisterName, id: string): void {
  for (const description of Object.values(registers)) {
    const { search } = description
    if (!search) continue
    for (const name of [...search.names, ...search.text]) {
      const { meta } = fieldOf(description, name)
      if (meta.kind !== 'reference' || meta.target !== target) continue
      const shape = tableShapes[description.name]
      const column = shape.byProperty.get(name)?.column ?? ''
      const ids = desk.database.writer.prepare(`SELECT id FROM ${shape.name} WHERE ${column} = ?`).pluck().all(id) as string[]
      for (const dependant of ids) {
        const row = desk.rows.get(description.name, dependant)
        if (!row) continue
        indexRecord(desk, description.name, row, (searchText) => {
          desk.rows.update(description.name, dependant, { searchText })
          return row.rowNo
        })
      }
    }
  }
}
