/** Every ledger of the desk, by name. */
import type { RegisterDescription, RegisterName } from './field.ts'
import { division } from './division/fields.ts'
import { grid, gridStaff, village } from './grid/fields.ts'
import { household } from './household/fields.ts'
import { followUp, judicialConfirmation, mediationAgreement, performanceItem, urge } from './mediation/agreement-fields.ts'
import { committee, mediationFunding, mediator, mediatorTraining, phrase } from './mediation/committee-fields.ts'
import { mediation } from './mediation/fields.ts'
import { attachment, fileLoan } from './mediation/file-fields.ts'
import { mediationParty } from './mediation/party-fields.ts'
import { evidence, investigation, mediationSession, mediatorChange } from './mediation/session-fields.ts'
import { agendaItem, decision, meeting, meetingAttendee } from './meeting/fields.ts'
import { resident } from './resident/fields.ts'
import { lifeEvent } from './resident/life-event-fields.ts'
import { serviceItem } from './resident/service-item-fields.ts'
import { resettlement, resettlementVisit } from './resettlement/fields.ts'

/** In the order in which a package carries them: what is referred to comes first. */
export const registers: Readonly<Record<RegisterName, RegisterDescription>> = {
  division,
  village,
  grid,
  gridStaff,
  household,
  resident,
  lifeEvent,
  serviceItem,
  committee,
  mediator,
  mediatorTraining,
  mediationFunding,
  phrase,
  mediation,
  mediationParty,
  mediatorChange,
  investigation,
  evidence,
  mediationSession,
  mediationAgreement,
  performanceItem,
  urge,
  followUp,
  judicialConfirmation,
  attachment,
  fileLoan,
  resettlement,
  resettlementVisit,
  meeting,
  meetingAttendee,
  agendaItem,
  decision,
}

export const registerNames = Object.keys(registers) as RegisterName[]

export const isRegisterName = (value: string): value is RegisterName => Object.hasOwn(registers, value)
