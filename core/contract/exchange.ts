import { oc } from '@orpc/contract'
import { z } from 'zod'
import { registerName } from './register.ts'
import { jobStarted } from './session.ts'

const peer = z.strictObject({
  unitId: z.string(),
  unitCode: z.string(),
  name: z.string(),
  kind: z.string(),
  fingerprint: z.string(),
  acceptedAt: z.string(),
})
export type PeerView = z.infer<typeof peer>

export const packageView = z.strictObject({
  packageId: z.string(),
  packageNo: z.string(),
  direction: z.enum(['sent', 'received']),
  kind: z.string(),
  peerName: z.string(),
  seq: z.int(),
  status: z.string(),
  statusLabel: z.string(),
  counts: z.record(z.string(), z.int()),
  refused: z.int(),
  digest: z.string(),
  fileName: z.string(),
  at: z.string(),
  receiptAt: z.string().nullable(),
})
export type PackageView = z.infer<typeof packageView>

const medium = z.strictObject({ id: z.string(), label: z.string(), kind: z.enum(['stick', 'folder']), freeBytes: z.number() })

/** A package file as it lies on the medium, before anything of it is trusted. */
const packageOnMedium = z.strictObject({
  fileName: z.string(),
  bytes: z.number(),
  /** new · again (already merged) · unknownPeer · foreign (for another unit) · receipt · damaged · fork · tooNew (of a later program) */
  state: z.string(),
  stateLabel: z.string(),
  kind: z.string().nullable(),
  packageNo: z.string().nullable(),
  fromName: z.string().nullable(),
  period: z.string().nullable(),
  counts: z.record(z.string(), z.int()),
  producedAt: z.string().nullable(),
})
export type PackageOnMedium = z.infer<typeof packageOnMedium>

export const exportResult = z.strictObject({
  packageId: z.string(),
  packageNo: z.string(),
  fileName: z.string(),
  bytes: z.number(),
  digest: z.string(),
  counts: z.record(z.string(), z.int()),
  verified: z.boolean(),
})
export const receiveResult = z.strictObject({
  files: z.array(
    z.strictObject({
      fileName: z.string(),
      packageNo: z.string().nullable(),
      outcome: z.enum(['accepted', 'partly', 'again', 'refused']),
      message: z.string(),
      created: z.int(),
      updated: z.int(),
      unchanged: z.int(),
      refused: z.array(z.strictObject({ register: z.string(), recordId: z.string(), code: z.string(), message: z.string() })),
      receiptFile: z.string().nullable(),
      /** why it was refused */
      code: z.string().nullable(),
    }),
  ),
})

export const exchangeContract = {
  unitCard: oc.output(z.strictObject({ card: z.record(z.string(), z.unknown()), fingerprint: z.string() })),
  /** the card as a file on a medium */
  saveCard: oc.input(z.strictObject({ mediumId: z.string() })).output(z.strictObject({ fileName: z.string() })),
  readCard: oc
    .input(z.strictObject({ fileRef: z.string() }))
    .output(z.strictObject({ name: z.string(), unitCode: z.string(), kind: z.string(), fingerprint: z.string() })),
  /** the fingerprint is typed or read back by a person who compared it */
  acceptPeer: oc.input(z.strictObject({ fileRef: z.string(), fingerprint: z.string() })).output(peer),
  listPeers: oc.output(z.strictObject({ peers: z.array(peer) })),
  listMedia: oc.output(z.strictObject({ media: z.array(medium) })),
  /** what would leave now */
  plan: oc
    .input(
      z.strictObject({
        peerUnitId: z.string().optional(),
        to: z.string().optional(),
        /** counts what was delivered without them, too */
        withIdNumbers: z.boolean().optional(),
      }),
    )
    .output(
      z.strictObject({
        peer: peer.nullable(),
        counts: z.record(z.string(), z.int()),
        from: z.string().nullable(),
        withheldFields: z.array(z.string()),
        pendingReceipts: z.int(),
      }),
    ),
  export: oc
    .input(
      z.strictObject({
        mediumId: z.string(),
        peerUnitId: z.string().optional(),
        from: z.string().optional(),
        to: z.string().optional(),
        /** identity numbers leave only with a reason: 4 to 120 characters on one line, no long run of digits */
        idNumberReason: z.string().trim().max(1000).optional(),
      }),
    )
    .output(jobStarted),
  /** one that was sent, from the file kept here, onto a medium once more */
  rewrite: oc
    .input(z.strictObject({ packageId: z.string(), mediumId: z.string() }))
    .output(z.strictObject({ packageNo: z.string(), fileName: z.string(), digest: z.string() })),
  inspect: oc.input(z.strictObject({ mediumId: z.string() })).output(z.strictObject({ files: z.array(packageOnMedium) })),
  /** signature and every chunk, against an accepted unit's key; nothing is decrypted or merged */
  verify: oc.input(z.strictObject({ mediumId: z.string(), fileName: z.string() })).output(
    z.strictObject({
      packageNo: z.string(),
      kind: z.string(),
      from: z.string(),
      fromName: z.string(),
      digest: z.string(),
      counts: z.record(z.string(), z.int()),
      state: z.string(),
      stateLabel: z.string(),
    }),
  ),
  receive: oc
    .input(
      z.strictObject({
        mediumId: z.string(),
        fileNames: z.array(z.string()).min(1).max(500),
        receiptMediumId: z.string().optional(),
      }),
    )
    .output(jobStarted),
  takeReceipt: oc
    .input(z.strictObject({ mediumId: z.string(), fileName: z.string() }))
    .output(z.strictObject({ packageNo: z.string(), result: z.string(), refused: z.int(), already: z.boolean() })),
  /** the records of one package that were not taken, with the reasons of the receipt */
  listRefused: oc.input(z.strictObject({ packageId: z.string() })).output(
    z.strictObject({
      refused: z.array(
        z.strictObject({
          register: z.string(),
          label: z.string(),
          recordId: z.string(),
          title: z.string(),
          message: z.string(),
        }),
      ),
    }),
  ),
  listPackages: oc.output(z.strictObject({ packages: z.array(packageView) })),
}

/** Database and the files beside it, as they stand on the medium now. */
export const backupResult = z.strictObject({
  fileName: z.string(),
  /** of the database */
  bytes: z.number(),
  /** attachments and kept documents beside the backup */
  files: z.int(),
  /** of them copied now */
  copied: z.int(),
  /** not whole in the data folder, so not copied */
  damaged: z.int(),
})
export type BackupMade = z.infer<typeof backupResult>

export const backupContract = {
  /** a job whose result is a backupResult */
  create: oc.input(z.strictObject({ mediumId: z.string().optional() })).output(jobStarted),
  list: oc.output(
    z.strictObject({ backups: z.array(z.strictObject({ fileName: z.string(), bytes: z.number(), at: z.string() })) }),
  ),
}

export const auditContract = {
  verify: oc.output(z.strictObject({ entries: z.int(), brokenAt: z.int().nullable(), head: z.string() })),
  list: oc.input(z.strictObject({ before: z.int().optional(), limit: z.int().min(1).max(500).default(100) })).output(
    z.strictObject({
      entries: z.array(
        z.strictObject({
          seq: z.int(),
          at: z.string(),
          actor: z.string(),
          command: z.string(),
          /** the one it was about, where it was about one */
          record: z.strictObject({ register: registerName, id: z.string() }).nullable(),
          detail: z.string(),
        }),
      ),
    }),
  ),
}
