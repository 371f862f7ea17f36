/** Official tables and the list of subsidies as workbooks to be filed: layout of the paper, numbers as numbers, a text never a formula. */
import type { Row, Workbook, Worksheet } from 'exceljs'
import type { OfficialTable, SubsidyRow } from '../../contract/statistics.ts'
import { capitalsOfFen } from '../../domain/amount.ts'
import { printable } from '../../register/export/printable.ts'

export interface FilingWords {
  unitName: string
  /** YYYY-MM-DD */
  on: string
  /** 填表人 */
  madeBy: string
}

const fenOfYuan = 100
const fenOfWan = 1_000_000
/** paper sizes of the format */
const a3 = 8
const a4 = 9

const thin = { style: 'thin' } as const
const frame = { top: thin, left: thin, bottom: thin, right: thin }
const song = (size: number, bold = false) => ({ name: '宋体', size, bold })
const hei = (size: number) => ({ name: '黑体', size, bold: true })
const middle = { horizontal: 'center', vertical: 'middle', wrapText: true } as const

const dayWords = (on: string): string => {
  const [year, month, day] = on.split('-').map(Number)
  return `${String(year)}年${String(month)}月${String(day)}日`
}

/** One line over the whole width. */
function addLine(sheet: Worksheet, text: string, width: number, font: Row['font'] = song(11)): Row {
  const row = sheet.addRow([printable(text)])
  sheet.mergeCells(row.number, 1, row.number, width)
  const cell = row.getCell(1)
  cell.font = font
  cell.numFmt = '@'
  cell.alignment = { vertical: 'middle', wrapText: true }
  return row
}

function addTitle(sheet: Worksheet, title: string, width: number): void {
  const row = addLine(sheet, title, width, { name: '方正小标宋简体', size: 20 })
  row.height = 34
  row.getCell(1).alignment = middle
}

async function newWorkbook(): Promise<Workbook> {
  const { default: excel } = await import('exceljs')
  return new excel.Workbook()
}

const bytesOf = async (workbook: Workbook): Promise<Uint8Array> => new Uint8Array(await workbook.xlsx.writeBuffer())

/** @param headRows repeated on every sheet of paper, and kept in sight */
function addSheet(workbook: Workbook, name: string, paper: number, headRows: number, fixedColumns: number): Worksheet {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', xSplit: fixedColumns, ySplit: headRows }] })
  Object.assign(sheet.pageSetup, {
    paperSize: paper,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: { left: 0.5, right: 0.5, top: 0.7, bottom: 0.6, header: 0.3, footer: 0.3 },
    printTitlesRow: `1:${String(headRows)}`,
  })
  return sheet
}

function dressHead(row: Row, height: number): void {
  row.height = height
  row.eachCell({ includeEmpty: true }, (cell) => {
    cell.border = frame
    cell.font = hei(10)
    cell.numFmt = '@'
    cell.alignment = middle
  })
}

const foot = ({ madeBy, on }: FilingWords) =>
  `单位负责人：　　　　　　　　审核人：　　　　　　　　填表人：${madeBy}　　　　　　填表日期：${dayWords(on)}　　　　　　（单位盖章）`

export async function writeOfficialTable(table: OfficialTable, words: FilingWords): Promise<Uint8Array> {
  const workbook = await newWorkbook()
  const columns = table.groups.flatMap(({ columns: own }) => own)
  const width = columns.length + 1
  const sheet = addSheet(workbook, '统计表', width > 30 ? a3 : a4, 4, 1)
  addTitle(sheet, table.title, width)
  addLine(sheet, `填报单位：${words.unitName}　　　　统计期间：${table.period}`, width)
  addHead(sheet, table)
  table.rows.forEach(({ key, label }, at) => {
    const figures = (table.cells[at] ?? []).map(({ value }, across) =>
      value === null ? null : columns[across]?.unit === '万元' ? value / fenOfWan : value,
    )
    const row = sheet.addRow([printable(label), ...figures])
    row.height = 34
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cell.border = frame
      cell.font = song(10, key === 'sum')
      cell.numFmt = column === 1 ? '@' : columns[column - 2]?.unit === '万元' ? '#,##0.00' : '#,##0'
      cell.alignment = { vertical: 'middle', horizontal: column === 1 ? 'left' : 'right', wrapText: column === 1 }
    })
  })
  addLine(sheet, `说明：${table.note}`, width).height = 20
  addLine(sheet, foot(words), width).height = 26
  sheet.getColumn(1).width = 17
  columns.forEach(({ unit }, at) => {
    // as narrow as the figures allow: some forty columns share a sheet of paper
    const digits = table.cells.map((line) => countText(line[at]?.value ?? 0, unit).length)
    sheet.getColumn(at + 2).width = Math.max(5, ...digits.map((length) => length + 1.5))
  })
  return bytesOf(workbook)
}

const countText = (value: number, unit: string): string =>
  unit === '万元'
    ? (value / fenOfWan).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    : value.toLocaleString('en-US')

/** Groups over their columns; a group of one column over nothing but it. */
function addHead(sheet: Worksheet, { groups }: OfficialTable): void {
  const above = sheet.addRow(['调委会类型', ...groups.flatMap(({ label, columns }) => columns.map(() => label))])
  const below = sheet.addRow(['', ...groups.flatMap(({ columns }) => columns.map(({ label, unit }) => `${label}\n（${unit}）`))])
  dressHead(above, 22)
  dressHead(below, 92)
  sheet.mergeCells(above.number, 1, below.number, 1)
  let from = 2
  for (const { columns } of groups) {
    if (columns.length > 1) sheet.mergeCells(above.number, from, above.number, from + columns.length - 1)
    from += columns.length
  }
}

const subsidyHeads = ['序号', '卷号', '纠纷名称', '纠纷类别', '难度', '调解员', '结案日期', '补贴金额（元）', '领款签名']
const subsidyWidths = [6, 30, 34, 14, 11, 16, 13, 14, 18]

export async function writeSubsidyList(
  { rows, totalFen }: { rows: readonly SubsidyRow[]; totalFen: number },
  title: string,
  words: FilingWords,
): Promise<Uint8Array> {
  const workbook = await newWorkbook()
  const width = subsidyHeads.length
  const sheet = addSheet(workbook, '补贴发放表', a4, 3, 0)
  addTitle(sheet, title, width)
  addLine(sheet, `发放单位：${words.unitName}　　　　制表日期：${dayWords(words.on)}`, width)
  dressHead(sheet.addRow(subsidyHeads), 26)
  const lines = [
    ...rows.map((one, at) => [
      at + 1,
      ...[one.fileNo, one.title, one.category, one.difficulty, one.mediators, one.closedOn].map(printable),
      one.amountFen / fenOfYuan,
      '',
    ]),
    ['合计', `大写：${capitalsOfFen(totalFen)}`, '', '', '', '', `${String(rows.length)} 件`, totalFen / fenOfYuan, ''],
  ]
  for (const line of lines) {
    const row = sheet.addRow(line)
    row.height = 26
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cell.border = frame
      cell.font = song(11, line[0] === '合计')
      cell.numFmt = column === 8 ? '#,##0.00' : typeof line[column - 1] === 'number' ? '0' : '@'
      cell.alignment = {
        vertical: 'middle',
        wrapText: true,
        horizontal: column === 8 ? 'right' : [1, 7].includes(column) ? 'center' : 'left',
      }
    })
  }
  sheet.mergeCells(sheet.rowCount, 2, sheet.rowCount, 6)
  addLine(sheet, '说明：按结案日期列入，达成书面或口头协议并已全部履行的案件；金额按本单位设置的以案定补标准。', width)
  addLine(sheet, `单位负责人：　　　　　　　　审核人：　　　　　　　　制表人：${words.madeBy}`, width).height = 26
  subsidyWidths.forEach((one, at) => {
    sheet.getColumn(at + 1).width = one
  })
  return bytesOf(workbook)
}
