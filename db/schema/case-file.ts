import { index, integer, text } from 'drizzle-orm/sqlite-core'
import { mediationCases } from './mediation.ts'
import { registerTable } from './register-table.ts'

export const attachments = registerTable(
  'attachments',
  {
    caseId: text()
      .notNull()
      .references(() => mediationCases.id),
    docType: text().notNull(),
    evidenceId: text(),
    partId: text(),
    name: text().notNull(),
    place: integer().notNull(),
    mediaType: text().notNull(),
    bytes: integer().notNull(),
    pages: integer().notNull(),
    hash: text().notNull(),
    thumbHash: text(),
    source: text().notNull(),
    note: text(),
  },
  (table) => [index('attachments_case').on(table.caseId), index('attachments_hash').on(table.hash)],
)

export const fileLoans = registerTable(
  'file_loans',
  {
    caseId: text()
      .notNull()
      .references(() => mediationCases.id),
    borrower: text().notNull(),
    organization: text(),
    purpose: text().notNull(),
    lentOn: text().notNull(),
    dueOn: text().notNull(),
    approvedBy: text().notNull(),
    returnedOn: text(),
  },
  (table) => [index('file_loans_case').on(table.caseId)],
)
