import { index, integer, text } from 'drizzle-orm/sqlite-core'
import { registerTable } from './register-table.ts'

export const mediators = registerTable('mediators', {
  name: text().notNull(),
  duty: text(),
  fullTime: integer({ mode: 'boolean' }).notNull(),
  phone: text(),
  birthOn: text(),
  appointedFrom: text(),
  appointedTo: text(),
})

export const mediationCases = registerTable(
  'mediation_cases',
  {
    title: text().notNull(),
    fileNo: text(),
    status: text().notNull(),
    source: text().notNull(),
    category: text().notNull(),
    difficulty: text().notNull(),
    registeredOn: text().notNull(),
    occurredOn: text(),
    villageId: text(),
    place: text(),
    summary: text().notNull(),
    requests: text(),
    involvedCount: integer(),
    domesticViolence: integer({ mode: 'boolean' }).notNull(),
    acceptedOn: text(),
    dueOn: text(),
    mediatorIds: text({ mode: 'json' }).$type<string[]>().notNull(),
    closedOn: text(),
    terminationReason: text(),
    remedyNotice: text(),
  },
  (table) => [
    index('mediation_cases_due').on(table.dueOn),
    index('mediation_cases_registered').on(table.registeredOn),
    index('mediation_cases_village').on(table.villageId),
  ],
)

export const mediationParties = registerTable(
  'mediation_parties',
  {
    caseId: text()
      .notNull()
      .references(() => mediationCases.id),
    side: text().notNull(),
    kind: text().notNull(),
    residentId: text(),
    name: text().notNull(),
    sex: text(),
    ethnicity: text(),
    birthOn: text(),
    idNumber: text(),
    occupation: text(),
    phone: text(),
    address: text(),
    guardianName: text(),
    representative: text(),
    consent: text().notNull(),
    consentOn: text(),
    signedOn: text(),
  },
  (table) => [index('mediation_parties_case').on(table.caseId), index('mediation_parties_resident').on(table.residentId)],
)

export const mediationSessions = registerTable(
  'mediation_sessions',
  {
    caseId: text()
      .notNull()
      .references(() => mediationCases.id),
    sessionNo: integer().notNull(),
    heldOn: text().notNull(),
    place: text().notNull(),
    participants: text({ mode: 'json' }).$type<string[]>().notNull(),
    participantsAgreed: integer({ mode: 'boolean' }).notNull(),
    recorder: text(),
    noticeGiven: integer({ mode: 'boolean' }).notNull(),
    isPublic: integer({ mode: 'boolean' }).notNull(),
    body: text().notNull(),
    result: text().notNull(),
  },
  (table) => [index('mediation_sessions_case').on(table.caseId)],
)

export const mediationAgreements = registerTable(
  'mediation_agreements',
  {
    caseId: text()
      .notNull()
      .references(() => mediationCases.id),
    facts: text().notNull(),
    issues: text(),
    terms: text({ mode: 'json' }).$type<string[]>().notNull(),
    amountFen: integer(),
    performMethod: text().notNull(),
    performPlace: text(),
    performDueOn: text(),
    copies: integer().notNull(),
    concludedOn: text().notNull(),
    recorder: text(),
    mediatorSignedOn: text(),
    sealedOn: text(),
    effectiveOn: text(),
  },
  (table) => [index('mediation_agreements_case').on(table.caseId)],
)
