/** Tables that are not ledgers: accounts, settings, history, audit, drafts, numbers. */
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

export const accounts = sqliteTable('accounts', {
  id: text().primaryKey(),
  loginName: text().notNull().unique(),
  displayName: text().notNull(),
  role: text().notNull(),
  createdAt: text().notNull(),
  disabledAt: text(),
})

export const settings = sqliteTable('settings', { key: text().primaryKey(), value: text({ mode: 'json' }).notNull() })

export const ruleSettings = sqliteTable('rule_settings', {
  key: text().primaryKey(),
  value: integer().notNull(),
  basis: text().notNull(),
  changedAt: text().notNull(),
})

/** What belongs together and is undone together: one saved form, one import, one merged package. */
export const changeSets = sqliteTable(
  'change_sets',
  {
    id: text().primaryKey(),
    command: text().notNull(),
    label: text().notNull(),
    at: text().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    undoneBy: text(),
  },
  (table) => [index('change_sets_at').on(table.at)],
)

/** One row for each record a change set touched, with only the fields that changed. */
export const changes = sqliteTable(
  'changes',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    changeSetId: text().notNull(),
    register: text().notNull(),
    recordId: text().notNull(),
    kind: text().notNull(),
    version: integer().notNull(),
    before: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    after: text({ mode: 'json' }).$type<Record<string, unknown>>(),
  },
  (table) => [index('changes_record').on(table.recordId), index('changes_set').on(table.changeSetId)],
)

/** Hash-chained and append-only (triggers in the migration). */
export const auditEntries = sqliteTable('audit_entries', {
  seq: integer().primaryKey(),
  at: text().notNull(),
  actorId: text().notNull(),
  command: text().notNull(),
  register: text(),
  recordId: text(),
  detail: text().notNull(),
  previousHash: text().notNull(),
  hash: text().notNull(),
})

export const drafts = sqliteTable(
  'drafts',
  { accountId: text().notNull(), form: text().notNull(), payload: text({ mode: 'json' }).notNull(), savedAt: text().notNull() },
  (table) => [primaryKey({ columns: [table.accountId, table.form] })],
)

/** Last number given in a series (`fileNo/2026`): numbers are never given twice. */
export const numberSeries = sqliteTable('number_series', { key: text().primaryKey(), last: integer().notNull() })

/** How a person mapped the columns of a workbook of one shape. */
export const importMappings = sqliteTable('import_mappings', {
  shapeKey: text().primaryKey(),
  register: text().notNull(),
  mapping: text({ mode: 'json' }).notNull(),
  savedAt: text().notNull(),
})

export const unitKeys = sqliteTable('unit_keys', {
  id: integer().primaryKey(),
  signingPrivate: text().notNull(),
  decryptionPrivate: text().notNull(),
  card: text({ mode: 'json' }).notNull(),
  createdAt: text().notNull(),
})

export const peers = sqliteTable('peers', {
  unitId: text().primaryKey(),
  unitCode: text().notNull(),
  name: text().notNull(),
  kind: text().notNull(),
  fingerprint: text().notNull(),
  card: text({ mode: 'json' }).notNull(),
  acceptedAt: text().notNull(),
  acceptedBy: text().notNull(),
})

/** Every package sent or received, its place in the chain and what became of it. */
export const packages = sqliteTable(
  'packages',
  {
    packageId: text().primaryKey(),
    direction: text().notNull(),
    kind: text().notNull(),
    packageNo: text().notNull(),
    peerUnitId: text().notNull(),
    seq: integer().notNull(),
    digest: text().notNull(),
    status: text().notNull(),
    counts: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
    fileName: text().notNull(),
    header: text({ mode: 'json' }).notNull(),
    at: text().notNull(),
    changeSetId: text(),
    receipt: text({ mode: 'json' }),
    receiptAt: text(),
  },
  (table) => [
    uniqueIndex('packages_digest').on(table.digest),
    index('packages_chain').on(table.direction, table.peerUnitId, table.seq),
  ],
)

/** Which version of which record went out in which package. */
export const packageRecords = sqliteTable(
  'package_records',
  {
    packageId: text().notNull(),
    register: text().notNull(),
    recordId: text().notNull(),
    version: integer().notNull(),
    /** whether the fields that leave only on request went along */
    withRequested: integer({ mode: 'boolean' }).notNull().default(false),
    refusedCode: text(),
    refusedMessage: text(),
  },
  (table) => [
    primaryKey({ columns: [table.packageId, table.register, table.recordId] }),
    index('package_records_record').on(table.recordId),
    index('package_records_refused')
      .on(table.packageId)
      .where(sql`refused_code is not null`),
  ],
)

/** Saved views of ledgers: a person's own, or the office's (no account). */
export const ledgerViews = sqliteTable(
  'ledger_views',
  {
    id: text().primaryKey(),
    register: text().notNull(),
    accountId: text(),
    name: text().notNull(),
    definition: text({ mode: 'json' }).notNull(),
    savedAt: text().notNull(),
  },
  (table) => [index('ledger_views_register').on(table.register)],
)

/** How one person likes things: order and width of a ledger's columns. */
export const preferences = sqliteTable(
  'preferences',
  { accountId: text().notNull(), key: text().notNull(), value: text({ mode: 'json' }).notNull() },
  (table) => [primaryKey({ columns: [table.accountId, table.key] })],
)

/** Word templates of this office or of the county, over the ones the program brings; the bytes lie with the attachments. */
export const officeTemplates = sqliteTable(
  'office_templates',
  {
    id: text().primaryKey(),
    /** mediation-agreement */
    template: text().notNull(),
    /** county or office: the office's own goes before the county's, the county's before the program's */
    level: text().notNull(),
    /** 1, 2, 3 within template and level */
    version: integer().notNull(),
    /** SM3 of the Word file, 64 hex digits */
    hash: text().notNull(),
    /** where the bytes lie */
    file: text().notNull(),
    name: text().notNull(),
    note: text(),
    uploadedAt: text().notNull(),
    uploadedBy: text().notNull(),
    retiredAt: text(),
  },
  (table) => [uniqueIndex('office_templates_version').on(table.template, table.level, table.version)],
)

/** A document that was kept: every version with the template it was made from, or saved by hand in Word. */
export const documentVersions = sqliteTable(
  'document_versions',
  {
    id: text().primaryKey(),
    template: text().notNull(),
    /** record the document is made from */
    recordId: text().notNull(),
    /** the case it belongs to */
    caseId: text().notNull(),
    version: integer().notNull(),
    /** produced or edited */
    origin: text().notNull(),
    templateHash: text().notNull(),
    templateLevel: text().notNull(),
    templateVersion: integer().notNull(),
    dataHash: text().notNull(),
    file: text().notNull(),
    bytes: integer().notNull(),
    at: text().notNull(),
    byId: text().notNull(),
    byName: text().notNull(),
  },
  (table) => [
    uniqueIndex('document_versions_version').on(table.template, table.recordId, table.version),
    index('document_versions_case').on(table.caseId),
  ],
)

/** A year of holidays and working weekends an office was given, over the one the program brings. */
export const calendarYears = sqliteTable('calendar_years', {
  year: integer().primaryKey(),
  days: text({ mode: 'json' }).notNull(),
  source: text().notNull(),
  savedAt: text().notNull(),
})

/** Official tables as they were handed in; later differences are counted against them. */
export const reportSnapshots = sqliteTable(
  'report_snapshots',
  {
    id: text().primaryKey(),
    report: text().notNull(),
    /** first and last day, and the counting rule, as one text: what is the same report again */
    period: text().notNull(),
    query: text({ mode: 'json' }).notNull(),
    figures: text({ mode: 'json' }).notNull(),
    hash: text().notNull(),
    at: text().notNull(),
    byName: text().notNull(),
  },
  (table) => [index('report_snapshots_period').on(table.report, table.period)],
)
