/** Making a document: the file the page shows is the file that is printed and kept. */
import { DeskError, ruleViolation } from '../../contract/errors.ts'
import type { TemplateLevel } from '../../contract/template.ts'
import { localDay } from '../../domain/day.ts'
import { casePapersOf } from '../../documents/case-papers.ts'
import { plainName } from '../../documents/plain-name.ts'
import type { DocumentData } from '../../documents/render.ts'
import { templateInUse } from '../../documents/template-in-use.ts'
import { sm3HexOf } from '../../exchange/sm.ts'
import { getRow } from '../../register/queries.ts'
import { command } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import type { Ports } from '../../server/ports.ts'
import { documentData, sourceOf } from './data.ts'
import { enterVersion, getVersion, latestVersion, type PaperKey } from './versions.ts'

const enterDocument = command(
  'produceDocument',
  { right: 'read', label: '生成文书' },
  (write, input: { template: string; recordId: string; format: string; hash: string }) => {
    write.note(input)
  },
)

export interface DocumentNow {
  /** with its ending */
  fileName: string
  bytes: Uint8Array
  templateHash: string
  templateLevel: TemplateLevel
  templateVersion: number
  /** SM3 of what the record gives to be printed */
  dataHash: string
  /** saved by hand in Word */
  edited: boolean
  /** the record says something else by now than when it was opened in Word */
  outdated: boolean
}

/** Made from the record, with the template of that hash or the one in use. */
async function madeFresh(context: OpenContext, key: PaperKey, templateHash?: string): Promise<DocumentNow> {
  const { name, data } = documentData(sourceOf(context), key.template, key.recordId)
  const { renderDocx } = await import('../../documents/render.ts')
  const template = await templateInUse(context.desk, context.backend.ports.resourcesDir, key.template, templateHash)
  return {
    fileName: `${plainName(name)}.docx`,
    bytes: await renderDocx(template, data),
    templateHash: template.hash,
    templateLevel: template.level,
    templateVersion: template.version,
    dataHash: hashOf(data),
    edited: false,
    outdated: false,
  }
}

/**
 * The document as it stands: the version last saved in Word, or made from the record with the template it was kept with, or with
 * the one in use.
 */
export async function documentNow(context: OpenContext, key: PaperKey): Promise<DocumentNow> {
  const { desk } = context
  const latest = latestVersion(desk.database.reader, key)
  if (latest?.origin !== 'edited') return madeFresh(context, key, latest?.templateHash)
  const { templateHash, templateLevel, templateVersion, dataHash } = latest
  // ages and days of printing are those of the day it was edited
  const source = { ...sourceOf(context), today: localDay(new Date(latest.at)) }
  const { name, data } = documentData(source, key.template, key.recordId)
  return {
    fileName: `${plainName(name)}.docx`,
    bytes: desk.blobs.get(latest.file),
    templateHash,
    templateLevel,
    templateVersion,
    dataHash,
    edited: true,
    outdated: dataHash !== hashOf(data),
  }
}

const hashOf = (data: DocumentData): string => sm3HexOf(Buffer.from(JSON.stringify(data)))

/** Several Word files as one PDF, each beginning on a page of its own. @throws STORAGE where no browser can print */
export async function pdfOf(ports: Ports, documents: readonly Uint8Array[], title: string): Promise<Uint8Array> {
  if (!ports.printToPdf)
    throw new DeskError('STORAGE', '这台电脑上没有可用的浏览器，不能生成 PDF；可导出 docx 后用 WPS 打印', { kind: 'noPrinter' })
  const { buildPrintPage } = await import('../../documents/print-page.ts')
  const { readPreviewLibrary } = await import('../../documents/preview-library.ts')
  return (await ports.printToPdf(buildPrintPage(documents, { library: { inline: await readPreviewLibrary() }, title }))).bytes
}

export async function produceDocument(
  context: OpenContext,
  input: { template: string; recordId: string; format: 'docx' | 'pdf' },
): Promise<{ name: string; bytes: Uint8Array; edited: boolean; outdated: boolean }> {
  const { fileName, bytes, templateHash, edited, outdated } = await documentNow(context, input)
  await enterDocument(context, { ...input, hash: templateHash })
  if (input.format === 'docx') return { name: fileName, bytes, edited, outdated }
  const title = fileName.replace(/\.docx$/, '')
  return { name: `${title}.pdf`, bytes: await pdfOf(context.backend.ports, [bytes], title), edited, outdated }
}

/** Every document of a case that can be made now, in the order of the file. @param types codes of caseDocument; all when absent */
export async function produceSet(
  context: OpenContext,
  { caseId, types }: { caseId: string; types?: readonly string[] | undefined },
): Promise<{ name: string; bytes: Uint8Array }> {
  const { reader } = context.desk.database
  const papers = casePapersOf(reader, caseId).flatMap(({ type, template, recordId, state }) =>
    template !== null && recordId !== null && state !== 'missing' && state !== 'notDue' && (types?.includes(type) ?? true)
      ? [{ template, recordId }]
      : [],
  )
  if (papers.length === 0)
    throw ruleViolation([{ rule: 'A.1', level: 'block', message: '还没有可以打印的文书，请先受理案件或登记调解记录' }])
  const made: Uint8Array[] = []
  for (const paper of papers) made.push((await documentNow(context, paper)).bytes)
  const row = getRow(reader, 'mediation', caseId)
  const title = plainName(`全部文书-${String(row.fileNo ?? row.title)}`)
  await enterDocument(context, { template: 'set', recordId: caseId, format: 'pdf', hash: '' })
  return { name: `${title}.pdf`, bytes: await pdfOf(context.backend.ports, made, title) }
}

/** Keeps the document as it is printed now, with its template: the paper that is signed can be made again for ever. */
export async function keepDocument(context: OpenContext, key: PaperKey): Promise<number> {
  const now = await documentNow(context, key)
  if (now.edited) return latestVersion(context.desk.database.reader, key)?.version ?? 0
  return enterProduced(context, key, now)
}

/** Later prints are made from the record and the template in use again; what was edited by hand stays among the versions. */
export async function discardEdits(context: OpenContext, key: PaperKey): Promise<void> {
  if (latestVersion(context.desk.database.reader, key)?.origin !== 'edited') return
  await enterProduced(context, key, await madeFresh(context, key))
}

async function enterProduced(context: OpenContext, { template, recordId }: PaperKey, now: DocumentNow): Promise<number> {
  const { bytes, templateHash, templateLevel, templateVersion, dataHash } = now
  const file = context.desk.blobs.put(bytes)
  const kept = { template, recordId, templateHash, templateLevel, templateVersion, dataHash, file, bytes: bytes.length }
  return (await enterVersion(context, { ...kept, origin: 'produced' })).version
}

export function readVersion({ desk }: OpenContext, id: string): { name: string; bytes: Uint8Array } {
  const { file, template, version } = getVersion(desk.database.reader, id)
  return { name: `${template}-第${String(version)}版.docx`, bytes: desk.blobs.get(file) }
}
