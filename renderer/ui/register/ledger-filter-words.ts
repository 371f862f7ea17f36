import type { Filter } from '../../../core/contract/register.ts'
import { codeName } from '../../../core/domain/codes.ts'
import { fieldOf, fieldsOf } from '../../../core/domain/field.ts'
import type { DescribedField, RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { wholeText, yuanText } from '../../lib/format.ts'
import type { FilterChip } from '../ledger-page.tsx'

/** How a field can be narrowed down. blank: only whether there is anything (masked values). */
export type FilterKind = 'code' | 'reference' | 'day' | 'number' | 'money' | 'flag' | 'text' | 'blank'

export function filterKindOf({ meta }: DescribedField): FilterKind {
  switch (meta.kind) {
    case 'code':
      return meta.codes === undefined ? 'blank' : 'code'
    case 'reference':
      return meta.target === undefined ? 'blank' : 'reference'
    case 'day':
      return 'day'
    case 'integer':
      return 'number'
    case 'money':
      return 'money'
    case 'flag':
      return 'flag'
    default:
      return meta.mask === undefined && meta.kind !== 'references' && meta.kind !== 'list' && meta.kind !== 'time'
        ? 'text'
        : 'blank'
  }
}

/** Everything a ledger can be narrowed down by, in the order of its form. */
export const filterFields = (register: RegisterName): DescribedField[] =>
  fieldsOf(registers[register]).filter(({ name }) => name !== 'namePinyin')

/** The codes or ids a field is narrowed to. */
export function chosenValues(where: readonly Filter[], field: string): string[] {
  return where.flatMap((one) => {
    if (one.field !== field) return []
    if (one.op === 'is') return typeof one.value === 'string' ? [one.value] : []
    return one.op === 'in' && Array.isArray(one.value) ? one.value : []
  })
}

export const withoutField = (where: readonly Filter[], field: string): Filter[] => where.filter((one) => one.field !== field)

/** Replaces all conditions of one field. */
export const withField = (where: readonly Filter[], field: string, next: readonly Filter[]): Filter[] => [
  ...withoutField(where, field),
  ...next,
]

export const oneOf = (field: string, values: readonly string[]): Filter[] => {
  const [first] = values
  if (first === undefined) return []
  return [values.length === 1 ? { field, op: 'is', value: first } : { field, op: 'in', value: [...values] }]
}

/** The records that conditions name, by id. */
export function useNamedRecords(register: RegisterName, where: readonly Filter[]): ReadonlyMap<string, string> {
  const wanted = where
    .map(({ field }) => fieldOf(registers[register], field))
    .flatMap(({ name, meta }) => (meta.kind === 'reference' && meta.target !== undefined ? [{ name, target: meta.target }] : []))
    .map(({ name, target }) => ({ target, ids: chosenValues(where, name) }))
    .filter(({ ids }) => ids.length > 0)
  const { data } = useLoaded(
    ['register', 'names', wanted],
    async () => {
      const found = await Promise.all(
        wanted.map(({ target, ids }) =>
          api.register.list({ register: target, where: [{ field: 'id', op: 'in', value: ids }], limit: 200 }),
        ),
      )
      return found.flatMap(({ rows }) => rows.map(({ id, title }) => [id, title] as const))
    },
    wanted.map(({ target }) => target),
  )
  return new Map(data)
}

/** One chip for each narrowed field, in plain words; its id is the field. */
export function filterChips(register: RegisterName, where: readonly Filter[], names: ReadonlyMap<string, string>): FilterChip[] {
  const fields = [...new Set(where.map(({ field }) => field))]
  return fields.map((name) => {
    const field = fieldOf(registers[register], name)
    const own = where.filter((one) => one.field === name)
    return { id: name, label: `${field.meta.shortLabel ?? field.meta.label}${wordsOf(field, own, names)}` }
  })
}

/** As many as are named in a chip before it only says how many. */
const spelt = 3

function wordsOf(field: DescribedField, own: readonly Filter[], names: ReadonlyMap<string, string>): string {
  const { meta, name } = field
  const say = (value: Filter['value']): string => {
    if (typeof value === 'boolean') return value ? '是' : '否'
    if (typeof value === 'number') return meta.kind === 'money' ? `${yuanText(value)} 元` : wholeText(value)
    if (typeof value !== 'string') return ''
    if (meta.kind === 'code' && meta.codes !== undefined) return codeName(meta.codes, value)
    return meta.kind === 'reference' ? (names.get(value) ?? '…') : value
  }
  const values = chosenValues(own, name)
  if (values.length > 0) {
    const shown = values.slice(0, spelt).map(say).join('、')
    return `：${shown}${values.length > spelt ? ` 等 ${String(values.length)} 项` : ''}`
  }
  const of = (op: Filter['op']) => own.find((one) => one.op === op)
  const [from, to, is, contains] = [of('from'), of('to'), of('is'), of('contains')]
  if (of('empty') !== undefined) return '为空'
  if (of('notEmpty') !== undefined) return '不为空'
  if (contains !== undefined) return `含“${say(contains.value)}”`
  if (is !== undefined) return `：${say(is.value)}`
  if (from !== undefined && to !== undefined)
    return from.value === to.value ? `：${say(from.value)}` : `：${say(from.value)} 至 ${say(to.value)}`
  if (from !== undefined) return meta.kind === 'day' ? `：${say(from.value)} 起` : `不低于 ${say(from.value)}`
  return meta.kind === 'day' ? `：${say(to?.value)} 及以前` : `不超过 ${say(to?.value)}`
}
