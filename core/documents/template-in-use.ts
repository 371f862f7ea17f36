/** Which Word file a paper is made with: the office's own before the county's, the county's before the one the program brings. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SqliteConnection } from '../../db/open.ts'
import type { TemplateLevel } from '../contract/template.ts'
import type { Desk } from '../server/context.ts'
import { loadTemplate, type Template } from './template.ts'

export interface TemplateInUse extends Template {
  level: TemplateLevel
}

export interface OfficeTemplateRow {
  id: string
  template: string
  level: 'county' | 'office'
  version: number
  hash: string
  file: string
  name: string
  note: string | null
  uploadedAt: string
  uploadedBy: string
  retiredAt: string | null
}

const columns = `id, template, level, version, hash, file, name, note, uploaded_at AS uploadedAt, uploaded_by AS uploadedBy, retired_at AS retiredAt`

/** Newest first within each level, the office's own before the county's. */
export const listOfficeTemplates = (reader: SqliteConnection): OfficeTemplateRow[] =>
  reader
    .prepare(`SELECT ${columns} FROM office_templates ORDER BY template, level = 'county', version DESC`)
    .all() as OfficeTemplateRow[]

export const getOfficeTemplate = (reader: SqliteConnection, id: string): OfficeTemplateRow | undefined =>
  reader.prepare(`SELECT ${columns} FROM office_templates WHERE id = ?`).get(id) as OfficeTemplateRow | undefined

export const templatesDir = (resourcesDir: string): string => join(resourcesDir, 'templates')

/**
 * @param hash the template a document was kept with: that one, as long as it is there, whatever is in use by now
 * @throws TemplateError when there is no such template
 */
export async function templateInUse(
  { database: { reader }, blobs }: Pick<Desk, 'database' | 'blobs'>,
  resourcesDir: string,
  id: string,
  hash?: string,
): Promise<TemplateInUse> {
  const shipped = await loadTemplate(templatesDir(resourcesDir), id)
  if (hash === shipped.hash) return { ...shipped, level: 'builtIn' }
  const own = listOfficeTemplates(reader).filter((one) => one.template === id)
  const kept = hash === undefined ? undefined : own.find((one) => one.hash === hash)
  const chosen = kept ?? own.find((one) => one.retiredAt === null)
  if (!chosen) return { ...shipped, level: 'builtIn' }
  const { level, version } = chosen
  return { ...shipped, level, version, hash: chosen.hash, bytes: new Uint8Array(blobs.get(chosen.file)) }
}

export async function readSample(resourcesDir: string, id: string, version = 1): Promise<unknown> {
  const path = join(templatesDir(resourcesDir), id, `v${String(version)}`, 'sample.json')
  return JSON.parse(await readFile(path, 'utf8')) as unknown
}

export const levelNames: Readonly<Record<TemplateLevel, string>> = { builtIn: '内置', county: '县级', office: '本单位' }
