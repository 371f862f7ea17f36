/** What is wrong with the input of a command, field by field, in words: what a page let through, or a command line sent. */
import { ValidationError } from '@orpc/contract'
import { z } from 'zod'

/** what a person writes beside the record is called this on the pages; fields of records have their own words, the rest is nobody's typing */
const labels: Readonly<Record<string, string>> = {
  explained: '说明',
  reason: '原因',
  note: '备注',
  on: '日期',
  days: '天数',
  remedyNotice: '救济途径',
  by: '办理人',
  to: '转往单位',
  shelfNo: '存放位置',
  filedBy: '立卷人',
}

const issueShape = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).default([]),
  code: z.string().optional(),
  origin: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
})

function wordsOf({ message, code, origin, minimum, maximum }: z.infer<typeof issueShape>): string {
  if (code === 'too_small' && origin === 'string' && minimum !== undefined)
    return minimum === 1 ? '没有填写' : `至少填写 ${String(minimum)} 个字`
  if (code === 'too_big' && origin === 'string' && maximum !== undefined) return `最多填写 ${String(maximum)} 个字`
  return /[\u4e00-\u9fff]/.test(message) ? message : '没有填写或格式不对'
}

/** Field → words; empty where nothing is wrong with what a person wrote. */
export function inputProblems(cause: unknown): Record<string, string> {
  if (!(cause instanceof ValidationError)) return {}
  const found: Record<string, string> = {}
  for (const issue of cause.issues) {
    const { data } = issueShape.safeParse(issue)
    const field = data?.path.join('.') ?? ''
    const label = labels[field]
    if (data && label !== undefined) found[field] ??= `“${label}”${wordsOf(data)}`
  }
  return found
}
