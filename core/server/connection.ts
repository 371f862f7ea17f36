import type { Account } from '../contract/session.ts'

/** One client. Its session ends with it. */
export interface Connection {
  id: string
  session: Account | null
  snapshots: Map<string, unknown>
}
