import { expect, test } from 'vitest'
import { registers } from '../../../core/domain/registers.ts'
import {
  blankValues,
  changedValuesOf,
  derivedValues,
  formValuesOf,
  recordErrors,
  recordWarnings,
  sectionShown,
} from './form-values.ts'

const village = '018f3f2c-0000-7000-8000-000000000001'
const stored = {
  values: {
    name: '王卫明',
    idType: '111',
    idNumber: '110***********4514',
    phone: null,
    villageId: village,
    personType: 'registered',
  },
  labels: { villageId: '石榴村' },
}

test('a masked value nobody retyped is neither checked nor sent', () => {
  const before = formValuesOf('resident', stored)
  expect(recordErrors('resident', before)).toEqual({})
  expect(changedValuesOf('resident', before, { ...before, occupation: '木匠' })).toEqual({ occupation: '木匠' })
  expect(changedValuesOf('resident', before, { ...before, idNumber: null })).toEqual({ idNumber: null })
})

test('P-01: what followed from the old number follows the new one, what a person chose stays', () => {
  const blank = { ...blankValues('resident'), name: '王卫明' }
  const first = derivedValues('resident', blank, { ...blank, idNumber: '110101199003074514' })
  expect(first).toMatchObject({ birthOn: '1990-03-07', sex: '1' })
  const second = derivedValues('resident', first, { ...first, idNumber: '11010119900307002X' })
  expect(second).toMatchObject({ birthOn: '1990-03-07', sex: '2' })
  const chosen = { ...blank, sex: '1' }
  const kept = derivedValues('resident', chosen, { ...chosen, idNumber: '11010119900307002X' })
  expect(kept['sex']).toBe('1')
  expect(recordErrors('resident', kept)['sex']).toContain('性别与身份证号不符')
})

test('a section with a condition is there while it holds, or as soon as it holds something', () => {
  const section = registers.resident.sections.find(({ title }) => title === '流动人口')
  if (section === undefined) throw new Error('the form has no such section')
  const blank = blankValues('resident')
  expect(sectionShown(section, blank)).toBe(false)
  expect(sectionShown(section, { ...blank, personType: 'floating' })).toBe(true)
  expect(sectionShown(section, { ...blank, permitNo: { kind: 'kept', masked: '***' } })).toBe(true)
})

test('warnings stand at their field: a permit of Hong Kong typed as an identity card', () => {
  const warnings = recordWarnings('resident', { ...blankValues('resident'), name: '陈嘉欣', idNumber: '810000199408230021' })
  expect(warnings).toEqual({ idType: '这个号码是港澳台居民居住证的，请把证件类型改过来' })
})

test('errors name the field in the words of the form', () => {
  expect(recordErrors('resident', blankValues('resident'))).toEqual({ name: '请填写姓名' })
  expect(recordErrors('village', { ...blankValues('village'), name: '石榴村', divisionCode: '12' })).toEqual({
    divisionCode: '区划代码应为 12 位数字',
  })
})
