/** The hash-chained record of use. Guard: every row's hash covers the one before; rows are only ever appended. */
import { sm3HexOf } from '../exchange/sm.ts'
import type { SqliteConnection } from '../../db/open.ts'

export interface AuditEntry {
  at: string
  actorId: string
  command: string
  register: string | null
  recordId: string | null
  /** names of changed fields, counts, reasons; never a value of a person's field */
  detail: Record<string, unknown>
}

interface AuditRow {
  seq: number
  at: string
  actor_id: string
  command: string
  register: string | null
  record_id: string | null
  detail: string
  previous_hash: string
  hash: string
}

export const auditStart = '0'.repeat(64)

const hashOf = (row: Omit<AuditRow, 'hash'>): string =>
  sm3HexOf(
    Buffer.from(
      JSON.stringify([row.previous_hash, row.seq, row.at, row.actor_id, row.command, row.register, row.record_id, row.detail]),
    ),
  )

export function auditHead(connection: SqliteConnection): { sequence: number; hash: string } {
  const last = connection.prepare('SELECT seq, hash FROM audit_entries ORDER BY seq DESC LIMIT 1').get() as
    Pick<AuditRow, 'seq' | 'hash'> | undefined
  return last ? { sequence: last.seq, hash: last.hash } : { sequence: 0, hash: auditStart }
}

/** Called inside the transaction that does what is recorded. */
export function appendAudit(writer: SqliteConnection, entry: AuditEntry): void {
  const head = auditHead(writer)
  const row = {
    seq: head.sequence + 1,
    at: entry.at,
    actor_id: entry.actorId,
    command: entry.command,
    register: entry.register,
    record_id: entry.recordId,
    detail: JSON.stringify(entry.detail),
    previous_hash: head.hash,
  }
  writer
    .prepare(
      `INSERT INTO audit_entries (seq, at, actor_id, command, register, record_id, detail, previous_hash, hash)
       VALUES (@seq, @at, @actor_id, @command, @register, @record_id, @detail, @previous_hash, @hash)`,
    )
    .run({ ...row, hash: hashOf(row) })
}

/** Walks the whole chain. `brokenAt` is the first entry that does not follow from the one before. */
export function verifyAudit(connection: SqliteConnection): { entries: number; brokenAt: number | null; head: string } {
  let previous = auditStart
  let seq = 0
  for (const row of connection.prepare('SELECT * FROM audit_entries ORDER BY seq').iterate() as IterableIterator<AuditRow>) {
    if (row.seq !== seq + 1 || row.previous_hash !== previous || hashOf(row) !== row.hash) {
      return { entries: seq, brokenAt: row.seq, head: previous }
    }
    seq = row.seq
    previous = row.hash
  }
  return { entries: seq, brokenAt: null, head: previous }
}
