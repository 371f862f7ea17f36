import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cardFingerprint, formatCard, issueCard, parseCard, sameFingerprint } from './card.ts'
import { newUnit, vectorsFolder, vectorUnit } from './testing.ts'

const township = vectorUnit('township')
const request = {
  unitId: township.unitId,
  unitCode: '999901101000',
  name: '石榴镇综治中心',
  kind: 'township' as const,
  createdAt: '2026-01-05T01:00:00.000Z',
  signingPrivateKey: township.signing.privateKey,
  encryptionPublicKey: township.encryption.publicKey,
}
const card = issueCard(request)

describe('unit card', () => {
  test('the committed card reads, with its keys and fingerprint', () => {
    const peer = parseCard(readFileSync(new URL('township-card.json', vectorsFolder), 'utf8'))
    expect(peer).toMatchObject({
      card: { name: '石榴镇综治中心' },
      signingKey: township.signing.publicKey,
      encryptionKey: township.encryption.publicKey,
    })
    expect(peer.fingerprint).toBe(cardFingerprint(card))
  })
  test('fingerprint: eight groups of five digits; a new name keeps it, another unit or key changes it', () => {
    const fingerprint = cardFingerprint(card)
    expect(fingerprint).toMatch(/^(\d{5} ){7}\d{5}$/)
    expect(cardFingerprint(issueCard({ ...request, name: '石榴镇社会治安综合治理中心' }))).toBe(fingerprint)
    const others = [
      { unitId: '999901101000-2' },
      { signingPrivateKey: newUnit('999901101000').signing.privateKey },
      { encryptionPublicKey: newUnit('999901101000').encryption.publicKey },
    ]
    for (const other of others) expect(cardFingerprint(issueCard({ ...request, ...other }))).not.toBe(fingerprint)
  })
  test('fingerprints compare without spaces, dashes or width', () => {
    const fingerprint = cardFingerprint(card)
    expect(sameFingerprint(fingerprint.replaceAll(' ', ''), fingerprint)).toBe(true)
    expect(sameFingerprint(` ${fingerprint.replaceAll(' ', '-')}\n`, fingerprint)).toBe(true)
    expect(
      sameFingerprint(
        fingerprint.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
        fingerprint,
      ),
    ).toBe(true)
    const last = fingerprint.at(-1) === '0' ? '1' : '0'
    expect(sameFingerprint(fingerprint.slice(0, -1) + last, fingerprint)).toBe(false)
    expect(sameFingerprint('', '')).toBe(false)
    expect(sameFingerprint('12345', '12345')).toBe(false)
  })
  test('every altered field is refused', () => {
    const altered = { unitId: '999901101000-2', name: '石榴镇', kind: 'county', createdAt: '2026-01-05T01:00:01.000Z' }
    for (const [field, value] of Object.entries(altered)) {
      expect(() => parseCard(JSON.stringify({ ...card, [field]: value }))).toThrow(
        expect.objectContaining({ kind: 'badSignature' }),
      )
    }
    const other = issueCard({ ...request, signingPrivateKey: newUnit('999901101000').signing.privateKey })
    expect(() => parseCard(JSON.stringify({ ...card, signingKey: other.signingKey }))).toThrow(
      expect.objectContaining({ kind: 'badSignature' }),
    )
    expect(() => parseCard(JSON.stringify({ ...card, signature: other.signature }))).toThrow(
      expect.objectContaining({ kind: 'badSignature' }),
    )
  })
  test('E5 hostile card files', () => {
    const malformed = [
      '',
      'null',
      '[]',
      '{}',
      JSON.stringify({ ...card, extra: 1 }),
      JSON.stringify({ ...card, name: '石榴\u202e镇' }),
      JSON.stringify({ ...card, unitCode: '999901102000' }),
      JSON.stringify({ ...card, signingKey: 'x' }),
    ]
    for (const text of malformed) expect(() => parseCard(text)).toThrow(expect.objectContaining({ kind: 'malformed' }))
    expect(() => parseCard(formatCard(card) + ' '.repeat(10_000))).toThrow(expect.objectContaining({ kind: 'tooLarge' }))
    expect(() => issueCard({ ...request, name: '' })).toThrow(expect.objectContaining({ kind: 'malformed' }))
  })
})
