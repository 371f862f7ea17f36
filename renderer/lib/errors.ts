import type { ErrorCode, ErrorData } from '../../core/contract/errors.ts'

/** A refusal of the backend as a page sees it. The message is plain Chinese and shown as it is. */
export class DeskFailure<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code
  readonly data: ErrorData[Code]
  constructor(code: Code, message: string, data: ErrorData[Code]) {
    super(message)
    this.name = 'DeskFailure'
    this.code = code
    this.data = data
  }
}

export const backendDown = (): DeskFailure<'BACKEND_DOWN'> =>
  new DeskFailure('BACKEND_DOWN', '与数据服务的连接断了，刚才的操作没有完成。请稍候再试。', {})

/** The words to show for whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof DeskFailure ? error.message : '程序出错，请再试一次'
}

/** What a refusal says about single fields of a form: `{ idNumber: '校验位应为 X…' }`. What only warns is explained elsewhere and stops no field. */
export function fieldMessagesOf(error: unknown): Record<string, string> {
  if (!(error instanceof DeskFailure)) return {}
  const { data } = error as { data: Partial<ErrorData['BAD_REQUEST'] & ErrorData['RULE_VIOLATION']> }
  const broken = (data.violations ?? []).flatMap(({ level, field, message }) =>
    field === undefined || level === 'warn' ? [] : [[field, message] as const],
  )
  return { ...data.fields, ...Object.fromEntries(broken) }
}
