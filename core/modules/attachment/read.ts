/** Giving attachments to the page: in parts that fit into a frame, audited once for each time a file is opened. */
import { attachmentPart } from '../../contract/case-file.ts'
import { badRequest, DeskError, notFound } from '../../contract/errors.ts'
import type { Account } from '../../contract/session.ts'
import { mediaTypes } from '../../documents/file-kind.ts'
import { plainName } from '../../documents/plain-name.ts'
import { cellText } from '../../register/import/cell-text.ts'
import { getRow } from '../../register/queries.ts'
import { command } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import { requireSession } from '../../server/router-base.ts'
import { openWorkbook, readSheet } from '../../workers/workbook-client.ts'
import { WorkbookRefusal } from '../../workers/workbook-protocol.ts'

const enterReading = command('readAttachment', { right: 'read', label: '查看扫描件' }, (write, id: string) => {
  write.about('attachment', id)
})

/** The file a session is reading: kept between its parts, in memory alone, gone with the session. */
const beingRead = new WeakMap<Account, { blob: string; bytes: Buffer }>()

async function bytesOf({ desk, session }: OpenContext, blob: string): Promise<Buffer> {
  const known = beingRead.get(session)
  if (known?.blob === blob) return known.bytes
  const bytes = await desk.blobs.fetch(blob)
  beingRead.set(session, { blob, bytes })
  return bytes
}

export interface AttachmentPart {
  base64: string
  total: number
  /** offset of the next part, null after the last */
  next: number | null
  mediaType: string
}

/** @throws NOT_FOUND for an attachment without thumbnail, STORAGE for a file that is missing or damaged */
export async function readAttachment(
  context: OpenContext,
  { id, what, offset }: { id: string; what: 'file' | 'thumbnail'; offset: number },
): Promise<AttachmentPart> {
  const row = getRow(context.desk.database.reader, 'attachment', id)
  const blob = what === 'file' ? row.hash : row.thumbHash
  if (typeof blob !== 'string') throw notFound('缩略图')
  const bytes = what === 'file' ? await bytesOf(context, blob) : await context.desk.blobs.fetch(blob)
  if (offset > bytes.length) throw badRequest('文件没有这么长')
  if (what === 'file' && offset === 0) await enterReading(context, id)
  requireSession(context)
  const next = offset + attachmentPart
  if (next >= bytes.length && what === 'file') beingRead.delete(context.session)
  return {
    base64: bytes.subarray(offset, next).toString('base64'),
    total: bytes.length,
    next: next < bytes.length ? next : null,
    mediaType: what === 'file' ? String(row.mediaType) : mediaTypes.jpeg,
  }
}

const enterSaving = command('saveAttachment', { right: 'read', label: '另存扫描件' }, (write, id: string) => {
  write.about('attachment', id)
})

/** The file under its name in the case, with the ending of what it is. @throws STORAGE for a file that is missing or damaged */
export async function saveAttachment(context: OpenContext, id: string): Promise<{ fileRef: string; name: string }> {
  const { desk, backend, connection } = context
  const row = getRow(desk.database.reader, 'attachment', id)
  const bytes = await desk.blobs.fetch(String(row.hash))
  await enterSaving(context, id)
  requireSession(context)
  const [ending = ''] = Object.entries(mediaTypes).find(([, mediaType]) => mediaType === row.mediaType) ?? []
  const stem = String(row.name).replace(/\.(jpe?g|png|pdf|docx|xlsx)$/i, '')
  const name = `${plainName(stem)}.${ending === 'jpeg' ? 'jpg' : ending}`
  return { fileRef: backend.files.add(connection, name, { bytes }), name }
}

/** what the viewer shows of a workbook */
const shown = { sheets: 20, rows: 200, columns: 40 }

export interface ShownSheet {
  name: string
  rows: string[][]
  /** there is more than is shown */
  more: boolean
}

/** Texts of a workbook, read within the limits of the workbook worker. @throws BAD_REQUEST, FORMAT */
export async function readSheets(context: OpenContext, id: string): Promise<{ sheets: ShownSheet[] }> {
  const { desk, backend } = context
  const { spawnWorker } = backend.ports
  const row = getRow(desk.database.reader, 'attachment', id)
  if (row.mediaType !== mediaTypes.xlsx) throw badRequest('这不是 Excel 表格')
  const bytes = await desk.blobs.fetch(String(row.hash))
  await enterReading(context, id)
  try {
    const sheets: ShownSheet[] = []
    for (const { name } of (await openWorkbook(spawnWorker, bytes)).sheets.slice(0, shown.sheets)) {
      const sheet: ShownSheet = { name, rows: [], more: false }
      for await (const batch of readSheet(spawnWorker, bytes, name)) {
        for (const { cells } of batch.slice(0, shown.rows - sheet.rows.length)) {
          sheet.rows.push(cells.slice(0, shown.columns).map(cellText))
          sheet.more ||= cells.length > shown.columns
        }
        sheet.more ||= batch.length > shown.rows
        if (sheet.rows.length >= shown.rows) break
      }
      sheets.push(sheet)
    }
    requireSession(context)
    return { sheets }
  } catch (error) {
    if (error instanceof WorkbookRefusal) throw new DeskError('FORMAT', error.message, { kind: error.kind })
    throw error
  }
}
