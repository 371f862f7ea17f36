/** From what was typed or read to what is stored: empty is null, kinds are checked, rules are asked. */
import type { z } from 'zod'
import { badRequest, ruleViolation } from '../contract/errors.ts'
import { fieldsOf, type FieldMeta, type RecordValues, type RegisterDescription } from '../domain/field.ts'
import { blocking, type Violation } from '../domain/violation.ts'

type Issue = z.core.$ZodIssue

/** One zod issue in the words of the form. */
function issueText(meta: FieldMeta, issue: Issue, missing: boolean): string {
  if (issue.code === 'too_big') {
    return issue.origin === 'string'
      ? `${meta.label}最多 ${String(issue.maximum)} 字`
      : `${meta.label}不能大于 ${String(issue.maximum)}`
  }
  if (issue.code === 'too_small' && issue.origin === 'string') return `请填写${meta.label}`
  if (issue.code === 'too_small' && issue.origin !== 'array') return `${meta.label}不能小于 ${String(issue.minimum)}`
  if (issue.code === 'invalid_type') return missing ? `请填写${meta.label}` : `${meta.label}的格式不对`
  if (/[\u4e00-\u9fff]/.test(issue.message)) return issue.message
  return `${meta.label}的格式不对`
}

const isEmpty = (value: unknown) => value === '' || (typeof value === 'string' && value.trim() === '')

/** Messages for the fields that cannot stand as they are; an empty object when all can. */
export function fieldProblems(description: RegisterDescription, values: RecordValues): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const { name, meta, schema } of fieldsOf(description)) {
    const value = isEmpty(values[name]) ? null : values[name]
    const parsed = schema.safeParse(value ?? (schema.safeParse(null).success ? null : undefined))
    const issue = parsed.error?.issues[0]
    if (issue) problems[name] = issueText(meta, issue, value === null || value === undefined)
  }
  return problems
}

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
