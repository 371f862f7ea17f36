import { createHash } from 'node:crypto'
import { deflateSync, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, parseCanonicalJson } from './canonical-json.ts'
import { encodeFrame, maxFrameBytes } from './payload-frames.ts'
import {
  countsOf,
  readPayload,
  tombstoneFields,
  tombstoneRegister,
  writePayload,
  type PackageRecord,
  type RecordStream,
} from './payload.ts'
import { createStreamHash } from './stream-hash.ts'
import { collect, pieces, readEvents, smallStreams } from './testing.ts'

const written = async (streams: RecordStream[]) => collect(writePayload(streams).bytes)
const stream = (records: PackageRecord[], register = 'resident', fields = ['id', 'name']): RecordStream => ({
  register,
  schemaVersion: 1,
  fields,
  records,
})
const frame = (tag: string, value: unknown) =>
  encodeFrame({ tag, body: Buffer.from(typeof value === 'string' ? value : canonicalJson(value)) })
const deflated = (...frames: Uint8Array[]) => pieces(deflateSync(Buffer.concat(frames)), 4096)
const refusal = async (bytes: AsyncIterable<Uint8Array>) =>
  readEvents(bytes).then(
    () => 'read',
    (cause: unknown) => (cause as { kind?: string }).kind ?? String(cause),
  )
const head = frame('S', { register: 'resident', schemaVersion: 1, fields: ['id', 'name'] })

describe('round trip', () => {
  test('streams, records and a manifest that counts and hashes them', async () => {
    const payload = writePayload(smallStreams())
    expect(() => payload.manifest()).toThrow('not been drawn')
    const events = await readEvents(payload.bytes)
    expect(events.map(({ kind }) => kind)).toEqual(['stream', 'record', 'record', 'stream', 'record', 'manifest'])
    expect(events.at(-1)).toEqual({ kind: 'manifest', manifest: payload.manifest() })
    expect(countsOf(payload.manifest())).toEqual({ resident: 2, mediation: 1 })
    expect(events[2]).toMatchObject({ register: 'resident', value: { name: '㼆若兰' } })
  })
  test('any records, cut into any pieces, a byte at a time included', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.integer(), { maxLength: 3 }),
    )
    const record = fc.record({ id: fc.string({ unit: 'grapheme' }), name: value }, { noNullPrototype: true })
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 20 }),
        fc.array(record, { maxLength: 3 }),
        fc.constantFrom(1, 3, 1000),
        async (first, later, size) => {
          const bytes = await written([stream(first), stream(later, 'mediation')])
          const events = await readEvents(pieces(bytes, size))
          expect(events.flatMap((event) => (event.kind === 'record' ? [event.value] : []))).toEqual([...first, ...later])
        },
      ),
      { numRuns: 40 },
    )
  })
  test('tombstones travel as a stream and must give a reason', async () => {
    const tombstone = {
      register: 'resident',
      recordId: '01900000-0000-7000-8000-000000000101',
      version: 3,
      deletedAt: '2026-03-06T08:30:00.000Z',
      reason: '重复登记',
    }
    const events = await readEvents(writePayload([stream([tombstone], tombstoneRegister, tombstoneFields)]).bytes)
    expect(events[1]).toEqual({ kind: 'record', register: 'tombstone', value: tombstone })
    await expect(written([stream([{ ...tombstone, reason: '' }], tombstoneRegister, tombstoneFields)])).rejects.toMatchObject({
      kind: 'malformed',
    })
  })
  test('no register at all is a payload too', async () => {
    expect(await readEvents(writePayload([]).bytes)).toEqual([{ kind: 'manifest', manifest: { format: 1, streams: [] } }])
  })
})

describe('E6 the same content gives the same bytes', () => {
  test('whatever the order of keys in the sender’s objects', async () => {
    const manifestBytes = async (records: PackageRecord[]) => {
      const bytes = inflateSync(await written([stream(records)]))
      return bytes.subarray(bytes.lastIndexOf('{"format"')).toString()
    }
    const one = await manifestBytes([{ id: 'a', name: '石' }])
    expect(one).toBe(await manifestBytes([{ name: '石', id: 'a' }]))
    expect(one).not.toBe(await manifestBytes([{ id: 'a', name: '右' }]))
    const hash = createHash('sm3').update(createHash('sm3').update('{"id":"a","name":"石"}\n').digest()).digest('hex')
    expect(one).toBe(
      `{"format":1,"streams":[{"count":1,"fields":["id","name"],"hash":"${hash}","register":"resident","schemaVersion":1}]}`,
    )
  })
  test('the stream hash is the SM3 of the SM3 of 64 KiB blocks, however it is fed', () => {
    const sm3 = (bytes: Uint8Array) => createHash('sm3').update(bytes).digest()
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 65_535, 65_536, 65_537, 200_000), fc.integer({ min: 1, max: 70_000 }), (length, size) => {
        const bytes = Buffer.alloc(length, 'abc')
        const blocks: Buffer[] = []
        for (let at = 0; at < length; at += 65_536) blocks.push(sm3(bytes.subarray(at, at + 65_536)))
        const hash = createStreamHash()
        for (let at = 0; at < length; at += size) hash.update(bytes.subarray(at, at + size))
        expect(hash.digest()).toBe(sm3(Buffer.concat(blocks)).toString('hex'))
      }),
    )
  })
})

describe('canonical JSON', () => {
  test('one text for one value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        fc.pre(!/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)))
        const text = canonicalJson(value)
        expect(canonicalJson(parseCanonicalJson(Buffer.from(text)))).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
  test.each([
    '{"b":1,"a":2}',
    '{"a":1,"a":1}',
    '{ "a":1}',
    '1.0',
    '-0',
    '"\\u0041"',
    '\uFEFF1',
    '{"__proto__":1}',
    '{"constructor":1}',
    '"\\ud800"',
    '',
    '['.repeat(17) + ']'.repeat(17),
  ])('E5 %j is refused', (text) => {
    expect(() => parseCanonicalJson(Buffer.from(text))).toThrow(expect.objectContaining({ kind: 'malformed' }))
  })
  test('E5 sixteen levels pass, a megabyte of brackets is refused quickly', () => {
    expect(parseCanonicalJson(Buffer.from('['.repeat(16) + ']'.repeat(16)))).toHaveLength(1)
    const deep = Buffer.from('['.repeat(maxFrameBytes / 2) + ']'.repeat(maxFrameBytes / 2))
    expect(() => parseCanonicalJson(deep)).toThrow(expect.objectContaining({ kind: 'malformed' }))
  })
  test.each([[undefined], [Number.NaN], [new Date(0)], [{ a: undefined }], [10n]])('%s is not JSON', (value) => {
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ kind: 'malformed' }))
  })
})

describe('E5 hostile payloads', () => {
  const manifest = frame('M', { format: 1, streams: [] })
  const record = frame('R', { id: 'a' })
  const cases: [string, string, () => AsyncIterable<Uint8Array>][] = [
    ['not a zlib stream', 'malformed', () => pieces(Buffer.from('hello world'), 4)],
    ['nothing at all', 'malformed', () => pieces(new Uint8Array(0), 1)],
    ['no manifest', 'truncated', () => deflated(head, record)],
    ['cut inside a frame', 'truncated', () => deflated(head, record.subarray(0, 8))],
    ['cut inside the zlib stream', 'malformed', () => pieces(deflateSync(manifest).subarray(0, -3), 4096)],
    ['bytes after the zlib stream', 'malformed', () => pieces(Buffer.concat([deflateSync(manifest), Buffer.from('tail')]), 4096)],
    [
      'a piece after the zlib stream',
      'malformed',
      () => pieces(Buffer.concat([deflateSync(manifest), Buffer.alloc(400_000)]), deflateSync(manifest).length),
    ],
    ['a frame of 4 GiB declared', 'tooLarge', () => deflated(Buffer.from('52ffffffff', 'hex'))],
    ['a record before any register', 'malformed', () => deflated(record, manifest)],
    ['a frame after the manifest', 'malformed', () => deflated(manifest, head)],
    ['an unknown frame', 'malformed', () => deflated(frame('Z', {}), manifest)],
    ['a register twice', 'malformed', () => deflated(head, head, manifest)],
    [
      'a register named ..',
      'malformed',
      () => deflated(frame('S', { register: '../../etc', schemaVersion: 1, fields: ['id'] }), manifest),
    ],
    [
      'a register named constructor',
      'malformed',
      () => deflated(frame('S', { register: 'constructor', schemaVersion: 1, fields: ['id'] }), manifest),
    ],
    [
      'a field twice',
      'malformed',
      () => deflated(frame('S', { register: 'resident', schemaVersion: 1, fields: ['id', 'id'] }), manifest),
    ],
    [
      'a hundred and one registers',
      'tooLarge',
      () =>
        deflated(
          ...Array.from({ length: 101 }, (_, i) => frame('S', { register: `r${String(i)}`, schemaVersion: 1, fields: ['id'] })),
        ),
    ],
    ['an undeclared field', 'malformed', () => deflated(head, frame('R', { id: 'a', idNumber: '1' }), manifest)],
    ['a record that is a list', 'malformed', () => deflated(head, frame('R', []), manifest)],
    ['a record with __proto__', 'malformed', () => deflated(head, frame('R', '{"__proto__":{"admin":true}}'), manifest)],
    ['a record with one key twice', 'malformed', () => deflated(head, frame('R', '{"id":"a","id":"b"}'), manifest)],
    [
      'a record nested 17 deep',
      'malformed',
      () => deflated(head, frame('R', `{"id":${'['.repeat(16)}${']'.repeat(16)}}`), manifest),
    ],
    ['a manifest that forgets a register', 'tampered', () => deflated(head, record, manifest)],
    [
      'a manifest with a wrong count',
      'tampered',
      () =>
        deflated(
          head,
          frame('M', {
            format: 1,
            streams: [{ register: 'resident', schemaVersion: 1, fields: ['id', 'name'], count: 1, hash: '0'.repeat(64) }],
          }),
        ),
    ],
  ]
  test.each(cases)('%s → %s', async (_name, kind, bytes) => {
    expect(await refusal(bytes())).toBe(kind)
  })
  test('a bomb stops after a bounded amount', async () => {
    const bomb = deflateSync(
      Buffer.concat([head, ...Array.from({ length: 60 }, () => frame('R', { id: 'a'.repeat(1_000_000) }))]),
    )
    expect(bomb.length).toBeLessThan(100_000)
    let seen = 0
    const read = async () => {
      for await (const event of readPayload(pieces(bomb, 4096))) if (event.kind === 'record') seen += 1
    }
    await expect(read()).rejects.toMatchObject({ kind: 'tooLarge' })
    expect(seen).toBeLessThan(30)
    const narrow = async () => {
      for await (const event of readPayload(pieces(bomb, 4096), { maxBytes: 3_000_000 })) if (event.kind === 'record') seen += 1
    }
    seen = 0
    await expect(narrow()).rejects.toMatchObject({ kind: 'tooLarge' })
    expect(seen).toBeLessThan(4)
  })
  test('the writer refuses what a reader would refuse', async () => {
    await expect(written([stream([{ id: 'a', secret: 1 }])])).rejects.toMatchObject({ kind: 'malformed' })
    await expect(written([stream([]), stream([])])).rejects.toMatchObject({ kind: 'malformed' })
    await expect(written([stream([{ id: 'a'.repeat(maxFrameBytes) }])])).rejects.toMatchObject({ kind: 'tooLarge' })
    await expect(written([stream([], '..')])).rejects.toMatchObject({ kind: 'malformed' })
  })
  test('an error of the record source comes out as itself, and its iterator is closed', async () => {
    let closed = false
    function* records(): Generator<PackageRecord> {
      try {
        yield { id: 'a' }
        throw new Error('database closed')
      } finally {
        closed = true
      }
    }
    await expect(collect(writePayload([{ ...stream([]), records: records() }]).bytes)).rejects.toThrow('database closed')
    expect(closed).toBe(true)
    const failing = async function* () {
      yield await Promise.resolve(deflateSync(head).subarray(0, 4))
      throw new Error('stick pulled')
    }
    await expect(readEvents(failing())).rejects.toThrow('stick pulled')
  })
})
