import type { Page } from '@playwright/test'
import excel from 'exceljs'
import type { Worksheet } from 'exceljs'
import type { Upload } from './import.ts'

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What the browser saves when something is done. */
export async function downloaded(page: Page, act: () => Promise<void>): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), act()])
  return { name: download.suggestedFilename(), path: await download.path() }
}

/** A workbook as another program reads it. @param sheet the first without a name */
export async function openSheet(path: string, sheet?: string): Promise<{ workbook: excel.Workbook; sheet: Worksheet }> {
  const workbook = new excel.Workbook()
  await workbook.xlsx.readFile(path)
  const found = sheet === undefined ? workbook.worksheets[0] : workbook.getWorksheet(sheet)
  if (found === undefined) throw new Error(`no sheet ${sheet ?? ''}`)
  return { workbook, sheet: found }
}

/** The cells of a row as text, the first column first. */
export function textsOf(sheet: Worksheet, row: number): string[] {
  const line = sheet.getRow(row)
  return Array.from({ length: sheet.columnCount }, (_, at) => {
    const { value } = line.getCell(at + 1)
    if (typeof value === 'string') return value
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value === null ? '' : JSON.stringify(value)
  })
}

/** Rows below a row of headings, by heading. */
export function recordsOf(sheet: Worksheet, headingRow: number): Record<string, string>[] {
  const headings = textsOf(sheet, headingRow)
  return Array.from({ length: Math.max(0, sheet.rowCount - headingRow) }, (_, at) => {
    const texts = textsOf(sheet, headingRow + 1 + at)
    return Object.fromEntries(headings.map((heading, index) => [heading, texts[index] ?? '']))
  })
}

/** A changed workbook, to be chosen like any other file. */
export async function uploadOf(workbook: excel.Workbook, name: string): Promise<Upload> {
  return { name, mimeType: workbookType, buffer: Buffer.from(await workbook.xlsx.writeBuffer()) }
}
