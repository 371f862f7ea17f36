import { notBuilt } from '../../server/not-built.ts'
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
  addParty: api.addParty.handler(notBuilt),
  removeParty: api.removeParty.handler(notBuilt),
  rejectCase: api.rejectCase.handler(notBuilt),
  settleOrally: api.settleOrally.handler(notBuilt),
  changeMediators: api.changeMediators.handler(notBuilt),
  extendTerm: api.extendTerm.handler(notBuilt),
  reviseAgreement: api.reviseAgreement.handler(notBuilt),
  concludeOrally: api.concludeOrally.handler(notBuilt),
  withdrawCase: api.withdrawCase.handler(notBuilt),
  transferCase: api.transferCase.handler(notBuilt),
  voidCase: api.voidCase.handler(notBuilt),
  promoteOral: api.promoteOral.handler(notBuilt),
  recordPerformance: api.recordPerformance.handler(notBuilt),
  urgePerformance: api.urgePerformance.handler(notBuilt),
  recordFollowUp: api.recordFollowUp.handler(notBuilt),
  applyConfirmation: api.applyConfirmation.handler(notBuilt),
  recordConfirmation: api.recordConfirmation.handler(notBuilt),
  replyEntrustment: api.replyEntrustment.handler(notBuilt),
  closeCase: api.closeCase.handler(notBuilt),
  fileCase: api.fileCase.handler(notBuilt),
  archiveCase: api.archiveCase.handler(notBuilt),
  lendFile: api.lendFile.handler(notBuilt),
  returnFile: api.returnFile.handler(notBuilt),
  reopenCase: api.reopenCase.handler(notBuilt),
  similarCases: api.similarCases.handler(notBuilt),
  expiredFiles: api.expiredFiles.handler(notBuilt),
  categoryMapping: api.categoryMapping.handler(notBuilt),
  saveCategoryMapping: api.saveCategoryMapping.handler(notBuilt),
}
