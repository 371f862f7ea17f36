import { expect, test } from 'vitest'
import { chineseOrdinal, formatDay, formatDayInNumerals } from './chinese-date.ts'

test('days are written in figures without leading zeros', () => {
  expect(formatDay('2026-11-21')).toBe('2026年11月21日')
  expect(formatDay('2026-01-05')).toBe('2026年1月5日')
  expect(formatDay('2024-02-29')).toBe('2024年2月29日')
})

test('days are written in numerals', () => {
  expect(formatDayInNumerals('2026-11-21')).toBe('二〇二六年十一月二十一日')
  expect(formatDayInNumerals('2030-10-30')).toBe('二〇三〇年十月三十日')
})

test.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-1-1', '20261121', ''])('%s is no day', (day) => {
  expect(() => formatDay(day)).toThrow(RangeError)
})

test('ordinals', () => {
  expect([1, 9, 10, 11, 20, 21, 99, 100].map(chineseOrdinal)).toEqual([
    '一',
    '九',
    '十',
    '十一',
    '二十',
    '二十一',
    '九十九',
    '100',
  ])
  expect(() => chineseOrdinal(0)).toThrow(RangeError)
})
