import { badRequest } from '../../contract/errors.ts'
import { notBuilt } from '../../server/not-built.ts'
import { member } from '../../server/router-base.ts'
import { produceDocument } from './produce.ts'

export const documentRouter = {
  produce: member.document.produce.handler(async ({ context, input }) => {
    if (!input.recordId) throw badRequest('请先选择要打印的记录')
    const { name, bytes } = await produceDocument(context, { ...input, recordId: input.recordId })
    return {
      name,
      fileRef: context.backend.files.add(context.connection, name, { bytes }),
      base64: Buffer.from(bytes).toString('base64'),
    }
  }),
  produceSet: member.document.produceSet.handler(notBuilt),
  versions: member.document.versions.handler(notBuilt),
  readVersion: member.document.readVersion.handler(notBuilt),
  keep: member.document.keep.handler(notBuilt),
  edit: member.document.edit.handler(notBuilt),
  editState: member.document.editState.handler(notBuilt),
  endEdit: member.document.endEdit.handler(notBuilt),
  discardEdits: member.document.discardEdits.handler(notBuilt),
}
