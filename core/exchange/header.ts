/**
 * What every package says in the clear. No personal data: units, numbers, counts, opaque account ids, and two short phrases
 * that may not hold a run of digits as long as a telephone or identity number.
 */
import { z } from 'zod'
import { PackageError } from './package-error.ts'

/** FAT32 holds no file of 4 GiB; volumes stay at half of that. */
export const maxPayloadBytes = 2 ** 31
export const maxRecipients = 64

/** Of what a package as a whole means; each register has its own beside it. A package of a later one is not opened. */
export const packageSchemaVersion = 1

const safeCount = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

/** 12-digit division code, then the station where one division has several units. */
export const unitIdSchema = z.string().regex(/^\d{12}(-[0-9A-Z]{1,8})?$/)
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/)
export const registerNameSchema = z.string().regex(/^(?!constructor$|prototype$)[a-z][A-Za-z0-9]{0,39}$/)
export const instantSchema = z.iso.datetime()
const accountIdSchema = z.string().regex(/^[0-9A-Za-z-]{1,64}$/)
const phraseSchema = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}]*$/u)
  .refine((phrase) => !/\d{11}/.test(phrase.normalize('NFKC')), '不得含个人信息')

const packageKinds = ['up', 'down', 'transfer', 'receipt', 'notice'] as const

const fields = z.strictObject({
  suite: z.literal('SM'),
  kind: z.enum(packageKinds),
  packageId: z.uuidv7(),
  /** division of the sender, local day, seq */
  packageNo: z.string().regex(/^\d{12}-\d{8}-\d{1,12}$/),
  from: unitIdSchema,
  /** one stanza each, in this order */
  to: z.array(unitIdSchema).min(1).max(maxRecipients),
  /** from 1, per sender and recipient */
  seq: safeCount.min(1),
  /** digest of the package with seq − 1; null for the first */
  previousHash: digestSchema.nullable(),
  /** rises when the sender has restored a backup */
  epoch: safeCount,
  auditHead: z.strictObject({ sequence: safeCount, hash: digestSchema }),
  /** days, both included; null where the content has no period */
  period: z.strictObject({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  producedAt: instantSchema,
  producedBy: accountIdSchema,
  approvedBy: accountIdSchema.nullable(),
  purpose: phraseSchema.min(1),
  basis: phraseSchema.min(1),
  appVersion: z.string().regex(/^[0-9A-Za-z.+-]{1,40}$/),
  schemaVersion: safeCount.min(1),
  /** records per register */
  counts: z.record(registerNameSchema, safeCount).refine((counts) => Object.keys(counts).length <= 100),
  attachmentCount: safeCount,
  attachmentBytes: safeCount,
  /** of all sealed chunks together */
  payloadBytes: safeCount.max(maxPayloadBytes),
  /** digest of the sealed chunks' digests */
  payloadHash: digestSchema,
  /** digest of the payload key: one header opens to one content, whoever opens it */
  keyDigest: digestSchema,
  /** digest of the public key that verifies the signature */
  signingKey: digestSchema,
  volume: z.strictObject({ k: z.literal(1), n: z.literal(1) }),
})

const headerSchema = fields.superRefine((header, ctx) => {
  const [division, , seq] = header.packageNo.split('-')
  const refuse = (field: string) => {
    ctx.addIssue({ code: 'custom', path: [field], message: '与其他字段不一致' })
  }
  if (division !== header.from.slice(0, 12) || Number(seq) !== header.seq) refuse('packageNo')
  if (new Set(header.to).size !== header.to.length || header.to.includes(header.from)) refuse('to')
  if ((header.seq === 1) !== (header.previousHash === null)) refuse('previousHash')
  if (header.period && header.period.from > header.period.to) refuse('period')
})

export type PackageHeader = z.infer<typeof headerSchema>

/** What the caller decides; the rest follows from recipients, keys and payload. */
export type PackageDraft = Omit<
  PackageHeader,
  'suite' | 'to' | 'payloadBytes' | 'payloadHash' | 'keyDigest' | 'signingKey' | 'volume'
>

/** The header, or PackageError `malformed` naming the first field that is wrong. */
export function parseHeader(value: unknown): PackageHeader {
  const result = headerSchema.safeParse(value)
  if (result.success) return result.data
  const field = String(result.error.issues[0]?.path[0] ?? '')
  throw new PackageError('malformed', field in fields.shape ? `头部字段 ${field}` : '头部字段')
}
