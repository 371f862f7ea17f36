/**
 * The one way to the national algorithms. The primitives are sm-crypto-v2's; this file closes what that package leaves open
 * (a GCM tag that may be forgotten, a ciphertext point that is not checked, a failed decryption that returns nothing) and
 * speaks bytes only. Nothing else imports sm-crypto-v2, and nobody asks node:crypto: Electron's has no SM algorithm.
 *
 * SM3 GB/T 32905, SM4 GB/T 32907, SM2 GB/T 32918, encodings GM/T 0009, SM4-GCM as in RFC 8998.
 */
import { sm2, sm3 as sm3Hex, sm4 } from 'sm-crypto-v2'
import { decodeCiphertext, decodeSignature, SmError, type Sm2KeyPair } from './sm2-encoding.ts'

export type { Sm2KeyPair } from './sm2-encoding.ts'

/** The signer's ID of GM/T 0009 for whoever agreed on no other. */
const userId = '1234567812345678'
const curveOrder = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
export const sm4KeyBytes = 16
export const gcmNonceBytes = 12
export const gcmTagBytes = 16

const toHex = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
const fromHex = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))

/** SM3 of all the bytes, 32 bytes. */
export function sm3(bytes: Uint8Array): Uint8Array {
  return fromHex(sm3Hex(bytes))
}

/** SM3 as 64 lower-case hex digits. */
export function sm3HexOf(bytes: Uint8Array): string {
  return sm3Hex(bytes)
}

function requireLength(bytes: Uint8Array, length: number, what: string): void {
  if (bytes.length !== length) throw new SmError('badLength', `${what}应为 ${String(length)} 字节`)
}

/** SM4-GCM: ciphertext followed by its 16-byte tag. A nonce is used once per key; that is the caller's duty. */
export function sm4GcmSeal(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Uint8Array {
  requireLength(key, sm4KeyBytes, 'SM4 密钥')
  requireLength(nonce, gcmNonceBytes, 'GCM 随机数')
  const sealed = sm4.encrypt(plaintext, key, { mode: 'gcm', output: 'array', outputTag: true, iv: nonce, associatedData: aad })
  if (!sealed.tag) throw new SmError('badCiphertext', '加密未产生校验标签')
  const out = new Uint8Array(sealed.output.length + gcmTagBytes)
  out.set(sealed.output)
  out.set(sealed.tag, sealed.output.length)
  return out
}

/** The plaintext, or an SmError `badCiphertext` when one bit of key, nonce, aad, ciphertext or tag differs. */
export function sm4GcmOpen(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Uint8Array {
  requireLength(key, sm4KeyBytes, 'SM4 密钥')
  requireLength(nonce, gcmNonceBytes, 'GCM 随机数')
  const end = sealed.length - gcmTagBytes
  if (end < 0) throw new SmError('badCiphertext', '密文过短')
  const tag = sealed.slice(end)
  try {
    // typed as if a result object came back; for decryption it is the bytes themselves
    const plain: unknown = sm4.decrypt(sealed.subarray(0, end), key, {
      mode: 'gcm',
      output: 'array',
      iv: nonce,
      associatedData: aad,
      tag,
    })
    if (plain instanceof Uint8Array) return plain
  } catch {
    // the tag did not match
  }
  throw new SmError('badCiphertext', '密文校验失败')
}

export function sm2GenerateKeyPair(): Sm2KeyPair {
  const pair = sm2.generateKeyPairHex()
  return { privateKey: fromHex(pair.privateKey), publicKey: fromHex(pair.publicKey) }
}

function privateKeyHex(privateKey: Uint8Array): string {
  requireLength(privateKey, 32, 'SM2 私钥')
  const hex = toHex(privateKey)
  const d = BigInt(`0x${hex}`)
  // d = n − 1 has no inverse of 1 + d and cannot sign (GB/T 32918.2)
  if (d === 0n || d >= curveOrder - 1n) throw new SmError('badKey', 'SM2 私钥无效')
  return hex
}

function publicKeyHex(publicKey: Uint8Array): string {
  requireLength(publicKey, 65, 'SM2 公钥')
  const hex = toHex(publicKey)
  try {
    if (hex.startsWith('04') && sm2.verifyPublicKey(hex)) return hex
  } catch {
    // not a point of the curve
  }
  throw new SmError('badKey', 'SM2 公钥无效')
}

/** Throws SmError `badKey` unless these 65 bytes name a point of the curve. */
export function assertSm2PublicKey(publicKey: Uint8Array): void {
  publicKeyHex(publicKey)
}

export function sm2PublicKeyOf(privateKey: Uint8Array): Uint8Array {
  return fromHex(sm2.getPublicKeyFromPrivateKey(privateKeyHex(privateKey)))
}

/** SM2 with SM3 over the message itself, default ID, DER. */
export function sm2Sign(privateKey: Uint8Array, message: Uint8Array): Uint8Array {
  return fromHex(sm2.doSignature(message, privateKeyHex(privateKey), { hash: true, der: true, userId }))
}

/** False for every signature that is not this key's over this message, however malformed; throws only for an unusable public key. */
export function sm2Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = publicKeyHex(publicKey)
  try {
    const raw = toHex(decodeSignature(signature))
    const r = BigInt(`0x${raw.slice(0, 64)}`)
    const s = BigInt(`0x${raw.slice(64)}`)
    if (r === 0n || s === 0n || r >= curveOrder || s >= curveOrder) return false
    return sm2.doVerifySignature(message, raw, key, { hash: true, userId })
  } catch {
    return false
  }
}

/** SM2Cipher in DER, C1‖C3‖C2. For keys and other short secrets; 1 to 1024 bytes. */
export function sm2Encrypt(publicKey: Uint8Array, plaintext: Uint8Array): Uint8Array {
  if (plaintext.length === 0 || plaintext.length > 1024) throw new SmError('badLength', 'SM2 明文应为 1 至 1024 字节')
  const key = publicKeyHex(publicKey)
  for (;;) {
    const der = fromHex(sm2.doEncrypt(plaintext, key, 1, { asn1: true }))
    // GB/T 32918.4 step A5: an all-zero key stream is thrown away, else the message would stand there readable
    if (Buffer.compare(decodeCiphertext(der).subarray(96), plaintext) !== 0) return der
  }
}

/** The plaintext, or an SmError: bad DER, a point off the curve, a wrong key and a changed byte are all refused. */
export function sm2Decrypt(privateKey: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const key = privateKeyHex(privateKey)
  const raw = decodeCiphertext(ciphertext)
  assertSm2PublicKey(Buffer.concat([Buffer.of(4), raw.subarray(0, 64)]))
  const plain = sm2.doDecrypt(toHex(raw), key, 1, { output: 'array' })
  if (plain.length === 0) throw new SmError('badCiphertext', 'SM2 解密失败')
  return plain
}
