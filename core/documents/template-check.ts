/**
 * What an office must know before a template it edited in Word is used: broken loops, unknown fields, fonts that other computers
 * lack, fields the shipped paper has and this one lost; each named by its place in the file.
 */
import { officialFonts } from '../domain/official-fonts.ts'
import type { TemplateProblemView } from '../contract/template.ts'
import { WorkbookRefusal } from '../workers/workbook-protocol.ts'
import { openZip } from '../workers/workbook-zip.ts'
import { compileTemplate } from './compile.ts'
import { baseField } from './tag.ts'
import { checkTemplate, listFields } from './template.ts'

/** A template is a few pages of text; more is a picture book or a bomb. */
export const maxTemplateBytes = 5 * 1024 * 1024
const maxUnpackedBytes = 8 * 1024 * 1024

interface Place {
  where: string
  text: string
}

/** fonts that come with Windows, WPS and Kylin beside the official ones */
const commonFonts = new Set([
  ...Object.entries(officialFonts).flatMap(([name, { own }]) => [name, ...own]),
  ...'Times New Roman|Arial|Calibri|Cambria|Courier New|Symbol|Wingdings|等线|DengXian|微软雅黑|Microsoft YaHei|新宋体|NSimSun|幼圆|隶书'.split(
    '|',
  ),
])

/** Parts of a Word file that print, in the order in which people look for something. */
const parts = [
  { name: /^word\/document\.xml$/, label: '' },
  { name: /^word\/header\d*\.xml$/, label: '页眉' },
  { name: /^word\/footer\d*\.xml$/, label: '页脚' },
] as const

/** @param sample what the shipped template prints, to tell lists from fields */
export async function checkOfficeTemplate(
  bytes: Uint8Array,
  { fields, shipped, sample }: { fields: readonly string[]; shipped: Uint8Array; sample: unknown },
): Promise<TemplateProblemView[]> {
  const blockingProblem = (code: string, message: string): TemplateProblemView => ({
    code,
    tag: null,
    message,
    where: null,
    level: 'block',
  })
  if (bytes.length > maxTemplateBytes) return [blockingProblem('too-large', '模板超过 5 MB，请删去其中的图片后再用')]
  const read = (await isTemplateSized(bytes)) ? await readParts(bytes) : null
  if (read === null)
    return [
      blockingProblem('unreadable', '这个文件不是能用的 Word 模板（.docx），或里面的内容太多；.doc 和 .wps 请先另存为 .docx'),
    ]
  const places = read.flatMap(({ label, xml }) => placesIn(xml, label))
  const whereOf = (tag: string | undefined): string | null => {
    if (tag === undefined) return null
    return places.find(({ text }) => text.includes(tag))?.where ?? null
  }
  const problems = (await checkTemplate({ bytes, fields: [...fields] })).map(({ code, tag, message }): TemplateProblemView => ({
    code,
    tag: tag ?? null,
    message,
    where: whereOf(tag),
    level: 'block',
  }))
  if (problems.length > 0) return problems
  return [...(await lostFields(bytes, shipped, sample)), ...unknownFonts(read)]
}

/** Top fields the shipped template prints and this one does not: allowed, but nobody should lose the terms by mistake. */
async function lostFields(bytes: Uint8Array, shipped: Uint8Array, sample: unknown): Promise<TemplateProblemView[]> {
  const top = (paths: readonly string[]) => new Set(paths.map((path) => path.split('.')[0] ?? ''))
  const [now, before] = [top(await listFields(bytes, sample)), top(await listFields(shipped, sample))]
  return [...before]
    .filter((field) => !now.has(field))
    .map((field) => ({
      code: 'field-lost',
      tag: field,
      message: `内置模板里有“{${field}}”，这个模板没有用到；确实不要可以不管`,
      where: null,
      level: 'warn',
    }))
}

function unknownFonts(read: readonly { xml: string }[]): TemplateProblemView[] {
  const found = new Set<string>()
  for (const { xml } of read)
    for (const [, name = ''] of xml.matchAll(/w:(?:eastAsia|ascii|hAnsi)="([^"]+)"/g)) if (!commonFonts.has(name)) found.add(name)
  return [...found].map((name) => ({
    code: 'font',
    tag: null,
    message: `用了字体“${name}”：没有这种字体的电脑会换成别的字体，版面可能变动`,
    where: null,
    level: 'warn',
  }))
}

/** The printing parts as XML, styles last; null when it is no Word file that may be read. */
async function readParts(bytes: Uint8Array): Promise<{ label: string; xml: string }[] | null> {
  const { default: Zip } = await import('pizzip')
  try {
    const zip = new Zip(bytes)
    const names = Object.keys(zip.files)
    if (!names.includes('word/document.xml')) return null
    const read = parts.flatMap(({ name, label }) =>
      names.filter((one) => name.test(one)).map((one) => ({ label, xml: zip.file(one)?.asText() ?? '' })),
    )
    return [...read, { label: '样式', xml: zip.file('word/styles.xml')?.asText() ?? '' }]
  } catch {
    return null
  }
}

/** Whether a file unpacks to a template's size; read to the end, whatever its directory says. False for what is no archive. */
export async function isTemplateSized(bytes: Uint8Array): Promise<boolean> {
  if (bytes.length > maxTemplateBytes) return false
  let left = maxUnpackedBytes
  try {
    const zip = await openZip(bytes)
    try {
      for (const name of zip.names) for await (const chunk of zip.stream(name, left)) left -= chunk.length
      return left >= 0
    } finally {
      zip.close()
    }
  } catch (error) {
    if (error instanceof WorkbookRefusal) return false
    throw error
  }
}

/** Texts of the paragraphs, each with the words by which a person finds it. */
function placesIn(xml: string, label: string): Place[] {
  const places: Place[] = []
  let paragraph = 0
  let table = 0
  let row = 0
  let depth = 0
  for (const [token, inside] of xml.matchAll(/<w:tbl>|<\/w:tbl>|<w:tr[ >]|<w:p(?: [^>]*)?>(.*?)<\/w:p>/gs)) {
    if (token === '<w:tbl>') {
      depth += 1
      if (depth === 1) {
        table += 1
        row = 0
      }
    } else if (token === '</w:tbl>') depth -= 1
    else if (inside === undefined) row += depth === 1 ? 1 : 0
    else {
      paragraph += 1
      const text = [...inside.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, one = '']) => one).join('')
      const at = depth > 0 ? `第 ${String(table)} 个表格第 ${String(row)} 行` : `第 ${String(paragraph)} 段`
      const shown = text.length > 18 ? `${text.slice(0, 18)}…` : text
      if (text !== '') places.push({ where: `${label}${label === '' ? '' : '，'}${at}“${shown}”`, text })
    }
  }
  return places
}

/** Fields of a template with an example of each, as the sample has it. */
export function fieldsWithExamples(
  fields: readonly string[],
  sample: unknown,
): { path: string; list: boolean; example: string }[] {
  return fields.map((path) => {
    const value = path.split('.').reduce<unknown>((scope, name) => {
      const one: unknown = Array.isArray(scope) ? (scope as unknown[])[0] : scope
      return typeof one === 'object' && one !== null ? (one as Record<string, unknown>)[name] : undefined
    }, sample)
    const plain = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    return { path, list: typeof value === 'object' && value !== null, example: plain.slice(0, 60) }
  })
}

/** Whether a file uses any tag at all: a plain letter is no template. */
export async function usesTags(bytes: Uint8Array): Promise<boolean> {
  const { parts: tags } = await compileTemplate(bytes)
  return tags.some(({ value }) => baseField(value) !== undefined)
}
