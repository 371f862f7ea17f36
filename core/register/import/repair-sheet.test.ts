/** The repair sheet (issue scope 6): the person's own file back, only what has to be said added to it. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PizZip from 'pizzip'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../db/testing.ts'
import { repairFills } from '../../workers/repair-protocol.ts'
import { nodeWorkers } from '../../workers/spawn-node.ts'
import type { SheetRow } from '../../workers/sheet-row.ts'
import { askWorkbook, workbookOf } from '../../workers/workbook-testing.ts'
import { repairHeader } from './repair-column.ts'
import { writeRepairSheet, type RepairRemark } from './repair-sheet.ts'

const spawn = nodeWorkers(new URL('../../workers/entry.ts', import.meta.url))
const never = new AbortController().signal
const folder = temporaryFolder()

/** A ledger as offices have it: title merged over all, widths, a formula, a validation, a second sheet. */
async function ledger(): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs')
  const workbook = new excel.Workbook()
  const sheet = workbook.addWorksheet('人口台账')
  sheet.addRow(['石榴镇人口台账'])
  sheet.mergeCells('A1:D1')
  sheet.addRow(['姓名', '身份证号', '电话', '年龄'])
  for (let index = 0; index < 6; index++) {
    const row = sheet.addRow([`王${String(index)}`, `99990119800307123${String(index)}`, `1390000000${String(index)}`, null])
    row.getCell(4).value = { formula: `YEAR(TODAY())-${String(1980 + index)}`, result: 46 - index }
    row.getCell(2).font = { name: '宋体', size: 12, bold: true }
    row.getCell(1).border = { top: { style: 'thin' } }
  }
  sheet.getCell('A9').value = '以下空白'
  sheet.getColumn(2).width = 24
  sheet.getCell('C3').dataValidation = { type: 'list', formulae: ['"1,2"'] }
  workbook.addWorksheet('说明').addRow(['=不是公式'])
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const layout = {
  sheet: '人口台账',
  headerRow: 2,
  columns: ['姓名', '身份证号', '电话', '年龄'].map((header, index) => ({
    index,
    letter: '',
    header,
    status: 'mapped' as const,
    field: null,
    confidence: 1,
    suggestion: null,
  })),
}
const remarks: RepairRemark[] = [
  { row: 4, column: 1, level: 'rejected', message: '第 4 行 B 列“身份证号”：校验位应为 5，请核对第 17、18 位' },
  { row: 4, column: 2, level: 'warning', message: '第 4 行 C 列“电话”：电话 <不对> & 应为 11 位' },
  { row: 7, column: null, level: 'duplicate', message: '与第 5 行证号相同' },
  { row: 8, column: 5, level: 'warning', message: '第 8 行 F 列“备注”：_x0041_ 太长' },
]

async function rowsOf(bytes: Uint8Array, sheet = '人口台账'): Promise<SheetRow[]> {
  const answer = await askWorkbook({ task: 'rows', file: bytes, sheet })
  expect(answer.failure).toBeNull()
  return answer.rows
}

let original: Uint8Array
let made: { name: string; bytes: Uint8Array; marked: number }
beforeAll(async () => {
  original = await ledger()
  made = await writeRepairSheet(spawn, original, '人口台账.xlsx', layout, remarks, never)
})

describe('an .xlsx', () => {
  test('has one more column with an explanation in each marked row, and none elsewhere', async () => {
    expect({ name: made.name, marked: made.marked }).toEqual({ name: '人口台账（标注）.xlsx', marked: 3 })
    const before = await rowsOf(original)
    const after = await rowsOf(made.bytes)
    const notes = after.map(({ row, cells }) => [row, cells[6] ?? null])
    expect(notes).toEqual([
      [1, null],
      [2, repairHeader],
      [3, null],
      [4, '未导入：B 列“身份证号”：校验位应为 5，请核对第 17、18 位；C 列“电话”：电话 <不对> & 应为 11 位'],
      [5, null],
      [6, null],
      [7, '重复，未导入：与第 5 行证号相同'],
      [8, '已导入，有提醒：F 列“备注”：_x0041_ 太长'],
      [9, null],
    ])
    expect(after.map(({ row, cells }) => ({ row, cells: cells.slice(0, 4).filter((one) => one !== null) }))).toEqual(
      before.map(({ row, cells }) => ({ row, cells: cells.filter((one) => one !== null) })),
    )
  })

  test('colours the cells in question and keeps their fonts and borders', async () => {
    const { default: excel } = await import('exceljs')
    const workbook = new excel.Workbook()
    await workbook.xlsx.load(Buffer.from(made.bytes) as unknown as Parameters<typeof workbook.xlsx.load>[0])
    const sheet = workbook.getWorksheet('人口台账')
    const fillOf = (address: string) => {
      const { fill } = sheet?.getCell(address) ?? {}
      return fill?.type === 'pattern' ? fill.fgColor?.argb : undefined
    }
    expect(['B4', 'C4', 'G4', 'G7', 'F8', 'A4', 'B5'].map(fillOf)).toEqual([
      repairFills.bad,
      repairFills.doubtful,
      repairFills.bad,
      repairFills.doubtful,
      repairFills.doubtful,
      undefined,
      undefined,
    ])
    expect(sheet?.getCell('B4').font).toMatchObject({ name: '宋体', size: 12, bold: true })
    expect(sheet?.getCell('D4').formula).toBe('YEAR(TODAY())-1981')
  })

  test('is the same file in every other part, byte for byte, and in every row that is not marked', () => {
    const [before, after] = [new PizZip(original), new PizZip(made.bytes)]
    expect(Object.keys(after.files).sort()).toEqual(Object.keys(before.files).sort())
    const touched = Object.keys(before.files).filter((name) => before.file(name)?.asBinary() !== after.file(name)?.asBinary())
    expect(touched.sort()).toEqual(['xl/styles.xml', 'xl/worksheets/sheet1.xml'])
    const [old, now] = [before, after].map((zip) => zip.file('xl/worksheets/sheet1.xml')?.asText() ?? '')
    const row = (xml: string | undefined, number: number) =>
      new RegExp(`<row r="${String(number)}".*?</row>`, 's').exec(xml ?? '')?.[0]
    for (const number of [1, 3, 5, 6, 9]) expect(row(now, number)).toBe(row(old, number))
    const tail = (xml: string | undefined) => (xml ?? '').slice((xml ?? '').indexOf('</sheetData>'))
    expect(tail(now)).toBe(tail(old))
    expect(tail(now)).toContain('mergeCell')
    expect(now).toContain('<col min="7" max="7" width="60" customWidth="1"/></cols>')
  })

  test('marked again, it has one column of explanations still, and what was mended is no longer coloured', async () => {
    const returned = { ...layout, columns: [...layout.columns, { ...layout.columns[0], index: 6, header: repairHeader }] }
    const again = await writeRepairSheet(
      spawn,
      made.bytes,
      made.name,
      returned as typeof layout,
      [{ row: 7, column: 1, level: 'rejected', message: '还不对' }],
      never,
    )
    expect(again.name).toBe('人口台账（标注）.xlsx')
    expect((await rowsOf(again.bytes)).map(({ cells }) => cells[6] ?? null).filter((one) => one !== null)).toEqual([
      repairHeader,
      '未导入：还不对',
    ])
    const sheet = new PizZip(again.bytes).file('xl/worksheets/sheet1.xml')?.asText() ?? ''
    const styles = new PizZip(again.bytes).file('xl/styles.xml')?.asText() ?? ''
    const formats = (/<cellXfs[^>]*>(.*)<\/cellXfs>/s.exec(styles)?.[1] ?? '').match(/<xf\b[^>]*?(?:\/>|>.*?<\/xf>)/gs) ?? []
    const fillIdOf = (cell: string) =>
      /fillId="(\d+)"/.exec(formats[Number(new RegExp(`r="${cell}" s="(\\d+)"`).exec(sheet)?.[1] ?? -1)] ?? '')?.[1]
    expect(fillIdOf('B4')).toBe('0')
    expect(Number(fillIdOf('B7'))).toBeGreaterThan(1)
  })

  test('opens in LibreOffice with the same contents', { timeout: 120_000 }, () => {
    const office = '/usr/bin/soffice'
    if (!existsSync(office)) return
    const file = join(folder, 'repair.xlsx')
    writeFileSync(file, made.bytes)
    const profile = `-env:UserInstallation=file://${folder}/office`
    execFileSync(office, [
      profile,
      '--headless',
      '--convert-to',
      'csv:Text - txt - csv (StarCalc):44,34,76,1',
      '--outdir',
      folder,
      file,
    ])
    const lines = readFileSync(join(folder, 'repair.csv'), 'utf8').replaceAll('"', '').trim().split('\n')
    expect(lines[1]).toBe(`姓名,身份证号,电话,年龄,,,${repairHeader}`)
    expect(lines[3]).toMatch(/^王1,999901198003071231,13900000001,\d+,,,未导入：B 列“身份证号”：校验位/)
    expect(lines[4]).toMatch(/^王2,999901198003071232,13900000002,\d+,,,$/)
  })
})

describe('what cannot be written exactly comes back as a fresh workbook with the same cells and marks', () => {
  const csv = '姓名,身份证号,电话,年龄\n王一,=1+1,13900000001,46\n王二,999901198003071232,1390000,45\n'
  test.each<[string, Uint8Array, string]>([
    ['a .csv', Buffer.from(csv), 'Sheet1'],
    [
      'a workbook without styles',
      workbookOf({
        rows: csv
          .trim()
          .split('\n')
          .map(
            (line, at) =>
              `<row r="${String(at + 1)}">${line
                .split(',')
                .map((text, index) => `<c r="${'ABCD'[index] ?? ''}${String(at + 1)}" t="inlineStr"><is><t>${text}</t></is></c>`)
                .join('')}</row>`,
          )
          .join(''),
      }),
      '表',
    ],
  ])('%s', async (_, file, sheet) => {
    const fresh = await writeRepairSheet(
      spawn,
      file,
      '名单.csv',
      { ...layout, sheet, headerRow: 1 },
      [{ row: 3, column: 2, level: 'warning', message: '电话应为 11 位' }],
      never,
    )
    expect({ name: fresh.name, marked: fresh.marked }).toEqual({ name: '名单（标注）.xlsx', marked: 1 })
    expect(await rowsOf(fresh.bytes, sheet)).toEqual([
      { row: 1, cells: ['姓名', '身份证号', '电话', '年龄', repairHeader] },
      { row: 2, cells: ['王一', '=1+1', '13900000001', '46'] },
      { row: 3, cells: ['王二', '999901198003071232', '1390000', '45', '已导入，有提醒：电话应为 11 位'] },
    ])
    expect(new PizZip(fresh.bytes).file('xl/worksheets/sheet1.xml')?.asText()).not.toMatch(/<f[ >]/)
  })
})

test('it can be stopped', async () => {
  const stop = new AbortController()
  const running = writeRepairSheet(spawn, original, 'a.xlsx', layout, remarks, stop.signal)
  stop.abort(new Error('stopped'))
  await expect(running).rejects.toThrow('stopped')
})
