/**
 * The standard encodings of SM2 keys, signatures and ciphertexts, so that `openssl` and `gmssl` can open each part by hand.
 * Reading is strict: one value has one encoding, and everything else is refused. Without that, a signature could be
 * re-encoded into different bytes that still verify.
 *
 * SubjectPublicKeyInfo (RFC 5480) and PrivateKeyInfo (RFC 5208 around RFC 5915) have a fixed length for this curve, so both
 * are a constant prefix followed by the key's bytes. SM2Signature and SM2Cipher follow GM/T 0009.
 */
const spkiPrefix = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex')
const pkcs8Prefix = Buffer.from('308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420', 'hex')
const pkcs8Middle = Buffer.from('a144034200', 'hex')

export interface Sm2KeyPair {
  /** 32 bytes, big-endian */
  privateKey: Uint8Array
  /** 65 bytes, 04 ‖ x ‖ y */
  publicKey: Uint8Array
}

/** Thrown for every refusal of this layer; `kind` says what was wrong, never with which bytes. */
export class SmError extends Error {
  readonly kind: 'badKey' | 'badEncoding' | 'badLength' | 'badCiphertext'
  constructor(kind: SmError['kind'], message: string) {
    super(message)
    this.name = 'SmError'
    this.kind = kind
  }
}

function pem(label: string, der: Uint8Array): string {
  const base64 = Buffer.from(der).toString('base64')
  return `-----BEGIN ${label}-----\n${base64.replace(/.{64}(?=.)/g, '$&\n')}\n-----END ${label}-----\n`
}

function unpem(label: string, text: string): Buffer {
  const lines = text.trim().split(/\r?\n/)
  if (text.length > 4096 || lines.shift() !== `-----BEGIN ${label}-----` || lines.pop() !== `-----END ${label}-----`) {
    throw new SmError('badEncoding', `不是 ${label} 格式的密钥`)
  }
  const base64 = lines.join('')
  const der = Buffer.from(base64, 'base64')
  if (der.toString('base64') !== base64) throw new SmError('badEncoding', '密钥的 Base64 有误')
  return der
}

function takePrefix(bytes: Uint8Array, prefix: Uint8Array): Uint8Array {
  if (Buffer.compare(bytes.subarray(0, prefix.length), prefix) !== 0) throw new SmError('badEncoding', '不是 SM2 密钥')
  return bytes.subarray(prefix.length)
}

/** PEM `PUBLIC KEY`, 91 bytes of DER. */
export function encodePublicKeyPem(publicKey: Uint8Array): string {
  if (publicKey.length !== 65) throw new SmError('badLength', '公钥长度有误')
  return pem('PUBLIC KEY', Buffer.concat([spkiPrefix, publicKey]))
}

/** The 65 key bytes; whether they name a point of the curve is for the caller to check. */
export function decodePublicKeyPem(text: string): Uint8Array {
  const key = takePrefix(unpem('PUBLIC KEY', text), spkiPrefix)
  if (key.length !== 65) throw new SmError('badEncoding', '公钥长度有误')
  return Uint8Array.from(key)
}

/** PEM `PRIVATE KEY`, unencrypted: for the encrypted database and for tests, never for a disk. */
export function encodePrivateKeyPem(pair: Sm2KeyPair): string {
  if (pair.privateKey.length !== 32 || pair.publicKey.length !== 65) throw new SmError('badLength', '密钥长度有误')
  return pem('PRIVATE KEY', Buffer.concat([pkcs8Prefix, pair.privateKey, pkcs8Middle, pair.publicKey]))
}

export function decodePrivateKeyPem(text: string): Sm2KeyPair {
  const rest = takePrefix(unpem('PRIVATE KEY', text), pkcs8Prefix)
  const publicKey = takePrefix(rest.subarray(32), pkcs8Middle)
  if (publicKey.length !== 65) throw new SmError('badEncoding', '私钥长度有误')
  return { privateKey: Uint8Array.from(rest.subarray(0, 32)), publicKey: Uint8Array.from(publicKey) }
}

interface Element {
  content: Uint8Array
  rest: Uint8Array
}

function readElement(tag: number, bytes: Uint8Array): Element {
  const bad = () => new SmError('badEncoding', 'DER 编码有误')
  const first = bytes[1]
  if (bytes[0] !== tag || first === undefined) throw bad()
  const lengthBytes = first < 0x80 ? 0 : first - 0x80
  if (lengthBytes > 2 || first === 0x80) throw bad()
  const start = 2 + lengthBytes
  const length = lengthBytes === 0 ? first : Buffer.from(bytes.subarray(2, start)).readUIntBE(0, lengthBytes)
  if ((lengthBytes === 1 && length < 0x80) || (lengthBytes === 2 && length < 0x100)) throw bad()
  if (bytes.length < start + length) throw bad()
  return { content: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) }
}

/** A positive INTEGER of at most 256 bits as 32 big-endian bytes. */
function integerBytes(content: Uint8Array): Uint8Array {
  const [first, second] = content
  const padded = first === 0 && second !== undefined && second >= 0x80
  const digits = padded ? content.subarray(1) : content
  if (first === undefined || first >= 0x80 || (first === 0 && !padded) || digits.length > 32) {
    throw new SmError('badEncoding', 'DER 整数有误')
  }
  const bytes = new Uint8Array(32)
  bytes.set(digits, 32 - digits.length)
  return bytes
}

function readSequence(bytes: Uint8Array): Uint8Array {
  const { content, rest } = readElement(0x30, bytes)
  if (rest.length > 0) throw new SmError('badEncoding', 'DER 之后有多余字节')
  return content
}

/** SM2Signature ::= SEQUENCE { r INTEGER, s INTEGER } → r ‖ s, 64 bytes. */
export function decodeSignature(der: Uint8Array): Uint8Array {
  const r = readElement(0x02, readSequence(der))
  const s = readElement(0x02, r.rest)
  if (s.rest.length > 0) throw new SmError('badEncoding', '签名编码有误')
  return Buffer.concat([integerBytes(r.content), integerBytes(s.content)])
}

/** SM2Cipher ::= SEQUENCE { x INTEGER, y INTEGER, hash OCTET STRING, cipher OCTET STRING } → x ‖ y ‖ C3 ‖ C2. */
export function decodeCiphertext(der: Uint8Array): Uint8Array {
  const x = readElement(0x02, readSequence(der))
  const y = readElement(0x02, x.rest)
  const hash = readElement(0x04, y.rest)
  const cipher = readElement(0x04, hash.rest)
  if (hash.content.length !== 32 || cipher.content.length === 0 || cipher.rest.length > 0) {
    throw new SmError('badEncoding', 'SM2 密文编码有误')
  }
  return Buffer.concat([integerBytes(x.content), integerBytes(y.content), hash.content, cipher.content])
}
