import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deadlineAfter, isWorkday, knownYears } from '../calendar.ts'
import { addDays } from '../day.ts'
import {
  checkCompleteness,
  checkConfirmationTerm,
  checkIdentityMatter,
  checkJointApplication,
  performanceOf,
  retainedUntil,
} from './after-rules.ts'

describe('items of an agreement add up', () => {
  const item = (state: string, dueOn: string | null = null) => ({ state, dueOn })
  test.each([
    [[], 'notDue'],
    [[item('pending', '2026-11-21')], 'notDue'],
    [[item('pending', '2026-11-20')], 'overdue'],
    [[item('partial', '2026-11-20')], 'overdue'],
    [[item('partial', '2026-12-20')], 'partial'],
    [[item('done', '2026-11-01'), item('pending', '2026-12-01')], 'partial'],
    [[item('done', '2026-11-01'), item('pending', '2026-11-01')], 'overdue'],
    [[item('defaulted'), item('done')], 'overdue'],
    [[item('done'), item('done')], 'performed'],
  ])('%j: %s', (items, performance) => {
    expect(performanceOf(items, '2026-11-21')).toBe(performance)
  })
})

describe('M-09', () => {
  const asked = { effectiveOn: '2026-11-10', dueOn: '2026-12-10', days: 30, certain: true }
  test.each([
    ['2026-11-10', []],
    ['2026-12-10', []],
    ['2026-12-11', ['M-09']],
    ['2026-11-09', ['M-09']],
  ])('applied for on %s: %j', (appliedOn, rules) => {
    const found = checkConfirmationTerm({ ...asked, appliedOn })
    expect(found.map(({ rule }) => rule)).toEqual(rules)
    expect(found.every(({ level }) => level === 'block')).toBe(true)
  })
  test('a year whose holidays are not known is named', () => {
    const say = (certain: boolean) => checkConfirmationTerm({ ...asked, appliedOn: '2026-12-11', certain })[0]?.message
    expect(say(false)).toContain('放假安排还没有导入')
    expect(say(true)).not.toContain('放假安排')
  })
  test('a term ends on a working day, moved only over days off', () => {
    const years = knownYears([])
    const days = fc.integer({ min: 0, max: 3000 }).map((count) => addDays('2024-01-01', count))
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const last = deadlineAfter(from, count, years)
        expect(isWorkday(last, years)).toBe(true)
        expect(last >= addDays(from, count)).toBe(true)
        if (last > addDays(from, count)) expect(isWorkday(addDays(last, -1), years)).toBe(false)
      }),
    )
  })
})

test('M-10 forbids, M-11 warns', () => {
  expect(checkJointApplication(true)).toEqual([])
  expect(checkJointApplication(false)).toMatchObject([{ rule: 'M-10', level: 'block', field: 'jointly' }])
  expect(checkIdentityMatter('02', ['院墙滴水'])).toEqual([])
  expect(checkIdentityMatter('02', ['双方自愿离婚'])).toMatchObject([{ rule: 'M-11', level: 'warn' }])
  expect(checkIdentityMatter('01', ['赡养费'])).toMatchObject([{ rule: 'M-11', level: 'warn' }])
})

test('M-19 what is missing is named, or explained', () => {
  const missing = [{ title: '人民调解记录' }, { title: '封底' }]
  expect(checkCompleteness([], null)).toEqual([])
  expect(checkCompleteness(missing, '记录遗失')).toEqual([])
  expect(checkCompleteness(missing, null)).toMatchObject([{ rule: 'M-19', level: 'block' }])
  expect(checkCompleteness(missing, '')[0]?.message).toContain('人民调解记录、封底')
})

test('a file is kept to the end of its last year, or for ever', () => {
  expect(retainedUntil('2026-01-01', 10)).toBe('2036-12-31')
  expect(retainedUntil('2026-12-31', 30)).toBe('2056-12-31')
  expect(retainedUntil('2026-12-31', null)).toBeNull()
})
