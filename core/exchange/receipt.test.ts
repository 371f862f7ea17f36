import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openPackage, sealPackage } from './container.ts'
import { countsOf, readPayload, writePayload } from './payload.ts'
import { acceptsPackage, buildReceipt, parseReceipt, type Receipt } from './receipt.ts'
import { draftFrom, sealSmall, smallStreams, vectorUnit } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'zzb-receipt-'))
const township = vectorUnit('township')
const county = vectorUnit('county')
const recordId = '01900000-0000-7000-8000-000000000102'

afterAll(() => {
  rmSync(folder, { recursive: true })
})

const digestOf = (digit: string) => digit.repeat(64)
const receipt: Receipt = {
  packageId: '01900000-0000-7000-8000-000000000003',
  packageDigest: digestOf('3'),
  seq: 3,
  receivedAt: '2026-03-09T02:00:00.000Z',
  result: 'partly',
  reason: null,
  counts: [{ register: 'resident', created: 1, updated: 0, unchanged: 0, conflict: 0, refused: 1 }],
  refused: [{ register: 'resident', recordId, code: 'V-02', message: '证件号码校验位有误' }],
  accepted: [
    { seq: 1, digest: digestOf('1') },
    { seq: 3, digest: digestOf('3') },
  ],
}
const reread = (value: Receipt) => parseReceipt(readPayload(writePayload(buildReceipt(value)).bytes))

describe('receipt', () => {
  test('E17 travels as a signed package and names the package it answers', async () => {
    const sent = await sealSmall({ from: township, to: [county], file: join(folder, 'up.zzb') })
    const answer: Receipt = {
      ...receipt,
      packageId: sent.header.packageId,
      packageDigest: sent.digest,
      seq: 1,
      accepted: [{ seq: 1, digest: sent.digest }],
    }
    const payload = writePayload(buildReceipt(answer))
    await sealPackage({
      header: () => ({
        ...draftFrom(county),
        kind: 'receipt',
        period: null,
        approvedBy: null,
        counts: countsOf(payload.manifest()),
      }),
      payload: payload.bytes,
      signer: county.signing,
      recipients: [{ unitId: township.unitId, publicKey: township.encryption.publicKey }],
      file: join(folder, 'receipt.zzb'),
    })
    const opened = await openPackage(join(folder, 'receipt.zzb'), {
      senderPublicKey: county.signing.publicKey,
      recipient: { unitId: township.unitId, privateKey: township.encryption.privateKey },
    })
    expect(opened.header).toMatchObject({ kind: 'receipt', from: county.unitId, to: [township.unitId] })
    const read = await parseReceipt(readPayload(opened.payload))
    expect(read).toEqual(answer)
    expect(acceptsPackage(read, { seq: 1, digest: sent.digest })).toBe(true)
  })
  test('E18 proves delivery of that digest only; E19 of earlier packages too', async () => {
    const read = await reread(receipt)
    expect(acceptsPackage(read, { seq: 3, digest: digestOf('3') })).toBe(true)
    expect(acceptsPackage(read, { seq: 1, digest: digestOf('1') })).toBe(true)
    expect(acceptsPackage(read, { seq: 3, digest: digestOf('4') })).toBe(false)
    expect(acceptsPackage(read, { seq: 2, digest: digestOf('3') })).toBe(false)
    expect(
      acceptsPackage(await reread({ ...receipt, result: 'refused', reason: '断号', accepted: [] }), {
        seq: 3,
        digest: digestOf('3'),
      }),
    ).toBe(false)
  })
  const contradictions: [string, Partial<Receipt>][] = [
    ['accepted but not listed', { accepted: [{ seq: 1, digest: digestOf('1') }] }],
    ['listed with another digest', { accepted: [{ seq: 3, digest: digestOf('4') }] }],
    ['refused but listed', { result: 'refused', reason: '断号' }],
    ['refused without a reason', { result: 'refused', accepted: [] }],
    ['accepted with refused records', { result: 'accepted' }],
    ['partly without refused records', { refused: [] }],
    [
      'list not rising',
      {
        accepted: [
          { seq: 3, digest: digestOf('3') },
          { seq: 1, digest: digestOf('1') },
        ],
      },
    ],
    [
      'one number twice in the list',
      {
        accepted: [
          { seq: 3, digest: digestOf('3') },
          { seq: 3, digest: digestOf('4') },
        ],
      },
    ],
    ['a digest that is none', { packageDigest: 'abc' }],
  ]
  test.each(contradictions)('a receipt that contradicts itself is neither written nor read: %s', (_name, change) => {
    expect(() => buildReceipt({ ...receipt, ...change })).toThrow(expect.objectContaining({ kind: 'malformed' }))
  })
  test('a package that is not exactly one receipt is refused', async () => {
    const malformed = { kind: 'malformed' }
    const [answer, ...rest] = buildReceipt(receipt)
    if (!answer) throw new Error('no answer')
    const read = (streams: Parameters<typeof writePayload>[0]) => parseReceipt(readPayload(writePayload(streams).bytes))
    await expect(read(smallStreams())).rejects.toMatchObject(malformed)
    await expect(read([])).rejects.toMatchObject(malformed)
    await expect(read(rest)).rejects.toMatchObject(malformed)
    await expect(read([{ ...answer, records: [] }, ...rest])).rejects.toMatchObject(malformed)
    await expect(read([answer, ...rest, ...smallStreams()])).rejects.toMatchObject(malformed)
    await expect(read([answer])).rejects.toMatchObject(malformed)
  })
})
