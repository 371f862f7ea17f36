/** The one place that talks to docxtemplater: reads a template, names what is wrong with it, hands back what can be printed. */
import type Docxtemplater from 'docxtemplater'
import type PizZip from 'pizzip'
import type { DXT } from 'docxtemplater'
import { missingText, readTag, type ListPlace } from './tag.ts'
import type { TemplateProblem } from './template-problem.ts'

/** A tag of the template with the tags it encloses. */
export interface TagPart {
  value: string
  module: string
  inverted: boolean
  /** absent for a tag that encloses nothing */
  inside?: TagPart[]
}

export interface CompiledTemplate {
  problems: TemplateProblem[]
  parts: TagPart[]
  /** absent when the file could not be read as a template */
  document?: Docxtemplater<PizZip>
}

const loopErrors = new Set([
  'unclosed_loop',
  'unopened_loop',
  'closing_tag_does_not_match_opening_tag',
  'unbalanced_loop_tags',
  'loop_position_invalid',
])

/**
 * Reads a Word file as a template. Nothing is thrown for a bad file: `problems` lists what is wrong.
 * Raw XML tags are a problem, so no text a person typed can ever become part of the file's structure;
 * macros and links to outside files are problems too, since a printed document must not reach out.
 */
export async function compileTemplate(bytes: Uint8Array): Promise<CompiledTemplate> {
  const [{ default: Engine }, { default: Zip }] = await Promise.all([import('docxtemplater'), import('pizzip')])
  const parts: TagPart[] = []
  const collector: DXT.Module = {
    name: 'TagCollector',
    set(step: { inspect?: { postparsed?: DXT.Part[] } }) {
      parts.push(...tagsIn(step.inspect?.postparsed ?? []))
    },
  }
  try {
    const zip = new Zip(bytes)
    const problems = outsideProblems(Object.keys(zip.files), (name) => zip.file(name)?.asText() ?? '')
    const document = new Engine(zip, { ...options, modules: [collector] })
    return { problems: [...problems, ...rawXmlProblems(parts)], parts, document }
  } catch (error) {
    return { problems: problemsOf(error), parts: [] }
  }
}

const options: DXT.ConstructorOptions = {
  paragraphLoop: true,
  linebreaks: true,
  stripInvalidXMLChars: true,
  errorLogging: false,
  parser: (tag) => ({
    get(scope: unknown, context) {
      return readTag(tag, scope, placeIn(context))
    },
  }),
  nullGetter: (part) => (!part.module ? missingText(part.value) : ''),
}

/** Place in the innermost list. A condition opens a scope too, but hands on the value it stands in. */
function placeIn({ scopeList, scopePathItem, scopePathLength }: DXT.ParserContext): ListPlace | undefined {
  let depth = scopePathItem.length - 1
  while (depth >= 0 && Object.is(scopeList[depth], scopeList[depth + 1])) depth -= 1
  const index = scopePathItem[depth]
  const length = scopePathLength[depth]
  return index === undefined || length === undefined ? undefined : { index, length }
}

function tagsIn(parts: readonly DXT.Part[]): TagPart[] {
  return parts.flatMap((part) => {
    if (part.type !== 'placeholder') return []
    const nested: unknown = part['subparsed']
    const inside = Array.isArray(nested) ? { inside: tagsIn(nested) } : {}
    return [{ value: part.value, module: part.module, inverted: part.inverted === true, ...inside }]
  })
}

function outsideProblems(names: readonly string[], read: (name: string) => string): TemplateProblem[] {
  const problems: TemplateProblem[] = []
  if (names.some((name) => /vbaProject|activeX|\.bin$/i.test(name)))
    problems.push({ code: 'macro', message: '模板带有宏或控件，请另存为不含宏的 .docx' })
  if (names.some((name) => name.endsWith('.rels') && /TargetMode\s*=\s*["']External/i.test(read(name)))) {
    problems.push({ code: 'external-link', message: '模板连着文件以外的内容（网址、外部图片或外部模板），请删除后再用' })
  }
  return problems
}

function rawXmlProblems(parts: readonly TagPart[]): TemplateProblem[] {
  return parts.flatMap((part) => [
    ...(part.module === 'rawxml'
      ? [{ code: 'raw-xml', tag: part.value, message: `模板不能用“{@${part.value}}”这种写法` } satisfies TemplateProblem]
      : []),
    ...rawXmlProblems(part.inside ?? []),
  ])
}

function problemsOf(error: unknown): TemplateProblem[] {
  const errors = listErrors(error)
  if (errors.length === 0) return [{ code: 'unreadable', message: '这个文件不是能用的 Word 模板（.docx）' }]
  return errors.map(({ id, tag }) =>
    loopErrors.has(id)
      ? { code: 'broken-loop', tag, message: `模板里“{#${tag}}”与“{/${tag}}”没有成对` }
      : { code: 'broken-tag', tag, message: `模板里“${tag}”处的花括号不成对或写法不对` },
  )
}

/** docxtemplater throws one error, or one that holds many; anything without an id is not about tags. */
function listErrors(error: unknown): { id: string; tag: string }[] {
  const properties = propertiesOf(error)
  if (Array.isArray(properties['errors'])) return properties['errors'].flatMap(listErrors)
  const { id, xtag, openingtag } = properties
  if (typeof id !== 'string' || typeof (xtag ?? openingtag) !== 'string') return []
  return [{ id, tag: String(xtag ?? openingtag) }]
}

function propertiesOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error) || !('properties' in error)) return {}
  return typeof error.properties === 'object' && error.properties !== null ? { ...error.properties } : {}
}
