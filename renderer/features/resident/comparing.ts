import type { RecordView } from '../../../core/contract/register.ts'
import { codeName } from '../../../core/domain/codes.ts'
import { fieldsOf } from '../../../core/domain/field.ts'
import type { RecordValues } from '../../../core/domain/field.ts'
import { maskValue } from '../../../core/domain/mask.ts'
import { resident } from '../../../core/domain/resident/fields.ts'
import type { Values } from '../../ui/form/values.ts'
import { blankValues, formValuesOf, isFilled, isKept, recordValuesOf } from '../../ui/register/form-values.ts'
import { valueText } from '../../ui/register/record-detail.ts'

/** One line of the comparison of what is being typed with a record of the ledger. */
export interface ComparedLine {
  field: string
  label: string
  typed: string
  known: string
  /** added: only typed, the record says nothing · missing: only the record says something */
  state: 'same' | 'different' | 'added' | 'missing'
}

/**
 * Every field of which one of the two says something, in the order of the form.
 *
 * @param begun what the form began with: it says nothing about the person yet
 */
export function comparedLines(values: Values, candidate: RecordView, begun: Values): ComparedLine[] {
  const all = recordValuesOf('resident', values)
  const untouched = (name: string) => all[name] === begun[name] && all[name] !== candidate.values[name]
  const sent = Object.fromEntries(Object.entries(all).filter(([name]) => !untouched(name)))
  return fieldsOf(resident)
    .filter(({ meta }) => meta.derived !== true)
    .flatMap(({ name, meta }) => {
      const typed = typedText(name, values, sent)
      const known = valueText('resident', name, candidate)
      if (typed === '' && known === '') return []
      const same = typed === known || isSameMasked(name, sent, candidate)
      const state = same ? 'same' : typed === '' ? 'missing' : known === '' ? 'added' : 'different'
      return [{ field: name, label: meta.label, typed, known, state }]
    })
}

function typedText(name: string, values: Values, sent: RecordValues): string {
  const value = values[name]
  if (isKept(value)) return value.masked
  if (sent[name] === undefined) return ''
  const { meta } = fieldsOf(resident).find((field) => field.name === name) ?? {}
  const text = typeof sent[name] === 'string' ? sent[name] : ''
  if (meta?.codes !== undefined && text !== '') return codeName(meta.codes, text)
  if (meta?.target !== undefined) return titleOf(value)
  return valueText('resident', name, { values: { [name]: sent[name] ?? null }, labels: {} })
}

const titleOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'title' in value ? String(value.title) : ''

/** What the ledger shows is masked; what is typed would be shown alike. */
function isSameMasked(name: string, sent: RecordValues, { values }: RecordView): boolean {
  const { meta } = fieldsOf(resident).find((field) => field.name === name) ?? {}
  const typed = sent[name]
  return meta?.mask !== undefined && typeof typed === 'string' && maskValue(meta, typed) === values[name]
}

/**
 * The form of a known record with what was typed for a new one: what was typed wins, except what is the same behind its mask and
 * what the form began with.
 */
export function carriedValues(values: Values, candidate: RecordView): Values {
  const sent = recordValuesOf('resident', values)
  const blank = blankValues('resident')
  const typed = fieldsOf(resident).filter(
    ({ name, meta }) =>
      meta.derived !== true &&
      isFilled(sent[name]) &&
      sent[name] !== blank[name] &&
      sent[name] !== candidate.values[name] &&
      !isSameMasked(name, sent, candidate),
  )
  return { ...formValuesOf('resident', candidate), ...Object.fromEntries(typed.map(({ name }) => [name, values[name]])) }
}
