import { oc } from '@orpc/contract'
import { z } from 'zod'
import { recordId } from './register.ts'

export const templateLevel = z.enum(['builtIn', 'county', 'office'])
export type TemplateLevel = z.infer<typeof templateLevel>

export const templateProblem = z.strictObject({
  code: z.string(),
  tag: z.string().nullable(),
  message: z.string(),
  /** 第 3 段, 表格 1 第 2 行, 页脚; null where it concerns the whole file */
  where: z.string().nullable(),
  /** block: cannot be used · warn: can, but will not print as meant */
  level: z.enum(['block', 'warn']),
})
export type TemplateProblemView = z.infer<typeof templateProblem>

const templateFile = z.strictObject({
  id: z.string().nullable(),
  level: templateLevel,
  version: z.int(),
  hash: z.string(),
  name: z.string(),
  note: z.string().nullable(),
  uploadedAt: z.string().nullable(),
  uploadedBy: z.string().nullable(),
  /** the one that is used now */
  inUse: z.boolean(),
  retired: z.boolean(),
})

export const templateEntry = z.strictObject({
  template: z.string(),
  title: z.string(),
  /** what the office should know before it uses it */
  guide: z.string().nullable(),
  register: z.string(),
  files: z.array(templateFile),
})
export type TemplateEntry = z.infer<typeof templateEntry>

export const templateContract = {
  list: oc.output(z.strictObject({ templates: z.array(templateEntry) })),
  /** fields that may stand between braces, with an example of each */
  fields: oc
    .input(z.strictObject({ template: z.string() }))
    .output(z.strictObject({ fields: z.array(z.strictObject({ path: z.string(), list: z.boolean(), example: z.string() })) })),
  check: oc
    .input(z.strictObject({ template: z.string(), fileRef: z.string() }))
    .output(z.strictObject({ problems: z.array(templateProblem), usable: z.boolean() })),
  /** filled with a record, or with the sample; of a file not yet saved, or of the one in use */
  preview: oc
    .input(z.strictObject({ template: z.string(), fileRef: z.string().nullable(), recordId: recordId.nullable() }))
    .output(z.strictObject({ name: z.string(), fileRef: z.string(), base64: z.string() })),
  save: oc
    .input(
      z.strictObject({
        template: z.string(),
        level: z.enum(['county', 'office']),
        fileRef: z.string(),
        note: z.string().max(200).nullable(),
      }),
    )
    .output(z.strictObject({ id: z.string(), version: z.int() })),
  retire: oc.input(z.strictObject({ id: z.string() })).output(z.strictObject({})),
  /** the Word file itself, to be edited */
  download: oc
    .input(z.strictObject({ template: z.string(), id: z.string().nullable() }))
    .output(z.strictObject({ fileRef: z.string(), name: z.string() })),
}
