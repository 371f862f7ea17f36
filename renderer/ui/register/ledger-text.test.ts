import { describe, expect, test } from 'vitest'
import type { Filter } from '../../../core/contract/register.ts'
import { ledgerLink, whereOf } from '../../lib/ledger-link.ts'
import { cellText } from './ledger-copy.ts'
import { filterChips, withField } from './ledger-filter-words.ts'

describe('text for a spreadsheet', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+86 139', "'+86 139"],
    ['-3', "'-3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1+1', "' =1+1"],
    ['410122001000', "'410122001000"],
    ['007', "'007"],
    ['"石榴"', '"""石榴"""'],
    ['一\t二\n三', '一 二 三'],
    ['王卫明', '王卫明'],
    ['1988-02-03', '1988-02-03'],
    ['3', '3'],
  ])('%j becomes %j', (before, after) => {
    expect(cellText(before)).toBe(after)
  })
})

describe('conditions in words', () => {
  const words = (...where: Filter[]) => filterChips('resident', where, new Map([['id-1', '石榴村']])).map(({ label }) => label)

  test('codes, references, days, fragments and blanks', () => {
    expect(words({ field: 'sex', op: 'is', value: '2' })).toEqual(['性别：女'])
    expect(words({ field: 'villageId', op: 'in', value: ['id-1', 'id-2'] })).toEqual(['村（社区）：石榴村、…'])
    expect(words({ field: 'relationToHead', op: 'in', value: ['02', '10', '11', '12'] })).toEqual([
      '与户主关系：户主、配偶、夫 等 4 项',
    ])
    expect(
      words({ field: 'birthOn', op: 'from', value: '2000-01-01' }, { field: 'birthOn', op: 'to', value: '2010-12-31' }),
    ).toEqual(['出生日期：2000-01-01 至 2010-12-31'])
    expect(words({ field: 'birthOn', op: 'to', value: '2010-12-31' })).toEqual(['出生日期：2010-12-31 及以前'])
    expect(words({ field: 'occupation', op: 'contains', value: '木' })).toEqual(['职业含“木”'])
    expect(words({ field: 'phone', op: 'empty' }, { field: 'sex', op: 'notEmpty' })).toEqual(['电话为空', '性别不为空'])
  })

  test('one chip for a field; its conditions are replaced together', () => {
    const where: Filter[] = [
      { field: 'birthOn', op: 'from', value: '2000-01-01' },
      { field: 'birthOn', op: 'to', value: '2010-12-31' },
      { field: 'sex', op: 'is', value: '1' },
    ]
    expect(withField(where, 'birthOn', [{ field: 'birthOn', op: 'empty' }])).toEqual([
      { field: 'sex', op: 'is', value: '1' },
      { field: 'birthOn', op: 'empty' },
    ])
  })
})

describe('a link to a ledger under conditions', () => {
  const where: Filter[] = [
    { field: 'villageId', op: 'in', value: ['甲&乙', '丙'] },
    { field: 'phone', op: 'empty' },
  ]

  test('what goes into the address comes out of it', () => {
    const link = ledgerLink('resident', where)
    expect(link.startsWith('/resident?where=')).toBe(true)
    expect(whereOf('resident', new URLSearchParams(link.split('?')[1]).get('where') ?? '')).toEqual(where)
  })

  test('unknown fields and anything that is no list of conditions are not followed', () => {
    expect(whereOf('resident', '[{"field":"searchText","op":"empty"}]')).toBeNull()
    expect(whereOf('resident', '{"a":1}')).toBeNull()
    expect(whereOf('resident', '[')).toBeNull()
  })
})
