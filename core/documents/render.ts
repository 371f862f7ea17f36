/** Record + template → Word file. */
import { compileTemplate } from './compile.ts'
import { TemplateError, type Template } from './template.ts'

/** What a template prints: texts, numbers, yes/no, records and lists of these. A missing value prints as a line to write on. */
export type DocumentData = { readonly [field: string]: DocumentValue }
export type DocumentValue =
  string | number | boolean | null | undefined | DocumentData | readonly (string | number | DocumentData)[]

/** Dates inside the zip are fixed, so that one template and one record always give the same bytes. */
const entryDate = new Date(Date.UTC(2026, 0, 1))

/**
 * Fills a template. Text is only ever text: braces, angle brackets and control characters in it change nothing in the file.
 * A line break in a value is a line break in the paragraph, or a new paragraph where the template says `|段落`.
 * Throws TemplateError when the template is broken.
 */
export async function renderDocx(template: Pick<Template, 'bytes'>, data: DocumentData): Promise<Uint8Array> {
  const { problems, document } = await compileTemplate(template.bytes)
  if (document === undefined || problems.length > 0) throw new TemplateError(problems)
  document.render(data)
  const zip = document.getZip()
  for (const entry of Object.values(zip.files)) entry.date = entryDate
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' })
}
