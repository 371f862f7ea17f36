import { sql } from 'drizzle-orm'
import { index, integer, text } from 'drizzle-orm/sqlite-core'
import { mediationCases } from './mediation.ts'
import { registerTable } from './register-table.ts'

export const performanceItems = registerTable(
  'performance_items',
  {
    caseId: text()
      .notNull()
      .references(() => mediationCases.id),
    itemNo: integer().notNull(),
    content: text().notNull(),
    amountFen: integer(),
    dueOn: text(),
    state: text().notNull(),
    doneOn: text(),
    paidFen: integer(),
    note: text(),
  },
  (table) => [
    index('performance_items_case').on(table.caseId),
    index('performance_items_due').on(table.dueOn),
    // what is done is never due again
    index('performance_items_open')
      .on(table.dueOn)
      .where(sql`state in ('pending', 'partial')`),
  ],
)

export const urges = registerTable(
  'urges',
  {
    caseId: text()
      .notNull()
      .references(() => mediationCases.id),
    urgedOn: text().notNull(),
    mode: text().notNull(),
    toWhom: text().notNull(),
    content: text().notNull(),
    deadlineOn: text(),
    reply: text(),
    urgedBy: text().notNull(),
  },
  (table) => [index('urges_case').on(table.caseId)],
)

export const followUps = registerTable(
  'follow_ups',
  {
    caseId: text()
      .notNull()
      .references(() => mediationCases.id),
    plannedOn: text().notNull(),
    reason: text().notNull(),
    doneOn: text(),
    mode: text().notNull(),
    visited: text(),
    performance: text(),
    satisfaction: text().notNull(),
    relapsed: integer({ mode: 'boolean' }).notNull(),
    situation: text(),
    measures: text(),
    visitedBy: text(),
  },
  (table) => [index('follow_ups_case').on(table.caseId), index('follow_ups_planned').on(table.plannedOn)],
)

export const judicialConfirmations = registerTable(
  'judicial_confirmations',
  {
    caseId: text()
      .notNull()
      .references(() => mediationCases.id),
    appliedOn: text().notNull(),
    jointly: integer({ mode: 'boolean' }).notNull(),
    courtName: text().notNull(),
    courtCaseNo: text(),
    acceptedOn: text(),
    acceptDueOn: text(),
    decideDueOn: text(),
    extended: integer({ mode: 'boolean' }).notNull(),
    decidedOn: text(),
    result: text(),
    note: text(),
  },
  (table) => [index('judicial_confirmations_case').on(table.caseId)],
)
