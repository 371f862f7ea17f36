/** Scans and files in their places in a case file. The bytes are on the disk, encrypted, before a record speaks of them. */
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { maxAttachmentBytes } from '../../contract/case-file.ts'
import { badRequest, DeskError } from '../../contract/errors.ts'
import { isCode } from '../../domain/codes.ts'
import type { RegisterName } from '../../domain/field.ts'
import { attachment } from '../../domain/mediation/file-fields.ts'
import { refuseBound } from '../../documents/bound-file.ts'
import { mediaTypes, recogniseFile } from '../../documents/file-kind.ts'
import { listParts } from '../../register/queries.ts'
import { requireReferences } from '../../register/references.ts'
import { parseValues } from '../../register/values.ts'
import { command, type WriteContext } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'

interface Stored {
  mediaType: string
  pages: number
  bytes: number
  hash: string
  thumbHash: string | null
}

/** @throws FORMAT for what cannot be put in, STORAGE for a full disk */
async function storeFile({ backend, connection, desk }: OpenContext, fileRef: string, thumbnail: string | null): Promise<Stored> {
  const { source } = backend.files.get(connection, fileRef)
  const size = 'bytes' in source ? source.bytes.length : statSync(source.path).size
  if (size > maxAttachmentBytes)
    throw new DeskError(
      'FORMAT',
      `文件有 ${String(Math.ceil(size / 1024 / 1024))} MB，最多 50 MB；请降低扫描分辨率，或拆成几个文件再放入`,
      { kind: 'tooLarge' },
    )
  const bytes = 'bytes' in source ? source.bytes : await readFile(source.path)
  const { mediaType, pages } = await recogniseFile(backend.ports.spawnWorker, bytes)
  const small = thumbnail === null ? null : Buffer.from(thumbnail, 'base64')
  if (small && (await recogniseFile(backend.ports.spawnWorker, small)).mediaType !== mediaTypes.jpeg)
    throw badRequest('缩略图应为 JPEG')
  const thumbHash = small && (await desk.blobs.store(small))
  return { mediaType, pages, bytes: bytes.length, hash: await desk.blobs.store(bytes), thumbHash }
}

/** registers of which each record has a paper of its own */
const withPapers: readonly RegisterName[] = [
  'investigation',
  'mediationSession',
  'mediationAgreement',
  'urge',
  'followUp',
  'judicialConfirmation',
]

function requirePart(write: WriteContext, caseId: string, partId: string): void {
  const { writer } = write.desk.database
  if (!withPapers.some((register) => listParts(writer, register, caseId).some(({ id }) => id === partId)))
    throw badRequest('这份记录不在这个案件里，可能已被删除，请刷新后再放入')
}

const lastPlace = (write: WriteContext, caseId: string, docType: string): number =>
  listParts(write.desk.database.writer, 'attachment', caseId)
    .filter((one) => one.docType === docType)
    .reduce((last, { place }) => Math.max(last, Number(place)), 0)

export interface NewAttachment {
  caseId: string
  docType: string
  evidenceId: string | null
  partId: string | null
  name: string
  source: string
  note: string | null
}

const enterAttachment = command(
  'addAttachment',
  { right: 'mediation', label: '放入卷宗' },
  (write, { file, given }: { file: Stored; given: NewAttachment }) => {
    const { writer } = write.desk.database
    const { caseId, evidenceId, partId } = given
    refuseBound(writer, write.unit.unitId, caseId, 'archived')
    const place = lastPlace(write, caseId, given.docType) + 1
    const { values } = parseValues(attachment, { ...given, ...file, place })
    requireReferences(writer, 'attachment', values)
    if (evidenceId !== null && !listParts(writer, 'evidence', caseId).some(({ id }) => id === evidenceId))
      throw badRequest('这件证据不在这个案件里，请重新选择')
    if (partId !== null) requirePart(write, caseId, partId)
    return write.records.insert('attachment', values)
  },
)

/** @throws FORMAT, STORAGE, BAD_REQUEST, NOT_FOUND for a case that is gone */
export async function addAttachment(
  context: OpenContext,
  { fileRef, thumbnail, ...given }: NewAttachment & { fileRef: string; thumbnail: string | null },
): Promise<{ id: string; version: number }> {
  if (!isCode('caseDocument', given.docType)) throw badRequest('卷宗里没有这个位置，请重新选择')
  return enterAttachment(context, { file: await storeFile(context, fileRef, thumbnail), given })
}

const enterReplacement = command(
  'replaceAttachment',
  { right: 'mediation', label: '更换扫描件' },
  (write, { id, expectedVersion, file }: { id: string; expectedVersion: number; file: Stored }) => {
    refuseBound(write.desk.database.writer, write.unit.unitId, String(write.records.get('attachment', id).caseId))
    return write.records.update('attachment', id, expectedVersion, { ...file })
  },
)

/** Cropped, turned, shrunk: the older bytes stay where they are, named in the history. */
export const replaceAttachment = async (
  context: OpenContext,
  { id, expectedVersion, ...input }: { id: string; expectedVersion: number; fileRef: string; thumbnail: string | null },
): Promise<{ id: string; version: number }> =>
  enterReplacement(context, { id, expectedVersion, file: await storeFile(context, input.fileRef, input.thumbnail) })

export const orderAttachments = command(
  'orderAttachments',
  { right: 'mediation', label: '调整次序' },
  (write, { caseId, docType, ids }: { caseId: string; docType: string; ids: string[] }) => {
    refuseBound(write.desk.database.writer, write.unit.unitId, caseId)
    const known = listParts(write.desk.database.writer, 'attachment', caseId).filter((one) => one.docType === docType)
    if (new Set(ids).size !== ids.length || known.length !== ids.length || !known.every(({ id }) => ids.includes(id)))
      throw new DeskError('CONFLICT', '这里的扫描件刚有增减，请刷新后再排', {})
    for (const [index, id] of ids.entries()) write.records.update('attachment', id, null, { place: index + 1 })
    write.about('mediation', caseId)
    return {}
  },
)

/** A tombstone: the bytes stay, and the bin brings the record back. */
export const removeAttachment = command(
  'removeAttachment',
  { right: 'mediation', label: '移出卷宗' },
  (write, { id, expectedVersion, reason }: { id: string; expectedVersion: number; reason: string }) => {
    refuseBound(write.desk.database.writer, write.unit.unitId, String(write.records.get('attachment', id).caseId))
    write.note({ reason })
    return write.records.remove('attachment', id, expectedVersion, reason)
  },
)
