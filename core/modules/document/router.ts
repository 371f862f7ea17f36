import { badRequest } from '../../contract/errors.ts'
import type { OpenContext } from '../../server/context.ts'
import { member } from '../../server/router-base.ts'
import { endEdit, getEdit, startEdit } from './editing.ts'
import { discardEdits, keepDocument, produceDocument, produceSet, readVersion } from './produce.ts'
import { listVersions, versionView } from './versions.ts'

const api = member.document

/** A made file as the page takes it: to show, and to save. */
const made = ({ backend, connection }: OpenContext, { name, bytes }: { name: string; bytes: Uint8Array }) => ({
  name,
  fileRef: backend.files.add(connection, name, { bytes }),
  base64: Buffer.from(bytes).toString('base64'),
})

export const documentRouter = {
  produce: api.produce.handler(async ({ context, input }) => {
    if (!input.recordId) throw badRequest('请先选择要打印的记录')
    const { edited, outdated, ...file } = await produceDocument(context, { ...input, recordId: input.recordId })
    return { ...made(context, file), edited, outdated }
  }),
  produceSet: api.produceSet.handler(async ({ context, input }) => made(context, await produceSet(context, input))),
  versions: api.versions.handler(({ context, input }) => ({
    versions: listVersions(context.desk.database.reader, input).map(versionView),
  })),
  readVersion: api.readVersion.handler(({ context, input }) => made(context, readVersion(context, input.id))),
  keep: api.keep.handler(async ({ context, input }) => ({ version: await keepDocument(context, input) })),
  edit: api.edit.handler(({ context, input }) => startEdit(context, input)),
  editState: api.editState.handler(({ context, input }) => getEdit(context, input.editId)),
  endEdit: api.endEdit.handler(({ context, input }) => endEdit(context, input)),
  discardEdits: api.discardEdits.handler(async ({ context, input }) => {
    await discardEdits(context, input)
    return {}
  }),
}
