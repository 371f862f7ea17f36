import { describe, expect, test } from 'vitest'
import { checkCommittee, checkMediator, checkMediatorAge } from './committee-rules.ts'
import {
  checkAcceptance,
  checkCase,
  checkConflict,
  checkExtension,
  checkOral,
  checkRepresentatives,
  checkTerm,
  checkViolence,
  countParties,
  mediationDueOn,
  mediationFileNo,
} from './rules.ts'

const said = (found: { rule: string; level: string }[]) => found.map(({ rule, level }) => `${rule} ${level}`)

test.each(['publicOrder', 'criminal'])('M-04 %s wants to know to whom and when it was reported', (escalationKind) => {
  expect(said(checkCase({ escalationKind }))).toEqual(['M-04 block', 'M-04 block'])
  expect(checkCase({ escalationKind, reportedTo: '派出所' }).map(({ field }) => field)).toEqual(['reportedOn'])
  expect(checkCase({ escalationKind, reportedTo: '派出所', reportedOn: '2026-11-01' })).toEqual([])
})

test('M-04 a risk without measures is not accepted', () => {
  expect(checkCase({ escalationKind: 'intensify' })).toEqual([])
  expect(said(checkAcceptance({ escalationKind: 'intensify' }))).toEqual(['M-04 block'])
  expect(checkAcceptance({ escalationKind: 'intensify', escalationMeasures: '值守' })).toEqual([])
})

test('M-12 oral agreements are for what is simple and performed on the spot', () => {
  expect(checkOral(true, 'simple')).toEqual([])
  expect(checkOral(false, 'simple')[0]).toMatchObject({
    rule: 'M-12',
    level: 'warn',
    message: expect.stringContaining('不能即时履行') as string,
  })
  expect(checkOral(true, 'major')[0]?.message).toContain('疑难复杂')
})

test('M-13 what was entrusted names the authority, its letter and the consent', () => {
  const whole = { source: '31', entrustedBy: '法院', entrustNo: '8 号', entrustConsent: true }
  expect(checkAcceptance(whole)).toEqual([])
  for (const lacking of ['entrustedBy', 'entrustNo', 'entrustConsent'])
    expect(said(checkAcceptance({ ...whole, [lacking]: null }))).toEqual(['M-13 block'])
  expect(checkAcceptance({ source: '10' })).toEqual([])
})

describe('the term', () => {
  const term = (today: string, more: object = {}) =>
    checkTerm({
      today,
      status: 'mediating',
      acceptedOn: '2026-11-01',
      dueOn: '2026-12-01',
      extendedOn: null,
      category: '02',
      labourDays: 15,
      ...more,
    })

  test('M-14 is spoken of five days before its end, and warns when it has passed', () => {
    expect(term('2026-11-25')).toEqual([])
    expect(said(term('2026-11-26'))).toEqual(['M-14 auto'])
    expect(term('2026-12-01')[0]?.message).toContain('今天到期')
    expect(said(term('2026-12-02'))).toEqual(['M-14 warn'])
    expect(term('2026-12-02', { status: 'effective' })).toEqual([])
  })

  test('M-15 labour disputes may go to arbitration after fifteen days', () => {
    expect(mediationDueOn('2026-11-01', '10', { termDays: 30, labourDays: 15 })).toBe('2026-11-16')
    expect(mediationDueOn('2026-11-01', '02', { termDays: 30, labourDays: 15 })).toBe('2026-12-01')
    expect(said(term('2026-11-15', { category: '11' }))).toEqual([])
    expect(said(term('2026-11-16', { category: '11' }))).toEqual(['M-15 auto'])
    expect(term('2026-11-16', { category: '02' })).toEqual([])
  })

  test('M-14 an extension is confirmed by all and has an end', () => {
    expect(checkExtension(30, true, 30)).toEqual([])
    expect(checkExtension(31, false, 30).map(({ field }) => field)).toEqual(['confirmed', 'days'])
  })
})

describe('M-16 a mediator is none of the parties', () => {
  const someone = (name: string, more: object = {}) => ({ name, idNumber: null, residentId: null, ...more })
  const apart = () => false

  test('by name, number or household', () => {
    expect(checkConflict([someone('甲')], [someone('乙')], apart)).toEqual([])
    expect(said(checkConflict([someone('甲')], [someone('甲')], apart))).toEqual(['M-16 warn'])
    expect(checkConflict([someone('甲', { idNumber: '1' })], [someone('乙', { idNumber: '1' })], apart)[0]?.message).toContain(
      '本人',
    )
    const kin = [someone('甲', { residentId: 'a' }), someone('乙', { residentId: 'b' })] as const
    expect(checkConflict([kin[0]], [kin[1]], (one, other) => one === 'a' && other === 'b')[0]?.message).toContain('同一户')
  })

  test('two who are not in the ledger are in no household together', () => {
    expect(checkConflict([someone('甲')], [someone('乙')], () => true)).toEqual([])
  })
})

test('M-18 violence at home is a matter for police and court', () => {
  expect(checkViolence(false)).toEqual([])
  expect(checkViolence(true)[0]).toMatchObject({
    rule: 'M-18',
    level: 'auto',
    message: expect.stringContaining('人身安全保护令') as string,
  })
})

test('a group speaks through five at most, and counts with all its members', () => {
  expect(checkRepresentatives([{ name: '村民', representatives: ['1', '2', '3', '4', '5'] }], 5)).toEqual([])
  expect(said(checkRepresentatives([{ name: '村民', representatives: ['1', '2', '3', '4', '5', '6'] }], 5))).toEqual([
    '代表人数 warn',
  ])
  expect(
    countParties([
      { kind: 'group', groupSize: 17 },
      { kind: 'person', groupSize: null },
    ]),
  ).toBe(18)
})

test('M-20 the number as it is written', () => {
  expect(mediationFileNo(2026, '石榴', 3)).toBe('（2026）石榴人调字第3号')
})

describe('M-21 M-22 a committee', () => {
  const member = (duty: string, sex = '1', leftOn: string | null = null) => ({ duty, sex, leftOn })
  const whole = [member('director'), member('member', '2'), member('member')]

  test('has three to nine members, one of them the director, a woman among them', () => {
    expect(checkCommittee(whole)).toEqual([])
    expect(said(checkCommittee(whole.slice(0, 2)))).toEqual(['M-21 block'])
    expect(said(checkCommittee([...whole, member('director')]))).toEqual(['M-21 block'])
    expect(said(checkCommittee([...whole, ...Array.from({ length: 7 }, () => member('member'))]))).toEqual(['M-21 block'])
    expect(said(checkCommittee([member('director'), member('member'), member('member')]))).toEqual(['M-22 warn'])
  })

  test('hired mediators and those who have left are no members', () => {
    expect(said(checkCommittee([...whole.slice(0, 2), member('hired'), member('member', '1', '2026-01-01')]))).toEqual([
      'M-21 block',
    ])
  })
})

test('M-23 a mediator is of age, by birthday or number', () => {
  expect(said(checkMediatorAge({ birthOn: '2010-01-01' }, '2026-11-21'))).toEqual(['M-23 block'])
  expect(said(checkMediatorAge({ idNumber: '999901201505010010' }, '2026-11-21'))).toEqual(['M-23 block'])
  expect(checkMediatorAge({ birthOn: '2008-11-21' }, '2026-11-21')).toEqual([])
  expect(said(checkMediator({ birthOn: '1990-01-01', appointedFrom: '2007-12-31' }))).toEqual(['M-23 block'])
})
