/** From what was typed or read to what is stored: empty is null, kinds are checked, rules are asked. */
import { badRequest, ruleViolation } from '../contract/errors.ts'
import { fieldsOf, type RecordValues, type RegisterDescription } from '../domain/field.ts'
import { fieldProblems, isEmpty } from '../domain/problems.ts'
import { blocking, type Violation } from '../domain/violation.ts'

/** Parsed and derived values with the warnings of their rules. @throws DeskError BAD_REQUEST, RULE_VIOLATION */
export function parseValues(
  description: RegisterDescription,
  raw: RecordValues,
): { values: RecordValues; warnings: Violation[] } {
  const known = description.fields.shape
  const foreign = Object.keys(raw).filter((name) => !Object.hasOwn(known, name))
  if (foreign.length > 0) throw badRequest(`${description.label}没有这些字段：${foreign.join('、')}`)
  const cleaned: RecordValues = {}
  for (const [name, value] of Object.entries(raw)) if (!isEmpty(value)) cleaned[name] = value
  const derived = description.derive ? description.derive(cleaned) : cleaned
  const parsed = description.fields.safeParse(Object.fromEntries(Object.entries(derived).filter(([, value]) => value !== null)))
  if (!parsed.success) {
    const problems = fieldProblems(description, derived)
    const number = fieldsOf(description).find(({ name, meta }) => meta.kind === 'idNumber' && problems[name] !== undefined)
    if (number) throw ruleViolation([{ rule: 'P-01', level: 'block', field: number.name, message: problems[number.name] ?? '' }])
    throw badRequest(Object.values(problems).join('；'), problems)
  }
  const values = parsed.data as RecordValues
  const violations = description.check?.(values) ?? []
  const blocked = blocking(violations)
  if (blocked.length > 0) throw ruleViolation(blocked)
  return { values, warnings: violations }
}

/** What a person may type: what the program itself works out is refused. @throws DeskError BAD_REQUEST */
export function typedValues(description: RegisterDescription, raw: RecordValues): RecordValues {
  const derived = fieldsOf(description).filter(
    ({ name, meta }) => meta.derived && name !== 'namePinyin' && (raw[name] ?? null) !== null,
  )
  if (derived.length > 0)
    throw badRequest(`这些内容由办理步骤产生，不能直接填写：${derived.map(({ meta }) => meta.label).join('、')}`)
  return raw
}

/** The record's present values, as parseValues takes them. */
export const valuesOfRow = (description: RegisterDescription, row: Readonly<Record<string, unknown>>): RecordValues =>
  Object.fromEntries(fieldsOf(description).map(({ name }) => [name, (row[name] ?? null) as RecordValues[string]]))

/** A record with some of its values changed by a person, checked as a whole. @throws DeskError BAD_REQUEST, RULE_VIOLATION */
export const changedValues = (
  description: RegisterDescription,
  row: Readonly<Record<string, unknown>>,
  typed: RecordValues,
): RecordValues => parseValues(description, { ...valuesOfRow(description, row), ...typedValues(description, typed) }).values
