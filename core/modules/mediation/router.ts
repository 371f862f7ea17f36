import { member } from '../../server/router-base.ts'
import {
  acceptCase,
  concludeAgreement,
  makeEffective,
  recordConsent,
  recordSession,
  registerDispute,
  terminateCase,
} from './commands.ts'
import { getMediation } from './queries.ts'

const api = member.mediation

export const mediationRouter = {
  registerDispute: api.registerDispute.handler(({ context, input }) => registerDispute(context, input)),
  acceptCase: api.acceptCase.handler(({ context, input }) => acceptCase(context, input)),
  recordConsent: api.recordConsent.handler(({ context, input }) => recordConsent(context, input)),
  recordSession: api.recordSession.handler(({ context, input }) => recordSession(context, input)),
  concludeAgreement: api.concludeAgreement.handler(({ context, input }) => concludeAgreement(context, input)),
  makeEffective: api.makeEffective.handler(({ context, input }) => makeEffective(context, input)),
  terminateCase: api.terminateCase.handler(({ context, input }) => terminateCase(context, input)),
  view: api.view.handler(({ context, input }) => getMediation(context.desk.database.reader, input.id)),
}
