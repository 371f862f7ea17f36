import { execFileSync, spawnSync } from 'node:child_process'
import { createCipheriv, createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import {
  assertSm2PublicKey,
  sm2Decrypt,
  sm2Encrypt,
  sm2GenerateKeyPair,
  sm2PublicKeyOf,
  sm2Sign,
  sm2Verify,
  sm3,
  sm3HexOf,
  sm4GcmOpen,
  sm4GcmSeal,
} from './sm.ts'
import {
  decodeCiphertext,
  decodePrivateKeyPem,
  decodePublicKeyPem,
  decodeSignature,
  encodePrivateKeyPem,
  encodePublicKeyPem,
} from './sm2-encoding.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex')
const utf8 = (text: string) => Uint8Array.from(Buffer.from(text))
const pair = sm2GenerateKeyPair()

/** key pair of the examples in GB/T 32918.5 */
const standard = {
  privateKey: bytes('3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8'),
  publicKey: bytes(
    '0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13',
  ),
}

const withByte = (value: Uint8Array, at: number, change: (byte: number) => number) =>
  Uint8Array.from(value, (byte, index) => (index === at ? change(byte) : byte))

describe('SM3', () => {
  test('GB/T 32905 A.1 and A.2', () => {
    expect(sm3HexOf(utf8('abc'))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(hex(sm3(utf8('abcd'.repeat(16))))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  })
  test('agrees with the oracle at every padding edge', () => {
    for (let length = 0; length <= 200; length += 1) {
      const message = new Uint8Array(length).fill(length)
      expect(sm3HexOf(message)).toBe(createHash('sm3').update(message).digest('hex'))
    }
  })
})

describe('SM4-GCM', () => {
  const key = bytes('0123456789ABCDEFFEDCBA9876543210')
  const nonce = bytes('00001234567800000000ABCD')
  const aad = bytes('FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2')
  const plain = bytes(
    'AA'.repeat(8) +
      'BB'.repeat(8) +
      'CC'.repeat(8) +
      'DD'.repeat(8) +
      'EE'.repeat(8) +
      'FF'.repeat(8) +
      'EE'.repeat(8) +
      'AA'.repeat(8),
  )
  const sealed = sm4GcmSeal(key, nonce, plain, aad)
  const empty = new Uint8Array(0)

  test('RFC 8998 A.1', () => {
    expect(hex(sealed).toUpperCase()).toBe(
      '17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D' +
        '83DE3541E4C2B58177E065A9BF7B62EC',
    )
    expect(sm4GcmOpen(key, nonce, sealed, aad)).toEqual(plain)
  })
  test('its ciphertext is SM4-CTR from counter 2, any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ minLength: 16, maxLength: 16 }), (message, randomKey) => {
        const start = Buffer.concat([nonce, bytes('00000002')])
        const oracle = createCipheriv('sm4-ctr', randomKey, start).update(message)
        const ours = sm4GcmSeal(randomKey, nonce, message, empty)
        expect(hex(ours.subarray(0, message.length))).toBe(oracle.toString('hex'))
        expect(sm4GcmOpen(randomKey, nonce, ours, empty)).toEqual(message)
      }),
    )
  })
  test('one changed bit anywhere, or a missing tag, is refused', () => {
    const refused = { kind: 'badCiphertext' }
    for (let at = 0; at < sealed.length; at += 1) {
      expect(() =>
        sm4GcmOpen(
          key,
          nonce,
          withByte(sealed, at, (byte) => byte ^ 1),
          aad,
        ),
      ).toThrow(expect.objectContaining(refused))
    }
    expect(() => sm4GcmOpen(key, nonce, sealed.subarray(0, 64), aad)).toThrow(expect.objectContaining(refused))
    expect(() => sm4GcmOpen(key, nonce, empty, aad)).toThrow(expect.objectContaining(refused))
    expect(() => sm4GcmOpen(key, nonce, sealed, aad.subarray(1))).toThrow(expect.objectContaining(refused))
    expect(() =>
      sm4GcmOpen(
        key,
        withByte(nonce, 0, () => 9),
        sealed,
        aad,
      ),
    ).toThrow(expect.objectContaining(refused))
  })
  test('wrong key and nonce lengths are refused', () => {
    expect(() => sm4GcmSeal(key.subarray(1), nonce, plain, aad)).toThrow(expect.objectContaining({ kind: 'badLength' }))
    expect(() => sm4GcmSeal(key, nonce.subarray(1), plain, aad)).toThrow(expect.objectContaining({ kind: 'badLength' }))
  })
})

describe('SM2', () => {
  test('GB/T 32918.5 A.2: the standard signature verifies, its key follows from the private one', () => {
    const signature = bytes(
      '3046 022100 F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3 022100 B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA',
    )
    expect(sm2Verify(standard.publicKey, utf8('message digest'), signature)).toBe(true)
    expect(sm2Verify(standard.publicKey, utf8('message digesT'), signature)).toBe(false)
    expect(sm2PublicKeyOf(standard.privateKey)).toEqual(standard.publicKey)
  })
  test('GB/T 32918.5 C.2: the standard ciphertext opens', () => {
    const ciphertext = bytes(
      '307C022004EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73022100E858F9D81E5430A57B36DAAB8F950A3C64E6EE6A63094D99283AFF767E124D' +
        'F0042059983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD8766041321886CA989CA9C7D58087307CA93092D651EFA',
    )
    expect(Buffer.from(sm2Decrypt(standard.privateKey, ciphertext)).toString()).toBe('encryption standard')
  })
  test('round trips, one-byte messages included', () => {
    for (let round = 0; round < 40; round += 1) {
      const message = new Uint8Array((round % 5) * 16 + 1).fill(round)
      const sealed = sm2Encrypt(pair.publicKey, message)
      expect(hex(decodeCiphertext(sealed).subarray(96))).not.toBe(hex(message))
      expect(sm2Decrypt(pair.privateKey, sealed)).toEqual(message)
      expect(sm2Verify(pair.publicKey, message, sm2Sign(pair.privateKey, message))).toBe(true)
    }
  })
  test('every changed byte of a signature is refused, and so is every other encoding of it', () => {
    const message = utf8('调解协议')
    const signature = sm2Sign(pair.privateKey, message)
    for (let at = 0; at < signature.length; at += 1) {
      expect(
        sm2Verify(
          pair.publicKey,
          message,
          withByte(signature, at, (byte) => byte ^ 1),
        ),
      ).toBe(false)
    }
    expect(sm2Verify(pair.publicKey, message, Buffer.concat([signature, bytes('00')]))).toBe(false)
    expect(sm2Verify(pair.publicKey, message, decodeSignature(signature))).toBe(false)
    expect(sm2Verify(pair.publicKey, message, bytes('3006020100020100'))).toBe(false)
    expect(sm2Verify(pair.publicKey, message, new Uint8Array(0))).toBe(false)
  })
  test('a changed ciphertext, another key and a point off the curve throw', () => {
    const sealed = sm2Encrypt(pair.publicKey, utf8('0123456789abcdef'))
    for (let at = 0; at < sealed.length; at += 1) {
      expect(() =>
        sm2Decrypt(
          pair.privateKey,
          withByte(sealed, at, (byte) => byte ^ 1),
        ),
      ).toThrow(expect.objectContaining({ name: 'SmError' }))
    }
    expect(() => sm2Decrypt(standard.privateKey, sealed)).toThrow(expect.objectContaining({ kind: 'badCiphertext' }))
    const offCurve = bytes(`304a 020101 020101 0420 ${'11'.repeat(32)} 0420 ${'22'.repeat(32)}`)
    expect(() => sm2Decrypt(pair.privateKey, offCurve)).toThrow(expect.objectContaining({ kind: 'badKey' }))
  })
  test('unusable keys are refused', () => {
    const order = 'FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123'
    for (const key of ['00'.repeat(32), order, order.replace(/3$/, '2'), 'FF'.repeat(32), '01']) {
      expect(() => sm2Sign(bytes(key), utf8('a'))).toThrow(expect.objectContaining({ name: 'SmError' }))
    }
    expect(() => {
      assertSm2PublicKey(withByte(pair.publicKey, 64, (byte) => byte ^ 1))
    }).toThrow(expect.objectContaining({ kind: 'badKey' }))
  })
})

describe('key files', () => {
  test('PEM round trip; anything else is refused', () => {
    const priv = encodePrivateKeyPem(pair)
    const pub = encodePublicKeyPem(pair.publicKey)
    expect(decodePrivateKeyPem(priv)).toEqual(pair)
    expect(decodePublicKeyPem(pub)).toEqual(pair.publicKey)
    for (const text of [
      '',
      priv,
      pub.replace('MFkw', 'MFgw'),
      pub.replace(/.{4}\n-----END/, '\n-----END'),
      `${pub}x`,
      pub.replace('\n', '\n*'),
    ]) {
      expect(() => decodePublicKeyPem(text)).toThrow(expect.objectContaining({ kind: 'badEncoding' }))
    }
    expect(() => decodePrivateKeyPem(pub)).toThrow(expect.objectContaining({ kind: 'badEncoding' }))
  })
})

describe.skipIf(spawnSync('openssl', ['version']).status !== 0)('openssl opens each part, and we open its', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zzb-openssl-'))
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const id = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678']
  writeFileSync(at('private.pem'), encodePrivateKeyPem(pair))
  writeFileSync(at('public.pem'), encodePublicKeyPem(pair.publicKey))
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  test('keys', () => {
    expect(openssl('pkey', '-in', at('private.pem'), '-pubout').toString()).toBe(encodePublicKeyPem(pair.publicKey))
    const theirs = decodePrivateKeyPem(openssl('genpkey', '-algorithm', 'SM2').toString())
    expect(sm2PublicKeyOf(theirs.privateKey)).toEqual(theirs.publicKey)
  })
  test('signatures, both ways', () => {
    for (let round = 0; round < 8; round += 1) {
      const message = new Uint8Array(round * 25 + 1).fill(round)
      writeFileSync(at('message'), message)
      writeFileSync(at('signature'), sm2Sign(pair.privateKey, message))
      expect(
        openssl(
          'pkeyutl',
          '-verify',
          '-pubin',
          '-inkey',
          at('public.pem'),
          '-in',
          at('message'),
          '-sigfile',
          at('signature'),
          ...id,
        ).toString(),
      ).toContain('Verified Successfully')
      const theirs = openssl('pkeyutl', '-sign', '-inkey', at('private.pem'), '-in', at('message'), ...id)
      expect(sm2Verify(pair.publicKey, message, theirs)).toBe(true)
    }
  })
  test('ciphertexts, both ways', () => {
    for (let round = 0; round < 8; round += 1) {
      const message = new Uint8Array(round * 9 + 3).fill(round)
      writeFileSync(at('sealed'), sm2Encrypt(pair.publicKey, message))
      expect(hex(openssl('pkeyutl', '-decrypt', '-inkey', at('private.pem'), '-in', at('sealed')))).toBe(hex(message))
      writeFileSync(at('message'), message)
      expect(
        sm2Decrypt(pair.privateKey, openssl('pkeyutl', '-encrypt', '-pubin', '-inkey', at('public.pem'), '-in', at('message'))),
      ).toEqual(message)
    }
  })
})
