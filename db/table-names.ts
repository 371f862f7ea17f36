/** SQL name of each ledger's table. */
import type { RegisterName } from '../core/domain/field.ts'

export const tableNames = {
  division: 'divisions',
  village: 'villages',
  grid: 'grids',
  gridStaff: 'grid_staff',
  household: 'households',
  resident: 'residents',
  lifeEvent: 'life_events',
  serviceItem: 'service_items',
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
