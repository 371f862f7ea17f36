/**
 * The payload before sealing: a zlib stream (RFC 1950) of frames, each a tag byte · u32 length · body, big-endian.
 * Reading is bounded in frame size, in total size and in how much the stream may swell.
 */
import { createDeflate, createInflate } from 'node:zlib'
import { Readable } from 'node:stream'
import { PackageError } from './package-error.ts'

export const maxFrameBytes = 2 ** 20
const frameHeadBytes = 5
const batchBytes = 2 ** 16
/** Tabular records swell 5 to 40 times; beyond this a stream is taken for a bomb. */
const maxSwelling = 250
const alwaysAllowedBytes = 2 ** 24

export interface Frame {
  tag: string
  body: Uint8Array
}

export interface PayloadLimits {
  /** inflated bytes of the whole payload */
  maxBytes: number
}

export const defaultPayloadLimits: PayloadLimits = { maxBytes: 2 ** 34 }

export function encodeFrame({ tag, body }: Frame): Uint8Array {
  if (body.length > maxFrameBytes) throw new PackageError('tooLarge', '单条记录')
  const frame = Buffer.allocUnsafe(frameHeadBytes + body.length)
  frame.write(tag, 'latin1')
  frame.writeUInt32BE(body.length, 1)
  frame.set(body, frameHeadBytes)
  return frame
}

async function* batch(frames: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = []
  let bytes = 0
  for await (const frame of frames) {
    held.push(frame)
    bytes += frame.length
    if (bytes < batchBytes) continue
    yield Buffer.concat(held)
    held = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(held)
}

/** Compressed frames; an error of the source comes out as itself. */
export async function* deflateFrames(frames: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(batch(frames), { objectMode: false })
  const deflate = createDeflate()
  source.on('error', (cause) => deflate.destroy(cause))
  try {
    for await (const bytes of source.pipe(deflate)) yield bytes as Uint8Array
  } finally {
    source.destroy()
    deflate.destroy()
  }
}

async function* inflate(bytes: AsyncIterable<Uint8Array>, limits: PayloadLimits): AsyncGenerator<Buffer> {
  let given = 0
  let made = 0
  const counted = async function* () {
    for await (const piece of bytes) {
      given += piece.length
      yield piece
    }
  }
  const source = Readable.from(counted(), { objectMode: false })
  const stream = createInflate()
  let sourceError: unknown
  source.on('error', (cause) => {
    sourceError = cause
    stream.destroy(cause)
  })
  try {
    for await (const piece of source.pipe(stream)) {
      const inflated = piece as Buffer
      made += inflated.length
      if (made > limits.maxBytes || (made > alwaysAllowedBytes && made > maxSwelling * given)) {
        throw new PackageError('tooLarge', '解压后的内容')
      }
      yield inflated
    }
    if (stream.bytesWritten !== given) throw new PackageError('malformed', '压缩内容之后有多余字节')
  } catch (cause) {
    if (cause instanceof PackageError || sourceError !== undefined) throw cause
    throw new PackageError('malformed', '压缩内容有误')
  } finally {
    source.destroy()
    stream.destroy()
  }
}

/** The frames of a compressed payload, however it is cut into pieces. */
export async function* inflateFrames(bytes: AsyncIterable<Uint8Array>, limits: PayloadLimits): AsyncGenerator<Frame> {
  let pending: Buffer = Buffer.alloc(0)
  for await (const piece of inflate(bytes, limits)) {
    pending = pending.length === 0 ? piece : Buffer.concat([pending, piece])
    let at = 0
    while (pending.length - at >= frameHeadBytes) {
      const length = pending.readUInt32BE(at + 1)
      if (length > maxFrameBytes) throw new PackageError('tooLarge', '单条记录')
      const start = at + frameHeadBytes
      if (pending.length - start < length) break
      yield { tag: pending.toString('latin1', at, at + 1), body: pending.subarray(start, start + length) }
      at = start + length
    }
    pending = pending.subarray(at)
  }
  if (pending.length > 0) throw new PackageError('truncated')
}
