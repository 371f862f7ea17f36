/**
 * The keyring beside the database: the random 256-bit database key, wrapped once for each account by a key derived from
 * its password (scrypt) and once by the recovery secret. The key itself never touches the disk.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { deriveKey } from './derive-key.ts'
import { StorageError } from './open.ts'

const wrapSchema = z.strictObject({
  salt: z.string(),
  n: z.int(),
  r: z.int(),
  p: z.int(),
  nonce: z.string(),
  sealed: z.string(),
  tag: z.string(),
})
type Wrap = z.infer<typeof wrapSchema>

const accountSchema = z.strictObject({
  id: z.string(),
  loginName: z.string(),
  displayName: z.string(),
  wrap: wrapSchema,
  failures: z.int().min(0),
  /** wall-clock instant until which log-in is refused, ISO */
  lockedUntil: z.string().nullable(),
})
export type KeyringAccount = z.infer<typeof accountSchema>

const keyringSchema = z.strictObject({
  format: z.literal(1),
  unitName: z.string(),
  accounts: z.array(accountSchema),
  recovery: wrapSchema,
  /** latest wall-clock instant ever seen, ISO: a clock set back does not open a lock */
  clockSeen: z.string(),
})
export type Keyring = z.infer<typeof keyringSchema>

const cost = { n: 2 ** 17, r: 8, p: 1 }

export const newDatabaseKey = (): Buffer => randomBytes(32)

export async function wrapKey(key: Uint8Array, secret: string): Promise<Wrap> {
  const parameters = { salt: randomBytes(16).toString('base64'), ...cost }
  const derived = await deriveKey(secret, parameters)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', derived, nonce)
  const sealed = Buffer.concat([cipher.update(key), cipher.final()])
  derived.fill(0)
  return {
    ...parameters,
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
}

/** The database key, or null when the secret is not the one that wrapped it. */
export function unwrapWith(derived: Uint8Array, wrap: Wrap): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', derived, Buffer.from(wrap.nonce, 'base64'), { authTagLength: 16 })
  decipher.setAuthTag(Buffer.from(wrap.tag, 'base64'))
  try {
    return Buffer.concat([decipher.update(Buffer.from(wrap.sealed, 'base64')), decipher.final()])
  } catch {
    return null
  }
}

export async function unwrapKey(wrap: Wrap, secret: string): Promise<Buffer | null> {
  const derived = await deriveKey(secret, wrap)
  return unwrapWith(derived, wrap)
}

/** @throws StorageError damaged */
export function readKeyring(path: string): Keyring | null {
  if (!existsSync(path)) return null
  const keyring = parseKeyring(readFileSync(path, 'utf8'))
  if (!keyring) throw new StorageError('damaged', '密钥文件 keyring.json 已损坏，请从备份恢复')
  return keyring
}

/** null for anything that is not a whole keyring */
export function parseKeyring(text: string): Keyring | null {
  try {
    return keyringSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Written beside, flushed, then renamed: a cut cable leaves the old keyring or the new one. */
export function writeKeyring(path: string, keyring: Keyring): void {
  writeWhole(path, JSON.stringify(keyring, null, 1))
}

export function writeWhole(path: string, content: string | Uint8Array): void {
  const partial = `${path}.partial`
  const handle = openSync(partial, 'w', 0o600)
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    for (let offset = 0; offset < bytes.length;) offset += writeSync(handle, bytes, offset)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(partial, path)
}

// 32 letters without I, O, 0, 1: read aloud and typed by hand
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** 160 random bits as eight groups of four letters. */
export function newRecoverySecret(): string {
  const letters = [...randomBytes(32)].map((byte) => alphabet[byte % 32] ?? '')
  return Array.from({ length: 8 }, (_, group) => letters.slice(group * 4, group * 4 + 4).join('')).join('-')
}

/** What was typed, as it was printed: capitals, groups, no blanks. */
export function readRecoverySecret(typed: string): string | null {
  const letters = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  if (letters.length !== 32 || [...letters].some((letter) => !alphabet.includes(letter))) return null
  return letters.replaceAll(/(.{4})(?=.)/g, '$1-')
}
