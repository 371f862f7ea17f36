/** The drizzle table of each ledger. */
import type { RegisterName } from '../core/domain/field.ts'
import * as schema from './schema/index.ts'

export const registerTables = {
  village: schema.villages,
  grid: schema.grids,
  household: schema.households,
  resident: schema.residents,
  mediator: schema.mediators,
  mediation: schema.mediationCases,
  mediationParty: schema.mediationParties,
  mediationSession: schema.mediationSessions,
  mediationAgreement: schema.mediationAgreements,
  resettlement: schema.resettlementCases,
  resettlementVisit: schema.resettlementVisits,
  meeting: schema.meetings,
  meetingAttendee: schema.meetingAttendees,
  agendaItem: schema.agendaItems,
  decision: schema.decisions,
} as const satisfies Record<RegisterName, unknown>
