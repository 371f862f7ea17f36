/** The error codes of the desk. What a person sees is the message: plain Chinese with the next step. */
import type { Violation } from '../domain/violation.ts'

export interface ErrorData {
  BAD_REQUEST: { fields?: Record<string, string> }
  RULE_VIOLATION: { violations: Violation[] }
  NOT_FOUND: Record<string, never>
  CONFLICT: { currentVersion?: number }
  LOCKED: { until?: string }
  FORBIDDEN: Record<string, never>
  STORAGE: { kind: string }
  FORMAT: { kind: string }
  BACKEND_DOWN: Record<string, never>
  INTERNAL: { incident: string }
}
export type ErrorCode = keyof ErrorData

/** HTTP-like status of each code, for transports that want one. */
export const errorStatus: Record<ErrorCode, number> = {
  BAD_REQUEST: 400,
  RULE_VIOLATION: 422,
  NOT_FOUND: 404,
  CONFLICT: 409,
  LOCKED: 423,
  FORBIDDEN: 403,
  STORAGE: 507,
  FORMAT: 415,
  BACKEND_DOWN: 503,
  INTERNAL: 500,
}

/** A refusal with a code, a message for the user and data for the page. */
export class DeskError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code
  readonly data: ErrorData[Code]
  constructor(code: Code, message: string, data: ErrorData[Code]) {
    super(message)
    this.name = 'DeskError'
    this.code = code
    this.data = data
  }
}

export const isDeskError = (error: unknown): error is DeskError => error instanceof DeskError

export const ruleViolation = (violations: Violation[]): DeskError<'RULE_VIOLATION'> =>
  new DeskError('RULE_VIOLATION', [...new Set(violations.map((one) => `${one.message}（${one.rule}）`))].join('；'), {
    violations,
  })

export const notFound = (what: string): DeskError<'NOT_FOUND'> => new DeskError('NOT_FOUND', `没有找到${what}，可能已被删除`, {})

export const badRequest = (message: string, fields?: Record<string, string>): DeskError<'BAD_REQUEST'> =>
  new DeskError('BAD_REQUEST', message, fields ? { fields } : {})
