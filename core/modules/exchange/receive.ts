/** 接收: verify, merge, answer with a signed receipt. The same package twice is a no-op that says so (E12). */
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DeskError, type ErrorCode } from '../../contract/errors.ts'
import { inspectPackage, openPackage } from '../../exchange/container.ts'
import { PackageError } from '../../exchange/package-error.ts'
import { buildReceipt, type Receipt } from '../../exchange/receipt.ts'
import { longCommand, type WriteContext } from '../../server/command.ts'
import { localDay } from '../../domain/day.ts'
import type { OpenContext } from '../../server/context.ts'
import { toDeskError } from '../../server/errors.ts'
import { outboxOf } from './export.ts'
import { stateLabels, stateOf, verifyFile } from './inspect.ts'
import { mergePayload, type MergeResult } from './merge.ts'
import { insertPackage, packageByDigest, type PackageRow } from './packages.ts'
import { findPeer } from './peers.ts'
import { copyToMedium, sealIntoOutbox } from './seal.ts'
import { readUnitKeys } from './unit-keys.ts'

export interface ReceiveOutcome {
  fileName: string
  packageNo: string | null
  outcome: 'accepted' | 'partly' | 'again' | 'refused'
  message: string
  created: number
  updated: number
  unchanged: number
  refused: { register: string; recordId: string; code: string; message: string }[]
  receiptFile: string | null
  /** why it was refused */
  code: ErrorCode | null
}

interface Merging {
  path: string
  dataDir: string
  appVersion: string
  now: Date
  progress: (done: number) => void
}

const sum = (result: MergeResult, key: 'created' | 'updated' | 'unchanged') =>
  result.counts.reduce((total, one) => total + one[key], 0)

/** The refusals that stand before anything is opened, in words. */
function refuseState(state: ReturnType<typeof stateOf>): void {
  if (state === 'unknownPeer')
    throw new DeskError('FORBIDDEN', '发送单位还没有认证：可以查看，不能合并。请先读入其名片并核对指纹', {})
  if (state === 'own') throw new DeskError('FORMAT', '这是本单位自己发出的数据包', { kind: 'own' })
  if (state === 'foreign') throw new DeskError('FORMAT', '这个数据包不是发给本单位的', { kind: 'wrongRecipient' })
  if (state === 'damaged') throw new DeskError('FORMAT', '数据包不完整，请让对方重新写一次', { kind: 'truncated' })
  if (state === 'tooNew') throw new PackageError('tooNew')
  if (state === 'fork') throw new DeskError('CONFLICT', '同一编号收到过另一个内容不同的数据包（分叉），已停止，请与对方核对', {})
  if (state === 'receipt' || state === 'receiptTaken')
    throw new DeskError('FORMAT', '这是回执，请用“收回执”', { kind: 'receipt' })
}

const mergePackage = longCommand(
  'receivePackage',
  { right: 'exchange', label: '接收数据包' },
  async (write, { path, dataDir, appVersion, now, progress }: Merging) => {
    const { writer } = write.desk.database
    const inspected = await inspectPackage(path)
    const state = stateOf(writer, write.unit.unitId, inspected)
    refuseState(state)
    const peer = findPeer(writer, inspected.header.from)
    if (!peer) throw new Error('an unknown peer is refused above')
    const keys = readUnitKeys(write.desk.database)
    const { header, digest, payload } = await openPackage(path, {
      senderPublicKey: peer.signingKey,
      recipient: { unitId: write.unit.unitId, privateKey: keys.decryption.privateKey },
    })
    if (digest !== inspected.digest) throw new PackageError('tampered')
    const result = await mergePayload(write, payload, { unitId: header.from, packageId: header.packageId }, progress)
    const receipt: Receipt = {
      packageId: header.packageId,
      packageDigest: digest,
      seq: header.seq,
      receivedAt: write.at,
      result: result.refused.length > 0 ? 'partly' : 'accepted',
      reason: null,
      counts: result.counts,
      refused: result.refused,
      accepted: [...acceptedFrom(write, header.from), { seq: header.seq, digest }].sort((a, b) => a.seq - b.seq),
    }
    const sealed = await sealIntoOutbox(write, {
      kind: 'receipt',
      peer,
      streams: buildReceipt(receipt),
      period: header.period,
      purpose: '数据包回执',
      basis: `回复第 ${String(header.seq)} 号数据包`,
      outbox: outboxOf(dataDir),
      appVersion,
      now,
    })
    insertPackage(writer, {
      direction: 'received',
      status: 'merged',
      header,
      digest,
      peerUnitId: header.from,
      fileName: basename(path),
      at: write.at,
      changeSetId: write.records.changeSetId(),
      receipt: { file: sealed.fileName, peer: header.from, result: receipt.result },
    })
    write.note({
      packageNo: header.packageNo,
      digest,
      created: sum(result, 'created'),
      updated: sum(result, 'updated'),
      refused: result.refused.length,
    })
    return { header, state, result, receiptPath: sealed.path, receiptFile: sealed.fileName }
  },
)

/** Packages taken whole: of one taken in part, only its own receipt may speak (E18). */
const acceptedFrom = (write: WriteContext, unitId: string): { seq: number; digest: string }[] =>
  write.desk.database.writer
    .prepare(
      `SELECT seq, digest FROM packages WHERE direction = 'received' AND status = 'merged' AND peer_unit_id = ?
         AND receipt ->> '$.result' = 'accepted' ORDER BY seq`,
    )
    .all(unitId) as { seq: number; digest: string }[]

/** What is wrong when a receipt could not be written; null when it was. The merge stands either way. */
async function receiptProblem({ ports }: OpenContext['backend'], stored: string, folder: string): Promise<string | null> {
  try {
    await copyToMedium(stored, folder, basename(stored))
    return null
  } catch (error) {
    const { message } = toDeskError(error, ports.logger, ports.newId)
    return `；但回执没有写出（${message}）。换一个U盘再接收一次这个包，就再写一份回执`
  }
}

/** E12: nothing is written again; the receipt given then is given once more. */
async function repeat(context: OpenContext, known: PackageRow, fileName: string, receiptFolder: string): Promise<ReceiveOutcome> {
  const receipt = JSON.parse(known.receipt ?? 'null') as { file: string; peer: string } | null
  const stored = receipt ? join(outboxOf(context.backend.ports.dataDir), receipt.peer, receipt.file) : ''
  const kept = receipt !== null && existsSync(stored)
  const problem = kept ? await receiptProblem(context.backend, stored, receiptFolder) : ''
  return {
    fileName,
    packageNo: known.package_no,
    outcome: 'again',
    message: `此包已于 ${localDay(new Date(known.at))} 接收，未重复合并${problem ?? '；回执已再写一份'}`,
    created: 0,
    updated: 0,
    unchanged: 0,
    refused: [],
    receiptFile: problem === null ? basename(stored) : null,
    code: null,
  }
}

export async function receivePackage(
  context: OpenContext,
  path: string,
  receiptFolder: string,
  progress: (done: number) => void,
): Promise<ReceiveOutcome> {
  const fileName = basename(path)
  const { ports } = context.backend
  try {
    const { digest } = await inspectPackage(path)
    const known = packageByDigest(context.desk.database.reader, 'received', digest)
    if (known && known.kind !== 'receipt') {
      // the digest covers the head alone: a copy changed since is not the same package
      await verifyFile(context.desk, path)
      return await repeat(context, known, fileName, receiptFolder)
    }
    const merged = await mergePackage(context, {
      path,
      dataDir: ports.dataDir,
      appVersion: ports.appVersion,
      now: ports.clock.now(),
      progress,
    })
    const problem = await receiptProblem(context.backend, merged.receiptPath, receiptFolder)
    const { result } = merged
    const gap = merged.state === 'gap' ? `（${stateLabels.gap}：前面还有未收到的包）` : ''
    return {
      fileName,
      packageNo: merged.header.packageNo,
      outcome: result.refused.length > 0 ? 'partly' : 'accepted',
      message:
        (result.refused.length > 0 ? `已合并，${String(result.refused.length)} 条未接收，原因写入回执` : '已合并，全部接收') +
        gap +
        (problem ?? ''),
      created: sum(result, 'created'),
      updated: sum(result, 'updated'),
      unchanged: sum(result, 'unchanged'),
      refused: result.refused,
      receiptFile: problem === null ? merged.receiptFile : null,
      code: null,
    }
  } catch (error) {
    const known = toDeskError(error, ports.logger, ports.newId)
    if (known.code === 'INTERNAL') throw known
    return {
      fileName,
      packageNo: null,
      outcome: 'refused',
      message: known.message,
      created: 0,
      updated: 0,
      unchanged: 0,
      refused: [],
      receiptFile: null,
      code: known.code,
    }
  }
}
