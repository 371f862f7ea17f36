import { randomBytes } from 'node:crypto'

/**
 * Source of UUIDv7 (RFC 9562 §5.7, with the 12 bits of `rand_a` as a counter, §6.2 method 1): text order equals the order of creation
 * within this process, also within a millisecond and when the clock steps back.
 *
 * @param now milliseconds since 1970
 */
export function uuidV7Source(now: () => number): () => string {
  let lastMs = -1
  let counter = 0
  return () => {
    const random = randomBytes(10)
    const ms = now()
    if (ms > lastMs) {
      lastMs = ms
      counter = random.readUInt16BE(0) & 0x07ff // the upper half stays free for the same millisecond
    } else if (++counter > 0x0fff) {
      lastMs += 1
      counter = random.readUInt16BE(0) & 0x07ff
    }
    const bytes = Buffer.alloc(16)
    bytes.writeUIntBE(lastMs, 0, 6)
    bytes.writeUInt16BE(0x7000 | counter, 6)
    random.copy(bytes, 8, 2)
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
    const hex = bytes.toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
}
