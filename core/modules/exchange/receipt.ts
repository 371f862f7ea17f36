/** Taking a receipt back: a record counts as delivered only on a valid receipt for the digest of its package (E17, E18). */
import { basename } from 'node:path'
import { DeskError } from '../../contract/errors.ts'
import { inspectPackage, openPackage } from '../../exchange/container.ts'
import { PackageError } from '../../exchange/package-error.ts'
import { readPayload } from '../../exchange/payload.ts'
import { parseReceipt, type Receipt } from '../../exchange/receipt.ts'
import type { PackageHeader } from '../../exchange/header.ts'
import { command } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import { stateOf } from './inspect.ts'
import { insertPackage, packageByDigest, packageBySeq } from './packages.ts'
import { findPeer } from './peers.ts'
import { readUnitKeys } from './unit-keys.ts'

interface Opened {
  header: PackageHeader
  digest: string
  receipt: Receipt
  fileName: string
}

const statusOf = { accepted: 'acknowledged', partly: 'partly', refused: 'rejected' } as const

const enterReceipt = command(
  'takeReceipt',
  { right: 'exchange', label: '收回执' },
  (write, { header, digest, receipt, fileName }: Opened) => {
    const { writer } = write.desk.database
    const own = packageByDigest(writer, 'sent', receipt.packageDigest)
    if (own?.peer_unit_id !== header.from || own.seq !== receipt.seq) {
      throw new DeskError('FORMAT', '回执所指的数据包不是本单位发出的那一个，不予采信', { kind: 'wrongDigest' })
    }
    const acknowledge = writer.prepare('UPDATE packages SET status = ?, receipt = ?, receipt_at = ? WHERE package_id = ?')
    acknowledge.run([statusOf[receipt.result], JSON.stringify(receipt.counts), write.at, own.package_id])
    const refuse = writer.prepare(
      'UPDATE package_records SET refused_code = ?, refused_message = ? WHERE package_id = ? AND register = ? AND record_id = ?',
    )
    for (const one of receipt.refused) refuse.run([one.code, one.message, own.package_id, one.register, one.recordId])
    // E19: the receipt repeats every package ever accepted; what an earlier, lost one said is caught up
    let caughtUp = 0
    for (const one of receipt.accepted) {
      const earlier = packageBySeq(writer, 'sent', header.from, one.seq)
      if (earlier?.digest !== one.digest || earlier.status !== 'exported') continue
      writer
        .prepare(`UPDATE packages SET status = 'acknowledged', receipt_at = ? WHERE package_id = ?`)
        .run([write.at, earlier.package_id])
      caughtUp++
    }
    insertPackage(writer, {
      direction: 'received',
      status: 'taken',
      header,
      digest,
      peerUnitId: header.from,
      fileName,
      at: write.at,
      changeSetId: null,
      receipt: null,
    })
    write.note({ packageNo: own.package_no, result: receipt.result, refused: receipt.refused.length, caughtUp })
    return { packageNo: own.package_no, result: receipt.result, refused: receipt.refused.length, already: false }
  },
)

export async function takeReceipt(context: OpenContext, path: string) {
  const { reader } = context.desk.database
  const inspected = await inspectPackage(path)
  const { header, digest } = inspected
  if (header.kind !== 'receipt') throw new DeskError('FORMAT', '这不是回执，请用“接收”', { kind: 'notReceipt' })
  const peer = findPeer(reader, header.from)
  if (!peer) throw new DeskError('FORBIDDEN', '回执的签发单位还没有认证，不予采信', {})
  const state = stateOf(reader, context.desk.unit.unitId, inspected)
  if (state === 'tooNew') throw new PackageError('tooNew')
  if (state === 'fork')
    throw new DeskError('CONFLICT', '同一编号收到过另一个内容不同的包（分叉），这份回执不予采信，请与对方核对', {})
  const keys = readUnitKeys(context.desk.database)
  const opened = await openPackage(path, {
    senderPublicKey: peer.signingKey,
    recipient: { unitId: context.desk.unit.unitId, privateKey: keys.decryption.privateKey },
  })
  const receipt = await parseReceipt(readPayload(opened.payload))
  if (packageByDigest(reader, 'received', digest)) {
    const own = packageByDigest(reader, 'sent', receipt.packageDigest)
    return { packageNo: own?.package_no ?? '', result: receipt.result, refused: receipt.refused.length, already: true }
  }
  return enterReceipt(context, { header: opened.header, digest: opened.digest, receipt, fileName: basename(path) })
}
