import { member } from '../../server/router-base.ts'
import { notBuilt } from './not-built.ts'

const api = member.register

export const exportRoutes = {
  exportRows: api.exportRows.handler(() => notBuilt()),
  template: api.template.handler(() => notBuilt()),
}
