import { member } from '../../server/router-base.ts'
import { addDecision, completeDecision, registerMeeting, signOffMinutes, writeMinutes } from './commands.ts'
import { getMeeting } from './queries.ts'

const api = member.meeting

export const meetingRouter = {
  registerMeeting: api.registerMeeting.handler(({ context, input }) => registerMeeting(context, input)),
  writeMinutes: api.writeMinutes.handler(({ context, input }) => writeMinutes(context, input)),
  addDecision: api.addDecision.handler(({ context, input }) => addDecision(context, input)),
  completeDecision: api.completeDecision.handler(({ context, input }) => completeDecision(context, input)),
  signOffMinutes: api.signOffMinutes.handler(({ context, input }) => signOffMinutes(context, input)),
  view: api.view.handler(({ context, input }) => getMeeting(context.desk.database.reader, input.id)),
}
