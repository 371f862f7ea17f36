import { randomBytes } from 'node:crypto'

/** random bytes of one id, and for how many ids they are drawn at once: a single draw costs more than the rest of an id */
const drawn = { perId: 10, ids: 256 }

/**
 * Source of UUIDv7 (RFC 9562 §5.7, with the 12 bits of `rand_a` as a counter, §6.2 method 1): text order equals the order of creation
 * within this process, also within a millisecond and when the clock steps back.
 *
 * @param now milliseconds since 1970
 */
export function uuidV7Source(now: () => number): () => string {
  let lastMs = -1
  let counter = 0
  let pool = Buffer.alloc(0)
  let from = 0
  const bytes = Buffer.alloc(16)
  return () => {
    if (from === pool.length) {
      pool = randomBytes(drawn.perId * drawn.ids)
      from = 0
    }
    const ms = now()
    if (ms > lastMs) {
      lastMs = ms
      counter = pool.readUInt16BE(from) & 0x07ff // the upper half stays free for the same millisecond
    } else if (++counter > 0x0fff) {
      lastMs += 1
      counter = pool.readUInt16BE(from) & 0x07ff
    }
    bytes.writeUIntBE(lastMs, 0, 6)
    bytes.writeUInt16BE(0x7000 | counter, 6)
    pool.copy(bytes, 8, from + 2, from + drawn.perId)
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
    from += drawn.perId
    const hex = bytes.toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
}
