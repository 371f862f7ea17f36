/** A table of figures as a workbook that can be filed as it stands: title, unit, day, sums, note. Numbers are numbers; a name is never a formula. */
import type { Worksheet } from 'exceljs'
import type { FigureTable } from '../../contract/statistics.ts'
import { printable } from '../../register/export/printable.ts'

export interface SheetWords {
  title: string
  /** conditions and how it was counted */
  note: string
  unitName: string
  /** counting day, YYYY-MM-DD */
  on: string
  /** 制表人 */
  madeBy: string
}

const firstRow = 4
const thin = { style: 'thin' } as const
const frame = { top: thin, left: thin, bottom: thin, right: thin }
const font = (size: number, bold = false) => ({ name: '宋体', size, bold })

export async function writeFigureTable(table: FigureTable, words: SheetWords): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs')
  const workbook = new excel.Workbook()
  const sheet = workbook.addWorksheet('统计表', {
    views: [{ state: 'frozen', xSplit: 1, ySplit: firstRow - 1 }],
    pageSetup: { orientation: table.columns.length > 6 ? 'landscape' : 'portrait', fitToPage: true, fitToHeight: 0 },
  })
  sheet.pageSetup.printTitlesRow = `1:${String(firstRow - 1)}`
  const width = table.columns.length + 2
  writeHead(sheet, table, words, width)
  const lines = [
    ...table.rows.map(({ label }, at) => ({ label, figures: table.cells[at] ?? [], sum: table.rowTotals[at] })),
    { label: '合计', figures: table.columnTotals, sum: table.total },
  ]
  for (const { label, figures, sum } of lines) {
    const row = sheet.addRow([printable(label), ...figures.map(({ total }) => total), sum?.total ?? 0])
    row.eachCell((cell, column) => {
      cell.border = frame
      cell.font = font(11, label === '合计' || column === width)
      cell.numFmt = column === 1 ? '@' : '#,##0'
      cell.alignment = { vertical: 'middle', horizontal: column === 1 ? 'left' : 'right' }
    })
  }
  writeFoot(sheet, words, width)
  sheet.getColumn(1).width = 24
  for (let column = 2; column <= width; column++) sheet.getColumn(column).width = 11
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function writeHead(sheet: Worksheet, table: FigureTable, { title, unitName, on }: SheetWords, width: number): void {
  sheet.addRow([printable(title)]).height = 30
  sheet.mergeCells(1, 1, 1, width)
  const head = sheet.getCell(1, 1)
  head.font = { ...font(18, true), name: '方正小标宋简体' }
  head.alignment = { horizontal: 'center', vertical: 'middle' }
  sheet.addRow([`填报单位：${printable(unitName)}　　统计日期：${on}　　单位：${table.register === 'resident' ? '人' : '人次'}`])
  sheet.mergeCells(2, 1, 2, width)
  sheet.getCell(2, 1).font = font(11)
  const names = sheet.addRow(['', ...table.columns.map(({ label }) => printable(label)), '合计'])
  names.height = 24
  names.eachCell({ includeEmpty: true }, (cell) => {
    cell.border = frame
    cell.font = { ...font(11, true), name: '黑体' }
    cell.numFmt = '@'
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  })
}

function writeFoot(sheet: Worksheet, { note, madeBy }: SheetWords, width: number): void {
  for (const line of [...(note === '' ? [] : [`说明：${printable(note)}`]), `制表人：${printable(madeBy)}　　　　审核人：`]) {
    const row = sheet.addRow([line])
    sheet.mergeCells(row.number, 1, row.number, width)
    row.getCell(1).font = font(11)
    row.getCell(1).alignment = { wrapText: true, vertical: 'middle' }
  }
}
