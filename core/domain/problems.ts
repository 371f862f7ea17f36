/** What is wrong with single fields, in the words of the form. Pages ask while typing, the register before it stores. */
import type { z } from 'zod'
import {
  fieldOf,
  fieldsOf,
  type DescribedField,
  type FieldMeta,
  type FieldValue,
  type RecordValues,
  type RegisterDescription,
} from './field.ts'

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

/** A field left empty: '' and blanks count as nothing typed. */
export const isEmpty = (value: unknown): boolean => typeof value === 'string' && value.trim() === ''

/** What is wrong with one field's value, or undefined. */
function problemOf({ meta, schema }: DescribedField, typed: FieldValue | undefined): string | undefined {
  const value = isEmpty(typed) ? null : typed
  const parsed = schema.safeParse(value ?? (schema.safeParse(null).success ? null : undefined))
  const issue = parsed.error?.issues[0]
  return issue ? issueText(meta, issue, value === null || value === undefined) : undefined
}

export const fieldProblem = (description: RegisterDescription, name: string, value: FieldValue): string | undefined =>
  problemOf(fieldOf(description, name), value)

/** Messages for the fields that cannot stand as they are; an empty object when all can. */
export function fieldProblems(description: RegisterDescription, values: RecordValues): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const field of fieldsOf(description)) {
    const problem = problemOf(field, values[field.name])
    if (problem !== undefined) problems[field.name] = problem
  }
  return problems
}
