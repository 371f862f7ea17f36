/**
 * Everything of a package before its payload:
 * "zzb1\n" · u32 header length · header · one stanza per recipient · u16 signature length · signature.
 * A stanza is the digest of the recipient's public key (32 bytes) · u16 length · wrapped payload key. Integers are big-endian.
 */
import { z } from 'zod'
import { canonicalJson, parseCanonicalJson } from './canonical-json.ts'
import { parseHeader, maxRecipients, type PackageHeader } from './header.ts'
import { PackageError } from './package-error.ts'
import type { Suite } from './suite.ts'
import { suiteNamed } from './suites.ts'

const magic = Buffer.from('zzb1\n')
const lengthBytes = 4
const keyIdBytes = 32
const maxHeaderBytes = 2 ** 20
const maxWrappedBytes = 512
const maxSignatureBytes = 128

/** Reading this many bytes of a file is enough to parse any prefix. */
export const maxPrefixBytes =
  magic.length + lengthBytes + maxHeaderBytes + maxRecipients * (keyIdBytes + 2 + maxWrappedBytes) + 2 + maxSignatureBytes

export interface Stanza {
  keyId: Uint8Array
  wrappedKey: Uint8Array
}

export interface Prefix {
  header: PackageHeader
  suite: Suite
  /** in the order of `header.to` */
  stanzas: Stanza[]
  signature: Uint8Array
  /** what the signature covers */
  signed: Uint8Array
  /** digest of the whole prefix as 64 hex digits: the name by which chains and receipts know this package */
  digest: string
  /** where the payload begins */
  bytes: number
}

function u16(value: number): Uint8Array {
  return Buffer.of(value >>> 8, value & 0xff)
}

/** The bytes before the payload, signed. */
export function encodePrefix(suite: Suite, header: PackageHeader, stanzas: Stanza[], signingKey: Uint8Array): Uint8Array {
  const json = Buffer.from(canonicalJson(parseHeader(header)))
  if (json.length > maxHeaderBytes) throw new PackageError('tooLarge', '头部')
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(json.length)
  const signed = Buffer.concat([
    magic,
    length,
    json,
    ...stanzas.flatMap(({ keyId, wrappedKey }) => [keyId, u16(wrappedKey.length), wrappedKey]),
  ])
  const signature = suite.sign(signingKey, signed)
  return Buffer.concat([signed, u16(signature.length), signature])
}

function checkMagic(bytes: Uint8Array): void {
  const start = Buffer.from(bytes.subarray(0, magic.length))
  if (start.equals(magic)) return
  throw new PackageError(/^zzb[2-9]\n$/.test(start.toString('latin1')) ? 'tooNew' : 'notAPackage')
}

const suiteName = z.looseObject({ suite: z.string() })

/**
 * Reads the prefix from the first bytes of a package. Nothing is trusted yet: the signature is not checked.
 * @param bytes the file's first `maxPrefixBytes`, or all of it
 */
export function parsePrefix(bytes: Uint8Array): Prefix {
  checkMagic(bytes)
  let at = magic.length
  const take = (length: number): Uint8Array => {
    if (bytes.length < at + length) throw new PackageError('truncated')
    at += length
    return bytes.subarray(at - length, at)
  }
  const takeSized = (max: number, what: string): Uint8Array => {
    const length = Buffer.from(take(2)).readUInt16BE()
    if (length > max) throw new PackageError('tooLarge', what)
    return take(length)
  }
  const headerBytes = Buffer.from(take(lengthBytes)).readUInt32BE()
  if (headerBytes > maxHeaderBytes) throw new PackageError('tooLarge', '头部')
  const value = parseCanonicalJson(take(headerBytes))
  const named = suiteName.safeParse(value)
  if (!named.success) throw new PackageError('malformed', '头部字段 suite')
  const suite = suiteNamed(named.data.suite)
  const header = parseHeader(value)
  const stanzas = header.to.map(() => ({ keyId: take(keyIdBytes), wrappedKey: takeSized(maxWrappedBytes, '收件人密钥') }))
  const signed = bytes.subarray(0, at)
  const signature = takeSized(maxSignatureBytes, '签名')
  const digest = Buffer.from(suite.digest(bytes.subarray(0, at))).toString('hex')
  return { header, suite, stanzas, signature, signed, digest, bytes: at }
}
