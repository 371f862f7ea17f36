/**
 * The payload as independent sealed chunks of 64 KiB of plaintext (the last may be shorter; a payload of nothing is one empty
 * chunk). Nonce: the chunk's number in 11 bytes, then 1 for the last chunk and 0 for the others, so chunks cannot be
 * reordered, dropped from the end or continued. The key is random for each package, which makes a counter safe.
 */
import { PackageError } from './package-error.ts'
import type { Suite } from './suite.ts'

export const chunkBytes = 2 ** 16

function nonceOf(suite: Suite, index: number, last: boolean): Uint8Array {
  const nonce = Buffer.alloc(suite.nonceBytes)
  nonce.writeUIntBE(index, suite.nonceBytes - 7, 6)
  nonce[suite.nonceBytes - 1] = last ? 1 : 0
  return nonce
}

export function sealChunk(suite: Suite, key: Uint8Array, index: number, last: boolean, plaintext: Uint8Array): Uint8Array {
  return suite.seal(key, nonceOf(suite, index, last), plaintext)
}

/** Throws PackageError `tampered` when the chunk is not the one sealed at this place under this key. */
export function openChunk(suite: Suite, key: Uint8Array, index: number, last: boolean, sealed: Uint8Array): Uint8Array {
  try {
    return suite.open(key, nonceOf(suite, index, last), sealed)
  } catch {
    throw new PackageError('tampered')
  }
}

/** Lengths of the sealed chunks of a payload of so many sealed bytes; `malformed` when no payload has that length. */
export function sealedChunkLengths(suite: Suite, payloadBytes: number): number[] {
  const full = chunkBytes + suite.tagBytes
  const rest = payloadBytes % full
  const lengths = Array.from({ length: Math.floor(payloadBytes / full) }, () => full)
  const smallest = lengths.length === 0 ? suite.tagBytes : suite.tagBytes + 1
  if (rest > 0 || lengths.length === 0) {
    if (rest < smallest) throw new PackageError('malformed', '头部字段 payloadBytes')
    lengths.push(rest)
  }
  return lengths
}

/** Cuts any stream into chunks and knows which is the last. The bytes given are valid until the next step. */
export async function* cutChunks(source: AsyncIterable<Uint8Array>): AsyncGenerator<{ bytes: Uint8Array; last: boolean }> {
  const held = new Uint8Array(chunkBytes)
  let filled = 0
  for await (const piece of source) {
    for (let at = 0; at < piece.length;) {
      if (filled === chunkBytes) {
        yield { bytes: held, last: false }
        filled = 0
      }
      const part = piece.subarray(at, at + chunkBytes - filled)
      held.set(part, filled)
      filled += part.length
      at += part.length
    }
  }
  yield { bytes: held.subarray(0, filled), last: true }
}
