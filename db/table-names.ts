/** SQL name of each ledger's table. */
import type { RegisterName } from '../core/domain/field.ts'

export const tableNames = {
  village: 'villages',
  grid: 'grids',
  household: 'households',
  resident: 'residents',
  mediator: 'mediators',
  mediation: 'mediation_cases',
  mediationParty: 'mediation_parties',
  mediationSession: 'mediation_sessions',
  mediationAgreement: 'mediation_agreements',
  resettlement: 'resettlement_cases',
  resettlementVisit: 'resettlement_visits',
  meeting: 'meetings',
  meetingAttendee: 'meeting_attendees',
  agendaItem: 'agenda_items',
  decision: 'decisions',
} as const satisfies Record<RegisterName, string>
