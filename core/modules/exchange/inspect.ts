/** What lies on a medium, before anything of it is trusted. */
import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { SqliteConnection } from '../../../db/open.ts'
import type { PackageOnMedium } from '../../contract/exchange.ts'
import { DeskError } from '../../contract/errors.ts'
import { inspectPackage, verifyPackage, type Inspected } from '../../exchange/container.ts'
import { packageSchemaVersion } from '../../exchange/header.ts'
import type { Desk } from '../../server/context.ts'
import { readUnitKeys } from './unit-keys.ts'
import { PackageError } from '../../exchange/package-error.ts'
import { packageByDigest, packageBySeq, lastPackage } from './packages.ts'
import { findPeer } from './peers.ts'

export type PackageState =
  'own' | 'new' | 'again' | 'gap' | 'fork' | 'unknownPeer' | 'foreign' | 'tooNew' | 'receipt' | 'receiptTaken' | 'damaged'

export const stateLabels: Record<PackageState, string> = {
  own: '本单位发出',
  new: '新包',
  again: '重复',
  gap: '断号',
  fork: '分叉',
  unknownPeer: '未认证',
  foreign: '不是发给本单位',
  tooNew: '版本过高',
  receipt: '回执',
  receiptTaken: '回执（已收）',
  damaged: '损坏',
}

/** Where a package stands towards this unit, by its header alone. */
export function stateOf(reader: SqliteConnection, unitId: string, { header, digest, complete }: Inspected): PackageState {
  if (header.from === unitId) return 'own'
  if (!header.to.includes(unitId)) return 'foreign'
  if (!findPeer(reader, header.from)) return 'unknownPeer'
  if (!complete) return 'damaged'
  if (header.schemaVersion > packageSchemaVersion) return 'tooNew'
  const known = packageByDigest(reader, 'received', digest)
  if (known) return header.kind === 'receipt' ? 'receiptTaken' : 'again'
  if (packageBySeq(reader, 'received', header.from, header.seq)) return 'fork'
  if (header.kind === 'receipt') return 'receipt'
  return header.seq > (lastPackage(reader, 'received', header.from)?.seq ?? 0) + 1 ? 'gap' : 'new'
}

const maxFiles = 500

export async function inspectFolder(reader: SqliteConnection, unitId: string, folder: string): Promise<PackageOnMedium[]> {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.zzb'))
    .sort()
    .slice(0, maxFiles)
  const found: PackageOnMedium[] = []
  for (const fileName of names) found.push(await inspectFile(reader, unitId, join(folder, fileName)))
  return found
}

export async function inspectFile(reader: SqliteConnection, unitId: string, path: string): Promise<PackageOnMedium> {
  const fileName = basename(path)
  let bytes = 0
  try {
    bytes = statSync(path).size
    const inspected = await inspectPackage(path)
    const { header } = inspected
    const state = stateOf(reader, unitId, inspected)
    return {
      fileName,
      bytes,
      state,
      stateLabel: stateLabels[state],
      kind: header.kind,
      packageNo: header.packageNo,
      fromName: findPeer(reader, header.from)?.view.name ?? header.from,
      period: header.period ? `${header.period.from} 至 ${header.period.to}` : null,
      counts: header.counts,
      producedAt: header.producedAt,
    }
  } catch (error) {
    // a folder, a dangling link, a bad sector: one name that cannot be read hides none of the others
    const unreadable = error instanceof Error && 'syscall' in error
    if (!(error instanceof PackageError || unreadable)) throw error
    return {
      fileName,
      bytes,
      state: 'damaged',
      stateLabel: unreadable ? '读不出来，可能不是文件' : error.message,
      kind: null,
      packageNo: null,
      fromName: null,
      period: null,
      counts: {},
      producedAt: null,
    }
  }
}

/** @throws PackageError, or FORBIDDEN for a unit whose key is not known */
export async function verifyFile(desk: Desk, path: string) {
  const { reader } = desk.database
  const inspected = await inspectPackage(path)
  const own = inspected.header.from === desk.unit.unitId
  const peer = findPeer(reader, inspected.header.from)
  if (!own && !peer) throw new DeskError('FORBIDDEN', '签发单位还没有认证，无法验签。请先读入其名片并核对指纹', {})
  const senderPublicKey = own || !peer ? readUnitKeys(desk.database).signing.publicKey : peer.signingKey
  const { header, digest } = await verifyPackage(path, { senderPublicKey })
  const state = stateOf(reader, desk.unit.unitId, inspected)
  return {
    packageNo: header.packageNo,
    kind: header.kind,
    from: header.from,
    fromName: own ? desk.unit.unitName : (peer?.view.name ?? header.from),
    digest,
    counts: header.counts,
    state,
    stateLabel: stateLabels[state],
  }
}
