import { notBuilt } from '../../server/not-built.ts'
import { member } from '../../server/router-base.ts'

const api = member.template

export const templateRouter = {
  list: api.list.handler(notBuilt),
  fields: api.fields.handler(notBuilt),
  check: api.check.handler(notBuilt),
  preview: api.preview.handler(notBuilt),
  save: api.save.handler(notBuilt),
  retire: api.retire.handler(notBuilt),
  download: api.download.handler(notBuilt),
}
