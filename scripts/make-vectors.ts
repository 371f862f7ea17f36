/**
 * Writes the committed vectors of the package format into core/exchange/vectors/. SM2 is randomised, so every run gives other
 * bytes: run it once per format version (it refuses to overwrite) and keep what it made for ever.
 *
 *   npx node scripts/make-vectors.ts
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { formatCard, issueCard } from '../core/exchange/card.ts'
import { openPackage } from '../core/exchange/container.ts'
import { maxPrefixBytes, parsePrefix } from '../core/exchange/prefix.ts'
import { encodePrivateKeyPem } from '../core/exchange/sm2-encoding.ts'
import {
  newUnit,
  readEvents,
  sealSmall,
  smallStreams,
  vectorsFolder,
  vectorUnit,
  type TestUnit,
  type VectorUnitKeys,
} from '../core/exchange/testing.ts'

const path = (name: string) => fileURLToPath(new URL(name, vectorsFolder))
const writeJson = (name: string, value: unknown) => {
  writeFileSync(path(name), `${JSON.stringify(value, null, 2)}\n`)
}

if (existsSync(path('keys.json'))) throw new Error('core/exchange/vectors already holds vectors')
mkdirSync(vectorsFolder, { recursive: true })

const keysOf = ({ unitId, signing, encryption }: TestUnit): VectorUnitKeys => ({
  unitId,
  signingKey: encodePrivateKeyPem(signing),
  encryptionKey: encodePrivateKeyPem(encryption),
})
writeJson('keys.json', {
  township: keysOf(newUnit('999901101000')),
  county: keysOf(newUnit('999901000000')),
  outsider: keysOf(newUnit('999902000000')),
})
const township = vectorUnit('township')
const county = vectorUnit('county')

const card = issueCard({
  unitId: township.unitId,
  unitCode: '999901101000',
  name: '石榴镇综治中心',
  kind: 'township',
  createdAt: '2026-01-05T01:00:00.000Z',
  signingPrivateKey: township.signing.privateKey,
  encryptionPublicKey: township.encryption.publicKey,
})
writeFileSync(path('township-card.json'), formatCard(card))

const first = await sealSmall({ from: township, to: [county], file: path('small.zzb') })
await sealSmall({
  from: township,
  to: [county],
  file: path('second.zzb'),
  seq: 2,
  previousHash: first.digest,
  streams: smallStreams('宅基地边界'),
})

async function contentOf(name: string) {
  const opened = await openPackage(path(name), {
    senderPublicKey: township.signing.publicKey,
    recipient: { unitId: county.unitId, privateKey: county.encryption.privateKey },
  })
  return { file: name, digest: opened.digest, header: opened.header, events: await readEvents(opened.payload) }
}
writeJson('expected.json', [await contentOf('small.zzb'), await contentOf('second.zzb')])

/** Failure vectors: splices applied to small.zzb, offsets counted in the original. */
const small = readFileSync(path('small.zzb'))
const second = readFileSync(path('second.zzb'))
const prefix = parsePrefix(small.subarray(0, maxPrefixBytes))
const headerEnd = 9 + small.readUInt32BE(5)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const at = (text: string) => small.indexOf(text)
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return hex(bytes)
}
interface Splice {
  at: number
  remove: number
  insert: string
}
const splice = (position: number, remove: number, insert: string): Splice => ({ at: position, remove, insert })
const secondStanzas = parsePrefix(second).stanzas
const stanza = prefix.stanzas[0]
const otherStanza = secondStanzas[0]
if (!stanza || !otherStanza) throw new Error('no stanza')
const replaceText = (from: string, to: string) => [
  splice(5, 4, u32(headerEnd - 9 + Buffer.byteLength(to) - Buffer.byteLength(from))),
  splice(at(from), Buffer.byteLength(from), hex(Buffer.from(to))),
]
const payloadAt = prefix.bytes
writeJson('failures.json', [
  { name: 'not a package', rule: 'E5', edits: [splice(0, 4, hex(Buffer.from('PK\x03\x04')))], expect: 'notAPackage' },
  { name: 'empty file', rule: 'E1', edits: [splice(0, small.length, '')], expect: 'notAPackage' },
  { name: 'a later format', rule: 'E35', edits: [splice(3, 1, hex(Buffer.from('2')))], expect: 'tooNew' },
  { name: 'declared header of 4 GiB', rule: 'E5', edits: [splice(5, 4, 'ffffffff')], expect: 'tooLarge' },
  { name: 'declared header longer than the file', rule: 'E5', edits: [splice(5, 4, '00010000')], expect: 'truncated' },
  {
    name: 'suite rewritten to INTL',
    rule: 'E4',
    edits: replaceText('"suite":"SM"', '"suite":"INTL"'),
    expect: 'unsupportedSuite',
  },
  {
    name: 'suite rewritten to an unknown one',
    rule: 'E4',
    edits: replaceText('"suite":"SM"', '"suite":"XX"'),
    expect: 'unknownSuite',
  },
  { name: 'white space in the header', rule: 'E2', edits: replaceText('"suite":"SM"', '"suite": "SM"'), expect: 'malformed' },
  {
    name: 'a second suite key',
    rule: 'E5',
    edits: replaceText('"suite":"SM"', '"suite":"SM","suite":"SM"'),
    expect: 'malformed',
  },
  { name: 'another recipient', rule: 'E2', edits: replaceText('["999901000000"]', '["999902000000"]'), expect: 'badSignature' },
  { name: 'another epoch', rule: 'E2', edits: replaceText('"epoch":0', '"epoch":1'), expect: 'badSignature' },
  { name: 'volume 1 of 2', rule: 'E28', edits: replaceText('"n":1', '"n":2'), expect: 'malformed' },
  {
    name: 'stanza of another package',
    rule: 'E2',
    edits: [
      splice(
        headerEnd + 32,
        2 + stanza.wrappedKey.length,
        hex(
          Buffer.concat([
            Buffer.of(otherStanza.wrappedKey.length >>> 8, otherStanza.wrappedKey.length & 255),
            otherStanza.wrappedKey,
          ]),
        ),
      ),
    ],
    expect: 'badSignature',
  },
  {
    name: 'one bit of the signature',
    rule: 'E1',
    edits: [splice(payloadAt - 1, 1, hex(Buffer.of((small[payloadAt - 1] ?? 0) ^ 1)))],
    expect: 'badSignature',
  },
  {
    name: 'one bit of the payload',
    rule: 'E1',
    edits: [splice(payloadAt, 1, hex(Buffer.of((small[payloadAt] ?? 0) ^ 1)))],
    expect: 'tampered',
  },
  { name: 'last byte missing', rule: 'E1', edits: [splice(small.length - 1, 1, '')], expect: 'truncated' },
  { name: 'payload missing', rule: 'E1', edits: [splice(payloadAt, small.length - payloadAt, '')], expect: 'truncated' },
  { name: 'one byte more', rule: 'E1', edits: [splice(small.length, 0, '00')], expect: 'trailingData' },
])
