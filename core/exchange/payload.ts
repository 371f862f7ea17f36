/**
 * What a package carries: one stream of records per register, and a manifest that counts and hashes them. The manifest comes
 * last, so that records are drawn once and never buffered; it holds nothing but what follows from the content, so the same
 * content gives the same bytes (E6). A reader stages records and uses them only after the manifest has been given.
 */
import { z } from 'zod'
import { canonicalJson, parseCanonicalJson, type Json } from './canonical-json.ts'
import { digestSchema, instantSchema, registerNameSchema } from './header.ts'
import { PackageError } from './package-error.ts'
import {
  defaultPayloadLimits,
  deflateFrames,
  encodeFrame,
  inflateFrames,
  type Frame,
  type PayloadLimits,
} from './payload-frames.ts'
import { createStreamHash } from './stream-hash.ts'

const maxStreams = 100
const newline = Buffer.from('\n')
const fieldNameSchema = z.string().regex(/^(?!constructor$|prototype$)[a-z][A-Za-z0-9]{0,63}$/)
const countSchema = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

const streamHeadSchema = z.strictObject({
  register: registerNameSchema,
  schemaVersion: countSchema.min(1),
  /** every field a record of this stream may have, in the sender's order */
  fields: z
    .array(fieldNameSchema)
    .min(1)
    .max(500)
    .refine((fields) => new Set(fields).size === fields.length),
})

const manifestSchema = z.strictObject({
  format: z.literal(1),
  streams: z.array(z.strictObject({ ...streamHeadSchema.shape, count: countSchema, hash: digestSchema })).max(maxStreams),
})

export type StreamHead = z.infer<typeof streamHeadSchema>
export type Manifest = z.infer<typeof manifestSchema>
export type PackageRecord = Record<string, Json>

export interface RecordStream extends StreamHead {
  records: Iterable<PackageRecord> | AsyncIterable<PackageRecord>
}

/** The register in which deletions travel. */
export const tombstoneRegister = 'tombstone'
export const tombstoneFields = ['register', 'recordId', 'version', 'deletedAt', 'reason']
export const tombstoneSchema = z.strictObject({
  register: registerNameSchema,
  recordId: z.uuidv7(),
  version: countSchema.min(1),
  deletedAt: instantSchema,
  reason: z.string().min(1).max(500),
})

function isRecord(value: Json): value is PackageRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Counts and hashes one stream, and lets only declared fields through. The same rules for writing and reading. */
function createTally(value: unknown, taken: readonly { register: string }[]) {
  const parsed = streamHeadSchema.safeParse(value)
  if (!parsed.success) throw new PackageError('malformed', '台账说明')
  const head = parsed.data
  if (taken.some(({ register }) => register === head.register)) throw new PackageError('malformed', '台账重复')
  if (taken.length === maxStreams) throw new PackageError('tooLarge', '台账数量')
  const known = new Set(head.fields)
  const hash = createStreamHash()
  let count = 0
  return {
    head,
    add(record: PackageRecord, line: Uint8Array) {
      if (Object.keys(record).some((field) => !known.has(field))) throw new PackageError('malformed', '记录含有未声明的字段')
      if (head.register === tombstoneRegister && !tombstoneSchema.safeParse(record).success)
        throw new PackageError('malformed', '删除标记')
      hash.update(line)
      hash.update(newline)
      count += 1
    },
    close: () => ({ ...head, count, hash: hash.digest() }),
  }
}

const frame = (tag: string, text: string): Frame => ({ tag, body: Buffer.from(text) })

export interface WrittenPayload {
  bytes: AsyncGenerator<Uint8Array>
  /** complete once `bytes` has been drawn to its end; throws before */
  manifest(): Manifest
}

/** Draws every stream once, in order. Records hold JSON values only; a record of more than 1 MiB is `tooLarge`. */
export function writePayload(streams: Iterable<RecordStream> | AsyncIterable<RecordStream>): WrittenPayload {
  let manifest: Manifest | undefined
  async function* frames(): AsyncGenerator<Uint8Array> {
    const closed: Manifest['streams'] = []
    for await (const { records, ...stream } of streams) {
      const tally = createTally(stream, closed)
      yield encodeFrame(frame('S', canonicalJson(tally.head)))
      for await (const record of records) {
        const line = frame('R', canonicalJson(record))
        tally.add(record, line.body)
        yield encodeFrame(line)
      }
      closed.push(tally.close())
    }
    manifest = { format: 1, streams: closed }
    yield encodeFrame(frame('M', canonicalJson(manifest)))
  }
  return {
    bytes: deflateFrames(frames()),
    manifest() {
      if (!manifest) throw new Error('the payload has not been drawn to its end')
      return manifest
    },
  }
}

/** Records per register, as the header states them. */
export function countsOf({ streams }: Manifest): Record<string, number> {
  return Object.fromEntries(streams.map(({ register, count }) => [register, count]))
}

export type PayloadEvent =
  | { kind: 'stream'; head: StreamHead }
  | { kind: 'record'; register: string; value: PackageRecord }
  | { kind: 'manifest'; manifest: Manifest }

/**
 * Reads a payload: for each register its head, then its records; at the very end the manifest, given only when every count
 * and hash agrees with what was read. Registers this version does not know are given like any other.
 */
export async function* readPayload(
  bytes: AsyncIterable<Uint8Array>,
  limits: PayloadLimits = defaultPayloadLimits,
): AsyncGenerator<PayloadEvent, void, undefined> {
  const closed: Manifest['streams'] = []
  let tally: ReturnType<typeof createTally> | undefined
  let manifest: Manifest | undefined
  for await (const { tag, body } of inflateFrames(bytes, limits)) {
    if (manifest) throw new PackageError('malformed', '清单之后有多余内容')
    const value = parseCanonicalJson(body)
    if (tag === 'R' && tally && isRecord(value)) {
      tally.add(value, body)
      yield { kind: 'record', register: tally.head.register, value }
      continue
    }
    if (tag !== 'S' && tag !== 'M') throw new PackageError('malformed', '内容的结构')
    if (tally) closed.push(tally.close())
    if (tag === 'S') {
      tally = createTally(value, closed)
      yield { kind: 'stream', head: tally.head }
      continue
    }
    const parsed = manifestSchema.safeParse(value)
    if (!parsed.success || canonicalJson(parsed.data) !== canonicalJson({ format: 1, streams: closed })) {
      throw new PackageError('tampered', '清单与内容不符')
    }
    manifest = parsed.data
  }
  if (!manifest) throw new PackageError('truncated')
  yield { kind: 'manifest', manifest }
}
