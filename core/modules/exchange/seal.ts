/**
 * Sealing a package into the outbox, inside the command that enters it into the book: the number, the link to the package
 * before and the file come into being together. The medium gets a copy afterwards, as often as needed.
 */
import { accessSync, constants, createReadStream, existsSync, mkdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { copyFile, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DeskError } from '../../contract/errors.ts'
import { localDay } from '../../domain/day.ts'
import { sealPackage } from '../../exchange/container.ts'
import { packageSchemaVersion, type PackageDraft, type PackageHeader } from '../../exchange/header.ts'
import { countsOf, writePayload, type RecordStream } from '../../exchange/payload.ts'
import { createStreamHash } from '../../exchange/stream-hash.ts'
import { auditHead } from '../../server/audit.ts'
import type { WriteContext } from '../../server/command.ts'
import { insertPackage, lastPackage } from './packages.ts'
import type { findPeer } from './peers.ts'
import { readUnitKeys } from './unit-keys.ts'

export interface SealInput {
  kind: PackageHeader['kind']
  peer: NonNullable<ReturnType<typeof findPeer>>
  streams: Iterable<RecordStream> | AsyncIterable<RecordStream>
  period: PackageHeader['period']
  purpose: string
  basis: string
  outbox: string
  appVersion: string
  now: Date
}

export interface SealedFile {
  header: PackageHeader
  digest: string
  bytes: number
  path: string
  fileName: string
}

export async function sealIntoOutbox(write: WriteContext, input: SealInput): Promise<SealedFile> {
  const { writer } = write.desk.database
  const { peer } = input
  const last = lastPackage(writer, 'sent', peer.card.unitId)
  const seq = (last?.seq ?? 0) + 1
  const day = localDay(input.now).replaceAll('-', '')
  const fileName = `${write.unit.unitId}-${day}-${String(seq)}.zzb`
  const folder = join(input.outbox, peer.card.unitId)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, fileName)
  // a file of this number that is not in the book was never given out
  rmSync(path, { force: true })
  const keys = readUnitKeys(write.desk.database)
  const payload = writePayload(input.streams)
  const draft = (): PackageDraft => ({
    kind: input.kind,
    packageId: write.newId(),
    packageNo: `${write.unit.unitCode}-${day}-${String(seq)}`,
    from: write.unit.unitId,
    seq,
    previousHash: last?.digest ?? null,
    epoch: 0,
    auditHead: auditHead(writer),
    period: input.period,
    producedAt: write.at,
    producedBy: write.session.id,
    approvedBy: write.session.id,
    purpose: input.purpose,
    basis: input.basis,
    appVersion: input.appVersion,
    schemaVersion: packageSchemaVersion,
    counts: countsOf(payload.manifest()),
    attachmentCount: 0,
    attachmentBytes: 0,
  })
  const sealed = await sealPackage({
    header: draft,
    payload: payload.bytes,
    signer: { privateKey: keys.signing.privateKey },
    recipients: [{ unitId: peer.card.unitId, publicKey: peer.encryptionKey }],
    file: path,
  })
  insertPackage(writer, {
    direction: 'sent',
    status: 'exported',
    header: sealed.header,
    digest: sealed.digest,
    peerUnitId: peer.card.unitId,
    fileName,
    at: write.at,
    changeSetId: null,
    receipt: null,
  })
  return { ...sealed, path, fileName }
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createStreamHash()
  for await (const part of createReadStream(path)) hash.update(part as Uint8Array)
  return hash.digest()
}

const spareBytes = 1024 * 1024

/** E29: known before anything is written. @throws STORAGE; ENOENT, EACCES, EROFS of the folder */
export function requireRoom(folder: string, bytes: number): void {
  accessSync(folder, constants.W_OK)
  const disk = statfsSync(folder)
  if (disk.bavail * disk.bsize >= bytes + spareBytes) return
  const megabytes = Math.ceil(bytes / 1024 / 1024) + 1
  throw new DeskError('STORAGE', `U盘空间不足：需要约 ${String(megabytes)} MB`, { kind: 'full' })
}

/** E29: write, flush, read back, compare, and only then give it its name. Nothing that looks complete is left when it is not. */
export async function copyToMedium(from: string, folder: string, fileName: string): Promise<void> {
  const target = join(folder, fileName)
  const partial = `${target}.partial`
  requireRoom(folder, statSync(from).size)
  try {
    await copyFile(from, partial)
    const handle = await open(partial, 'r+')
    await handle.sync()
    await handle.close()
    if ((await hashOfFile(partial)) !== (await hashOfFile(from)))
      throw new DeskError('STORAGE', '写到U盘后读回不一致，请换一个U盘', { kind: 'device' })
    await rename(partial, target)
    if (process.platform !== 'win32') {
      const parent = await open(dirname(target), 'r')
      await parent.sync()
      await parent.close()
    }
  } finally {
    if (existsSync(partial)) await rm(partial, { force: true })
  }
}
