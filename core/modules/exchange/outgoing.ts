/** What leaves: this unit's records the peer has not confirmed in their present version, and only fields that may leave. */
import { columnName, decodeRow, tableShapes, type StoredRow } from '../../../db/rows.ts'
import type { SqliteConnection } from '../../../db/open.ts'
import { fieldsOf, type RegisterName } from '../../domain/field.ts'
import { localDay } from '../../domain/day.ts'
import { registerNames, registers } from '../../domain/registers.ts'
import { tombstoneFields, tombstoneRegister, type PackageRecord, type RecordStream } from '../../exchange/payload.ts'
import { pause } from '../../server/command.ts'
import { envelopeFields } from './other-versions.ts'

export interface Outgoing {
  unitId: string
  peerUnitId: string
  /** last instant whose changes leave, ISO; null for all there are, even those of a clock that ran ahead */
  until: string | null
  withIdNumbers: boolean
}

/** Names of the fields of a register that leave. */
export const leavingFields = (register: RegisterName, withIdNumbers: boolean): string[] =>
  fieldsOf(registers[register])
    .filter(({ meta }) => meta.leaves === 'always' || (meta.leaves === 'onRequest' && withIdNumbers))
    .map(({ name }) => name)

/** Ledgers of which anything leaves at all. */
export const leavingRegisters: readonly RegisterName[] = registerNames.filter((name) => leavingFields(name, true).length > 0)

/** For a package with the fields on request: a delivery counts only if it had them, or there was nothing to have. */
function withFields(register: RegisterName, { withIdNumbers }: Outgoing): string {
  const always = leavingFields(register, false)
  const onRequest = leavingFields(register, true).filter((name) => !always.includes(name))
  if (!withIdNumbers || onRequest.length === 0) return ''
  const empty = onRequest.map((name) => `t.${columnName(register, name)} IS NULL`).join(' AND ')
  return `AND (r.with_requested = 1 OR t.deleted_at IS NOT NULL OR (${empty}))`
}

/** not yet confirmed by the peer in this version */
const pending = (register: RegisterName, outgoing: Outgoing) => `
  FROM ${tableShapes[register].name} t WHERE t.unit_id = @unitId AND (@until IS NULL OR t.updated_at <= @until) AND NOT EXISTS (
    SELECT 1 FROM package_records r JOIN packages p ON p.package_id = r.package_id
     WHERE r.record_id = t.id AND r.version >= t.version AND r.refused_code IS NULL ${withFields(register, outgoing)}
       AND p.peer_unit_id = @peerUnitId AND p.direction = 'sent' AND p.status IN ('acknowledged', 'partly'))`

/** deleted since it was first sent; what never left need not be taken back */
const goneOnce = 'AND t.deleted_at IS NOT NULL AND EXISTS (SELECT 1 FROM package_records x WHERE x.record_id = t.id)'

/** Day of the oldest record that leaves, or null when nothing does. */
export function oldestOutgoing(reader: SqliteConnection, outgoing: Outgoing): string | null {
  const days = leavingRegisters.map(
    (register) =>
      reader
        .prepare(`SELECT min(t.created_at) ${pending(register, outgoing)}`)
        .pluck()
        .get(binding(outgoing)) as string | null,
  )
  const [first] = days.filter((one) => one !== null).sort()
  return first === undefined ? null : localDay(new Date(first))
}

export function countOutgoing(reader: SqliteConnection, outgoing: Outgoing): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const register of leavingRegisters) {
    const total = reader
      .prepare(`SELECT count(*) ${pending(register, outgoing)} AND t.deleted_at IS NULL`)
      .pluck()
      .get(binding(outgoing)) as number
    if (total > 0) counts[register] = total
    const gone = reader
      .prepare(`SELECT count(*) ${pending(register, outgoing)} ${goneOnce}`)
      .pluck()
      .get(binding(outgoing)) as number
    if (gone > 0) counts[tombstoneRegister] = (counts[tombstoneRegister] ?? 0) + gone
  }
  return counts
}

const binding = ({ unitId, peerUnitId, until }: Outgoing) => ({ unitId, peerUnitId, until })

const pageSize = 500

async function* pendingRows(
  connection: SqliteConnection,
  register: RegisterName,
  outgoing: Outgoing,
  deleted: boolean,
): AsyncGenerator<StoredRow> {
  const sent = deleted ? goneOnce : 'AND t.deleted_at IS NULL'
  const statement = connection.prepare(
    `SELECT t.* ${pending(register, outgoing)} ${sent} AND t.${columnName(register, 'rowNo')} > @after ORDER BY t.row_no LIMIT ${String(pageSize)}`,
  )
  for (let after = 0; ;) {
    const page = statement.all({ ...binding(outgoing), after }) as Record<string, unknown>[]
    for (const raw of page) {
      const row = decodeRow(register, raw)
      after = row.rowNo
      yield row
    }
    if (page.length < pageSize) return
    await pause()
  }
}

/**
 * Deletions first, so that what a deleted record held alone (an identity number) is free for another, then one stream for
 * each register; `sent` hears of every record that went in.
 */
export function outgoingStreams(
  connection: SqliteConnection,
  outgoing: Outgoing,
  sent: (register: RegisterName, row: StoredRow) => void,
): RecordStream[] {
  const streams = leavingRegisters.map((register): RecordStream => {
    const fields = leavingFields(register, outgoing.withIdNumbers)
    async function* records(): AsyncGenerator<PackageRecord> {
      for await (const row of pendingRows(connection, register, outgoing, false)) {
        sent(register, row)
        const record: PackageRecord = {}
        for (const name of [...envelopeFields, ...fields]) {
          const value = row[name]
          if (value !== null && value !== undefined) record[name] = value as PackageRecord[string]
        }
        yield record
      }
    }
    return {
      register,
      schemaVersion: registers[register].schemaVersion,
      fields: [...envelopeFields, ...fields],
      records: records(),
    }
  })
  async function* tombstones(): AsyncGenerator<PackageRecord> {
    for (const register of leavingRegisters) {
      for await (const row of pendingRows(connection, register, outgoing, true)) {
        sent(register, row)
        yield {
          register,
          recordId: row.id,
          version: row.version,
          deletedAt: row.deletedAt ?? row.updatedAt,
          reason: row.deletedReason ?? '删除',
        }
      }
    }
  }
  return [{ register: tombstoneRegister, schemaVersion: 1, fields: tombstoneFields, records: tombstones() }, ...streams]
}
