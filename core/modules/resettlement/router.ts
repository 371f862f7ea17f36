import { member } from '../../server/router-base.ts'
import { openCase, recordVisit } from './commands.ts'
import { getResettlement } from './queries.ts'

export const resettlementRouter = {
  openCase: member.resettlement.openCase.handler(({ context, input }) => openCase(context, input)),
  recordVisit: member.resettlement.recordVisit.handler(({ context, input }) => recordVisit(context, input)),
  view: member.resettlement.view.handler(({ context, input }) => getResettlement(context.desk.database.reader, input.id)),
}
