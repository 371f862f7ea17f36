import { describe, expect, test } from 'vitest'
import { emptyGroups, fillGroups } from './fingerprint.tsx'
import { choiceProblem, emptyChoice } from './hand-up-content.tsx'
import { groupFiles } from './on-medium.tsx'
import { briefCountsText, countsText, digestText, ledgerCounts } from './package-words.ts'

describe('the fingerprint as it is typed (E7)', () => {
  const whole = '12345 23456 34567 45678 56789 67890 78901 89012'

  test('a pasted fingerprint fills every box, whatever stands between the groups', () => {
    expect(fillGroups(emptyGroups, 0, whole)).toEqual(whole.split(' '))
    expect(fillGroups(emptyGroups, 0, whole.replaceAll(' ', '－'))).toEqual(whole.split(' '))
  })

  test('one group typed leaves the others alone; letters are no digits; full-width digits are', () => {
    const typed = fillGroups(whole.split(' '), 2, '３４５a6')
    expect(typed[2]).toBe('3456')
    expect(typed.filter((_, index) => index !== 2)).toEqual(whole.split(' ').filter((_, index) => index !== 2))
  })

  test('what runs over goes into the next box', () => {
    expect(fillGroups(emptyGroups, 6, '1234567')).toEqual(['', '', '', '', '', '', '12345', '67'])
  })
})

test('counts stand in the order of the ledgers, deletions last, nothing of zero', () => {
  const counts = { tombstone: 2, mediation: 12, village: 8, meeting: 0, resident: 1200 }
  expect(ledgerCounts(counts).map(({ name }) => name)).toEqual(['village', 'resident', 'mediation', 'tombstone'])
  expect(countsText(counts)).toBe('村（社区） 8 个、居民 1,200 人、调解案件 12 件、删除 2 条')
  expect(briefCountsText(counts)).toBe('居民 1,200 人、调解案件 12 件，共 1,222 条')
  expect(briefCountsText({ village: 1 })).toBe('村（社区） 1 个')
  expect(briefCountsText({})).toBe('')
  expect(briefCountsText({ receipt: 1, receiptCount: 15, receiptAccepted: 1 }), 'a receipt is one thing').toBe('回执 1 条')
})

test('a digest is shown as on the handover slip', () => {
  expect(digestText('5e3a95ee20113ee6ffff')).toBe('5E3A 95EE 2011 3EE6')
})

test('identity numbers leave only with a reason of four characters', () => {
  const choice = emptyChoice('2026-11-21')
  expect(choiceProblem(choice)).toBeUndefined()
  expect(choiceProblem({ ...choice, withIdNumbers: true, idReason: ' 核对 ' })).toContain('理由')
  expect(choiceProblem({ ...choice, withIdNumbers: true, idReason: '县里核对' })).toBeUndefined()
  expect(choiceProblem({ ...choice, toProblem: '看不懂' })).toBe('请改正截止日期')
})

test('what lies on a stick falls into packages, receipts and what is not ours to handle', () => {
  const file = (fileName: string, state: string, fromName: string) => ({
    fileName,
    state,
    fromName,
    stateLabel: '',
    bytes: 1,
    kind: 'up',
    packageNo: null,
    period: null,
    counts: {},
    producedAt: null,
  })
  const { packages, receipts, others } = groupFiles([
    file('a', 'new', '县'),
    file('b', 'receipt', '县'),
    file('c', 'own', '999901101000-Z'),
    file('d', 'foreign', '邻镇'),
    file('e', 'damaged', '县'),
    file('f', 'receiptTaken', '县'),
  ])
  expect(packages.map(({ fileName }) => fileName)).toEqual(['a', 'e'])
  expect(receipts.map(({ fileName }) => fileName)).toEqual(['b'])
  expect(others.map(({ fileName, why }) => `${fileName} ${why}`)).toEqual([
    'c 本单位发出的',
    'd 不是发给本单位的',
    'f 回执，已经收过',
  ])
})
