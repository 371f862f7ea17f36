import { expect, test } from 'vitest'
import { sizeText } from './size-text.ts'

test('sizes are told in the unit people read', () => {
  expect([0, 999, 1000, 4096, 94_000, 2_392_700, 83e9].map(sizeText)).toEqual([
    '0 字节',
    '999 字节',
    '1.0 KB',
    '4.0 KB',
    '92 KB',
    '2.3 MB',
    '77 GB',
  ])
})
