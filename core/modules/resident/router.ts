import { member } from '../../server/router-base.ts'
import { recordLifeEvent, removeLastLifeEvent } from './commands.ts'

const api = member.resident

export const residentRouter = {
  recordLifeEvent: api.recordLifeEvent.handler(({ context, input }) => recordLifeEvent(context, input)),
  removeLastLifeEvent: api.removeLastLifeEvent.handler(({ context, input }) => removeLastLifeEvent(context, input)),
}
