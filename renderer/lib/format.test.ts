import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueGroup, dayText, dueText, fenOf, fullDayText, idText, lunarDayText, phoneText, yuanText } from './format.ts'

const today = '2026-11-20'

test('days are said as people say them', () => {
  const said = ['2026-11-20', '2026-11-21', '2026-11-19', '2026-11-22', '2026-12-05', '2025-11-22'].map((day) =>
    dayText(day, today),
  )
  expect(said).toEqual(['今天', '明天', '昨天', '周日 11-22', '12-05', '2025-11-22'])
  expect(dueText('2026-11-17', today)).toBe('逾期 3 天')
  expect(dueText('2026-11-20', today)).toBe('今天')
  expect(fullDayText(today)).toBe('2026年11月20日 星期五')
  expect(lunarDayText(today)).toBe('农历十月十二')
})

test('a due day falls into overdue, today, this week (to Sunday) or later', () => {
  expect(['2026-11-19', '2026-11-20', '2026-11-22', '2026-11-23'].map((day) => dueGroup(day, today))).toEqual([
    'overdue',
    'today',
    'week',
    'later',
  ])
})

test('numbers are grouped, masked ones alike, odd ones untouched', () => {
  expect(idText('410122198802031234')).toBe('410122 19880203 1234')
  expect(idText('9999************1234')).toBe('9999************1234')
  expect(idText('410***********1234')).toBe('410*** ******** 1234')
  expect(phoneText('13900000187')).toBe('139 0000 0187')
  expect(phoneText('0371-1234567')).toBe('0371-1234567')
})

test('yuan as typed and fen as held agree for every amount', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e13 }), (fen) => fenOf(yuanText(fen)) === fen))
  expect([fenOf('1,200.5'), fenOf('1200'), fenOf('１２元'), fenOf('1.005'), fenOf('-3'), fenOf('十元')]).toEqual([
    120050,
    120000,
    1200,
    undefined,
    undefined,
    undefined,
  ])
})
