import type { Account } from '../contract/session.ts'

/** Hits of a query, held for a client's grid. */
interface HeldList {
  /** ends what is still being read of it */
  stop(): void
}

/** One client. Its session ends with it. */
export interface Connection {
  id: string
  session: Account | null
  snapshots: Map<string, HeldList>
  /** monotonic milliseconds of the last call of the session */
  usedAt: number
}

/** No list outlives its session: nothing is read on for somebody who has gone. */
export function dropLists({ snapshots }: Connection): void {
  for (const one of snapshots.values()) one.stop()
  snapshots.clear()
}
