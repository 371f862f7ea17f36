/** A ledger on paper's terms: title, watermark row, headings, then the rows, streamed. Its bytes stay in memory: they hold people's data. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { ExportedCell } from './cell-reader.ts'
import { loadStreamWriter } from './stream-writer.ts'

interface SheetColumn {
  heading: string
  /** pixels on the ledger page */
  width: number
  money: boolean
}

interface LedgerSheet {
  title: string
  /** who, when, number, purpose */
  watermark: string
  columns: readonly SheetColumn[]
  /** slices of rows; the caller pauses between them */
  slices: AsyncIterable<readonly (readonly ExportedCell[])[]>
}

const headingRow = 3

/**
 * Text cells are of string type in text format: a value that begins with = + - @ stays text, also after it was edited.
 *
 * @throws what `slices` throws; nothing is kept then
 */
export async function writeLedgerSheet({ title, watermark, columns, slices }: LedgerSheet): Promise<Uint8Array> {
  const Writer = await loadStreamWriter()
  const stream = new PassThrough()
  const bytes = buffer(stream)
  const workbook = new Writer({ stream, useSharedStrings: false, useStyles: true })
  try {
    const sheet = workbook.addWorksheet(title.slice(0, 31), {
      views: [{ state: 'frozen', ySplit: headingRow }],
      pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      headerFooter: { oddFooter: `&L${watermark.replaceAll('&', '&&').slice(0, 200)}&R第 &P 页，共 &N 页` },
    })
    sheet.columns = columns.map(({ width, money }) => ({ width: width / 8, style: { numFmt: money ? '0.00' : '@' } }))
    for (const [text, size] of [
      [title, 16],
      [watermark, 9],
    ] as const) {
      const row = sheet.addRow([text])
      row.font = { size, bold: size === 16 }
      row.height = size === 16 ? 26 : 30
      row.alignment = { horizontal: size === 16 ? 'center' : 'left', vertical: 'middle', wrapText: true }
      if (columns.length > 1) sheet.mergeCells(row.number, 1, row.number, columns.length)
      row.commit()
    }
    const headings = sheet.addRow(columns.map((one) => one.heading))
    headings.font = { bold: true }
    headings.eachCell((cell) => {
      cell.numFmt = '@'
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EDF3' } }
      cell.border = { bottom: { style: 'thin' } }
    })
    headings.commit()
    for await (const slice of slices) for (const cells of slice) sheet.addRow(cells).commit()
    sheet.commit()
    await workbook.commit()
    return await bytes
  } catch (error) {
    bytes.catch(() => undefined)
    stream.destroy()
    throw error
  }
}
