import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idCheckCharacter } from '../../domain/id-number.ts'
import { resident } from '../../domain/resident/fields.ts'
import type { CellValue, SheetOutline, SheetRow } from '../../workers/sheet-row.ts'
import { createInterpreter, type RowOutcome } from './interpret.ts'
import { findLayout, previewRows, type ImportLayout, type LayoutOverride } from './layout.ts'

const rowsOf = (...rows: CellValue[][]): SheetRow[] =>
  rows.flatMap((cells, index) => (cells.length === 0 ? [] : [{ row: index + 1, cells }]))
const sheetOf = (name: string, rows: SheetRow[], hidden = false): SheetOutline => ({
  name,
  hidden,
  sample: rows.slice(0, 40),
  declaredRows: rows.length,
})

function layoutOf(rows: SheetRow[], override?: LayoutOverride): ImportLayout {
  const layout = findLayout([sheetOf('表', rows)], resident, override)
  if (!layout) throw new Error('no layout')
  return layout
}

const fieldsIn = (layout: ImportLayout) =>
  Object.fromEntries(layout.columns.flatMap((one) => (one.field === null ? [] : [[one.letter, one.field]])))

function outcomesOf(rows: SheetRow[], override?: LayoutOverride): RowOutcome[] {
  const interpret = createInterpreter(layoutOf(rows, override), resident, '2026-11-21')
  return rows.flatMap((row) => interpret(row) ?? [])
}

const idOf = (day: string, order: string) => `999901${day}${order}${idCheckCharacter(`999901${day}${order}`)}`

describe('layout', () => {
  test('the sheet is found by its headings; hidden sheets, notes and dictionaries are passed over', () => {
    const people = rowsOf(['姓名', '身份证号'], ['王一', ''])
    const found = findLayout(
      [
        sheetOf('填表说明', rowsOf(['姓名', '性别', '身份证号'])),
        sheetOf('旧表', rowsOf(['姓名', '性别', '民族', '电话']), true),
        sheetOf('Sheet3', people),
      ],
      resident,
    )
    expect(found?.sheet).toBe('Sheet3')
    expect(findLayout([sheetOf('表', rowsOf(['今天'], ['开会']))], resident)).toBe(null)
    expect(findLayout([sheetOf('示例', people)], resident)?.sheet).toBe('示例')
  })

  test('headings are compared without blanks, brackets and full-width forms', () => {
    const layout = layoutOf(
      rowsOf(['序号', ' 姓　名 *', '性别（男/女）', '身份证号码（18位）', '家 庭 住 址', '紧急联系人电话', '户主/成员']),
    )
    expect(fieldsIn(layout)).toEqual({ B: 'name', C: 'sex', D: 'idNumber', E: 'residenceAddress', G: 'relationToHead' })
    expect(layout.columns.map((one) => [one.status, one.suggestion])).toContainEqual(['unmapped', 'phone'])
  })

  test('two rows of headings are joined', () => {
    const rows = rowsOf(
      ['基础台账'],
      ['序号', '基本信息', '基本信息', '住址', '住址', '备注'],
      [null, '姓名', '身份证号', '村', '组', '备注'],
      [1, '王一', idOf('19800101', '123'), '东关', 3],
    )
    const layout = layoutOf(rows)
    expect([layout.headerRow, layout.headerRows, fieldsIn(layout)]).toEqual([
      3,
      1,
      { B: 'name', C: 'idNumber', D: 'villageId', E: 'groupName', F: 'remark' },
    ])
    const upper = rowsOf(
      ['姓名', '身份证号', '住址', null],
      [null, null, '村', '组'],
      ['王一', idOf('19800101', '123'), '东关', 3],
    )
    expect([layoutOf(upper).headerRow, fieldsIn(layoutOf(upper))]).toEqual([
      2,
      { A: 'name', B: 'idNumber', C: 'villageId', D: 'groupName' },
    ])
  })

  test('a person may correct sheet, heading row and columns; forbidden columns stay dropped', () => {
    const rows = rowsOf(['甲', '乙', '宗教'], ['王一', '2', '无'])
    expect(findLayout([sheetOf('表', rows)], resident)).toBe(null)
    const layout = layoutOf(rows, { sheet: '表', headerRow: 1, fields: { 0: 'name', 1: 'sex', 2: 'remark' } })
    expect(fieldsIn(layout)).toEqual({ A: 'name', B: 'sex' })
    expect(layout.columns[2]?.status).toBe('forbidden')
    expect(fieldsIn(layoutOf(rowsOf(['姓名', '电话']), { fields: { 1: null } }))).toEqual({ A: 'name' })
  })

  test('derived fields and fields already taken cannot be mapped', () => {
    const layout = layoutOf(rowsOf(['姓名', '姓名拼音', '手机', '联系电话']), { fields: { 1: 'namePinyin' } })
    expect(fieldsIn(layout)).toEqual({ A: 'name', C: 'phone' })
    expect(layout.columns[3]).toMatchObject({ status: 'unmapped', suggestion: 'phone' })
  })

  test('the key of a shape depends on the headings alone', () => {
    const key = (...headers: string[]) => layoutOf(rowsOf(headers, ['王一'])).shapeKey
    expect(key('姓名', '电话')).toBe(key(' 姓 名 ', '电话：'))
    expect(key('姓名', '电话')).not.toBe(key('电话', '姓名'))
  })

  test('a missing required column is named', () => {
    expect(layoutOf(rowsOf(['电话', '住址'])).missing).toEqual(['name'])
  })
})

describe('rows', () => {
  const head = ['序号', '姓名', '性别', '身份证号', '出生年月', '备注']

  test('blank rows, totals, notes, column numbers and repeated headings are no data', () => {
    const rows = rowsOf(
      ['台账'],
      head,
      [1, 2, 3, 4, 5, 6],
      [1, '王一'],
      [2, null, null, null, null, ' '],
      head,
      ['小计', '1人'],
      [3, '李二'],
      ['合计', null, '2'],
      ['填表人：张三', null, null, '审核人：李四'],
      ['注：本表一式两份，村委会与综治中心各存一份'],
    )
    expect(outcomesOf(rows).map((one) => (one.kind === 'skipped' ? one.reason : one.kind))).toEqual([
      'columnNumbers',
      'record',
      'blank',
      'repeatedHeader',
      'total',
      'record',
      'total',
      'note',
      'note',
    ])
  })

  test('a row with data and no name is rejected, not skipped', () => {
    const [outcome] = outcomesOf(rowsOf(head, [1, null, '男', idOf('19800101', '123')]))
    expect(outcome).toMatchObject({
      kind: 'rejected',
      problems: [{ code: 'REQUIRED_MISSING', field: 'name', message: '第 2 行 B 列“姓名”：姓名是空的，请补上再导入' }],
    })
  })

  test('P-01 number against sex or birthday rejects; a month takes its day from the number', () => {
    const male = idOf('19800117', '123')
    const rows = rowsOf(
      head,
      [1, '一', '女', male],
      [2, '二', '男', male, '1980-01-18'],
      [3, '三', '男', male, '1980/02'],
      [4, '四', '男', idOf('19800117', '143'), '1980年1月'],
      [5, '五', '男', '', '1980年1月'],
      [6, '六', '', idOf('19800117', '163'), 1980.1],
    )
    const outcomes = outcomesOf(rows)
    expect(outcomes.map((one) => (one.kind === 'rejected' ? one.problems.map((problem) => problem.code) : one.kind))).toEqual([
      ['SEX_MISMATCH'],
      ['BIRTHDAY_MISMATCH'],
      ['BIRTHDAY_MISMATCH'],
      'record',
      'record',
      'record',
    ])
    expect(outcomes.slice(3)).toMatchObject([
      { values: { birthOn: '1980-01-17' }, warnings: [] },
      { values: { birthOn: null }, warnings: [{ code: 'DAY_PARTIAL' }, { code: 'ID_MISSING' }] },
      { values: { birthOn: '1980-01-17', sex: '1' } },
    ])
  })

  test('P-02 the later of two rows with one number is the duplicate; a rejected row is no first', () => {
    const number = idOf('19800117', '123')
    const rows = rowsOf(
      head,
      [1, '一', '女', number],
      [2, '二', '男', number],
      [3, '三', '男', ` ${number}`],
      [4, '四'],
      [5, '四'],
    )
    expect(outcomesOf(rows).map((one) => (one.kind === 'record' ? one.duplicateOfRow : one.kind))).toEqual([
      'rejected',
      null,
      3,
      null,
      null,
    ])
  })

  test('a number of other papers goes to the field of its own', () => {
    const [outcome] = outcomesOf(rowsOf(['姓名', '证件类型', '证件号码'], ['约翰', '护照', 'e12345678']))
    expect(outcome).toMatchObject({
      kind: 'record',
      values: { idNumber: null, idType: '414', otherIdNo: 'E12345678' },
      warnings: [],
    })
  })

  test('a head without a number begins a household of which nothing is known', () => {
    const rows = rowsOf(
      ['户编号', '与户主关系', '姓名', '住址'],
      ['7', '户主', '一', '东关村1组2号'],
      [null, '妻', '二'],
      [null, '户主', '三'],
      [null, '子', '四'],
      ['8', '户主', '五', '西岭村1组'],
    )
    expect(outcomesOf(rows).map((one) => (one.kind === 'record' ? one.references : one.kind))).toEqual([
      { householdId: '7', villageId: '东关村' },
      { householdId: '7', villageId: '东关村' },
      {},
      {},
      { householdId: '8', villageId: '西岭村' },
    ])
  })

  test('counts in are counts out: every row below the heading has exactly one outcome, whatever it holds', () => {
    const cell = fc.oneof<fc.Arbitrary<CellValue>[]>(
      fc.constant(null),
      fc.string({ unit: 'grapheme', maxLength: 10 }),
      fc.double(),
      fc.boolean(),
      fc.constant({ error: '#N/A' }),
      fc.record({ date: fc.double({ noNaN: true }) }),
      fc.record({ n: fc.constant(999901199010101200), text: fc.constant('9.999E+17') }),
      fc.constantFrom('合计', '男', '　', '1980', "'"),
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 8 }), { maxLength: 10 }), (data) => {
        const rows = rowsOf(head, ...data)
        expect(outcomesOf(rows, { headerRow: 1 }).map((one) => one.row)).toEqual(rows.slice(1).map((one) => one.row))
      }),
      { numRuns: 500 },
    )
  })
})

test('P-03 naming a lower row as the heading does not uncover a forbidden column', () => {
  const sheets = [
    {
      name: '台账',
      hidden: false,
      declaredRows: 4,
      sample: [
        { row: 1, cells: ['姓名', '身份证号', '宗教信仰'] },
        { row: 2, cells: ['石春海', '999901198802030017', '佛教'] },
        { row: 3, cells: ['任思国', '999902197501010292', '无'] },
      ],
    },
  ]
  const layout = findLayout(sheets, resident, { headerRow: 2, fields: { '0': 'name', '2': 'remark' } })
  expect(layout?.columns.find((one) => one.index === 2)).toMatchObject({ header: '宗教信仰', status: 'forbidden', field: null })
  expect(layout && previewRows(sheets[0]?.sample ?? [], layout).map((one) => one.texts[2])).toEqual(['宗教信仰', '', ''])
})
