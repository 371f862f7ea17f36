/** Keeps the search tables in step with a row; names of what a row refers to are part of its text. */
import type { RegisterName } from '../domain/field.ts'
import { fieldOf } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { tableShapes } from '../../db/rows.ts'
import type { Desk } from '../server/context.ts'
import { searchFields, searchSource } from './search-source.ts'
import { searchEntry, type SearchEntry } from './search-tokens.ts'

const labelCaches = new WeakMap<Desk, Map<string, string>>()

/** After a rollback: what was read inside the transaction never came to be. */
export const forgetTitles = (desk: Desk): void => void labelCaches.delete(desk)

/** Title of a referenced record, remembered; '' when there is none. */
export function referencedTitle(desk: Desk, target: RegisterName, id: string): string {
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

/** What the search tables hold of a row; null for a ledger that is not searched. */
export function entryOf(desk: Desk, register: RegisterName, row: Readonly<Record<string, unknown>>): SearchEntry | null {
  const plan = searchFields(registers[register])
  if (!plan) return null
  return searchEntry(
    searchSource(plan, row.namePinyin, ({ name, meta }) => {
      const stored = row[name]
      if (typeof stored !== 'string') return ''
      return meta.kind === 'reference' && meta.target ? referencedTitle(desk, meta.target, stored) : stored
    }),
  )
}

/** Writes a changed row through `store` with its search text, and indexes it again. */
export function indexAgain(
  desk: Desk,
  register: RegisterName,
  row: Readonly<Record<string, unknown>> & { id: string; rowNo: number },
  store: (searchText: string | null) => void,
): void {
  const entry = entryOf(desk, register, row)
  store(entry?.searchText ?? null)
  if (!entry) return
  desk.rows.index(register, [{ rowNo: row.rowNo, tokens: entry.tokens, digits: entry.digits }], true)
  if (register === 'village' || register === 'grid') labelCaches.get(desk)?.delete(row.id)
}

/**
 * After a change of what names a record: indexes those that are found by its name again, one for each step. Gives those that
 * are themselves named after it.
 */
export function* indexDependants(
  desk: Desk,
  target: RegisterName,
  id: string,
): Generator<{ register: RegisterName; id: string } | undefined> {
  for (const description of Object.values(registers)) {
    const plan = searchFields(description)
    if (!plan) continue
    for (const { name, meta } of [...plan.names, ...plan.text]) {
      if (meta.kind !== 'reference' || meta.target !== target) continue
      const shape = tableShapes[description.name]
      const column = shape.byProperty.get(name)?.column ?? ''
      const ids = desk.database.writer.prepare(`SELECT id FROM ${shape.name} WHERE ${column} = ?`).pluck().all(id) as string[]
      for (const dependant of ids) {
        const row = desk.rows.get(description.name, dependant)
        if (!row) continue
        indexAgain(desk, description.name, row, (searchText) => {
          desk.rows.update(description.name, dependant, { searchText })
        })
        yield description.title.includes(name) ? { register: description.name, id: dependant } : undefined
      }
    }
  }
}
