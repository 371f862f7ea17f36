/** A fresh workbook with the cells of a sheet as text, marked: for .xls, .et and .csv, and where a file cannot be rewritten. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pause } from '../../server/command.ts'
import type { SpawnWorker } from '../../server/ports.ts'
import { repairFills, type RepairRequest, type RepairTone } from '../../workers/repair-protocol.ts'
import { readSheet } from '../../workers/workbook-client.ts'
import type { CellValue } from '../../workers/sheet-row.ts'
import { printable } from '../export/printable.ts'
import { loadStreamWriter } from '../export/stream-writer.ts'
import { cellText } from './cell-text.ts'

const fill = (tone: RepairTone) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb: repairFills[tone] } }) as const

/** A number that lost digits stays a number, so that nobody takes its zeros for what was typed. */
const cellOf = (cell: CellValue): string | number | null =>
  cell === null ? null : typeof cell === 'object' && 'n' in cell ? cell.n : printable(cellText(cell))

export async function writeFreshRepairSheet(
  spawnWorker: SpawnWorker,
  { file, sheet, headerRow, heading, column: known, columns, rows }: RepairRequest,
  signal: AbortSignal,
): Promise<{ bytes: Uint8Array; marked: number }> {
  let width = columns
  if (known === null)
    for await (const batch of readSheet(spawnWorker, file, sheet))
      for (const { cells } of batch) width = Math.max(width, cells.length)
  const column = (known ?? width) + 1
  const marks = new Map(rows.map((one) => [one.row, one]))
  const Writer = await loadStreamWriter()
  const stream = new PassThrough()
  const bytes = buffer(stream)
  const workbook = new Writer({ stream, useSharedStrings: false, useStyles: true })
  let marked = 0
  try {
    const out = workbook.addWorksheet(sheet.slice(0, 31), { views: [{ state: 'frozen', ySplit: headerRow }] })
    out.columns = Array.from({ length: column }, (_, index) => ({
      width: index === column - 1 ? 60 : 16,
      style: { numFmt: '@' },
    }))
    let done = 0
    for await (const batch of readSheet(spawnWorker, file, sheet)) {
      for (const { row, cells } of batch) {
        const line = out.getRow(row)
        for (const [index, cell] of cells.entries()) line.getCell(index + 1).value = cellOf(cell)
        if (row > headerRow || known === null) line.getCell(column).value = null
        if (row === headerRow) line.getCell(column).value = heading
        if (row <= headerRow) line.font = { bold: true }
        const mark = marks.get(row)
        if (mark) {
          marked++
          line.getCell(column).value = printable(mark.note)
          for (const one of [...mark.cells, { column: column - 1, tone: mark.tone }])
            line.getCell(one.column + 1).fill = fill(one.tone)
        }
        line.commit()
        if (++done % 100 > 0) continue
        signal.throwIfAborted()
        await pause()
      }
    }
    out.commit()
    await workbook.commit()
    return { bytes: await bytes, marked }
  } catch (error) {
    bytes.catch(() => undefined)
    stream.destroy()
    throw error
  }
}
