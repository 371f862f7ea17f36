import { member } from '../../server/router-base.ts'
import { addAttachment, orderAttachments, removeAttachment, replaceAttachment } from './commands.ts'
import { readAttachment, readSheets, saveAttachment } from './read.ts'

const api = member.attachment

export const attachmentRouter = {
  add: api.add.handler(({ context, input }) => addAttachment(context, input)),
  replace: api.replace.handler(({ context, input }) => replaceAttachment(context, input)),
  order: api.order.handler(({ context, input }) => orderAttachments(context, input)),
  remove: api.remove.handler(({ context, input }) => removeAttachment(context, input)),
  read: api.read.handler(({ context, input }) => readAttachment(context, input)),
  saveAs: api.saveAs.handler(({ context, input }) => saveAttachment(context, input.id)),
  sheets: api.sheets.handler(({ context, input }) => readSheets(context, input.id)),
}
