import { sm3 } from './sm.ts'

const blockBytes = 2 ** 16

export interface StreamHash {
  update(bytes: Uint8Array): void
  /** 64 hex digits; call once */
  digest(): string
}

/**
 * The hash of a stream of any length: SM3 of the concatenated SM3 digests of its consecutive 64 KiB blocks (the last may be
 * shorter, an empty stream has none). As hard to collide as SM3 itself, and made of whole-message hashes only.
 * It is not the SM3 of the stream.
 */
export function createStreamHash(): StreamHash {
  const digests: Uint8Array[] = []
  const block = new Uint8Array(blockBytes)
  let filled = 0
  return {
    update(bytes) {
      for (let at = 0; at < bytes.length;) {
        const part = bytes.subarray(at, at + blockBytes - filled)
        block.set(part, filled)
        filled += part.length
        at += part.length
        if (filled === blockBytes) {
          digests.push(sm3(block))
          filled = 0
        }
      }
    },
    digest() {
      if (filled > 0) digests.push(sm3(block.subarray(0, filled)))
      return Buffer.from(sm3(Buffer.concat(digests))).toString('hex')
    },
  }
}
