import type { RecordView } from '../../../core/contract/register.ts'
import { fieldsOf } from '../../../core/domain/field.ts'
import type { DescribedField, FieldSection, FieldValue, RecordValues, RegisterName } from '../../../core/domain/field.ts'
import { fieldProblems } from '../../../core/domain/problems.ts'
import { registers } from '../../../core/domain/registers.ts'
import { blocking } from '../../../core/domain/violation.ts'
import type { Violation } from '../../../core/domain/violation.ts'
import type { Picked } from '../form/record-picker.tsx'
import type { Values } from '../form/values.ts'

/** A masked value that is not being changed: the page does not know it, and saving leaves it as it is. */
export interface Kept {
  kind: 'kept'
  masked: string
}

export const isKept = (value: unknown): value is Kept => kindOf(value) === 'kept'
const isPicked = (value: unknown): value is Picked => kindOf(value) === 'record' || kindOf(value) === 'stranger'
const kindOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined

/** A form's values for a new record: the defaults of the description. */
export function blankValues(register: RegisterName): Values {
  return Object.fromEntries(
    fieldsOf(registers[register]).map(({ name, schema }) => [name, schema.safeParse(undefined).data ?? null]),
  )
}

/** A form's values for a record: references with their names, masked values as {@link Kept}. */
export function formValuesOf(register: RegisterName, { values, labels }: Pick<RecordView, 'values' | 'labels'>): Values {
  return Object.fromEntries(
    fieldsOf(registers[register]).map((field) => [field.name, formValue(field, values[field.name] ?? null, labels)]),
  )
}

function formValue({ name, meta }: DescribedField, value: FieldValue, labels: RecordView['labels']): unknown {
  if (value === null) return null
  if (meta.kind === 'reference') return { kind: 'record', id: value, title: labels[name] ?? '' }
  if (meta.kind === 'references' && Array.isArray(value)) {
    const titles = (labels[name] ?? '').split('、')
    return value.map((id, index) => ({ kind: 'record', id, title: titles[index] ?? '' }))
  }
  return meta.mask !== undefined && typeof value === 'string' ? ({ kind: 'kept', masked: value } satisfies Kept) : value
}

/** What is sent to the backend: ids instead of picks, nothing of what is kept, nothing the ledger does not know. */
export function recordValuesOf(register: RegisterName, values: Values): RecordValues {
  const sent = fieldsOf(registers[register]).flatMap(({ name }) => {
    const value = values[name]
    return isKept(value) || value === undefined ? [] : [[name, plainValue(value)] as const]
  })
  return Object.fromEntries(sent)
}

function plainValue(value: unknown): RecordValues[string] {
  if (isPicked(value)) return value.kind === 'record' ? value.id : null
  if (Array.isArray(value)) return value.map((one: unknown) => String(plainValue(one)))
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** Values changed by a person against the record they came from; what the program sets is left out. */
export function changedValuesOf(register: RegisterName, before: Values, after: Values): RecordValues {
  const sent = recordValuesOf(register, after)
  const known = recordValuesOf(register, before)
  return Object.fromEntries(Object.entries(sent).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name])))
}

/**
 * What is wrong with single fields now, in plain words, from the same description the backend checks by.
 *
 * @param fields only these fields are looked at; without it all that a person fills in
 */
export function recordErrors(register: RegisterName, values: Values, fields?: readonly string[]): Record<string, string> {
  const description = registers[register]
  const sent = recordValuesOf(register, values)
  const problems = { ...fieldProblems(description, sent), ...messagesOf(blocking(violationsOf(register, values))) }
  const asked = fieldsOf(description).filter(
    ({ name, meta }) => (fields === undefined ? meta.derived !== true : fields.includes(name)) && !isKept(values[name]),
  )
  return Object.fromEntries(
    asked.flatMap(({ name }) => {
      const problem = problems[name]
      return problem === undefined ? [] : [[name, problem]]
    }),
  )
}

/** What may stand but should be looked at, by field. */
export function recordWarnings(register: RegisterName, values: Values): Record<string, string> {
  return messagesOf(violationsOf(register, values).filter(({ level }) => level === 'warn'))
}

/** A section with a condition is there while the condition holds, or as soon as it holds something (a section's `when`). */
export function sectionShown({ fields, when }: FieldSection, values: Values): boolean {
  return when === undefined || when.is.includes(String(values[when.field])) || fields.some((name) => isFilled(values[name]))
}

export const isFilled = (value: unknown): boolean => value !== null && value !== undefined && value !== ''

function violationsOf(register: RegisterName, values: Values): Violation[] {
  const found = registers[register].check?.(recordValuesOf(register, values)) ?? []
  return found.filter(({ field }) => field === undefined || !isKept(values[field]))
}

const messagesOf = (violations: readonly Violation[]): Record<string, string> =>
  Object.fromEntries(violations.flatMap(({ field, message }) => (field === undefined ? [] : [[field, message]])))

/** The values with what follows from them filled in; what followed from the values before follows the new ones. */
export function derivedValues(register: RegisterName, before: Values, after: Values): Values {
  const { derive } = registers[register]
  if (derive === undefined) return after
  const old = recordValuesOf(register, before)
  const loose = recordValuesOf(register, after)
  for (const [name, value] of Object.entries(loose)) {
    const followed = value !== null && value === old[name] && derive({ ...old, [name]: null })[name] === value
    if (followed) loose[name] = null
  }
  const next = derive(loose)
  const changed = Object.entries(next).filter(([name, value]) => value !== plainValue(after[name]) && !isKept(after[name]))
  return { ...after, ...Object.fromEntries(changed.filter(([, value]) => !Array.isArray(value))) }
}
