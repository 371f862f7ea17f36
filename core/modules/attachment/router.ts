import { notBuilt } from '../../server/not-built.ts'
import { member } from '../../server/router-base.ts'

const api = member.attachment

export const attachmentRouter = {
  add: api.add.handler(notBuilt),
  replace: api.replace.handler(notBuilt),
  order: api.order.handler(notBuilt),
  remove: api.remove.handler(notBuilt),
  read: api.read.handler(notBuilt),
  sheets: api.sheets.handler(notBuilt),
}
