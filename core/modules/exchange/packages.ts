/** The book of packages: what was sent and received, in which order, and what became of it. */
import type { SqliteConnection } from '../../../db/open.ts'
import type { PackageView } from '../../contract/exchange.ts'
import type { RegisterName } from '../../domain/field.ts'
import { isRegisterName, registers } from '../../domain/registers.ts'
import { getRow } from '../../register/queries.ts'
import { viewRows } from '../../register/views.ts'
import type { PackageHeader } from '../../exchange/header.ts'

export type PackageStatus = 'exported' | 'acknowledged' | 'partly' | 'rejected' | 'merged' | 'taken'

export const statusLabels: Record<PackageStatus, string> = {
  exported: '已写出，待回执',
  acknowledged: '已送达',
  partly: '部分接收',
  rejected: '对方拒收',
  merged: '已合并',
  taken: '回执已收',
}

export interface PackageRow {
  package_id: string
  direction: 'sent' | 'received'
  kind: PackageHeader['kind']
  package_no: string
  peer_unit_id: string
  seq: number
  digest: string
  status: PackageStatus
  counts: string
  file_name: string
  header: string
  at: string
  receipt: string | null
  receipt_at: string | null
}

export interface NewPackage {
  direction: PackageRow['direction']
  status: PackageStatus
  header: PackageHeader
  digest: string
  peerUnitId: string
  fileName: string
  at: string
  changeSetId: string | null
  /** for a received package: the file that carries our receipt, and its result */
  receipt: unknown
}

export function insertPackage(writer: SqliteConnection, one: NewPackage): void {
  writer
    .prepare(
      `INSERT INTO packages (package_id, direction, kind, package_no, peer_unit_id, seq, digest, status, counts, file_name, header, at, change_set_id, receipt)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run([
      one.header.packageId,
      one.direction,
      one.header.kind,
      one.header.packageNo,
      one.peerUnitId,
      one.header.seq,
      one.digest,
      one.status,
      JSON.stringify(one.header.counts),
      one.fileName,
      JSON.stringify(one.header),
      one.at,
      one.changeSetId,
      one.receipt === null ? null : JSON.stringify(one.receipt),
    ])
}

/** The last link of the chain to or from a unit. */
export const lastPackage = (
  reader: SqliteConnection,
  direction: PackageRow['direction'],
  peerUnitId: string,
): PackageRow | undefined =>
  reader
    .prepare('SELECT * FROM packages WHERE direction = ? AND peer_unit_id = ? ORDER BY seq DESC LIMIT 1')
    .get([direction, peerUnitId]) as PackageRow | undefined

export const packageByDigest = (
  reader: SqliteConnection,
  direction: PackageRow['direction'],
  digest: string,
): PackageRow | undefined =>
  reader.prepare('SELECT * FROM packages WHERE direction = ? AND digest = ?').get([direction, digest]) as PackageRow | undefined

export const sentPackage = (reader: SqliteConnection, packageId: string): PackageRow | undefined =>
  reader.prepare(`SELECT * FROM packages WHERE direction = 'sent' AND package_id = ?`).get(packageId) as PackageRow | undefined

export const packageBySeq = (
  reader: SqliteConnection,
  direction: PackageRow['direction'],
  peerUnitId: string,
  seq: number,
): PackageRow | undefined =>
  reader
    .prepare('SELECT * FROM packages WHERE direction = ? AND peer_unit_id = ? AND seq = ?')
    .get([direction, peerUnitId, seq]) as PackageRow | undefined

export function listPackages(reader: SqliteConnection): PackageView[] {
  const rows = reader
    .prepare(
      `SELECT p.*, coalesce(u.name, p.peer_unit_id) AS peer_name,
         (SELECT count(*) FROM package_records r WHERE r.package_id = p.package_id AND r.refused_code IS NOT NULL) AS refused
       FROM packages p LEFT JOIN peers u ON u.unit_id = p.peer_unit_id ORDER BY p.at DESC, p.seq DESC LIMIT 500`,
    )
    .all() as (PackageRow & { peer_name: string; refused: number })[]
  return rows.map((row) => ({
    packageId: row.package_id,
    packageNo: row.package_no,
    direction: row.direction,
    kind: row.kind,
    peerName: row.peer_name,
    seq: row.seq,
    status: row.status,
    statusLabel: statusLabels[row.status],
    counts: JSON.parse(row.counts) as Record<string, number>,
    refused: row.refused,
    digest: row.digest,
    fileName: row.file_name,
    at: row.at,
    receiptAt: row.receipt_at,
  }))
}

/** What the peer did not take of one package, as far as it is still here. */
export function listRefused(reader: SqliteConnection, packageId: string) {
  const rows = reader
    .prepare(
      'SELECT register, record_id, refused_message FROM package_records WHERE package_id = ? AND refused_code IS NOT NULL LIMIT 500',
    )
    .all(packageId) as { register: string; record_id: string; refused_message: string | null }[]
  return rows.map(({ register, record_id: recordId, refused_message: message }) => {
    const known = isRegisterName(register) ? register : null
    const [view] = known ? viewRows(reader, known, readRows(reader, known, recordId)) : []
    return {
      register,
      label: known ? registers[known].label : register,
      recordId,
      title: view?.title ?? '',
      message: message ?? '',
    }
  })
}

const readRows = (reader: SqliteConnection, register: RegisterName, id: string) => {
  try {
    return [getRow(reader, register, id)]
  } catch {
    return []
  }
}
