import { describe, expect, test } from 'vitest'
import { suggestJoining, suggestRelations, type Kin } from './relations.ts'

const kin = (id: string, relation: string, sex: string | null = null, birthOn: string | null = null): Kin => ({
  id,
  relation,
  sex,
  birthOn,
})

/** 三代同堂 */
const family = [
  kin('head', '02', '1', '1960-03-01'),
  kin('wife', '10', '2', '1962-05-01'),
  kin('mother', '52', '2', '1938-01-01'),
  kin('son', '22', '1', '1985-02-01'),
  kin('sonsWife', '38', '2', '1986-02-01'),
  kin('daughter', '32', '2', '1990-02-01'),
  kin('grandson', '41', '1', '2012-02-01'),
  kin('uncle', '97', '1', '1940-02-01'),
  kin('lodger', '99', '1', '1970-02-01'),
]

describe('who the others are to a new head', () => {
  test.each<[string, Record<string, string | null>]>([
    // an unmarried child's nephew or own son? several children: asked
    ['wife', { head: '10', mother: '54', son: '22', sonsWife: '38', daughter: '32', grandson: '41', uncle: null, lodger: '99' }],
    ['son', { head: '51', wife: '52', mother: '62', sonsWife: null, daughter: '77', grandson: null, uncle: null, lodger: '99' }],
    ['daughter', { head: '51', wife: '52', mother: '62', son: '71', sonsWife: null, grandson: null, uncle: null, lodger: '99' }],
    ['mother', { head: '20', wife: '38', son: '41', sonsWife: null, daughter: '42', grandson: null, uncle: null, lodger: '99' }],
    ['grandson', { head: '61', wife: '62', mother: null, son: null, sonsWife: null, daughter: null, uncle: null, lodger: '99' }],
    ['sonsWife', { head: '53', wife: '54', mother: null, son: null, daughter: null, grandson: null, uncle: null, lodger: '99' }],
    ['lodger', { head: '99', wife: '99', mother: '99', son: '99', sonsWife: '99', daughter: '99', grandson: '99', uncle: null }],
  ])('%s becomes the head', (id, expected) => {
    expect(suggestRelations(family, id)).toEqual(expected)
  })

  test('with one child there is only one answer: his wife, his son', () => {
    const young = family.filter((one) => one.id !== 'daughter')
    expect(suggestRelations(young, 'son')).toMatchObject({ sonsWife: '10', grandson: '20', head: '51' })
    expect(suggestRelations(young, 'sonsWife')).toMatchObject({ son: '10', grandson: '20', head: '53', wife: '54' })
  })

  test('a woman at the head: her parents and children are on the mother’s side', () => {
    const hers = [kin('head', '02', '2'), kin('husband', '11'), kin('father', '51'), kin('son', '20', '1', '2000-01-01')]
    expect(suggestRelations(hers, 'son')).toEqual({ head: '52', husband: '51', father: '63' })
    expect(suggestRelations(hers, 'husband')).toEqual({ head: '10', father: '55', son: '20' })
    expect(suggestRelations(hers, 'father')).toEqual({ head: '30', husband: '28', son: '43' })
  })

  test('without birthdays elder and younger are not guessed; without a sex father and mother are not', () => {
    const plain = [kin('head', '02'), kin('one', '20'), kin('two', '20')]
    expect(suggestRelations(plain, 'one')).toEqual({ head: '50', two: '70' })
  })

  test('somebody who is not a member has no family here', () => {
    expect(suggestRelations(family, 'nobody')).toEqual({})
  })
})

describe('who they are who join another household', () => {
  const head = kin('keeper', '02', '1', '1955-01-01')
  const joining = [kin('former', '02', '1'), kin('his wife', '10', '2'), kin('his son', '20', '1'), kin('his aunt', '97', '2')]

  test('a son comes home with his family', () => {
    expect(suggestJoining(joining, '20', head)).toEqual({ former: '20', 'his wife': '38', 'his son': '41', 'his aunt': null })
  })

  test('a daughter’s children are 外孙', () => {
    const hers = [kin('former', '02', '2'), kin('her husband', '11', '1'), kin('her girl', '30', '2')]
    expect(suggestJoining(hers, '30', head)).toEqual({ former: '30', 'her husband': '28', 'her girl': '44' })
  })

  test('a brother’s family is asked for', () => {
    expect(suggestJoining(joining, '73', head)).toEqual({ former: '73', 'his wife': null, 'his son': null, 'his aunt': null })
  })
})
