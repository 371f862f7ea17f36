/**
 * Import this first in a test that runs the backend under jsdom: what jsdom puts in the place of Node's own makes bytes of another
 * realm, which the backend's cryptography takes for something else.
 */
import * as util from 'node:util'

Object.assign(globalThis, {
  TextEncoder: util.TextEncoder,
  TextDecoder: util.TextDecoder,
  Uint8Array: Object.getPrototypeOf(Buffer) as unknown,
})
