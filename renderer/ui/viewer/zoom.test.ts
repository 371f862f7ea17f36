import { expect, test } from 'vitest'
import { stepZoom } from './zoom.ts'

test('sizes go up and down by the same steps and stop at the ends', () => {
  expect(stepZoom(1, 1)).toBe(1.25)
  expect(stepZoom(stepZoom(1, 1), -1)).toBe(1)
  expect([stepZoom(6, 1), stepZoom(0.25, -1)]).toEqual([6, 0.25])
  expect(stepZoom(0.9, 1)).toBe(1)
})
