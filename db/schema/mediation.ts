import { sql } from 'drizzle-orm'
import { index, integer, text } from 'drizzle-orm/sqlite-core'
import { registerTable } from './register-table.ts'

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

export const mediationCases = registerTable(
  'mediation_cases',
  {
    title: text().notNull(),
    fileNo: text(),
    status: text().notNull(),
    source: text().notNull(),
    subSource: text(),
    entrustedBy: text(),
    entrustNo: text(),
    entrustedOn: text(),
    entrustConsent: integer({ mode: 'boolean' }).notNull().default(false),
    entrustRepliedOn: text(),
    category: text().notNull(),
    category17: text(),
    difficulty: text().notNull(),
    registeredOn: text().notNull(),
    occurredOn: text(),
    villageId: text(),
    place: text(),
    summary: text().notNull(),
    requests: text(),
    involvedCount: integer(),
    claimFen: integer(),
    handledBy: text().notNull().default('none'),
    escalationKind: text().notNull().default('none'),
    escalationMeasures: text(),
    reportedTo: text(),
    reportedOn: text(),
    reportedAt: text(),
    leadOrganization: text(),
    leadPerson: text(),
    resolveDueOn: text(),
    progress: text(),
    domesticViolence: integer({ mode: 'boolean' }).notNull(),
    committeeId: text(),
    committeeKind: text(),
    partyCount: integer(),
    acceptDueOn: text(),
    acceptedOn: text(),
    dueOn: text(),
    mediatorIds: text({ mode: 'json' }).$type<string[]>().notNull(),
    mediatorChoice: text().notNull().default('appointed'),
    extendedOn: text(),
    extensionDays: integer(),
    extensionReason: text(),
    outcome: text(),
    closedOn: text(),
    terminationReason: text(),
    rejectionReason: text(),
    outcomeNote: text(),
    transferredTo: text(),
    remedyNotice: text(),
    agreedFen: integer(),
    effectiveOn: text(),
    confirmDueOn: text(),
    confirmedOn: text(),
    performance: text(),
    performDueOn: text(),
    nextFollowUpOn: text(),
    preventedCriminal: integer(),
    preventedPetition: integer(),
    preventedBrawl: integer(),
    preventedSuicide: integer(),
    fileKind: text().notNull().default('standard'),
    fileDueOn: text(),
    filedOn: text(),
    filedBy: text(),
    checkedBy: text(),
    fileNote: text(),
    missingNote: text(),
    retention: text(),
    retainUntil: text(),
    archivedOn: text(),
    shelfNo: text(),
    reopenedOn: text(),
    reopenReason: text(),
    voidedOn: text(),
    voidReason: text(),
  },
  (table) => [
    index('mediation_cases_accepted').on(table.acceptedOn),
    index('mediation_cases_closed').on(table.closedOn),
    index('mediation_cases_follow_up').on(table.nextFollowUpOn),
    index('mediation_cases_retain').on(table.retainUntil),
    index('mediation_cases_due').on(table.dueOn),
    index('mediation_cases_status').on(table.status, table.dueOn),
    index('mediation_cases_state').on(table.status, table.registeredOn),
    index('mediation_cases_file').on(table.fileNo),
    index('mediation_cases_title').on(table.title),
    index('mediation_cases_perform').on(table.performDueOn),
    // the figures of the first page are counted in it alone
    index('mediation_cases_ended')
      .on(table.closedOn, table.outcome, table.unitId)
      .where(sql`deleted_at is null`),
    index('mediation_cases_confirm').on(table.confirmDueOn),
    index('mediation_cases_committee').on(table.committeeId),
    index('mediation_cases_category').on(table.category, table.registeredOn),
    index('mediation_cases_registered').on(table.registeredOn),
    index('mediation_cases_village').on(table.villageId, table.place),
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
    groupSize: integer(),
    representatives: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    residentId: text(),
    name: text().notNull(),
    sex: text(),
    ethnicity: text(),
    birthOn: text(),
    idNumber: text(),
    occupation: text(),
    phone: text(),
    address: text(),
    position: text(),
    creditCode: text(),
    hukouAddress: text(),
    postcode: text(),
    guardianName: text(),
    guardianRelation: text(),
    guardianPhone: text(),
    agentName: text(),
    agentRelation: text(),
    agentIdNumber: text(),
    agentPhone: text(),
    agentScope: text(),
    representative: text(),
    consent: text().notNull(),
    consentOn: text(),
    signedOn: text(),
  },
  (table) => [
    index('mediation_parties_case').on(table.caseId),
    index('mediation_parties_resident').on(table.residentId),
    index('mediation_parties_name').on(table.name),
  ],
)

export const mediationSessions = registerTable(
  'mediation_sessions',
  {
    caseId: text()
      .notNull()
      .references(() => mediationCases.id),
    sessionNo: integer().notNull(),
    heldOn: text().notNull(),
    startedAt: text(),
    endedAt: text(),
    place: text().notNull(),
    subject: text(),
    participants: text({ mode: 'json' }).$type<string[]>().notNull(),
    participantsAgreed: integer({ mode: 'boolean' }).notNull(),
    recorder: text(),
    noticeGiven: integer({ mode: 'boolean' }).notNull(),
    isPublic: integer({ mode: 'boolean' }).notNull(),
    body: text().notNull(),
    result: text().notNull(),
    remark: text(),
  },
  (table) => [index('mediation_sessions_case').on(table.caseId)],
)

export const mediationAgreements = registerTable(
  'mediation_agreements',
  {
    caseId: text()
      .notNull()
      .references(() => mediationCases.id),
    agreementForm: text().notNull().default('written'),
    facts: text().notNull(),
    issues: text(),
    liabilities: text(),
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

export const investigations = registerTable(
  'investigations',
  {
    caseId: text()
      .notNull()
      .references(() => mediationCases.id),
    investigatedOn: text().notNull(),
    startedAt: text(),
    endedAt: text(),
    place: text().notNull(),
    subject: text(),
    participants: text({ mode: 'json' }).$type<string[]>().notNull(),
    name: text().notNull(),
    sex: text(),
    age: integer(),
    address: text(),
    phone: text(),
    relationToDispute: text(),
    investigators: text({ mode: 'json' }).$type<string[]>().notNull(),
    recorder: text(),
    body: text().notNull(),
  },
  (table) => [index('investigations_case').on(table.caseId)],
)

export const evidence = registerTable(
  'evidence',
  {
    caseId: text()
      .notNull()
      .references(() => mediationCases.id),
    name: text().notNull(),
    evidenceKind: text().notNull(),
    provider: text(),
    origin: text(),
    evidenceForm: text().notNull(),
    pages: integer(),
    receivedOn: text().notNull(),
    checkedBy: text(),
    proves: text(),
  },
  (table) => [index('evidence_case').on(table.caseId)],
)

export const mediatorChanges = registerTable(
  'mediator_changes',
  {
    caseId: text()
      .notNull()
      .references(() => mediationCases.id),
    changedOn: text().notNull(),
    requestedBy: text().notNull(),
    reason: text().notNull(),
    handling: text().notNull(),
    beforeNames: text().notNull(),
    afterNames: text().notNull(),
  },
  (table) => [index('mediator_changes_case').on(table.caseId)],
)

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
