/** An empty workbook to fill in: text cells throughout, drop-downs for what is chosen, notes and an example on a sheet of their own. */
import { Buffer } from 'node:buffer'
import type { DataValidation, Worksheet } from 'exceljs'
import type { SqliteConnection } from '../../../db/open.ts'
import type { RegisterName } from '../../domain/field.ts'
import { registers } from '../../domain/registers.ts'
import { columnLetters } from '../import/plain-text.ts'
import { templateColumns, type TemplateColumn } from './template-fields.ts'

/** rows with drop-downs */
const preparedRows = 2000
const headingFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EDF3' } } as const
const requiredFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFBE9D0' } } as const

/** The library takes ranges, its types do not say so. */
type WithRanges = Worksheet & { dataValidations: { add(range: string, validation: DataValidation): void } }

export async function writeTemplate(
  reader: SqliteConnection,
  register: RegisterName,
): Promise<{ name: string; bytes: Uint8Array }> {
  const { label } = registers[register]
  const columns = templateColumns(reader, register)
  const { default: excel } = await import('exceljs')
  const workbook = new excel.Workbook()
  const data = workbook.addWorksheet(label, { views: [{ state: 'frozen', ySplit: 1 }] })
  data.columns = columns.map(({ width }) => ({ width: width / 8 + 2, style: { numFmt: '@' } }))
  const headings = data.getRow(1)
  headings.values = columns.map(({ heading, required }) => (required ? `${heading}*` : heading))
  headings.height = 24
  headings.eachCell((cell, number) => {
    cell.font = { bold: true }
    cell.alignment = { vertical: 'middle', horizontal: 'center', wrapText: true }
    cell.fill = columns[number - 1]?.required === true ? requiredFill : headingFill
    cell.border = { bottom: { style: 'thin' } }
  })
  writeNotes(workbook.addWorksheet('填写说明'), label, columns)
  const options = workbook.addWorksheet('选项', { state: 'veryHidden' })
  for (const [index, column] of columns.entries()) addChoices(data, options, index, column)
  return { name: `${label}导入模板.xlsx`, bytes: Buffer.from(await workbook.xlsx.writeBuffer()) }
}

/** A list stands on a hidden sheet: written into the drop-down itself it may not exceed 255 characters. */
function addChoices(data: Worksheet, options: Worksheet, index: number, { heading, choices, strict, format }: TemplateColumn) {
  if (choices.length === 0) return
  const letter = columnLetters(index)
  options.getColumn(index + 1).values = [heading, ...choices]
  ;(data as WithRanges).dataValidations.add(`${letter}2:${letter}${String(preparedRows + 1)}`, {
    type: 'list',
    allowBlank: true,
    formulae: [`选项!$${letter}$2:$${letter}$${String(choices.length + 1)}`],
    showErrorMessage: strict,
    errorTitle: heading,
    error: format,
  })
}

function writeNotes(sheet: Worksheet, label: string, columns: readonly TemplateColumn[]): void {
  const lines = [
    `${label}导入模板填写说明`,
    `1. 在“${label}”表中从第 2 行起填写，一行一条；表头不要改动，用不着的列可以空着或整列删去。`,
    '2. 带 * 的列必须填写。所有单元格都是文本格式，证号、电话照原样填写，不会变成科学计数。',
    '3. 从别处复制来的内容请用“选择性粘贴—数值”，以免带走下拉列表。',
    '4. 填好后在平安台的导入页面选择这个文件；先试导入，看清数目再正式导入。',
  ]
  for (const [index, line] of lines.entries()) {
    const cell = sheet.getCell(index + 1, 1)
    cell.value = line
    cell.font = index === 0 ? { bold: true, size: 14 } : {}
    sheet.mergeCells(index + 1, 1, index + 1, 5)
  }
  const head = sheet.getRow(lines.length + 2)
  head.values = ['列', '必填', '写法', '示例', '说明']
  head.eachCell((cell) => {
    cell.font = { bold: true }
    cell.fill = headingFill
  })
  for (const { heading, required, format, example, help } of columns)
    sheet.addRow([heading, required ? '必填' : '', format, example, help])
  for (const [index, width] of [20, 8, 32, 26, 50].entries()) {
    const column = sheet.getColumn(index + 1)
    column.width = width
    column.numFmt = '@'
    column.alignment = { vertical: 'top', wrapText: index > 1 }
  }
}
