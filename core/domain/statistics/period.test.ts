import { expect, test } from 'vitest'
import { periodAround, stepOf } from './period.ts'

test.each([
  ['month', '2024-02-29', { from: '2024-02-01', to: '2024-02-29', label: '2024年2月' }],
  ['quarter', '2026-11-21', { from: '2026-10-01', to: '2026-12-31', label: '2026年第四季度' }],
  ['half', '2026-06-30', { from: '2026-01-01', to: '2026-06-30', label: '2026年上半年' }],
  ['half', '2026-07-01', { from: '2026-07-01', to: '2026-12-31', label: '2026年下半年' }],
  ['year', '2026-11-21', { from: '2026-01-01', to: '2026-12-31', label: '2026年' }],
] as const)('%s around %s', (kind, day, period) => {
  expect(periodAround(kind, day)).toEqual(period)
})

test('going back and forth ends where it began', () => {
  for (const kind of ['month', 'quarter', 'half', 'year'] as const) {
    const here = periodAround(kind, '2026-03-31')
    const before = periodAround(kind, stepOf(here, -1))
    expect(periodAround(kind, stepOf(before, 1))).toEqual(here)
  }
})
