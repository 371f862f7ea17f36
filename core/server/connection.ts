import type { Account } from '../contract/session.ts'

/** One client. Its session ends with it. */
export interface Connection {
  id: string
  session: Account | null
  snapshots: Map<string, unknown>
  /** monotonic milliseconds of the last call of the session */
  usedAt: number
}
