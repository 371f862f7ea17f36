/** .xls, .et and .csv, read whole by SheetJS within a size cap; SheetJS is loaded only when such a file comes. */
import type { Buffer } from 'node:buffer'
import { TextDecoder } from 'node:util'
import type { CellObject, ParsingOptions, WorkBook } from '@e965/xlsx'
import { fileBlocks, readWholeFile, type WorkbookFile } from './workbook-file.ts'
import { workbookLimits as limits } from './workbook-limits.ts'
import { isDateFormat } from './workbook-parts.ts'
import type { CellValue, SheetRow } from './sheet-row.ts'
import { WorkbookRefusal } from './workbook-protocol.ts'
import { numberCell } from './workbook-sheet.ts'

export interface LegacySheet {
  name: string
  hidden: boolean
  rows: SheetRow[]
}

const reading: ParsingOptions = {
  dense: true,
  cellFormula: false,
  cellHTML: false,
  cellNF: true,
  cellText: false,
  cellDates: false,
}

/** Names in the directory of an OLE container: entries are 128 bytes long and stand on multiples of it. */
async function oleNames(file: WorkbookFile): Promise<Set<string>> {
  const names = new Set<string>()
  for await (const block of fileBlocks(file, 1 << 20)) {
    for (let at = 0; at + 128 <= block.length; at += 128) {
      const length = block.readUInt16LE(at + 64)
      const type = block[at + 66] ?? 0
      if (type < 1 || type > 5 || length < 4 || length > 64 || length % 2 === 1 || block.readUInt16LE(at + length - 2) !== 0)
        continue
      names.add(block.toString('utf16le', at, at + length - 2))
      if (names.size > limits.zipEntries) throw new WorkbookRefusal('damaged')
    }
  }
  return names
}

/** Sheets of an OLE container, .xls or .et. */
export async function readOle(file: WorkbookFile, bytes: number): Promise<LegacySheet[]> {
  const names = await oleNames(file)
  if (names.has('EncryptedPackage')) throw new WorkbookRefusal('encrypted')
  if (names.has('WordDocument')) throw new WorkbookRefusal('notWorkbook', '这是 Word 文档，不是电子表格')
  if (names.has('PowerPoint Document')) throw new WorkbookRefusal('notWorkbook', '这是演示文稿，不是电子表格')
  if (names.has('_VBA_PROJECT_CUR') || names.has('VBA')) throw new WorkbookRefusal('macros')
  if (!names.has('Workbook') && !names.has('Book')) throw new WorkbookRefusal(names.size === 0 ? 'truncated' : 'notWorkbook')
  const buffer = await readWhole(file, bytes)
  return readSheets((read) => read(buffer, { ...reading, type: 'buffer' }))
}

/** Sheets of a text file: CSV or tab-separated (UTF-8, GB 18030, UTF-16), or the HTML or XML that many systems call .xls. */
export async function readText(file: WorkbookFile, bytes: number): Promise<{ sheets: LegacySheet[]; csv: boolean }> {
  const text = decodeText(await readWhole(file, bytes))
  const markup = /^\s*</.test(text)
  if (markup && /<!ENTITY|<!DOCTYPE[^>]*\[/i.test(text)) throw new WorkbookRefusal('externalEntities')
  if (markup && !/<table|<(\w+:)?Workbook/i.test(text)) throw new WorkbookRefusal('notWorkbook')
  return { sheets: await readSheets((read) => read(text, { ...reading, type: 'string', raw: true })), csv: !markup }
}

async function readWhole(file: WorkbookFile, bytes: number): Promise<Buffer> {
  if (bytes > limits.wholeFileBytes) throw new WorkbookRefusal('tooLarge', '这种格式的文件不能超过 20 MB，请另存为 .xlsx 再导入')
  return readWholeFile(file)
}

function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const text = new TextDecoder('gb18030').decode(bytes)
    if (text.includes('\ufffd')) throw new WorkbookRefusal('notWorkbook', '文件的文字编码无法识别，请另存为 .xlsx 再导入')
    return text
  }
}

type Read = (data: unknown, options: ParsingOptions) => WorkBook

async function readSheets(parse: (read: Read) => WorkBook): Promise<LegacySheet[]> {
  const { read, set_cptable } = await import('@e965/xlsx')
  set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'))
  let workbook: WorkBook
  try {
    workbook = parse(read)
  } catch (error) {
    const protectedByPassword = error instanceof Error && /password|encrypt/i.test(error.message)
    throw new WorkbookRefusal(protectedByPassword ? 'encrypted' : 'damaged', undefined, { cause: error })
  }
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true
  return workbook.SheetNames.map((name, index) => {
    const sheet = workbook.Sheets[name]
    const grid: (readonly (CellObject | undefined)[] | undefined)[] = sheet?.['!data'] ?? []
    const rows: SheetRow[] = []
    for (const [at, line] of grid.entries()) {
      const cells = rowCells(line, date1904)
      if (cells.length > 0) rows.push({ row: at + 1, cells })
    }
    if (rows.length > limits.dataRows) throw new WorkbookRefusal('tooManyRows')
    const byNumber = new Map(rows.map((one) => [one.row, one.cells]))
    for (const { s, e } of sheet?.['!merges'] ?? []) {
      const value = byNumber.get(s.r + 1)?.[s.c] ?? null
      for (let row = s.r + 1; value !== null && row <= e.r + 1; row++) {
        const cells = byNumber.get(row)
        if (!cells) continue
        while (cells.length <= s.c) cells.push(null)
        cells[s.c] ??= value
      }
    }
    return { name, hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0, rows }
  })
}

function rowCells(line: readonly (CellObject | undefined)[] | undefined, date1904: boolean): CellValue[] {
  const cells: CellValue[] = []
  line?.forEach((cell, column) => {
    const value = cellValue(cell, date1904)
    if (value === null) return
    if (column >= limits.usedColumns) throw new WorkbookRefusal('tooManyColumns')
    while (cells.length < column) cells.push(null)
    cells[column] = value
  })
  return cells
}

const errorNames: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
}

/** A cell as SheetJS read it. */
export function cellValue(cell: CellObject | undefined, date1904: boolean): CellValue {
  const value = cell?.v
  switch (typeof value) {
    case 'string':
      return value === '' ? null : value
    case 'boolean':
      return value
    case 'number':
      if (cell?.t === 'e') return { error: errorNames[value] ?? '#N/A' }
      return numberCell(String(value), typeof cell?.z === 'string' && isDateFormat(cell.z), date1904)
    default:
      return null
  }
}
