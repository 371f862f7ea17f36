import { writeWhole } from '../../../db/keys.ts'
import { join } from 'node:path'
import { localDay } from '../../domain/day.ts'
import { cardFingerprint, formatCard, parseCard } from '../../exchange/card.ts'
import { member } from '../../server/router-base.ts'
import type { OpenContext } from '../../server/context.ts'
import { exportPackage, lastInstant, withheldFields } from './export.ts'
import { inspectFolder, verifyFile } from './inspect.ts'
import { countOutgoing } from './outgoing.ts'
import { lastPackage, listPackages, listRefused } from './packages.ts'
import { acceptPeer, choosePeer, listPeers } from './peers.ts'
import { takeReceipt } from './receipt.ts'
import { receivePackage, type ReceiveOutcome } from './receive.ts'
import { rewritePackage } from './rewrite.ts'
import { readUnitKeys } from './unit-keys.ts'

const api = member.exchange
const maxCardBytes = 64 * 1024

const cardText = async ({ backend, connection }: OpenContext, fileRef: string): Promise<string> =>
  Buffer.from(await backend.files.read(connection, fileRef, maxCardBytes)).toString('utf8')

export const exchangeRouter = {
  unitCard: api.unitCard.handler(({ context }) => {
    const { card } = readUnitKeys(context.desk.database)
    return { card, fingerprint: cardFingerprint(card) }
  }),
  saveCard: api.saveCard.handler(async ({ context, input }) => {
    const { card } = readUnitKeys(context.desk.database)
    const fileName = `单位名片-${card.unitId}.json`
    writeWhole(join((await context.backend.media.get(input.mediumId)).path, fileName), formatCard(card))
    return { fileName }
  }),
  readCard: api.readCard.handler(async ({ context, input }) => {
    const { card, fingerprint } = parseCard(await cardText(context, input.fileRef))
    return { name: card.name, unitCode: card.unitCode, kind: card.kind, fingerprint }
  }),
  acceptPeer: api.acceptPeer.handler(async ({ context, input }) =>
    acceptPeer(context, { card: await cardText(context, input.fileRef), fingerprint: input.fingerprint }),
  ),
  listPeers: api.listPeers.handler(({ context }) => ({ peers: listPeers(context.desk.database.reader) })),
  listMedia: api.listMedia.handler(async ({ context }) => ({
    media: (await context.backend.media.list()).map(({ id, label, kind, freeBytes }) => ({ id, label, kind, freeBytes })),
  })),
  plan: api.plan.handler(({ context, input }) => {
    const { reader } = context.desk.database
    const peers = listPeers(reader)
    if (peers.length === 0) return { peer: null, counts: {}, from: null, withheldFields: withheldFields(), pendingReceipts: 0 }
    const peer = choosePeer(reader, input.peerUnitId)
    const last = lastPackage(reader, 'sent', peer.card.unitId)
    const pendingReceipts = reader
      .prepare(
        `SELECT count(*) FROM packages WHERE direction = 'sent' AND kind = 'up' AND status = 'exported' AND peer_unit_id = ?`,
      )
      .pluck()
      .get(peer.card.unitId) as number
    const outgoing = {
      unitId: context.desk.unit.unitId,
      peerUnitId: peer.card.unitId,
      until: lastInstant(input.to, localDay(context.backend.ports.clock.now())),
      withIdNumbers: input.withIdNumbers ?? false,
    }
    return {
      peer: peer.view,
      counts: countOutgoing(reader, outgoing),
      from: last ? localDay(new Date(last.at)) : null,
      withheldFields: withheldFields(),
      pendingReceipts,
    }
  }),
  export: api.export.handler(async ({ context, input }) => {
    const { path } = await context.backend.media.get(input.mediumId)
    return {
      jobId: context.backend.jobs.start(async (control) => {
        control.progress('加密、签名并写入', 0, null)
        return exportPackage(context, { ...input, folder: path, peer: input.peerUnitId })
      }),
    }
  }),
  rewrite: api.rewrite.handler(async ({ context, input }) =>
    rewritePackage(context, input.packageId, (await context.backend.media.get(input.mediumId)).path),
  ),
  inspect: api.inspect.handler(async ({ context, input }) => ({
    files: await inspectFolder(
      context.desk.database.reader,
      context.desk.unit.unitId,
      (await context.backend.media.get(input.mediumId)).path,
    ),
  })),
  verify: api.verify.handler(async ({ context, input }) =>
    verifyFile(context.desk, await context.backend.media.file(input.mediumId, input.fileName)),
  ),
  receive: api.receive.handler(async ({ context, input }) => {
    const { media, jobs } = context.backend
    const paths = await Promise.all(input.fileNames.map((name) => media.file(input.mediumId, name)))
    const receipts = (await media.get(input.receiptMediumId ?? input.mediumId)).path
    return {
      jobId: jobs.start(async (control) => {
        const files: ReceiveOutcome[] = []
        for (const [index, path] of paths.entries()) {
          const phase = `第 ${String(index + 1)} / ${String(paths.length)} 个包：验签、解密、合并`
          control.progress(phase, 0, null)
          files.push(
            await receivePackage(context, path, receipts, (done) => {
              control.progress(phase, done, null)
            }),
          )
        }
        return { files }
      }),
    }
  }),
  takeReceipt: api.takeReceipt.handler(async ({ context, input }) =>
    takeReceipt(context, await context.backend.media.file(input.mediumId, input.fileName)),
  ),
  listRefused: api.listRefused.handler(({ context, input }) => ({
    refused: listRefused(context.desk.database.reader, input.packageId),
  })),
  listPackages: api.listPackages.handler(({ context }) => ({ packages: listPackages(context.desk.database.reader) })),
}
