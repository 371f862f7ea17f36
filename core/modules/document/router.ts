import { badRequest } from '../../contract/errors.ts'
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
}
