import { expect, test } from 'vitest'
import { printable } from './printable.ts'

test('what XML cannot hold is left out, all else stays, within the length of a cell', () => {
  expect(printable('石\u0000榴\u001f\uffff村\ud800')).toBe('石榴村')
  expect(printable('第一行\n\t第二行 𠮷野')).toBe('第一行\n\t第二行 𠮷野')
  expect(printable('字'.repeat(40_000))).toHaveLength(32_767)
})
