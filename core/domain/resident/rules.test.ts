import { describe, expect, test } from 'vitest'
import { idCheckCharacter, upgradeIdNumber } from '../id-number.ts'
import type { RecordValues } from '../field.ts'
import { checkResident, checkServiceItem, deriveResident } from './rules.ts'

/** A valid number of a division, born 1988-02-03, a man. */
const numberOf = (division: string): string => {
  const first17 = `${division}19880203001`
  return first17 + idCheckCharacter(first17)
}

const said = (values: RecordValues): string[] =>
  checkResident(values).map((one) => `${one.level} ${one.field ?? ''} ${one.message}`)

describe('P-01 numbers', () => {
  test('number, birthday and sex agree', () => {
    const idNumber = numberOf('999901')
    expect(said({ idNumber, birthOn: '1988-02-03', sex: '1' })).toEqual([])
    expect(said({ idNumber, birthOn: '1988-02-04', sex: '2' })).toEqual([
      'block birthOn 出生日期与身份证号不符：证号为 1988-02-03，所填为 1988-02-04',
      'block sex 性别与身份证号不符：证号第 17 位表示男，所填为女',
    ])
    // 未说明 contradicts nothing
    expect(said({ idNumber, birthOn: null, sex: '9' })).toEqual([])
  })

  test.each([
    ['110105', []],
    ['710000', []],
    // a province that never was, and one that is no more, may be typed; only the division is looked at
    ['480101', ['warn idNumber 证号前六位 480101 不在区划表中，可能是历史代码，请核对后保存']],
  ])('the division %s of an identity card never blocks', (division, expected) => {
    expect(said({ idType: '111', idNumber: numberOf(division) })).toEqual(expected)
  })

  test.each(['810000', '820000', '830000'])(
    '%s stands on the residence permit of Hong Kong, Macau and Taiwan residents',
    (division) => {
      const idNumber = numberOf(division)
      expect(said({ idType: 'HMT', idNumber, birthOn: '1988-02-03', sex: '1' })).toEqual([])
      expect(said({ idType: '111', idNumber })).toEqual(['warn idType 这个号码是港澳台居民居住证的，请把证件类型改过来'])
      // the check character is that of GB 11643
      const wrong = idNumber.slice(0, 17) + (idNumber.endsWith('0') ? '1' : '0')
      expect(said({ idType: 'HMT', idNumber: wrong })[0]).toMatch(/^block idNumber 校验位应为/)
    },
  )

  test('a permit does not begin like an identity card', () => {
    expect(said({ idType: 'HMT', idNumber: numberOf('110105') })[0]).toMatch(/^warn idType 港澳台居民居住证的号码以 810000/)
  })

  test.each([
    ['414', 'E12345678', true],
    ['414', '护照', false],
    ['511', '12345678', true],
    ['511', '1234567', false],
    ['516', 'H12345678', true],
    ['516', 'M1234567801', true],
    ['516', 'A12345678', false],
    ['554', 'CHN110000010101', true],
    ['554', '1', false],
  ])('paper %s, number %s: as expected %s, and never blocking', (idType, otherIdNo, fits) => {
    const violations = checkResident({ idType, otherIdNo })
    expect(violations.map((one) => one.level)).toEqual(fits ? [] : ['warn'])
  })

  test('a number in the wrong place, and no number at all, are pointed out', () => {
    expect(said({ idType: '414', idNumber: numberOf('999901') })).toEqual([
      'warn idNumber 证件类型不是居民身份证，号码请填在“其他证件号码”',
    ])
    expect(said({ idType: '414' })[0]).toMatch(/^warn otherIdNo 没有证件号码/)
    expect(said({ idType: '111' })[0]).toMatch(/^warn idNumber 没有身份证号，先编临时编号/)
  })

  test('somebody without any paper says why', () => {
    expect(said({ idType: '000' })).toEqual(['warn remark 没有证件的，请在备注说明原因'])
    expect(said({ idType: '000', remark: '证件遗失，正在补办' })).toEqual([])
    expect(said({ idType: '000', idNumber: numberOf('999901') })[0]).toMatch(/^block idNumber 证件类型是“无证件”，却填了身份证号/)
    expect(said({ idType: '000', otherIdNo: 'E1234567' })).toEqual(['warn idType 已填证件号码，请选择是哪一种证件'])
  })

  test('birthday and sex follow where they were left empty, and only there', () => {
    const idNumber = numberOf('999901')
    expect(deriveResident({ idNumber })).toMatchObject({ birthOn: '1988-02-03', sex: '1' })
    expect(deriveResident({ idNumber, birthOn: '1999-01-01', sex: '2' })).toMatchObject({ birthOn: '1999-01-01', sex: '2' })
    expect(deriveResident({ idType: 'HMT', idNumber: numberOf('810000') })).toMatchObject({ birthOn: '1988-02-03' })
    expect(deriveResident({ idType: '414', idNumber })).toEqual({ idType: '414', idNumber })
    // what was typed is never silently changed
    expect(deriveResident({ idNumber: '999901880203001' })).toEqual({ idNumber: '999901880203001' })
  })
})

test('15 places become 18, with the check character of the standard', () => {
  expect(upgradeIdNumber('110105491231002')).toBe('11010519491231002X')
  expect(upgradeIdNumber('999901880203001')).toBe(numberOf('999901'))
  for (const none of ['99990188020300', '99990188023001', '999901880230001', '99990188020300X', ''])
    expect(upgradeIdNumber(none)).toBeNull()
})

describe('P-04 service items', () => {
  test.each<[RecordValues, string | null]>([
    [{ status: 'needed', neededOn: '2026-03-01' }, null],
    [{ status: 'offered', neededOn: '2026-03-01', offeredOn: '2026-03-02' }, null],
    [{ status: 'offered', neededOn: '2026-03-01' }, 'offeredOn'],
    [{ status: 'done', neededOn: '2026-03-01' }, 'doneOn'],
    [{ status: 'offered', neededOn: '2026-03-03', offeredOn: '2026-03-02' }, 'offeredOn'],
    [{ status: 'done', neededOn: '2026-03-03', doneOn: '2026-03-02' }, 'doneOn'],
  ])('%j', (values, field) => {
    expect(checkServiceItem(values).map((one) => one.field)).toEqual(field === null ? [] : [field])
  })
})
