import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { calendarFile, calendarProblems, deadlineAfter, isWorkday, knownYears, type CalendarFile } from './calendar.ts'

const folder = join(import.meta.dirname, '../../resources/calendar')
const shipped = readdirSync(folder).map((name) => calendarFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
const years = knownYears(shipped)

test('the shipped years are whole and say what they rest on', () => {
  expect(shipped.map(({ year }) => year)).toEqual(expect.arrayContaining([2024, 2025, 2026]))
  for (const one of shipped) {
    expect(calendarProblems(one)).toEqual([])
    expect(one.source).toContain(`${String(one.year)} 年部分节假日安排`)
  }
})

describe('working days', () => {
  test.each([
    ['2025-10-01', false, 'National Day'],
    ['2025-10-08', false, 'eighth day of the holiday, a Wednesday'],
    ['2025-10-09', true, 'the first day after it'],
    ['2025-10-11', true, 'a Saturday worked instead'],
    ['2025-10-12', false, 'an ordinary Sunday'],
    ['2026-02-14', true, 'a Saturday worked before Spring Festival'],
    ['2026-02-23', false, 'the last day of Spring Festival, a Monday'],
    ['2026-11-20', true, 'an ordinary Friday'],
  ])('%s: %s (%s)', (day, works) => {
    expect(isWorkday(day, years)).toBe(works)
  })
})

describe('M-09 the last day of a term', () => {
  test.each([
    // 2025-09-05 + 30 = 2025-10-05, within the holiday that ends on the 8th
    ['2025-09-05', 30, '2025-10-09'],
    // 2025-09-11 + 30 = 2025-10-11, a Saturday that is worked: not moved
    ['2025-09-11', 30, '2025-10-11'],
    // 2026-01-16 + 30 = 2026-02-15, the first day of Spring Festival, off until the 23rd
    ['2026-01-16', 30, '2026-02-24'],
    // 2026-09-10 + 30 = 2026-10-10, a Saturday that is worked
    ['2026-09-10', 30, '2026-10-10'],
    // an ordinary Saturday moves to Monday
    ['2026-11-05', 30, '2026-12-07'],
    ['2026-11-06', 30, '2026-12-07'],
    ['2026-11-20', 30, '2026-12-21'],
    ['2026-11-21', 30, '2026-12-21'],
  ])('from %s %i days end on %s', (from, days, last) => {
    expect(deadlineAfter(from, days, years)).toBe(last)
  })

  test('of a year that is not known only weekends count', () => {
    const none = knownYears([])
    expect(deadlineAfter('2025-09-05', 30, none)).toBe('2025-10-06')
    expect(deadlineAfter('2025-09-11', 30, none)).toBe('2025-10-13')
  })
})

describe('a file that is not right is told why', () => {
  const good: CalendarFile = {
    year: 2027,
    source: '示例通知',
    holidays: ['2027-01-01', '2027-05-01', '2027-10-01'].map((day) => ({ day, name: '节日' })),
    workdays: [{ day: '2027-10-09', name: '国庆节' }],
  }
  test('the good one', () => {
    expect(calendarProblems(good)).toEqual([])
  })
  test.each([
    [{ workdays: [{ day: '2027-10-08', name: '国庆节' }] }, '不是周末'],
    [{ workdays: [{ day: '2026-10-10', name: '国庆节' }] }, '不在 2027 年'],
    [{ workdays: [{ day: '2027-13-01', name: '国庆节' }] }, '不是日期'],
    [{ workdays: [...good.workdays, ...good.workdays] }, '不止一次'],
    [{ holidays: good.holidays.slice(0, 2) }, '没有 2027-10-01'],
  ])('%j', (wrong, message) => {
    expect(calendarProblems({ ...good, ...wrong }).join()).toContain(message)
  })
})
