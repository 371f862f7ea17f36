/** Templates an office or its county edits in Word: checked before they are used, kept by version, never lost. */
import { readdir } from 'node:fs/promises'
import { badRequest, notFound, ruleViolation } from '../../contract/errors.ts'
import type { TemplateEntry, TemplateProblemView } from '../../contract/template.ts'
import type { DocumentData } from '../../documents/render.ts'
import { checkOfficeTemplate, fieldsWithExamples, maxTemplateBytes, usesTags } from '../../documents/template-check.ts'
import {
  getOfficeTemplate,
  levelNames,
  listOfficeTemplates,
  readSample,
  templateInUse,
  templatesDir,
} from '../../documents/template-in-use.ts'
import { loadTemplate } from '../../documents/template.ts'
import { sm3HexOf } from '../../exchange/sm.ts'
import { command } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import { documentData, sourceOf } from './data.ts'

/** Papers of the desk itself are not changed by an office: the recovery sheet must be what the program knows how to read. */
const fixed = new Set(['recovery-sheet'])

export async function listTemplates({ backend: { ports }, desk }: OpenContext): Promise<TemplateEntry[]> {
  const folder = templatesDir(ports.resourcesDir)
  const ids = (await readdir(folder)).filter((id) => !fixed.has(id)).sort()
  const own = listOfficeTemplates(desk.database.reader)
  return Promise.all(
    ids.map(async (id): Promise<TemplateEntry> => {
      const shipped = await loadTemplate(folder, id)
      const mine = own.filter((one) => one.template === id)
      const used = mine.find((one) => one.retiredAt === null)
      return {
        template: id,
        title: shipped.title,
        guide: shipped.guide ?? null,
        register: shipped.register,
        files: [
          ...mine.map(({ id: fileId, level, version, hash, name, note, uploadedAt, uploadedBy, retiredAt }) => ({
            id: fileId,
            level,
            version,
            hash,
            name,
            note,
            uploadedAt,
            uploadedBy,
            inUse: fileId === used?.id,
            retired: retiredAt !== null,
          })),
          {
            id: null,
            level: 'builtIn',
            version: shipped.version,
            hash: shipped.hash,
            name: `${shipped.title}.docx`,
            note: null,
            uploadedAt: null,
            uploadedBy: null,
            inUse: used === undefined,
            retired: false,
          },
        ],
      }
    }),
  )
}

const shippedTemplate = (context: OpenContext, id: string) => {
  if (fixed.has(id)) throw badRequest('这种文书的版式由程序规定，不能更换')
  return loadTemplate(templatesDir(context.backend.ports.resourcesDir), id)
}

export async function listTemplateFields(context: OpenContext, id: string) {
  const { fields, version } = await shippedTemplate(context, id)
  return fieldsWithExamples(fields, await readSample(context.backend.ports.resourcesDir, id, version))
}

const readUpload = ({ backend, connection }: OpenContext, fileRef: string): Promise<Uint8Array> =>
  backend.files.read(connection, fileRef, maxTemplateBytes)

async function problemsOf(context: OpenContext, id: string, bytes: Uint8Array): Promise<TemplateProblemView[]> {
  const shipped = await shippedTemplate(context, id)
  const sample = await readSample(context.backend.ports.resourcesDir, id, shipped.version)
  const problems = await checkOfficeTemplate(bytes, { fields: shipped.fields, shipped: shipped.bytes, sample })
  if (problems.some(({ level }) => level === 'block') || (await usesTags(bytes))) return problems
  const message = '文件里没有一个填写位置（如 {编号}），印出来会是空白表；请从内置模板改起'
  return [{ code: 'no-field', tag: null, message, where: null, level: 'block' }, ...problems]
}

export async function checkUpload(context: OpenContext, input: { template: string; fileRef: string }) {
  const problems = await problemsOf(context, input.template, await readUpload(context, input.fileRef))
  return { problems, usable: problems.every(({ level }) => level !== 'block') }
}

/** @throws RULE_VIOLATION while the file has problems that keep it from printing */
async function readChecked(context: OpenContext, template: string, fileRef: string): Promise<Uint8Array> {
  const bytes = await readUpload(context, fileRef)
  const problems = (await problemsOf(context, template, bytes)).filter(({ level }) => level === 'block')
  if (problems.length === 0) return bytes
  throw ruleViolation(
    problems.map(({ message, where }) => ({
      rule: 'TEMPLATE',
      level: 'block',
      message: where === null ? message : `${where}：${message}`,
    })),
  )
}

export async function previewTemplate(
  context: OpenContext,
  input: { template: string; fileRef: string | null; recordId: string | null },
): Promise<{ name: string; bytes: Uint8Array }> {
  const { ports } = context.backend
  const { renderDocx } = await import('../../documents/render.ts')
  const used = await templateInUse(context.desk, ports.resourcesDir, input.template)
  const template = input.fileRef === null ? used : { ...used, bytes: await readChecked(context, input.template, input.fileRef) }
  const sample = async () => {
    const shipped = await shippedTemplate(context, input.template)
    return (await readSample(ports.resourcesDir, input.template, shipped.version)) as DocumentData
  }
  const data = input.recordId === null ? await sample() : documentData(sourceOf(context), input.template, input.recordId).data
  return { name: `${used.title}（预览）.docx`, bytes: await renderDocx(template, data) }
}

interface NewTemplate {
  template: string
  level: 'county' | 'office'
  hash: string
  file: string
  name: string
  note: string | null
}

const enterTemplate = command('saveTemplate', { right: 'settings', label: '更换文书模板' }, (write, input: NewTemplate) => {
  const { writer } = write.desk.database
  const version =
    (writer
      .prepare('SELECT coalesce(max(version), 0) + 1 FROM office_templates WHERE template = ? AND level = ?')
      .pluck()
      .get([input.template, input.level]) as number | undefined) ?? 1
  const id = write.newId()
  writer
    .prepare(
      `INSERT INTO office_templates (id, template, level, version, hash, file, name, note, uploaded_at, uploaded_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run([
      id,
      input.template,
      input.level,
      version,
      input.hash,
      input.file,
      input.name,
      input.note,
      write.at,
      write.session.displayName,
    ])
  write.note({ template: input.template, level: input.level, version, hash: input.hash })
  return { id, version }
})

/** @throws RULE_VIOLATION while the file has problems that keep it from printing */
export async function saveTemplate(
  context: OpenContext,
  input: { template: string; level: 'county' | 'office'; fileRef: string; note: string | null },
): Promise<{ id: string; version: number }> {
  const bytes = await readChecked(context, input.template, input.fileRef)
  const { name } = context.backend.files.get(context.connection, input.fileRef)
  const { template, level, note } = input
  return enterTemplate(context, { template, level, note, name, hash: sm3HexOf(bytes), file: context.desk.blobs.put(bytes) })
}

export const retireTemplate = command(
  'retireTemplate',
  { right: 'settings', label: '停用文书模板' },
  (write, input: { id: string }) => {
    const found = getOfficeTemplate(write.desk.database.writer, input.id)
    if (!found) throw notFound('模板')
    write.desk.database.writer
      .prepare('UPDATE office_templates SET retired_at = ? WHERE id = ? AND retired_at IS NULL')
      .run([write.at, input.id])
    write.note({ template: found.template, level: found.level, version: found.version })
    return {}
  },
)

/** The Word file itself: of one version, or the one in use. */
export async function downloadTemplate(
  context: OpenContext,
  input: { template: string; id: string | null },
): Promise<{ name: string; bytes: Uint8Array }> {
  const { title } = await shippedTemplate(context, input.template)
  if (input.id === null) {
    const { bytes, level, version } = await templateInUse(context.desk, context.backend.ports.resourcesDir, input.template)
    return { name: `${title}-${levelNames[level]}v${String(version)}.docx`, bytes }
  }
  const found = getOfficeTemplate(context.desk.database.reader, input.id)
  if (found?.template !== input.template) throw notFound('模板')
  return { name: `${title}-${levelNames[found.level]}v${String(found.version)}.docx`, bytes: context.desk.blobs.get(found.file) }
}
