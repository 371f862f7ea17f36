/** Headings made comparable, and which field a heading means. */
import { fieldsOf, type RegisterDescription } from '../../domain/field.ts'
import { forbiddenHeaders } from '../../domain/resident/forbidden-headers.ts'
import { halfWidth } from './plain-text.ts'
import { headerSynonyms } from './synonyms.ts'

/** A heading without blanks, brackets, stars and colons: `性 别（男/女）*` is `性别男/女`. */
export const plainHeader = (header: string): string =>
  halfWidth(header)
    .replaceAll(/[\s\u3000()【】[\]{}<>《》*:：、,，.。"'“”_-]/gu, '')
    .toLowerCase()

/** Without what stands in brackets, which is often only a hint. */
const withoutHints = (header: string): string => plainHeader(halfWidth(header).replaceAll(/\([^)]*\)|【[^】]*】|\[[^\]]*\]/g, ''))

export interface HeaderMatch {
  field: string
  /** 1 the very heading · 0.9 without its hint in brackets · 0.5 only contained, never taken by itself */
  confidence: number
}

const tables = new WeakMap<RegisterDescription, ReadonlyMap<string, string>>()

function headersOf(description: RegisterDescription): ReadonlyMap<string, string> {
  const known = tables.get(description)
  if (known) return known
  const table = new Map<string, string>()
  const fields = fieldsOf(description).filter(({ meta }) => !meta.derived)
  const add = (header: string, name: string) => {
    const plain = plainHeader(header)
    if (!table.has(plain)) table.set(plain, name)
  }
  for (const { name, meta } of fields)
    for (const header of [meta.label, meta.shortLabel ?? meta.label, ...(meta.aliases ?? [])]) add(header, name)
  for (const { name } of fields) for (const header of headerSynonyms[description.name]?.[name] ?? []) add(header, name)
  tables.set(description, table)
  return table
}

/** The field a heading means, best guess; null when none. */
export function matchHeader(description: RegisterDescription, header: string): HeaderMatch | null {
  const table = headersOf(description)
  const plain = plainHeader(header)
  if (plain === '') return null
  const exact = table.get(plain)
  if (exact !== undefined) return { field: exact, confidence: 1 }
  const bare = table.get(withoutHints(header))
  if (bare !== undefined) return { field: bare, confidence: 0.9 }
  let longest = ''
  for (const known of table.keys())
    if (known.length >= 2 && known.length > longest.length && plain.includes(known)) longest = known
  const field = table.get(longest)
  return field === undefined || plain.length > 12 ? null : { field, confidence: 0.5 }
}

/** P-03: whether a column must be dropped unread. */
export function isForbiddenHeader(header: string): boolean {
  const plain = plainHeader(header)
  return forbiddenHeaders.some((one) => plain.includes(one))
}

/** Columns that only number the rows. */
export const isOrdinalHeader = (header: string): boolean => /^(序号|编号|行号|序|no|num|#|顺序号)$/.test(plainHeader(header))
