import { member } from '../../server/router-base.ts'
import { notBuilt } from './not-built.ts'

const api = member.register

export const viewRoutes = {
  views: api.views.handler(() => notBuilt()),
  saveView: api.saveView.handler(() => notBuilt()),
  removeView: api.removeView.handler(() => notBuilt()),
  layout: api.layout.handler(() => notBuilt()),
  saveLayout: api.saveLayout.handler(() => notBuilt()),
}
