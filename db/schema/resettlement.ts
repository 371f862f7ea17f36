import { index, integer, text } from 'drizzle-orm/sqlite-core'
import { registerTable } from './register-table.ts'

export const resettlementCases = registerTable(
  'resettlement_cases',
  {
    residentId: text().notNull(),
    category: text().notNull(),
    status: text().notNull(),
    assistanceClass: text().notNull(),
    classAuthority: text(),
    classDocumentNo: text(),
    classDecidedOn: text(),
    releasedOn: text().notNull(),
    custodyPlace: text(),
    offenceCategory: text(),
    originalTerm: text(),
    handoverOn: text(),
    handoverType: text(),
    termFrom: text().notNull(),
    termTo: text().notNull(),
    termBasis: text(),
    needs: text(),
    noticeGivenOn: text(),
    lastVisitOn: text(),
    nextVisitOn: text(),
  },
  (table) => [index('resettlement_cases_next').on(table.nextVisitOn), index('resettlement_cases_resident').on(table.residentId)],
)

export const resettlementVisits = registerTable(
  'resettlement_visits',
  {
    resettlementId: text()
      .notNull()
      .references(() => resettlementCases.id),
    visitedOn: text().notNull(),
    mode: text().notNull(),
    place: text(),
    visitors: text({ mode: 'json' }).$type<string[]>().notNull(),
    declined: integer({ mode: 'boolean' }).notNull(),
    living: text(),
    employment: text(),
    difficulties: text(),
    helpGiven: text(),
    nextStep: text(),
  },
  (table) => [index('resettlement_visits_case').on(table.resettlementId)],
)
