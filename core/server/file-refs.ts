/** No path is ever named by a page: a picked or made file is a random reference, for one connection, that expires. */
import { randomBytes } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { DeskError } from '../contract/errors.ts'
import type { Connection } from './connection.ts'

/** Uploaded bytes are held in memory, never put on a disk in the clear. */
export const maxUploadBytes = 256 * 1024 * 1024
const lifeMs = 60 * 60 * 1000

const tooLarge = () => new DeskError('FORMAT', '文件超过 256 MB，不能这样导入', { kind: 'tooLarge' })

export type FileSource = { path: string } | { bytes: Uint8Array }

interface StoredFile {
  connectionId: string
  name: string
  source: FileSource
  expires: number
}

export interface FileRefs {
  add(connection: Connection, name: string, source: FileSource): string
  upload(connection: Connection, name: string, bytes: AsyncIterable<Uint8Array>): Promise<string>
  /** the next part of what is given part by part */
  append(connection: Connection, ref: string, part: Uint8Array): void
  get(connection: Connection, ref: string): { name: string; source: FileSource }
  download(connection: Connection, ref: string): { name: string; bytes: Uint8Array | AsyncIterable<Uint8Array> }
  read(connection: Connection, ref: string, maxBytes: number): Promise<Uint8Array>
  forget(connection: Connection): void
}

export function createFileRefs(monotonic: () => number): FileRefs {
  const stored = new Map<string, StoredFile>()
  const find = (connection: Connection, ref: string): StoredFile => {
    const file = stored.get(ref)
    if (file?.connectionId !== connection.id || file.expires < monotonic()) {
      throw new DeskError('NOT_FOUND', '文件已失效，请重新选择', {})
    }
    return file
  }
  const add: FileRefs['add'] = (connection, name, source) => {
    const now = monotonic()
    for (const [ref, file] of stored) if (file.expires < now) stored.delete(ref)
    const ref = randomBytes(16).toString('hex')
    stored.set(ref, { connectionId: connection.id, name: basename(name), source, expires: now + lifeMs })
    return ref
  }
  return {
    add,
    async upload(connection, name, bytes) {
      const parts: Uint8Array[] = []
      let total = 0
      for await (const part of bytes) {
        total += part.length
        if (total > maxUploadBytes) throw tooLarge()
        parts.push(part)
      }
      return add(connection, name, { bytes: Buffer.concat(parts) })
    },
    append(connection, ref, part) {
      const file = find(connection, ref)
      if (!('bytes' in file.source)) throw new DeskError('NOT_FOUND', '文件已失效，请重新选择', {})
      const { bytes } = file.source
      if (bytes.length + part.length > maxUploadBytes) throw tooLarge()
      file.source = { bytes: Buffer.concat([bytes, part]) }
    },
    get(connection, ref) {
      const { name, source } = find(connection, ref)
      return { name, source }
    },
    download(connection, ref) {
      const { name, source } = find(connection, ref)
      return { name, bytes: 'bytes' in source ? source.bytes : createReadStream(source.path) }
    },
    async read(connection, ref, maxBytes) {
      const { source } = find(connection, ref)
      const size = 'bytes' in source ? source.bytes.length : statSync(source.path).size
      if (size > maxBytes) throw new DeskError('FORMAT', '文件太大，不是这里需要的文件', { kind: 'tooLarge' })
      return 'bytes' in source ? source.bytes : readFile(source.path)
    },
    forget(connection) {
      for (const [ref, file] of stored) if (file.connectionId === connection.id) stored.delete(ref)
    },
  }
}
