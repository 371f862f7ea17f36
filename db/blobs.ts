/**
 * Files beside the database: content-addressed, encrypted, written once. Nothing of them is ever in the clear on a disk, and
 * their names tell nothing: a name is a keyed digest of the content.
 * Layout: magic · 12-byte nonce · AES-256-GCM ciphertext · 16-byte tag. The keys follow from the database key.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
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
  /** the same for large files: other work goes on between its pieces */
  store(bytes: Uint8Array): Promise<string>
  /** @throws StorageError missing | damaged */
  get(name: string): Buffer
  /** the same for large files. @throws StorageError missing | damaged */
  fetch(name: string): Promise<Buffer>
  has(name: string): boolean
}

/** Bytes between two pauses: a few milliseconds of work. */
const sliceBytes = 2 * 1024 * 1024
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += sliceBytes) yield bytes.subarray(at, at + sliceBytes)
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
  const cipherOf = (name: string) => {
    const nonce = randomBytes(nonceBytes)
    return { nonce, cipher: createCipheriv('aes-256-gcm', sealing, nonce).setAAD(head(name)) }
  }
  const partialOf = (path: string) => `${path}.${randomBytes(4).toString('hex')}.partial`
  /** @throws StorageError missing | damaged */
  const opened = (name: string, stored: Buffer) => {
    const start = magic.length + nonceBytes
    if (stored.length < start + tagBytes || !stored.subarray(0, magic.length).equals(magic)) throw damaged()
    const decipher = createDecipheriv('aes-256-gcm', sealing, stored.subarray(magic.length, start))
    decipher.setAAD(head(name)).setAuthTag(stored.subarray(-tagBytes))
    return { decipher, sealed: stored.subarray(start, -tagBytes) }
  }
  return {
    folder,
    put(bytes) {
      const name = createHmac('sha256', naming).update(bytes).digest('hex')
      const path = pathOf(name)
      if (existsSync(path)) return name
      const { nonce, cipher } = cipherOf(name)
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const partial = partialOf(path)
      try {
        const file = openSync(partial, 'w', 0o600)
        try {
          for (const part of [magic, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]) writeWhole(file, part)
          fsyncSync(file)
        } finally {
          closeSync(file)
        }
        renameSync(partial, path)
      } catch (error) {
        rmSync(partial, { force: true })
        throw error
      }
      return name
    },
    async store(given) {
      const bytes = Buffer.from(given.buffer, given.byteOffset, given.length)
      const digest = createHmac('sha256', naming)
      for (const slice of slices(bytes)) {
        digest.update(slice)
        await pause()
      }
      const name = digest.digest('hex')
      const path = pathOf(name)
      if (existsSync(path)) return name
      const { nonce, cipher } = cipherOf(name)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const partial = partialOf(path)
      try {
        const file = await open(partial, 'wx', 0o600)
        try {
          await file.writeFile(Buffer.concat([magic, nonce]))
          for (const slice of slices(bytes)) await file.writeFile(cipher.update(slice))
          await file.writeFile(Buffer.concat([cipher.final(), cipher.getAuthTag()]))
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(partial, path)
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
      return name
    },
    get(name) {
      const { decipher, sealed } = opened(name, read(pathOf(name)))
      try {
        return Buffer.concat([decipher.update(sealed), decipher.final()])
      } catch {
        throw damaged()
      }
    },
    async fetch(name) {
      const stored = await readFile(pathOf(name)).catch(unreadable)
      const { decipher, sealed } = opened(name, stored)
      const plain: Buffer[] = []
      for (const slice of slices(sealed)) {
        plain.push(decipher.update(slice))
        await pause()
      }
      try {
        return Buffer.concat([...plain, decipher.final()])
      } catch {
        throw damaged()
      }
    },
    has: (name) => existsSync(pathOf(name)),
  }
}

const damaged = () => new StorageError('damaged', '附件文件已损坏，请从备份恢复')

function unreadable(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    throw new StorageError('missing', '附件文件不在数据文件夹里，请从备份恢复')
  throw error
}

function read(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    return unreadable(error)
  }
}

/** A disk that is nearly full takes less than it was given. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
}
