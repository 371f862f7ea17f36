/** Units, drafts and payloads for tests and vectors. Everything in them is invented. */
import { readFileSync } from 'node:fs'
import { sealPackage } from './container.ts'
import type { PackageDraft } from './header.ts'
import { countsOf, readPayload, writePayload, type PayloadEvent, type RecordStream } from './payload.ts'
import { sm2GenerateKeyPair, type Sm2KeyPair } from './sm.ts'
import { decodePrivateKeyPem } from './sm2-encoding.ts'

export interface TestUnit {
  unitId: string
  signing: Sm2KeyPair
  encryption: Sm2KeyPair
}

export type VectorUnitName = 'township' | 'county' | 'outsider'
export interface VectorUnitKeys {
  unitId: string
  signingKey: string
  encryptionKey: string
}

export const vectorsFolder = new URL('./vectors/', import.meta.url)

/** A unit of the committed vectors, with its private keys. */
export function vectorUnit(name: VectorUnitName): TestUnit {
  const units = JSON.parse(readFileSync(new URL('keys.json', vectorsFolder), 'utf8')) as Record<VectorUnitName, VectorUnitKeys>
  const { unitId, signingKey, encryptionKey } = units[name]
  return { unitId, signing: decodePrivateKeyPem(signingKey), encryption: decodePrivateKeyPem(encryptionKey) }
}

export function newUnit(unitId: string): TestUnit {
  return { unitId, signing: sm2GenerateKeyPair(), encryption: sm2GenerateKeyPair() }
}

export function draftFrom(unit: TestUnit, seq = 1, previousHash: string | null = null): PackageDraft {
  return {
    kind: 'up',
    packageId: `01900000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
    packageNo: `${unit.unitId.slice(0, 12)}-20260306-${String(seq).padStart(4, '0')}`,
    from: unit.unitId,
    seq,
    previousHash,
    epoch: 0,
    auditHead: { sequence: 17, hash: 'ab'.repeat(32) },
    period: { from: '2026-02-28', to: '2026-03-06' },
    producedAt: '2026-03-06T08:30:00.000Z',
    producedBy: '01900000-0000-7000-8000-00000000a001',
    approvedBy: '01900000-0000-7000-8000-00000000a002',
    purpose: '每周上报',
    basis: '县委政法委综治数据报送要求',
    appVersion: '0.1.0',
    schemaVersion: 1,
    counts: {},
    attachmentCount: 0,
    attachmentBytes: 0,
  }
}

export function smallStreams(note = '邻里排水'): RecordStream[] {
  const id = (last: number) => `01900000-0000-7000-8000-0000000001${String(last).padStart(2, '0')}`
  return [
    {
      register: 'resident',
      schemaVersion: 1,
      fields: ['id', 'name', 'villageCode'],
      records: [
        { id: id(1), name: '石明远', villageCode: '999901101201' },
        { id: id(2), name: '㼆若兰', villageCode: '999901101201' },
      ],
    },
    {
      register: 'mediation',
      schemaVersion: 1,
      fields: ['id', 'matter', 'parties'],
      records: [{ id: id(3), matter: note, parties: [id(1), id(2)] }],
    },
  ]
}

export interface SealSmall {
  from: TestUnit
  to: TestUnit[]
  file: string
  seq?: number
  previousHash?: string | null
  streams?: RecordStream[]
}

/** Seals a small package of records. */
export async function sealSmall({ from, to, file, seq = 1, previousHash = null, streams = smallStreams() }: SealSmall) {
  const payload = writePayload(streams)
  return sealPackage({
    header: () => ({ ...draftFrom(from, seq, previousHash), counts: countsOf(payload.manifest()) }),
    payload: payload.bytes,
    signer: { privateKey: from.signing.privateKey },
    recipients: to.map(({ unitId, encryption }) => ({ unitId, publicKey: encryption.publicKey })),
    file,
  })
}

export async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}

export async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size))
}

export async function readEvents(bytes: AsyncIterable<Uint8Array>): Promise<PayloadEvent[]> {
  const events: PayloadEvent[] = []
  for await (const event of readPayload(bytes)) events.push(event)
  return events
}
