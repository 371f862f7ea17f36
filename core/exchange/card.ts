/**
 * A unit's public card: who it is and its two public keys, signed by itself. The signature proves only that the card is of
 * one piece; that it is really that unit's, a person proves by comparing the fingerprint over the telephone.
 */
import { z } from 'zod'
import { canonicalJson } from './canonical-json.ts'
import { instantSchema, unitIdSchema } from './header.ts'
import { PackageError } from './package-error.ts'
import { assertSm2PublicKey, sm2PublicKeyOf, sm2Sign, sm2Verify, sm3HexOf } from './sm.ts'
import { decodePublicKeyPem, encodePublicKeyPem } from './sm2-encoding.ts'

const maxCardBytes = 8192
const unitKinds = ['township', 'justice-office', 'county'] as const

const contentSchema = z.strictObject({
  format: z.literal('zzb-card-1'),
  unitId: unitIdSchema,
  /** 12-digit statistical division code */
  unitCode: z.string().regex(/^\d{12}$/),
  name: z
    .string()
    .min(1)
    .max(60)
    .regex(/^[^\p{Cc}\p{Cf}]+$/u),
  kind: z.enum(unitKinds),
  signingKey: z.string().max(400),
  encryptionKey: z.string().max(400),
  createdAt: instantSchema,
})

const cardSchema = z
  .strictObject({ ...contentSchema.shape, signature: z.string().regex(/^([0-9a-f]{2}){8,72}$/) })
  .refine(({ unitId, unitCode }) => unitId.slice(0, 12) === unitCode)

export type UnitCard = z.infer<typeof cardSchema>

export interface Peer {
  card: UnitCard
  /** 65 bytes each */
  signingKey: Uint8Array
  encryptionKey: Uint8Array
  fingerprint: string
}

export interface CardRequest {
  unitId: string
  unitCode: string
  name: string
  kind: UnitCard['kind']
  createdAt: string
  signingPrivateKey: Uint8Array
  encryptionPublicKey: Uint8Array
}

function signedBytes(content: z.infer<typeof contentSchema>): Uint8Array {
  return Buffer.from(canonicalJson(content))
}

/** Throws PackageError `malformed` when a name or code does not fit a card. */
export function issueCard({ signingPrivateKey, encryptionPublicKey, ...unit }: CardRequest): UnitCard {
  const content = contentSchema.safeParse({
    format: 'zzb-card-1',
    ...unit,
    signingKey: encodePublicKeyPem(sm2PublicKeyOf(signingPrivateKey)),
    encryptionKey: encodePublicKeyPem(encryptionPublicKey),
  })
  if (!content.success) throw new PackageError('malformed', '单位名片')
  const signature = Buffer.from(sm2Sign(signingPrivateKey, signedBytes(content.data))).toString('hex')
  return readCard({ ...content.data, signature }).card
}

/**
 * Forty decimal digits in groups of five, of unit id and both keys. A new name keeps the fingerprint, a new key changes it.
 * 40 digits are 132 bits: nobody finds a second set of keys with the same digits.
 */
export function cardFingerprint({
  unitId,
  signingKey,
  encryptionKey,
}: Pick<UnitCard, 'unitId' | 'signingKey' | 'encryptionKey'>): string {
  const digest = sm3HexOf(Buffer.from(canonicalJson({ unitId, signingKey, encryptionKey })))
  const digits = (BigInt(`0x${digest}`) % 10n ** 40n).toString().padStart(40, '0')
  return digits.replace(/\d{5}(?=\d)/g, '$& ')
}

/** Compares what a person typed or read aloud: spaces, dashes and full-width digits do not matter. */
export function sameFingerprint(a: string, b: string): boolean {
  const digits = (text: string) => text.normalize('NFKC').replace(/[\s-]/g, '')
  return /^\d{40}$/.test(digits(a)) && digits(a) === digits(b)
}

function readCard(value: unknown): Peer {
  const parsed = cardSchema.safeParse(value)
  if (!parsed.success) throw new PackageError('malformed', '单位名片')
  const { signature, ...content } = parsed.data
  const readKey = (pem: string) => {
    try {
      const key = decodePublicKeyPem(pem)
      assertSm2PublicKey(key)
      if (encodePublicKeyPem(key) === pem) return key
    } catch {
      // refused below
    }
    throw new PackageError('malformed', '单位名片的公钥')
  }
  const signingKey = readKey(content.signingKey)
  const encryptionKey = readKey(content.encryptionKey)
  if (!sm2Verify(signingKey, signedBytes(content), Buffer.from(signature, 'hex'))) throw new PackageError('badSignature')
  return { card: parsed.data, signingKey, encryptionKey, fingerprint: cardFingerprint(content) }
}

/** The text of a card file, for people to see and machines to parse. */
export function formatCard(card: UnitCard): string {
  return `${JSON.stringify(card, null, 2)}\n`
}

/** Reads a card file: strict fields, keys on the curve, own signature. Whether to trust it is a person's decision. */
export function parseCard(text: string): Peer {
  if (text.length > maxCardBytes) throw new PackageError('tooLarge', '单位名片')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new PackageError('malformed', '单位名片')
  }
  return readCard(value)
}
