/** A workbook as it came: a path on this computer, or bytes that a page handed over and that must not touch the disk. */
import { Buffer } from 'node:buffer'
import { open, readFile, stat } from 'node:fs/promises'

export type WorkbookFile = string | Uint8Array

export const fileBytes = async (file: WorkbookFile): Promise<number> =>
  typeof file === 'string' ? (await stat(file)).size : file.length

export const readWholeFile = async (file: WorkbookFile): Promise<Buffer> =>
  typeof file === 'string' ? readFile(file) : Buffer.from(file.buffer, file.byteOffset, file.length)

/** Blocks of at most `length` bytes from the beginning; the last may be shorter. */
export async function* fileBlocks(file: WorkbookFile, length: number): AsyncGenerator<Buffer> {
  if (typeof file !== 'string') {
    const whole = Buffer.from(file.buffer, file.byteOffset, file.length)
    for (let at = 0; at < whole.length; at += length) yield whole.subarray(at, at + length)
    return
  }
  const handle = await open(file)
  try {
    for (let position = 0; ; position += length) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position)
      if (bytesRead > 0) yield buffer.subarray(0, bytesRead)
      if (bytesRead < length) return
    }
  } finally {
    await handle.close()
  }
}
