/**
 * Document templates: a Word file whose text holds tags, a manifest and a sample, one folder per version
 * (`<folder>/<id>/v1/{template.docx,manifest.json,sample.json}`). The office may change the Word file; `checkTemplate` says
 * what it broke. Tags are Chinese, because people in the office read and move them.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { sm3HexOf } from '../exchange/sm.ts'
import { compileTemplate, type TagPart } from './compile.ts'
import { baseField } from './tag.ts'
import type { TemplateProblem } from './template-problem.ts'

const manifestShape = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  version: z.int().positive(),
  /** Chinese title, as it stands on the paper */
  title: z.string().min(1),
  /** what the office should know before it uses it; never on the paper */
  guide: z.string().min(1).optional(),
  /** the register whose record is printed */
  register: z.string().min(1),
  /** every field the template may print; a field of a list is written `list.field` */
  fields: z.array(z.string().min(1)),
  /** official fonts named in the file; the file embeds none */
  fonts: z.array(z.string().min(1)),
})

export type TemplateManifest = z.infer<typeof manifestShape>

export interface Template extends TemplateManifest {
  bytes: Uint8Array
  /** SM3 of `bytes`, 64 hex digits: kept with every printed document */
  hash: string
}

/** The template cannot be found, read or printed; `problems` says why in plain Chinese. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
  readonly problems: readonly TemplateProblem[]
  constructor(problems: readonly TemplateProblem[]) {
    super(problems.map((problem) => problem.message).join('；'))
    this.problems = problems
  }
}

/** Loads a template; without `version` the highest one in the folder. Throws TemplateError. */
export async function loadTemplate(templatesDir: string, id: string, version?: number): Promise<Template> {
  if (!/^[a-z]+(-[a-z]+)*$/.test(id)) throw missing(id)
  const folder = join(templatesDir, id)
  const chosen = version ?? Math.max(...(await versionsIn(folder, id)))
  const files = Promise.all([
    readFile(join(folder, `v${chosen}`, 'manifest.json'), 'utf8'),
    readFile(join(folder, `v${chosen}`, 'template.docx')),
  ])
  const [manifestText, bytes] = await files.catch(() => {
    throw missing(id)
  })
  const manifest = parseManifest(manifestText, id)
  return { ...manifest, bytes: new Uint8Array(bytes), hash: sm3HexOf(bytes) }
}

/** What keeps a template from being printed, or from printing what it should; empty when it is sound. */
export async function checkTemplate(template: Pick<Template, 'bytes' | 'fields'>): Promise<TemplateProblem[]> {
  const { problems, parts } = await compileTemplate(template.bytes)
  return [...problems, ...unknownFields(parts, new Set(template.fields))]
}

/** Every field a template prints, sorted: the list that `manifest.json` must carry. The sample says which names hold lists. */
export async function listFields(bytes: Uint8Array, sample: unknown): Promise<string[]> {
  const { problems, parts } = await compileTemplate(bytes)
  if (problems.length > 0) throw new TemplateError(problems)
  const fields = new Set<string>()
  collectFields(parts, [], new Set(pathsOf(sample, [])), (path) => fields.add(path))
  return [...fields].sort()
}

function pathsOf(data: unknown, scope: readonly string[]): string[] {
  if (Array.isArray(data)) return data.flatMap((item) => pathsOf(item, scope))
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([name, value]) => [[...scope, name].join('.'), ...pathsOf(value, [...scope, name])])
}

function unknownFields(parts: readonly TagPart[], known: ReadonlySet<string>): TemplateProblem[] {
  const problems = new Map<string, TemplateProblem>()
  collectFields(parts, [], known, (path, tag) => {
    if (!known.has(path)) problems.set(path, { code: 'unknown-field', tag, message: `模板用了没有的字段“${path}”` })
  })
  return [...problems.values()]
}

/** Calls `visit` with each tag's full path. A name not found in its own list is looked up in the lists around it, as printing does. */
function collectFields(
  parts: readonly TagPart[],
  scope: readonly string[],
  known: ReadonlySet<string>,
  visit: (path: string, tag: string) => void,
): void {
  for (const part of parts) {
    const name = baseField(part.value)
    const path = name === undefined ? undefined : resolvePath(name, scope, known)
    if (path !== undefined) visit(path, part.value)
    if (part.inside === undefined) continue
    const opensScope = path !== undefined && !part.inverted && [...known].some((other) => other.startsWith(`${path}.`))
    collectFields(part.inside, opensScope ? path.split('.') : scope, known, visit)
  }
}

function resolvePath(name: string, scope: readonly string[], known: ReadonlySet<string>): string {
  for (let depth = scope.length; depth >= 0; depth -= 1) {
    const path = [...scope.slice(0, depth), name].join('.')
    if (known.has(path)) return path
  }
  return [...scope, name].join('.')
}

async function versionsIn(folder: string, id: string): Promise<number[]> {
  const names = await readdir(folder).catch(() => [])
  const versions = names.flatMap((name) => (/^v[1-9]\d*$/.test(name) ? [Number(name.slice(1))] : []))
  if (versions.length === 0) throw missing(id)
  return versions
}

function parseManifest(text: string, id: string): TemplateManifest {
  try {
    const manifest = manifestShape.parse(JSON.parse(text))
    if (manifest.id === id) return manifest
  } catch {
    // reported below, without echoing the file
  }
  throw new TemplateError([{ code: 'unreadable', message: `模板“${id}”的说明文件 manifest.json 不完整` }])
}

function missing(id: string): TemplateError {
  return new TemplateError([{ code: 'unreadable', message: `没有模板“${id}”，或模板文件读不出来` }])
}
