/**
 * What the receiver answers. A receipt travels as a package of kind `receipt`, so it is signed and sealed like any other.
 * It names the package it answers by digest and repeats every package ever accepted whole from that sender, so a lost one is
 * harmless (E19); a record counts as delivered only through `acceptsPackage` (E18).
 */
import { z } from 'zod'
import { digestSchema, instantSchema, registerNameSchema } from './header.ts'
import { PackageError } from './package-error.ts'
import type { PackageRecord, PayloadEvent, RecordStream } from './payload.ts'

const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)
const packageRefSchema = z.strictObject({ seq: count.min(1), digest: digestSchema })
const countSchema = z.strictObject({
  register: registerNameSchema,
  created: count,
  updated: count,
  unchanged: count,
  conflict: count,
  refused: count,
})
const refusedSchema = z.strictObject({
  register: registerNameSchema,
  recordId: z.string().min(1).max(64),
  code: z.string().regex(/^[A-Za-z0-9_.-]{1,40}$/),
  message: z.string().max(500),
})
const answerSchema = z.strictObject({
  packageId: z.uuidv7(),
  packageDigest: digestSchema,
  seq: count.min(1),
  receivedAt: instantSchema,
  result: z.enum(['accepted', 'partly', 'refused']),
  /** why the whole package was refused; null otherwise */
  reason: z.string().min(1).max(500).nullable(),
})

const receiptSchema = z
  .strictObject({
    ...answerSchema.shape,
    counts: z.array(countSchema).max(100),
    refused: z.array(refusedSchema).max(1_000_000),
    /** the answered package unless refused, and all others of this sender accepted without exception, by rising seq */
    accepted: z.array(packageRefSchema).max(1_000_000),
  })
  .superRefine((receipt, ctx) => {
    const refuse = (field: keyof Receipt) => {
      ctx.addIssue({ code: 'custom', path: [field], message: '与其他字段不一致' })
    }
    const listed = receipt.accepted.some(({ seq, digest }) => seq === receipt.seq && digest === receipt.packageDigest)
    if (listed !== (receipt.result !== 'refused')) refuse('accepted')
    if (receipt.accepted.some(({ seq }, index) => index > 0 && seq <= (receipt.accepted[index - 1]?.seq ?? 0))) refuse('accepted')
    if ((receipt.reason !== null) !== (receipt.result === 'refused')) refuse('reason')
    if (receipt.result !== 'refused' && receipt.refused.length > 0 !== (receipt.result === 'partly')) refuse('refused')
    if (new Set(receipt.counts.map(({ register }) => register)).size !== receipt.counts.length) refuse('counts')
  })

export type Receipt = z.infer<typeof receiptSchema>
export type PackageRef = z.infer<typeof packageRefSchema>

function check(value: unknown): Receipt {
  const parsed = receiptSchema.safeParse(value)
  if (!parsed.success) throw new PackageError('malformed', `回执字段 ${String(parsed.error.issues[0]?.path[0] ?? '')}`)
  return parsed.data
}

const streamFields = {
  receipt: Object.keys(answerSchema.shape),
  receiptCount: Object.keys(countSchema.shape),
  receiptRefused: Object.keys(refusedSchema.shape),
  receiptAccepted: Object.keys(packageRefSchema.shape),
}

type ReceiptRegister = keyof typeof streamFields

/** The streams of a receipt package, for `writePayload`. Throws PackageError `malformed` for a receipt that contradicts itself. */
export function buildReceipt(receipt: Receipt): RecordStream[] {
  const { counts, refused, accepted, ...answer } = check(receipt)
  const stream = (register: ReceiptRegister, records: PackageRecord[]): RecordStream => ({
    register,
    schemaVersion: 1,
    fields: streamFields[register],
    records,
  })
  return [
    stream('receipt', [answer]),
    stream('receiptCount', counts),
    stream('receiptRefused', refused),
    stream('receiptAccepted', accepted),
  ]
}

/** Reads what `readPayload` gives of a receipt package. Anything that is not exactly one receipt is `malformed`. */
export async function parseReceipt(events: AsyncIterable<PayloadEvent>): Promise<Receipt> {
  const records: Record<ReceiptRegister, PackageRecord[]> = {
    receipt: [],
    receiptCount: [],
    receiptRefused: [],
    receiptAccepted: [],
  }
  const isReceiptRegister = (register: string): register is ReceiptRegister => Object.hasOwn(records, register)
  for await (const event of events) {
    if (event.kind === 'stream' && !isReceiptRegister(event.head.register))
      throw new PackageError('malformed', '回执含有其他台账')
    if (event.kind === 'record' && isReceiptRegister(event.register)) records[event.register].push(event.value)
  }
  const [answer] = records.receipt
  if (!answer || records.receipt.length !== 1) throw new PackageError('malformed', '回执')
  return check({ ...answer, counts: records.receiptCount, refused: records.receiptRefused, accepted: records.receiptAccepted })
}

/** Whether this receipt proves that exactly this package, and no other of the same number, was accepted. */
export function acceptsPackage(receipt: Receipt, { seq, digest }: PackageRef): boolean {
  return receipt.accepted.some((one) => one.seq === seq && one.digest === digest)
}
