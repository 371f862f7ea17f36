/** Every router of the desk, under the keys of the contract. */
import { backupRouter, auditRouter } from '../modules/backup/router.ts'
import { documentRouter } from '../modules/document/router.ts'
import { fileRouter } from '../modules/file/router.ts'
import { exchangeRouter } from '../modules/exchange/router.ts'
import { importRouter } from '../modules/import/router.ts'
import { mediationRouter } from '../modules/mediation/router.ts'
import { meetingRouter } from '../modules/meeting/router.ts'
import { registerRouter } from '../modules/register/router.ts'
import { resettlementRouter } from '../modules/resettlement/router.ts'
import { draftRouter, jobRouter, sessionRouter } from '../modules/session/router.ts'
import { settingsRouter } from '../modules/settings/router.ts'
import { todayRouter } from '../modules/today/router.ts'
import { gridRouter } from '../modules/grid/router.ts'
import { householdRouter } from '../modules/household/router.ts'
import { residentRouter } from '../modules/resident/router.ts'
import { statisticsRouter } from '../modules/statistics/router.ts'
import { attachmentRouter } from '../modules/attachment/router.ts'
import { caseFileRouter } from '../modules/document/case-file-router.ts'
import { templateRouter } from '../modules/document/template-router.ts'
import { member } from './router-base.ts'

export const router = {
  session: sessionRouter,
  draft: draftRouter,
  job: jobRouter,
  register: registerRouter,
  import: importRouter,
  resident: residentRouter,
  household: householdRouter,
  grid: gridRouter,
  statistics: statisticsRouter,
  mediation: mediationRouter,
  resettlement: resettlementRouter,
  meeting: meetingRouter,
  today: todayRouter,
  attachment: attachmentRouter,
  caseFile: caseFileRouter,
  document: documentRouter,
  file: fileRouter,
  template: templateRouter,
  exchange: exchangeRouter,
  backup: backupRouter,
  audit: auditRouter,
  settings: settingsRouter,
  changes: member.changes.handler(({ context, signal }) => context.backend.changes.subscribe(signal)),
}
