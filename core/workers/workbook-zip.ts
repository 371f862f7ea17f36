/** The zip half of .xlsx: entries are listed and judged before anything is unpacked, then streamed within bounds. */
import { Buffer } from 'node:buffer'
import { crc32 } from 'node:zlib'
import * as yauzl from 'yauzl'
import { readWholeFile, type WorkbookFile } from './workbook-file.ts'
import { workbookLimits as limits } from './workbook-limits.ts'
import { WorkbookRefusal } from './workbook-protocol.ts'

/** A part that may be streamed by its name, without leading slash, letters in any case. */
export interface WorkbookZip {
  has(name: string): boolean
  names: readonly string[]
  /** unpacked bytes, in chunks */
  stream(name: string, maxBytes: number): AsyncGenerator<Buffer>
  close(): void
}

const keyOf = (name: string) => name.replace(/^\/+/, '').toLowerCase()

export async function openZip(file: WorkbookFile): Promise<WorkbookZip> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: true }
  const opening =
    typeof file === 'string' ? yauzl.openPromise(file, options) : yauzl.fromBufferPromise(await readWholeFile(file), options)
  const zip = await opening.catch(refuse)
  try {
    const entries = await listEntries(zip)
    return {
      has: (name) => entries.has(keyOf(name)),
      names: [...entries.keys()],
      stream: (name, maxBytes) => streamEntry(zip, entries.get(keyOf(name)), maxBytes),
      close: () => {
        zip.close()
      },
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function listEntries(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  if (zip.entryCount > limits.zipEntries) throw new WorkbookRefusal('bomb')
  const entries = new Map<string, yauzl.Entry>()
  let unpacked = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const key = keyOf(entry.fileName)
      if (entries.has(key)) throw new WorkbookRefusal('duplicateEntry')
      if (entry.isEncrypted()) throw new WorkbookRefusal('encrypted')
      unpacked += entry.uncompressedSize
      if (unpacked > limits.unpackedBytes) throw new WorkbookRefusal('bomb')
      entries.set(key, entry)
    }
  } catch (error) {
    return refuse(error)
  }
  return entries
}

async function* streamEntry(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined, maxBytes: number): AsyncGenerator<Buffer> {
  if (!entry) throw new WorkbookRefusal('damaged')
  if (entry.uncompressedSize > maxBytes) throw new WorkbookRefusal('bomb')
  const isSheet = maxBytes === limits.unpackedBytes
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
  // a sheet is bounded row by row instead, so that a sheet of too many rows is called that
  if (!isSheet && entry.uncompressedSize > limits.ratioFrom && ratio > limits.ratio) throw new WorkbookRefusal('bomb')
  const stream = await zip.openReadStreamPromise(entry).catch(refuse)
  let checksum = 0
  try {
    for await (const piece of stream) {
      const chunk = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece))
      checksum = crc32(chunk, checksum)
      yield chunk
    }
    if (checksum !== entry.crc32) throw new WorkbookRefusal('damaged')
  } catch (error) {
    refuse(error)
  } finally {
    stream.destroy()
  }
}

/** Whole text of a small part. */
export async function readPart(zip: WorkbookZip, name: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of zip.stream(name, limits.smallPartBytes)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function refuse(error: unknown): never {
  if (error instanceof WorkbookRefusal) throw error
  const message = error instanceof Error ? error.message : ''
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EBUSY' || code === 'EPERM' || code === 'EISDIR') {
    throw new WorkbookRefusal('unreadable', undefined, { cause: error })
  }
  const cut =
    /signature not found|unexpected (EOF|end of file)|overflows file bounds|not enough bytes/i.test(message) ||
    code === 'Z_BUF_ERROR'
  throw new WorkbookRefusal(cut ? 'truncated' : 'damaged', undefined, { cause: error })
}
