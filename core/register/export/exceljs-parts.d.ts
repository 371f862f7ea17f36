/** Parts of the library that are loaded one after the other; its own types name only the whole. */
declare module 'exceljs/lib/stream/xlsx/worksheet-writer.js'
declare module 'exceljs/lib/stream/xlsx/workbook-writer.js' {
  import type { stream } from 'exceljs'
  const writer: typeof stream.xlsx.WorkbookWriter
  export = writer
}
