/** What a call knows: the backend, the connection it came over, and — once logged in — the open desk. */
import type { BlobStore } from '../../db/blobs.ts'
import type { OpenDatabase } from '../../db/open.ts'
import type { RowStore } from '../../db/rows.ts'
import type { Account, Unit } from '../contract/session.ts'
import type { RuleKey } from '../domain/rule-settings.ts'
import type { ChangeBus } from './changes.ts'
import type { Connection } from './connection.ts'
import type { FileRefs } from './file-refs.ts'
import type { Jobs } from './jobs.ts'
import type { LockOut } from './lock-out.ts'
import type { Media } from './media.ts'
import type { Ports } from './ports.ts'

/** The database opened with its key, and what every command needs of it. */
export interface Desk {
  database: OpenDatabase
  /** wraps again when a password changes, verifies backups */
  key: Uint8Array
  unit: Unit
  rows: RowStore
  /** attachments and kept documents, encrypted beside the database */
  blobs: BlobStore
  rule(key: RuleKey): number
  /** one write transaction at a time; those that wait are served in order */
  exclusive<T>(work: () => Promise<T>): Promise<T>
}

export type { Connection }

/** What all connections share. */
export interface BackendState {
  ports: Ports
  desk: Desk | null
  changes: ChangeBus
  jobs: Jobs
  lockOut: LockOut
  files: FileRefs
  /** what must end before the desk is closed */
  onClose: Set<() => Promise<void>>
  media: Media
}

export interface Context {
  backend: BackendState
  connection: Connection
}

/** After log-in. */
export interface OpenContext extends Context {
  desk: Desk
  session: Account
}
