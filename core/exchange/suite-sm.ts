/** Suite `SM`: SM2 key wrapping and signatures, SM4-GCM payload, SM3. */
import {
  gcmNonceBytes,
  gcmTagBytes,
  sm2Decrypt,
  sm2Encrypt,
  sm2PublicKeyOf,
  sm2Sign,
  sm2Verify,
  sm3,
  sm4GcmOpen,
  sm4GcmSeal,
  sm4KeyBytes,
} from './sm.ts'
import type { Suite } from './suite.ts'

const noAad = new Uint8Array(0)

export const smSuite: Suite = {
  id: 'SM',
  payloadKeyBytes: sm4KeyBytes,
  nonceBytes: gcmNonceBytes,
  tagBytes: gcmTagBytes,
  digest: sm3,
  sign: sm2Sign,
  verify: sm2Verify,
  publicKeyOf: sm2PublicKeyOf,
  wrapKey: sm2Encrypt,
  unwrapKey: sm2Decrypt,
  seal: (key, nonce, plaintext) => sm4GcmSeal(key, nonce, plaintext, noAad),
  open: (key, nonce, sealed) => sm4GcmOpen(key, nonce, sealed, noAad),
}
