/** scrypt on libuv's thread pool: about 0.4 s that block nothing. Nothing but node:crypto is loaded, so a host may start it first. */
import { scrypt } from 'node:crypto'

export interface KeyParameters {
  /** base64 */
  salt: string
  n: number
  r: number
  p: number
}

const started = new Map<string, Promise<Buffer>>()

const identify = (secret: string, { salt, n, r, p }: KeyParameters) => JSON.stringify([secret, salt, n, r, p])

function derive(secret: string, { salt, n, r, p }: KeyParameters): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N: n, r, p, maxmem: 256 * n * r }
    scrypt(secret.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, options, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

/** Begins while the rest of the program is still loading; the result is handed to the first `deriveKey` of the same secret. */
export function startDeriving(secret: string, parameters: KeyParameters): void {
  const promise = derive(secret, parameters)
  promise.catch(() => undefined)
  started.set(identify(secret, parameters), promise)
}

/** 32 bytes; the caller overwrites them after use */
export function deriveKey(secret: string, parameters: KeyParameters): Promise<Buffer> {
  const key = identify(secret, parameters)
  const begun = started.get(key)
  started.delete(key)
  return begun ?? derive(secret, parameters)
}
