import { expect, test } from 'vitest'
import { readDay } from './day-input.ts'

const today = '2026-11-21'

test.each([
  ['20261121', '2026-11-21'],
  ['2026-11-21', '2026-11-21'],
  ['2026/1/5', '2026-01-05'],
  ['2026年11月5日', '2026-11-05'],
  ['1121', '2026-11-21'],
  ['11-21', '2026-11-21'],
  ['3月8日', '2026-03-08'],
  ['5', '2026-11-05'],
  ['今天', '2026-11-21'],
  ['明天', '2026-11-22'],
  ['昨天', '2026-11-20'],
  ['+7', '2026-11-28'],
  ['-30', '2026-10-22'],
  ['+10', '2026-12-01'],
  ['２０２６１１２１', '2026-11-21'],
  [' 2028 02 29 ', '2028-02-29'],
])('%s is read as %s', (typed, day) => {
  expect(readDay(typed, today)).toEqual({ day })
})

test.each(['20260229', '1332', '31', '2026-13-01', '18991231', '0'])('%s is no day of the calendar', (typed) => {
  expect(readDay(typed, today)).toEqual({ problem: expect.stringMatching(/^没有 \d+ 年 \d+ 月 \d+ 日这一天$/) as string })
})

test.each(['下周', '261121', '++7', '2026', '11-21-2026', 'abc'])('%s is refused with a hint, not guessed', (typed) => {
  const reading = readDay(typed, today)
  expect(reading).toHaveProperty('problem')
})
