import type { api } from '../../lib/api.ts'

/** A case as its page shows it: record, parties, sessions, agreement, documents, verbs, timeline. */
export type CaseView = Awaited<ReturnType<typeof api.mediation.view>>
