import { pause } from '../../server/command.ts'

/** The writer of workbooks row by row, loaded in parts: at once it would keep other calls waiting for a quarter of a second. */
export async function loadStreamWriter() {
  await import('exceljs/lib/stream/xlsx/worksheet-writer.js')
  await pause()
  return (await import('exceljs/lib/stream/xlsx/workbook-writer.js')).default
}
