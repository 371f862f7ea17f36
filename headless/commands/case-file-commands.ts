/** The file of a case on the command line: papers put in, and all of it bound as one PDF. A case is named by its id or its file number. */
import { basename, extname } from 'node:path'
import { bindResult } from '../../core/contract/case-file.ts'
import { codeTables, isCode } from '../../core/domain/codes.ts'
import { Partly, UsageError, type Api, type CliSession } from './cli-session.ts'
import { givenFile } from './given-file.ts'
import { requirePlaceFor, writeMade } from './out-file.ts'
import { referenceOf } from './record-input.ts'
import { codeOf } from './verb.ts'

async function caseOf(api: Api, written: string): Promise<string> {
  const where = [{ field: 'fileNo', op: 'is', value: written }] as const
  const { rows } = await api.register.list({ register: 'mediation', where: [...where], limit: 1 })
  return rows[0]?.id ?? referenceOf(api, 'mediation', written)
}

/** @param type place in the file, as its name or code */
export async function attachCommand(
  session: CliSession,
  [name, file]: readonly string[],
  type: string | undefined,
): Promise<unknown> {
  if (name === undefined || file === undefined || type === undefined)
    throw new UsageError('用法：attach 案件 文件 --type 材料名称，如 --type 身份证明')
  const docType = codeOf('caseDocument', type)
  if (!isCode('caseDocument', docType))
    throw new UsageError(`没有材料“${type}”，可写：${codeTables.caseDocument.map(([, label]) => label).join('、')}`)
  const { id, version } = await session.api.attachment.add({
    caseId: await caseOf(session.api, name),
    docType,
    evidenceId: null,
    fileRef: givenFile(session, file),
    name: basename(file, extname(file)).slice(0, 120),
    source: 'file',
    note: null,
    thumbnail: null,
  })
  return { id, version }
}

/** Exit 1 when some papers could not be bound; the file is written all the same. */
export async function bindCommand(session: CliSession, name: string | undefined, out: string | undefined): Promise<unknown> {
  if (name === undefined || !out?.toLowerCase().endsWith('.pdf')) throw new UsageError('用法：bind 案件 --out 文件.pdf')
  requirePlaceFor(out)
  const job = await session.api.caseFile.bindCaseFile({ id: await caseOf(session.api, name) })
  const { fileRef, pages, bytes, leftOut } = bindResult.parse(await session.finish(job))
  writeMade(session, fileRef, out)
  const bound = { file: out, pages, bytes, leftOut }
  return leftOut.length === 0 ? bound : new Partly(bound)
}
