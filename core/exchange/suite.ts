/**
 * The algorithms of one package, named by its header and never mixed. Keys are the suite's raw bytes.
 * Digests are 32 bytes; `seal` appends the tag to the ciphertext.
 */
export interface Suite {
  id: 'SM'
  payloadKeyBytes: number
  nonceBytes: number
  tagBytes: number
  digest(bytes: Uint8Array): Uint8Array
  sign(privateKey: Uint8Array, message: Uint8Array): Uint8Array
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
  publicKeyOf(privateKey: Uint8Array): Uint8Array
  wrapKey(publicKey: Uint8Array, payloadKey: Uint8Array): Uint8Array
  /** throws when the stanza is not for this key */
  unwrapKey(privateKey: Uint8Array, wrapped: Uint8Array): Uint8Array
  seal(payloadKey: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array): Uint8Array
  /** throws when a bit differs */
  open(payloadKey: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array
}
