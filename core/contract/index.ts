/** The whole API of the desk: zod in, zod out. Router keys equal function names. */
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { auditContract, backupContract, exchangeContract } from './exchange.ts'
import { importContract } from './import.ts'
import { attachmentContract, caseFileContract } from './case-file.ts'
import { documentContract } from './document.ts'
import { fileContract } from './file.ts'
import { mediationContract, meetingContract, resettlementContract, todayContract } from './mediation.ts'
import { gridContract, householdContract, residentContract } from './people.ts'
import { registerContract, registerName } from './register.ts'
import { settingsContract } from './settings.ts'
import { statisticsContract } from './statistics.ts'
import { templateContract } from './template.ts'
import { draftContract, jobContract, sessionContract } from './session.ts'

export const changeEvent = z.strictObject({ registers: z.array(registerName) })

export const contract = {
  session: sessionContract,
  draft: draftContract,
  job: jobContract,
  register: registerContract,
  import: importContract,
  resident: residentContract,
  household: householdContract,
  grid: gridContract,
  statistics: statisticsContract,
  mediation: mediationContract,
  resettlement: resettlementContract,
  meeting: meetingContract,
  today: todayContract,
  attachment: attachmentContract,
  caseFile: caseFileContract,
  document: documentContract,
  file: fileContract,
  template: templateContract,
  exchange: exchangeContract,
  backup: backupContract,
  audit: auditContract,
  settings: settingsContract,
  /** which ledgers changed, coalesced; the page refetches what it shows */
  changes: oc.output(eventIterator(changeEvent)),
}
export type Contract = typeof contract
