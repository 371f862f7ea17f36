import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { inspectPackage, openPackage, sealPackage, verifyPackage } from './container.ts'
import { PackageError } from './package-error.ts'
import { maxPrefixBytes, parsePrefix } from './prefix.ts'
import { chunkBytes } from './sealed-chunks.ts'
import {
  collect,
  draftFrom,
  newUnit,
  pieces,
  readEvents,
  sealSmall,
  vectorsFolder,
  vectorUnit,
  type TestUnit,
} from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'zzb-'))
const at = (name: string) => join(folder, name)
const vector = (name: string) => fileURLToPath(new URL(name, vectorsFolder))
const township = vectorUnit('township')
const county = vectorUnit('county')
const outsider = vectorUnit('outsider')
const small = readFileSync(vector('small.zzb'))
const second = readFileSync(vector('second.zzb'))
const asCounty = {
  senderPublicKey: township.signing.publicKey,
  recipient: { unitId: county.unitId, privateKey: county.encryption.privateKey },
}

afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** What a receiver gets of these bytes: the plaintext, or the kind of the refusal and how much plaintext came before it. */
async function receive(bytes: Uint8Array): Promise<string> {
  const file = at('probe.zzb')
  writeFileSync(file, bytes)
  let given = 0
  try {
    const { payload } = await openPackage(file, asCounty)
    for await (const piece of payload) given += piece.length
    return `opened ${String(given)}`
  } catch (cause) {
    if (!(cause instanceof PackageError)) throw cause
    return given === 0 ? cause.kind : `${cause.kind} after ${String(given)} bytes`
  }
}

function sealBytes(from: TestUnit, to: TestUnit[], plaintext: AsyncIterable<Uint8Array>, file: string) {
  return sealPackage({
    header: () => draftFrom(from),
    payload: plaintext,
    signer: { privateKey: from.signing.privateKey },
    recipients: to.map(({ unitId, encryption }) => ({ unitId, publicKey: encryption.publicKey })),
    file,
  })
}

describe('committed vectors', () => {
  test('open to what they held when they were made', async () => {
    const expected = z
      .array(z.object({ file: z.string(), digest: z.string(), header: z.unknown(), events: z.unknown() }))
      .parse(JSON.parse(readFileSync(vector('expected.json'), 'utf8')))
    expect(expected).toHaveLength(2)
    for (const one of expected) {
      const opened = await openPackage(vector(one.file), asCounty)
      expect({ file: one.file, digest: opened.digest, header: opened.header, events: await readEvents(opened.payload) }).toEqual(
        one,
      )
    }
  })

  const splice = z.object({ at: z.number(), remove: z.number(), insert: z.string() })
  const failures = z
    .array(z.object({ name: z.string(), rule: z.string(), edits: z.array(splice), expect: z.string() }))
    .parse(JSON.parse(readFileSync(vector('failures.json'), 'utf8')))
  test.each(failures)('$rule failure vector: $name → $expect', async ({ edits, expect: kind }) => {
    const edited: Uint8Array[] = []
    let from = 0
    for (const edit of edits) {
      edited.push(small.subarray(from, edit.at), Buffer.from(edit.insert, 'hex'))
      from = edit.at + edit.remove
    }
    expect(await receive(Buffer.concat([...edited, small.subarray(from)]))).toBe(kind)
  })
})

describe('E1 nothing changed, cut or added goes unnoticed before plaintext is given', () => {
  test('the package itself opens', async () => {
    expect(await receive(small)).toMatch(/^opened \d+$/)
  })
  test('every byte changed', async () => {
    const unnoticed: string[] = []
    for (let index = 0; index < small.length; index += 1) {
      const changed = Buffer.from(small)
      changed[index] = (changed[index] ?? 0) ^ (1 << (index % 8))
      const outcome = await receive(changed)
      if (outcome.includes(' ')) unnoticed.push(`${String(index)}: ${outcome}`)
    }
    expect(unnoticed).toEqual([])
  })
  test('every length of truncation', async () => {
    const unnoticed: string[] = []
    for (let length = 0; length < small.length; length += 1) {
      const outcome = await receive(small.subarray(0, length))
      if (outcome !== (length < 5 ? 'notAPackage' : 'truncated')) unnoticed.push(`${String(length)}: ${outcome}`)
    }
    expect(unnoticed).toEqual([])
  })
  test('bytes added at the end, or anywhere', async () => {
    for (const extra of [1, 16, 402, 5000])
      expect(await receive(Buffer.concat([small, Buffer.alloc(extra)]))).toBe('trailingData')
    for (let index = 0; index < small.length; index += 37) {
      expect(await receive(Buffer.concat([small.subarray(0, index), Buffer.of(0), small.subarray(index)]))).not.toMatch(/ /)
    }
  })
  test('chunks of a large payload swapped, repeated or dropped', async () => {
    const file = at('large.zzb')
    const plaintext = Buffer.alloc(chunkBytes * 3 + 100, 7)
    await sealBytes(township, [county], pieces(plaintext, 100_000), file)
    const sealed = readFileSync(file)
    const start = parsePrefix(sealed.subarray(0, maxPrefixBytes)).bytes
    const full = chunkBytes + 16
    const chunk = (index: number) => sealed.subarray(start + index * full, start + (index + 1) * full)
    const prefix = sealed.subarray(0, start)
    expect(await receive(sealed)).toBe(`opened ${String(plaintext.length)}`)
    expect(await receive(Buffer.concat([prefix, chunk(1), chunk(0), chunk(2), chunk(3)]))).toBe('tampered')
    expect(await receive(Buffer.concat([prefix, chunk(0), chunk(0), chunk(2), chunk(3)]))).toBe('tampered')
    expect(await receive(Buffer.concat([prefix, chunk(0), chunk(1), chunk(2)]))).toBe('truncated')
    expect(await receive(Buffer.concat([prefix, chunk(0), chunk(1), chunk(2), chunk(2), chunk(3)]))).toBe('trailingData')
  })
  test('a file changed between verifying and reading', async () => {
    const file = at('swapped.zzb')
    writeFileSync(file, small)
    const { payload } = await openPackage(file, asCounty)
    const changed = Buffer.from(small)
    changed[small.length - 20] = (changed[small.length - 20] ?? 0) ^ 1
    writeFileSync(file, changed)
    await expect(collect(payload)).rejects.toThrow(expect.objectContaining({ kind: 'tampered' }))
  })
})

describe('E2 parts of another valid package of the same sender do not fit', () => {
  const parts = (bytes: Buffer) => {
    const prefix = parsePrefix(bytes)
    const headerEnd = 9 + bytes.readUInt32BE(5)
    return {
      header: bytes.subarray(0, headerEnd),
      stanzas: bytes.subarray(headerEnd, prefix.signed.length),
      signature: bytes.subarray(prefix.signed.length, prefix.bytes),
      payload: bytes.subarray(prefix.bytes),
    }
  }
  const a = parts(small)
  const b = parts(second)
  const names = ['header', 'stanzas', 'signature', 'payload'] as const
  const mixtures = Array.from({ length: 14 }, (_, index) => names.map((_name, bit) => ((index + 1) >> bit) & 1))
  test.each(mixtures)('mixture %s %s %s %s', async (...from) => {
    const mixed = Buffer.concat(names.map((name, index) => (from[index] === 1 ? b : a)[name]))
    expect(await receive(mixed)).not.toMatch(/ /)
  })
  test('every header field of the second package put into the first', async () => {
    const first = parsePrefix(small)
    const other = parsePrefix(second)
    const differing = Object.entries(other.header).filter(
      ([field, value]) =>
        JSON.stringify(value) !== JSON.stringify(Object.entries(first.header).find(([name]) => name === field)?.[1]),
    )
    expect(differing.map(([field]) => field)).toEqual(
      expect.arrayContaining(['packageId', 'packageNo', 'seq', 'previousHash', 'payloadHash', 'keyDigest']),
    )
    for (const [field, value] of differing) {
      const json = Buffer.from(
        JSON.stringify(
          Object.fromEntries(Object.entries({ ...first.header, [field]: value }).sort(([x], [y]) => (x < y ? -1 : 1))),
        ),
      )
      const length = Buffer.alloc(4)
      length.writeUInt32BE(json.length)
      expect(await receive(Buffer.concat([Buffer.from('zzb1\n'), length, json, a.stanzas, a.signature, a.payload]))).not.toMatch(
        / /,
      )
    }
  })
})

describe('keys', () => {
  test('E7 anyone can look at a header; only the sender’s key verifies, only the recipient’s opens', async () => {
    const seen = await inspectPackage(vector('small.zzb'))
    expect(seen).toMatchObject({
      header: { from: township.unitId, seq: 1, counts: { resident: 2, mediation: 1 } },
      complete: true,
    })
    await expect(verifyPackage(vector('small.zzb'), { senderPublicKey: outsider.signing.publicKey })).rejects.toMatchObject({
      kind: 'wrongSender',
    })
    expect(await verifyPackage(vector('small.zzb'), { senderPublicKey: township.signing.publicKey })).toEqual({
      header: seen.header,
      digest: seen.digest,
    })
    for (const recipient of [
      { unitId: outsider.unitId, privateKey: outsider.encryption.privateKey },
      { unitId: county.unitId, privateKey: outsider.encryption.privateKey },
      { unitId: outsider.unitId, privateKey: county.encryption.privateKey },
    ]) {
      await expect(openPackage(vector('small.zzb'), { ...asCounty, recipient })).rejects.toMatchObject({ kind: 'wrongRecipient' })
    }
  })
  test('a truncated file can still be looked at, and says that it is incomplete', async () => {
    writeFileSync(at('cut.zzb'), small.subarray(0, small.length - 50))
    expect(await inspectPackage(at('cut.zzb'))).toMatchObject({ complete: false })
  })
  test('each of several recipients opens the same content', async () => {
    const [one, two] = [newUnit('999903000000'), newUnit('999904000000-A')]
    await sealSmall({ from: township, to: [one, two], file: at('two.zzb') })
    const contents = await Promise.all(
      [one, two].map(async ({ unitId, encryption }) => {
        const { payload } = await openPackage(at('two.zzb'), {
          ...asCounty,
          recipient: { unitId, privateKey: encryption.privateKey },
        })
        return (await collect(payload)).toString('hex')
      }),
    )
    expect(contents[0]).toBe(contents[1])
  })
})

describe('sealing', () => {
  test('E30 no plaintext in the file, and nothing but the file remains', async () => {
    const before = readdirSync(folder)
    await sealBytes(township, [county], pieces(Buffer.from('石明远'.repeat(10_000)), 1000), at('secret.zzb'))
    expect(readFileSync(at('secret.zzb')).includes('石明远')).toBe(false)
    expect(readdirSync(folder).toSorted()).toEqual([...before, 'secret.zzb'].toSorted())
  })
  test('E30 what waits beside the target while sealing is ciphertext', async () => {
    const seen: boolean[] = []
    const spy = async function* () {
      for (let index = 0; index < 4; index += 1) {
        yield Buffer.alloc(chunkBytes, '石明远')
        const waiting = await Promise.resolve(readFileSync(at('spied.zzb.payload.partial')))
        seen.push(waiting.includes('石明远'))
      }
    }
    await sealBytes(township, [county], spy(), at('spied.zzb'))
    expect(seen).toEqual([false, false, false, false])
  })
  test('E29 a source that fails leaves nothing behind', async () => {
    const before = readdirSync(folder)
    const failing = async function* () {
      yield Buffer.alloc(chunkBytes * 2)
      await Promise.resolve()
      throw new Error('stick pulled')
    }
    await expect(sealBytes(township, [county], failing(), at('failed.zzb'))).rejects.toThrow('stick pulled')
    expect(readdirSync(folder)).toEqual(before)
  })
  test('an existing file is never overwritten', async () => {
    writeFileSync(at('there.zzb'), 'kept')
    await expect(sealSmall({ from: township, to: [county], file: at('there.zzb') })).rejects.toMatchObject({ kind: 'exists' })
    expect(readFileSync(at('there.zzb'), 'utf8')).toBe('kept')
  })
  test('a header that contradicts itself or carries a long number is refused', async () => {
    const seal = (header: Partial<ReturnType<typeof draftFrom>>, to = [county]) =>
      sealPackage({
        header: () => ({ ...draftFrom(township), ...header }),
        payload: pieces(Buffer.from('x'), 1),
        signer: { privateKey: township.signing.privateKey },
        recipients: to.map(({ unitId, encryption }) => ({ unitId, publicKey: encryption.publicKey })),
        file: at('refused.zzb'),
      })
    const malformed = { kind: 'malformed' }
    await expect(seal({ packageNo: '999901102000-20260306-1' })).rejects.toMatchObject(malformed)
    await expect(seal({ seq: 2 })).rejects.toMatchObject(malformed)
    await expect(seal({ purpose: '关于 11010119900307123X 的移交' })).rejects.toMatchObject(malformed)
    await expect(seal({ purpose: '电话１３８００００１２３４' })).rejects.toMatchObject(malformed)
    await expect(seal({ period: { from: '2026-03-07', to: '2026-03-06' } })).rejects.toMatchObject(malformed)
    await expect(seal({ counts: { '../resident': 1 } })).rejects.toMatchObject(malformed)
    await expect(seal({}, [])).rejects.toMatchObject(malformed)
    await expect(seal({}, [county, county])).rejects.toMatchObject(malformed)
    await expect(seal({}, [township])).rejects.toMatchObject(malformed)
  })
  test('round trip of any length, however the source is cut', async () => {
    const edges = [0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, chunkBytes * 2]
    let round = 0
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom(...edges), fc.nat(chunkBytes * 3)),
        fc.constantFrom(1, 7, 4096, chunkBytes, 1_000_000),
        async (length, size) => {
          round += 1
          const plaintext = Buffer.alloc(length, String(length))
          const file = at(`round-${String(round)}.zzb`)
          await sealBytes(township, [county], pieces(plaintext, length > 1000 ? Math.max(size, 500) : size), file)
          const { payload } = await openPackage(file, asCounty)
          expect((await collect(payload)).equals(plaintext)).toBe(true)
        },
      ),
      { numRuns: 25, examples: edges.map((length): [number, number] => [length, 4096]) },
    )
  })
})
