/** Bytes that come in parts and are wanted as one: into room made beforehand, so that a large file never lies in memory twice. */
export interface ByteCollector {
  add(part: Uint8Array): void
  bytes(): Uint8Array
}

/** @param expected what is thought to come; memory is used only as it is filled */
export function createByteCollector(expected: number): ByteCollector {
  let room = Buffer.allocUnsafeSlow(Math.max(expected, 1024))
  let length = 0
  return {
    add(part) {
      if (length + part.length > room.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(room.length * 2, length + part.length))
        room.copy(larger, 0, 0, length)
        room = larger
      }
      room.set(part, length)
      length += part.length
    },
    bytes: () => room.subarray(0, length),
  }
}
