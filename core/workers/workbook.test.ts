import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import XLSX, { type CellObject, type WorkSheet } from '@e965/xlsx'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cellValue } from './workbook-legacy.ts'
import { isDateFormat } from './workbook-parts.ts'
import type { CellValue } from './sheet-row.ts'
import { askWorkbook, workbookOf } from './workbook-testing.ts'

const samples = new URL('../../e2e/data/samples/', import.meta.url).pathname

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-'))
})
afterAll(() => rm(folder, { recursive: true }))

type Grid = Record<string, CellValue>

/** Non-empty cells by address, read by our reader. */
async function ours(path: string, sheet: string): Promise<Grid> {
  const { rows, failure } = await askWorkbook({ task: 'rows', file: path, sheet })
  expect(failure).toBe(null)
  return Object.fromEntries(
    rows.flatMap(({ row, cells }) =>
      cells.flatMap((cell, column) => (cell === null ? [] : [[`${String(row)}:${String(column)}`, plain(cell)]])),
    ),
  )
}

/** The same, read by SheetJS. */
function theirs(sheet: WorkSheet | undefined, date1904 = false): Grid {
  const found: Grid = {}
  const lines: (readonly CellObject[] | undefined)[] = sheet?.['!data'] ?? []
  for (const [row, line] of lines.entries()) {
    line?.forEach((cell, column) => {
      const value = cellValue(cell, date1904)
      if (value !== null) found[`${String(row + 1)}:${String(column)}`] = plain(value)
    })
  }
  for (const { s, e } of sheet?.['!merges'] ?? []) {
    for (let row = s.r; row <= e.r; row++) {
      const value = found[`${String(s.r + 1)}:${String(s.c)}`]
      const used = Object.keys(found).some((key) => key.startsWith(`${String(row + 1)}:`))
      if (value !== undefined && used) found[`${String(row + 1)}:${String(s.c)}`] ??= value
    }
  }
  return found
}

/** SheetJS keeps numbers as doubles only, so the stored text is left aside when the two are compared. */
const plain = (cell: CellValue): CellValue => (cell !== null && typeof cell === 'object' && 'text' in cell ? cell.n : cell)

const readByThem = (path: string) =>
  XLSX.read(readFileSync(path), {
    type: 'buffer',
    dense: true,
    cellNF: true,
    cellFormula: false,
    cellHTML: false,
    cellDates: false,
  })

describe('the reader agrees with SheetJS cell by cell', () => {
  test.each(['residents-1', 'residents-2'])('on %s', async (name) => {
    const path = join(samples, `${name}.xlsx`)
    const book = readByThem(path)
    const { sheets } = await askWorkbook({ task: 'open', file: path })
    expect(sheets.map((one) => [one.name, one.hidden])).toEqual([
      ['人口台账', false],
      ['填表说明', false],
      ['字典', true],
    ])
    for (const sheet of book.SheetNames) expect(await ours(path, sheet)).toEqual(theirs(book.Sheets[sheet]))
  })

  const cell = fc.oneof(
    fc.constant(null),
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((one) => !/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]|_x/.test(one)),
    fc.constantFrom('张三', ' 李 四 ', '&<>"\'', '999901199010101234', '=1+1', '_'),
    fc.integer({ min: -1_000_000, max: 1_000_000_000 }),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
    fc.constantFrom(999901199010101234, 1e21, 0.1 + 0.2, 13812345678),
    fc.boolean(),
    fc.date({ min: new Date('1930-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
    fc.constant({ richText: [{ text: '红' }, { font: { bold: true }, text: '字' }] }),
    fc.constant({ formula: 'A1', result: '结果' }),
    fc.constant({ formula: 'A1', result: 5 }),
    fc.constant({ error: '#N/A' as const }),
    fc.constant({ text: '链接', hyperlink: 'https://example.invalid/' }),
  )

  test('on any small workbook', { timeout: 120_000 }, async () => {
    const path = join(folder, 'fuzz.xlsx')
    const row = fc.array(cell, { minLength: 0, maxLength: 6 })
    const merge = fc.record({
      top: fc.integer({ min: 1, max: 6 }),
      left: fc.integer({ min: 1, max: 4 }),
      height: fc.integer({ min: 0, max: 3 }),
      width: fc.integer({ min: 0, max: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        fc.boolean(),
        fc.option(merge),
        async (rows, shared, date1904, merged) => {
          const book = new ExcelJS.Workbook()
          book.properties.date1904 = date1904
          const sheet = book.addWorksheet('表')
          for (const one of rows) sheet.addRow(one)
          if (merged) sheet.mergeCells(merged.top, merged.left, merged.top + merged.height, merged.left + merged.width)
          await book.xlsx.writeFile(path, { useSharedStrings: shared, useStyles: true })
          const read = readByThem(path)
          expect(await ours(path, '表')).toEqual(theirs(read.Sheets['表'], date1904))
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('cells', () => {
  const read = async (pieces: Parameters<typeof workbookOf>[0]) => {
    const path = join(folder, 'cells.xlsx')
    await writeFile(path, workbookOf(pieces))
    return (await askWorkbook({ task: 'rows', file: path, sheet: '表' })).rows
  }

  test('phonetic guides are left out, runs joined, escapes undone', async () => {
    const strings =
      '<si><r><t>王</t></r><r><rPr/><t xml:space="preserve"> 一</t></r><rPh sb="0" eb="1"><t>ワン</t></rPh></si><si><t>甲_x000D_乙</t></si>'
    expect(await read({ rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>', strings })).toEqual([
      { row: 1, cells: ['王 一', null, '甲\r乙'] },
    ])
  })

  test('a number keeps its stored text when a double cannot hold it', async () => {
    const cells = ['999901194407095', '9.999011944070954e+17', '999901194407095412', '13812345678', '0.5']
      .map((v) => `<c><v>${v}</v></c>`)
      .join('')
    expect((await read({ rows: `<row>${cells}</row>` }))[0]?.cells).toEqual([
      999901194407095,
      { n: 999901194407095400, text: '9.999011944070954e+17' },
      { n: 999901194407095400, text: '999901194407095412' },
      13812345678,
      0.5,
    ])
  })

  const dateStyles =
    '<numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/></cellXfs>'

  test.each([
    ['1900', '', 29_221],
    ['1904', '<workbookPr date1904="1"/>', 29_221 + 1462],
  ])('dates by style, %s system', async (_, workbookPr, serial) => {
    const rows = '<row><c s="0"><v>29221</v></c><c s="1"><v>29221</v></c><c s="2"><v>29221</v></c></row>'
    expect((await read({ rows, styles: dateStyles, workbookPr }))[0]?.cells).toEqual([29_221, { date: serial }, { date: serial }])
  })

  test.each([
    ['yyyy-mm-dd', true],
    ['m月d日', true],
    ['[$-804]yyyy年m月', true],
    ['[DBNum1][$-804]yyyy年m月d日', true],
    ['h:mm', true],
    ['[h]:mm', true],
    ['General', false],
    ['0.00E+00', false],
    ['@', false],
    ['0"日"', false],
    ['#,##0;[Red]-#,##0', false],
    ['\\d0', false],
  ])('format %s shows a date: %s', (format, expected) => {
    expect(isDateFormat(format)).toBe(expected)
  })

  test('prefixed and strict workbooks', async () => {
    const rows = '<x:row r="3"><x:c r="B3" t="inlineStr"><x:is><x:t>王</x:t></x:is></x:c></x:row>'
    expect(await read({ rows, prefix: 'x', namespace: 'http://purl.oclc.org/ooxml/spreadsheetml/main' })).toEqual([
      { row: 3, cells: [null, '王'] },
    ])
  })

  test('merged cells fill downwards, never blank rows; headings also to the right', async () => {
    const sheet = `<worksheet><sheetData><row r="1"><c r="A1"><v>5</v></c><c r="C1"><v>1</v></c></row><row r="3"><c r="C3"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B3"/></mergeCells></worksheet>`
    const path = join(folder, 'merged.xlsx')
    await writeFile(path, workbookOf({ sheet }))
    expect((await askWorkbook({ task: 'rows', file: path, sheet: '表' })).rows).toEqual([
      { row: 1, cells: [5, null, 1] },
      { row: 3, cells: [5, null, 2] },
    ])
    expect((await askWorkbook({ task: 'open', file: path })).sheets[0]?.sample).toEqual([
      { row: 1, cells: [5, 5, 1] },
      { row: 3, cells: [5, 5, 2] },
    ])
  })

  test('of a formula only the stored result is read', async () => {
    expect(
      (
        await read({
          rows: '<row><c t="str"><f>WEBSERVICE("http://x")</f><v>甲</v></c><c><f>1+1</f></c><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c></row>',
        })
      )[0]?.cells,
    ).toEqual(['甲', null, { error: '#N/A' }, true])
  })
})

describe('other formats', () => {
  const rows = [
    ['姓名', '身份证号码', '出生'],
    ['王一', '999901199010101234', 29_221],
    ['李四', 999901199010101234, null],
  ]
  const sheetNamed = async (name: string, bytes: Uint8Array | string) => {
    const path = join(folder, name)
    await writeFile(path, bytes)
    const { sheets, failure } = await askWorkbook({ task: 'open', file: path })
    expect(failure).toBe(null)
    return (await askWorkbook({ task: 'rows', file: path, sheet: sheets[0]?.name ?? '' })).rows.map((one) => one.cells)
  }
  const text = '姓名,身份证号码\n"王,一",999901199010101234\n㼆,00123\n'
  const expected = [
    ['姓名', '身份证号码'],
    ['王,一', '999901199010101234'],
    ['㼆', '00123'],
  ]

  test('.xls', async () => {
    const book = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), '表')
    const bytes: unknown = XLSX.write(book, { type: 'buffer', bookType: 'biff8' })
    if (!(bytes instanceof Uint8Array)) throw new Error('no bytes')
    const read = await sheetNamed('a.xls', bytes)
    expect(read[1]).toEqual(['王一', '999901199010101234', 29_221])
    expect(read[2]?.[1]).toMatchObject({ n: 999901199010101234 })
  })

  test('.xlsx as web systems write it: its list of types names macros it does not have', async () => {
    const book = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['姓名'], ['王一']]), '表')
    const bytes: unknown = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' })
    if (!(bytes instanceof Uint8Array)) throw new Error('no bytes')
    expect(await sheetNamed('a.xlsx', bytes)).toEqual([['姓名'], ['王一']])
  })

  test('.csv in UTF-8, with a mark and in UTF-16: every cell is text', async () => {
    expect(await sheetNamed('a.csv', text)).toEqual(expected)
    expect(await sheetNamed('b.csv', `\ufeff${text}`)).toEqual(expected)
    expect(await sheetNamed('c.csv', Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(expected)
  })

  test('.csv in GBK', async () => {
    expect(
      await sheetNamed(
        'd.csv',
        Buffer.concat([Buffer.from('d0d5c3fb', 'hex'), Buffer.from(',A\n'), Buffer.from('cdf5', 'hex'), Buffer.from(',1\n')]),
      ),
    ).toEqual([
      ['姓名', 'A'],
      ['王', '1'],
    ])
  })

  test('a web table that calls itself .xls keeps long numbers as text', async () => {
    expect(
      await sheetNamed(
        'e.xls',
        '<html><table><tr><td>姓名</td><td>证号</td></tr><tr><td>王一</td><td>999901199010101234</td></tr></table></html>',
      ),
    ).toEqual([
      ['姓名', '证号'],
      ['王一', '999901199010101234'],
    ])
  })
})
