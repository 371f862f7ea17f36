// @vitest-environment jsdom
import { test } from 'vitest'
test('x', () => {
  console.log('JSD', new TextEncoder().encode('a') instanceof Uint8Array, Buffer.from('a') instanceof Uint8Array, Object.getOwnPropertyNames(globalThis).filter(k=>/Array$|Encoder|Blob|structuredClone|URL|crypto|Event|Abort/.test(k)).join(' '))
})
