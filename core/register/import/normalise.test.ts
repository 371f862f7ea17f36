import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldOf, type RegisterDescription } from '../../domain/field.ts'
import { idCheckCharacter } from '../../domain/id-number.ts'
import { resident } from '../../domain/resident/fields.ts'
import { mediationAgreement } from '../../domain/mediation/agreement-fields.ts'
import type { CellValue } from '../../workers/sheet-row.ts'
import { groupName, splitAddress } from './address.ts'
import { normalise } from './normalise.ts'

const read = (name: string, cell: CellValue, register: RegisterDescription = resident) => normalise(cell, fieldOf(register, name))
const idOf = (first17: string) => first17 + idCheckCharacter(first17)
const good = idOf('99990119751001020')

describe('identity numbers', () => {
  test.each<[CellValue, string[]]>([
    [good, []],
    [` ${good} `, ['SPACE_OR_LOWER_X']],
    [good.replace(/(.{6})/, '$1 '), ['SPACE_OR_LOWER_X']],
    [`'${good}`, ['APOSTROPHE']],
    [`’${good}`, ['APOSTROPHE']],
    [good.replaceAll(/\d/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)), ['FULL_WIDTH']],
    [`\u200b${good}\ufeff`, ['SPACE_OR_LOWER_X']],
  ])('%j is read', (cell, kinds) => {
    const { value, repairs } = read('idNumber', cell)
    expect([value, (repairs ?? []).map((one) => one.kind)]).toEqual([good, kinds])
  })

  test('lower-case x and numbers of 15 digits, typed or as a number cell', () => {
    const withX = idOf('99990119600928563')
    expect(withX).toMatch(/X$/)
    expect(read('idNumber', withX.toLowerCase()).value).toBe(withX)
    for (const cell of ['999901751001020', 999901751001020]) {
      expect(read('idNumber', cell)).toMatchObject({
        value: good,
        repairs: [{ kind: 'ID15', before: '999901751001020', after: good }],
      })
    }
  })

  test.each<[CellValue, string]>([
    [good.slice(1), 'ID_LENGTH'],
    [12345, 'ID_LENGTH'],
    [good.replace('19751001', '19751301'), 'ID_BIRTHDAY'],
    [good.slice(0, 17) + (good.endsWith('1') ? '2' : '1'), 'ID_CHECK'],
    [`${good.slice(0, 16)}ab`, 'ID_CHARACTERS'],
    ['9.99901E+17', 'ID_NUMERIC_CELL'],
    [{ error: '#N/A' }, 'CELL_ERROR'],
  ])('%j is refused as %s', (cell, code) => {
    const { value, problem } = read('idNumber', cell)
    expect([value, problem?.code]).toEqual([null, code])
  })

  test('a number cell of more than 15 digits is never trusted, whatever its check digit says', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10n ** 15n, max: 10n ** 18n }), fc.boolean(), (digits, valid) => {
        const text = valid ? idOf('9999011975100102' + String(digits % 10n)).replace('X', '0') : digits.toString()
        for (const cell of [{ n: Number(text), text }, { n: Number(text), text: Number(text).toExponential() }, Number(text)]) {
          const { value, problem } = read('idNumber', cell)
          expect([value, problem?.code]).toEqual([null, 'ID_NUMERIC_CELL'])
        }
      }),
    )
  })

  test.each(['', '　', '无', "'"])('%j is no number at all', (cell) => {
    expect(read('idNumber', cell)).toEqual({ value: null })
  })
})

describe('dates', () => {
  test.each<[CellValue, string]>([
    ['2007年2月9日', '2007-02-09'],
    ['19750101', '1975-01-01'],
    [19750101, '1975-01-01'],
    ['1972.05.13', '1972-05-13'],
    ['1972-01-14', '1972-01-14'],
    ['1972/1/4', '1972-01-04'],
    ['２００７年２月９日', '2007-02-09'],
    ["'1972-01-14", '1972-01-14'],
    ['2019-09-04T00:00:00.000Z', '2019-09-04'],
    ['2019-09-04 08:30:00', '2019-09-04'],
    [{ date: 43712 }, '2019-09-04'],
    [{ date: 43712.75 }, '2019-09-04'],
    [43712, '2019-09-04'],
    [{ date: 59 }, '1900-02-28'],
    [{ date: 61 }, '1900-03-01'],
  ])('%j', (cell, day) => {
    expect(read('birthOn', cell)).toEqual({ value: day })
  })

  test.each<[CellValue, string[]]>([
    ['2010/08', ['2010-08']],
    ['2010年8月', ['2010-08']],
    ['201008', ['2010-08']],
    [201008, ['2010-08']],
    [2010.08, ['2010-08']],
    [2010.1, ['2010-01', '2010-10']],
    ['1975', ['1975']],
    [1975, ['1975']],
  ])('%j is only a month or year', (cell, beginnings) => {
    expect(read('birthOn', cell)).toEqual({ value: null, beginnings })
  })

  test.each<CellValue[]>([['2026-02-30'], ['19751301'], ['不详'], [{ date: 60 }], [-5], ['75.1.2'], [true]])(
    '%j is no date',
    (cell) => {
      expect(read('birthOn', cell).problem?.code).toBe('DAY_INVALID')
    },
  )
})

describe('other kinds', () => {
  test.each<[string, CellValue, string]>([
    ['phone', 17758085012, '17758085012'],
    ['phone', '133 2806 3717', '13328063717'],
    ['phone', '+86-13328063717', '13328063717'],
    ['phone', '133-2806-3717', '13328063717'],
    ['phone', '0512-88881234', '0512-88881234'],
    ['name', '梁　国庆', '梁国庆'],
    ['name', '阿卜杜拉•买买提', '阿卜杜拉·买买提'],
    ['name', 'John Smith', 'John Smith'],
    ['sex', '男', '1'],
    ['sex', '女性', '2'],
    ['sex', ' 男 ', '1'],
    ['sex', 1, '1'],
    ['education', '大专', '30'],
    ['education', '专科', '30'],
    ['education', '文盲', '90'],
    ['relationToHead', '女儿', '30'],
    ['relationToHead', '父亲', '51'],
    ['relationToHead', '母', '52'],
    ['relationToHead', '户主', '02'],
    ['relationToHead', '儿媳', '38'],
    ['ethnicity', '汉族', '01'],
    ['ethnicity', '回', '03'],
    ['remark', '=1+1', '=1+1'],
    ['remark', '甲\u0007\n乙', '甲 乙'],
    ['hukouDivision', 999901, '999901000000'],
  ])('%s %j', (name, cell, value) => {
    expect(read(name, cell)).toEqual({ value })
  })

  test('two telephones: the first good one, with a remark', () => {
    expect(read('phone', '12345/13328063717')).toMatchObject({ value: '13328063717', problem: { code: 'PHONE_SEVERAL' } })
  })

  test.each<[string, CellValue, string]>([
    ['sex', '中', 'CODE_UNKNOWN'],
    ['phone', '123', 'PHONE_INVALID'],
    ['remark', 'x'.repeat(501), 'VALUE_INVALID'],
    ['hukouDivision', '12', 'VALUE_INVALID'],
  ])('%s %j is left out as %s', (name, cell, code) => {
    const { value, problem } = read(name, cell)
    expect([value, problem?.code]).toEqual([null, code])
  })

  test.each<[CellValue, number | null]>([
    ['2万', 2_000_000],
    ['1.2万元', 1_200_000],
    [12500.5, 1_250_050],
    ['1,200元', 120_000],
    ['很多', null],
  ])('money %j', (cell, fen) => {
    expect(read('amountFen', cell, mediationAgreement).value).toBe(fen)
  })
})

describe('addresses', () => {
  test.each([
    ['板桥村7组261号', '板桥村', '7组', '261号'],
    ['富裕家园社区4组252号', '富裕家园社区', '4组', '252号'],
    ['示例县石榴镇郑屯村1组289号', '郑屯村', '1组', '289号'],
    ['石榴镇东村3组', '东村', '3组', ''],
    ['东关3组7号', '东关', '3组', '7号'],
    ['东关村第三村民小组15号', '东关村', '3组', '15号'],
    ['新村村2组', '新村村', '2组', ''],
    ['柳河社区12栋301', '柳河社区', null, '12栋301'],
    ['板桥村委会２组', '板桥村委会', '2组', ''],
  ])('%s', (address, village, group, rest) => {
    expect(splitAddress(address)).toEqual({ village, group, rest })
  })

  test('what names no village stays whole', () => {
    expect(splitAddress('幸福路 8 号')).toEqual({ village: null, group: null, rest: '幸福路8号' })
  })

  test.each([
    ['3', '3组'],
    ['第3组', '3组'],
    ['三组', '3组'],
    ['十二组', '12组'],
    ['３ 组', '3组'],
    ['东头组', '东头组'],
  ])('group %s', (written, name) => {
    expect(groupName(written)).toBe(name)
  })
})
