import { index, integer, text } from 'drizzle-orm/sqlite-core'
import { registerTable } from './register-table.ts'

export const meetings = registerTable(
  'meetings',
  {
    title: text().notNull(),
    meetingNo: text(),
    kind: text().notNull(),
    status: text().notNull(),
    heldOn: text().notNull(),
    heldAt: text(),
    place: text().notNull(),
    chair: text().notNull(),
    recorder: text(),
    opening: text(),
    discussion: text(),
    issueNo: integer(),
    signedOffBy: text(),
    signedOffOn: text(),
  },
  (table) => [index('meetings_held').on(table.heldOn)],
)

export const agendaItems = registerTable(
  'agenda_items',
  {
    meetingId: text()
      .notNull()
      .references(() => meetings.id),
    seq: integer().notNull(),
    title: text().notNull(),
    reporter: text(),
    caseId: text(),
  },
  (table) => [index('agenda_items_meeting').on(table.meetingId)],
)

export const meetingAttendees = registerTable(
  'meeting_attendees',
  {
    meetingId: text()
      .notNull()
      .references(() => meetings.id),
    name: text().notNull(),
    organization: text(),
    duty: text(),
    role: text().notNull(),
  },
  (table) => [index('meeting_attendees_meeting').on(table.meetingId)],
)

export const decisions = registerTable(
  'decisions',
  {
    meetingId: text()
      .notNull()
      .references(() => meetings.id),
    decisionNo: text().notNull(),
    content: text().notNull(),
    leadOrganization: text(),
    owner: text(),
    dueOn: text(),
    criterion: text(),
    status: text().notNull(),
    progress: text(),
    completedOn: text(),
  },
  (table) => [index('decisions_meeting').on(table.meetingId)],
)
