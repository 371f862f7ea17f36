import { describe, expect, test } from 'vitest'
import type { ImportLayoutView } from '../../../core/contract/import.ts'
import { repairHeader } from '../../../core/register/import/repair-column.ts'
import {
  columnLetter,
  covered,
  explanationHeader,
  importedRegister,
  importFields,
  isOrdinal,
  mappingWith,
  missingFields,
} from './mapping.ts'

const column = (index: number, header: string, field: string | null, dropped = false) => ({
  index,
  header,
  field,
  dropped,
  samples: [],
})
const layout = (...columns: ImportLayoutView['columns']): ImportLayoutView => ({
  sheet: '人口台账',
  headerRow: 3,
  columns,
  householdBlocks: false,
  shapeKey: '',
  remembered: false,
})

describe('the mapping of columns', () => {
  test('a field chosen for one column is taken from the one that had it, and dropped columns stay out (P-03)', () => {
    const now = layout(column(0, '电话', 'phone'), column(1, '备用电话', null), column(2, '政治面貌', null, true))
    expect(mappingWith(now, 1, 'phone')).toEqual({ '0': null, '1': 'phone' })
    expect(mappingWith(now, 0, null)).toEqual({ '0': null, '1': null })
  })

  test('leaving out a column takes nothing from others that are left out', () => {
    const now = layout(column(0, '姓名', 'name'), column(1, '其他', null))
    expect(mappingWith(now, 1, null)).toEqual({ '0': 'name', '1': null })
  })

  test('required fields without a column are named by their label', () => {
    expect(missingFields(layout(column(0, '电话', 'phone')), 'resident')).toEqual(['姓名'])
    expect(missingFields(layout(column(0, '姓名', 'name')), 'resident')).toEqual([])
  })

  test('what the program derives cannot be chosen', () => {
    expect(importFields('resident').map(({ field }) => field)).not.toContain('temporaryNo')
  })
})

test('numbers of persons are covered in the middle, others stay', () => {
  expect(covered('110101199003074258')).toBe('110***********4258')
  expect(covered('11010119900307425X')).toBe('110***********425X')
  expect(covered('电话 13912340187')).toBe('电话 139****0187')
  expect(covered('19900307 229号')).toBe('19900307 229号')
})

test('columns have letters', () => {
  expect([0, 25, 26, 51, 52, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'AAA'])
})

test('only numbering columns are nobody’s loss', () => {
  expect(['序号', '编 号', 'No.'].every(isOrdinal)).toBe(true)
  expect(['户编号', '姓名'].some(isOrdinal)).toBe(false)
})

test('an address names the ledger; one that cannot be imported, or none, means residents', () => {
  expect([importedRegister('village'), importedRegister('meeting'), importedRegister(null)]).toEqual([
    'village',
    'resident',
    'resident',
  ])
})

test('page and backend call the column of a repair sheet the same', () => {
  expect(explanationHeader).toBe(repairHeader)
})
