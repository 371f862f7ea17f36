import { getLayout, listViews, removeView, saveLayout, saveView } from '../../register/ledger-views.ts'
import { member } from '../../server/router-base.ts'

const api = member.register

export const viewRoutes = {
  views: api.views.handler(({ context, input }) => ({
    views: listViews(context.desk.database.reader, input.register, context.session.id),
  })),
  saveView: api.saveView.handler(({ context, input }) => saveView(context, input)),
  removeView: api.removeView.handler(({ context, input }) => removeView(context, input)),
  layout: api.layout.handler(({ context, input }) => ({ columns: getLayout(context, input.register) })),
  saveLayout: api.saveLayout.handler(async ({ context, input }) => {
    await saveLayout(context, input.register, input.columns)
    return {}
  }),
}
