import { localDay } from '../../domain/day.ts'
import { categoryMapping } from '../../register/category-mapping.ts'
import { calendarOf } from '../../server/calendar.ts'
import { member } from '../../server/router-base.ts'
import { concludeAgreement, makeEffective, reviseAgreement } from './agree.ts'
import { getCommittee } from './committees.ts'
import { applyConfirmation, recordConfirmation } from './confirm.ts'
import { terminateCase, transferCase, voidCase, withdrawCase } from './end.ts'
import { archiveCase, closeCase, expiredFiles, fileCase, lendFile, replyEntrustment, returnFile } from './file-away.ts'
import { acceptCase, registerDispute, rejectCase } from './intake.ts'
import { saveCategoryMapping } from './mapping.ts'
import { changeMediators, extendTerm, recordSession } from './mediate.ts'
import { concludeOrally, promoteOral, settleOrally } from './oral.ts'
import { addParty, recordConsent, removeParty } from './parties.ts'
import { recordFollowUp, recordPerformance, urgePerformance } from './perform.ts'
import { getMediation } from './queries.ts'
import { reopenCase } from './reopen.ts'
import { viewSimilarCases } from './similar.ts'

const api = member.mediation

export const mediationRouter = {
  registerDispute: api.registerDispute.handler(({ context, input }) => registerDispute(context, input)),
  addParty: api.addParty.handler(({ context, input }) => addParty(context, input)),
  removeParty: api.removeParty.handler(({ context, input }) => removeParty(context, input)),
  acceptCase: api.acceptCase.handler(({ context, input }) => acceptCase(context, input)),
  rejectCase: api.rejectCase.handler(({ context, input }) => rejectCase(context, input)),
  settleOrally: api.settleOrally.handler(({ context, input }) => settleOrally(context, input)),
  recordConsent: api.recordConsent.handler(({ context, input }) => recordConsent(context, input)),
  changeMediators: api.changeMediators.handler(({ context, input }) => changeMediators(context, input)),
  extendTerm: api.extendTerm.handler(({ context, input }) => extendTerm(context, input)),
  recordSession: api.recordSession.handler(({ context, input }) => recordSession(context, input)),
  concludeAgreement: api.concludeAgreement.handler(({ context, input }) => concludeAgreement(context, input)),
  reviseAgreement: api.reviseAgreement.handler(({ context, input }) => reviseAgreement(context, input)),
  concludeOrally: api.concludeOrally.handler(({ context, input }) => concludeOrally(context, input)),
  makeEffective: api.makeEffective.handler(({ context, input }) => makeEffective(context, input)),
  terminateCase: api.terminateCase.handler(({ context, input }) => terminateCase(context, input)),
  withdrawCase: api.withdrawCase.handler(({ context, input }) => withdrawCase(context, input)),
  transferCase: api.transferCase.handler(({ context, input }) => transferCase(context, input)),
  voidCase: api.voidCase.handler(({ context, input }) => voidCase(context, input)),
  promoteOral: api.promoteOral.handler(({ context, input }) => promoteOral(context, input)),
  recordPerformance: api.recordPerformance.handler(({ context, input }) => recordPerformance(context, input)),
  urgePerformance: api.urgePerformance.handler(({ context, input }) => urgePerformance(context, input)),
  recordFollowUp: api.recordFollowUp.handler(({ context, input }) => recordFollowUp(context, input)),
  applyConfirmation: api.applyConfirmation.handler(({ context, input }) => applyConfirmation(context, input)),
  recordConfirmation: api.recordConfirmation.handler(({ context, input }) => recordConfirmation(context, input)),
  replyEntrustment: api.replyEntrustment.handler(({ context, input }) => replyEntrustment(context, input)),
  closeCase: api.closeCase.handler(({ context, input }) => closeCase(context, input)),
  fileCase: api.fileCase.handler(({ context, input }) => fileCase(context, input)),
  archiveCase: api.archiveCase.handler(({ context, input }) => archiveCase(context, input)),
  lendFile: api.lendFile.handler(({ context, input }) => lendFile(context, input)),
  returnFile: api.returnFile.handler(({ context, input }) => returnFile(context, input)),
  reopenCase: api.reopenCase.handler(({ context, input }) => reopenCase(context, input)),
  view: api.view.handler(({ context: { backend, desk }, input }) =>
    getMediation(desk, localDay(backend.ports.clock.now()), calendarOf(backend, desk), input.id),
  ),
  committee: api.committee.handler(({ context, input }) => getCommittee(context.desk.database.reader, input.id)),
  similarCases: api.similarCases.handler(({ context, input }) => viewSimilarCases(context, input)),
  expiredFiles: api.expiredFiles.handler(({ context: { desk }, input }) => ({
    rows: expiredFiles(desk.database.reader, desk.unit.unitId, input.by),
  })),
  categoryMapping: api.categoryMapping.handler(({ context }) => ({ mapping: categoryMapping(context.desk.database.reader) })),
  saveCategoryMapping: api.saveCategoryMapping.handler(({ context, input }) => saveCategoryMapping(context, input)),
}
