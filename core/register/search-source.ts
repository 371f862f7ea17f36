/** What of a record goes into the search tables, by the ledger's description. Pure: used by the backend and by import workers. */
import type { FieldMeta, RegisterDescription } from '../domain/field.ts'
import { fieldOf } from '../domain/field.ts'
import type { SearchSource } from './search-tokens.ts'

export interface SearchField {
  name: string
  meta: FieldMeta
}

export interface SearchFields {
  names: readonly SearchField[]
  text: readonly SearchField[]
  digits: readonly SearchField[]
}

const plans = new WeakMap<RegisterDescription, SearchFields>()

/** Fields by which records of a ledger are found; null for a ledger that is not searched. */
export function searchFields(description: RegisterDescription): SearchFields | null {
  const { search } = description
  if (!search) return null
  let plan = plans.get(description)
  if (!plan) {
    const named = (name: string) => ({ name, meta: fieldOf(description, name).meta })
    plan = { names: search.names.map(named), text: search.text.map(named), digits: search.digits.map(named) }
    plans.set(description, plan)
  }
  return plan
}

/** Whether one of these fields is part of what the search tables hold. */
export function isFoundBy(description: RegisterDescription, fields: readonly string[]): boolean {
  const plan = searchFields(description)
  const searched = plan ? [...plan.names, ...plan.text, ...plan.digits].map(({ name }) => name) : []
  return fields.some((name) => name === 'namePinyin' || searched.includes(name))
}

/** `valueOf` gives a field's text; for a reference the title of what it refers to; '' for none. */
export function searchSource(plan: SearchFields, pinyin: unknown, valueOf: (field: SearchField) => string): SearchSource {
  return {
    names: plan.names.map(valueOf),
    pinyin: typeof pinyin === 'string' ? pinyin : null,
    text: plan.text.map(valueOf),
    digits: plan.digits.map(valueOf),
  }
}
