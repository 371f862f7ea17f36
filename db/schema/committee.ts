import { index, integer, text } from 'drizzle-orm/sqlite-core'
import { registerTable } from './register-table.ts'

export const mediationCommittees = registerTable('mediation_committees', {
  name: text().notNull(),
  shortName: text().notNull(),
  committeeKind: text().notNull(),
  villageId: text(),
  foundedOn: text(),
  termFrom: text(),
  termTo: text(),
  filedOn: text(),
  officePlace: text(),
  phone: text(),
  sealNo: text(),
  hasRoom: integer({ mode: 'boolean' }).notNull(),
  posted: integer({ mode: 'boolean' }).notNull(),
  dissolvedOn: text(),
})

export const mediators = registerTable('mediators', {
  name: text().notNull(),
  sex: text(),
  committeeId: text(),
  duty: text(),
  fullTime: integer({ mode: 'boolean' }).notNull(),
  residentId: text(),
  idNumber: text(),
  ethnicity: text(),
  education: text(),
  grade: text(),
  legalBackground: integer({ mode: 'boolean' }).notNull().default(false),
  phone: text(),
  birthOn: text(),
  appointedFrom: text(),
  appointedTo: text(),
  leftOn: text(),
  honours: text(),
})

export const mediatorTrainings = registerTable(
  'mediator_trainings',
  {
    mediatorId: text()
      .notNull()
      .references(() => mediators.id),
    heldOn: text().notNull(),
    topic: text().notNull(),
    organizer: text(),
    hours: integer(),
  },
  (table) => [index('mediator_trainings_mediator').on(table.mediatorId)],
)

export const mediationFunding = registerTable('mediation_funding', {
  year: integer().notNull(),
  guidanceFen: integer(),
  committeeFen: integer(),
  subsidyFen: integer(),
  note: text(),
})

export const phrases = registerTable('phrases', {
  topic: text().notNull(),
  title: text().notNull(),
  content: text().notNull(),
})
