/**
 * Files beside the database: content-addressed, encrypted, written once. Nothing of them is ever in the clear on a disk, and
 * their names tell nothing: a name is a keyed digest of the content.
 * Layout: magic · 12-byte nonce · AES-256-GCM ciphertext · 16-byte tag. The keys follow from the database key.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StorageError } from './open.ts'

const magic = Buffer.from('zza1\n')
const nonceBytes = 12
const tagBytes = 16

const derived = (key: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `pingan attachment ${purpose}`, 32))

export interface BlobStore {
  folder: string
  /** the name under which the bytes lie, 64 hex digits; the same bytes are kept once. Returns when they are on the disk. */
  put(bytes: Uint8Array): string
  /** @throws StorageError missing | damaged */
  get(name: string): Buffer
  has(name: string): boolean
}

const isName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

/** @param key the database key */
export function createBlobStore(folder: string, key: Uint8Array): BlobStore {
  const sealing = derived(key, 'encryption')
  const naming = derived(key, 'address')
  const pathOf = (name: string): string => {
    if (!isName(name)) throw new StorageError('missing', '附件的编号不对')
    return join(folder, name.slice(0, 2), name)
  }
  const head = (name: string): Buffer => Buffer.concat([magic, Buffer.from(name, 'hex')])
  return {
    folder,
    put(bytes) {
      const name = createHmac('sha256', naming).update(bytes).digest('hex')
      const path = pathOf(name)
      if (existsSync(path)) return name
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce)
      cipher.setAAD(head(name))
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const partial = `${path}.partial`
      const file = openSync(partial, 'w', 0o600)
      try {
        for (const part of [magic, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]) writeSync(file, part)
        fsyncSync(file)
      } catch (error) {
        closeSync(file)
        rmSync(partial, { force: true })
        throw error
      }
      closeSync(file)
      renameSync(partial, path)
      return name
    },
    get(name) {
      const path = pathOf(name)
      if (!existsSync(path)) throw new StorageError('missing', '附件文件不在数据文件夹里，请从备份恢复')
      const stored = readFileSync(path)
      const start = magic.length + nonceBytes
      const damaged = () => new StorageError('damaged', '附件文件已损坏，请从备份恢复')
      if (stored.length < start + tagBytes || !stored.subarray(0, magic.length).equals(magic)) throw damaged()
      const decipher = createDecipheriv('aes-256-gcm', sealing, stored.subarray(magic.length, start))
      decipher.setAAD(head(name))
      decipher.setAuthTag(stored.subarray(-tagBytes))
      try {
        return Buffer.concat([decipher.update(stored.subarray(start, -tagBytes)), decipher.final()])
      } catch {
        throw damaged()
      }
    },
    has: (name) => existsSync(pathOf(name)),
  }
}
