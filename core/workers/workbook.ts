/** Reads workbooks that strangers made: what a file is, is judged by its bytes; whatever is refused is refused by name. */
import { extname } from 'node:path'
import { fileBlocks, fileBytes, type WorkbookFile } from './workbook-file.ts'
import { readOle, readText, type LegacySheet } from './workbook-legacy.ts'
import { workbookLimits as limits } from './workbook-limits.ts'
import { readDateStyles, readParts, readSharedStrings } from './workbook-parts.ts'
import type { SheetOutline, SheetRow } from './sheet-row.ts'
import { WorkbookRefusal, type WorkbookFormat, type WorkbookMessage, type WorkbookRequest } from './workbook-protocol.ts'
import { sheetRows, type SheetContext } from './workbook-sheet.ts'
import { openZip } from './workbook-zip.ts'

type Post = (message: WorkbookMessage) => void

/** Answers one request; failures are posted, never thrown. */
export async function runWorkbook(request: WorkbookRequest, post: Post): Promise<void> {
  try {
    const book = await openBook(request.file)
    try {
      if (request.task === 'open') await postSheets(book, post)
      else if (request.task === 'rows') await postRows(book, request.sheet, messageOfRows, post, request.consumed)
      else await postJudged(book, request, post)
    } finally {
      book.close()
    }
  } catch (error) {
    const refusal = error instanceof WorkbookRefusal ? error : new WorkbookRefusal('damaged', undefined, { cause: error })
    post({ type: 'failure', kind: refusal.kind, message: refusal.message })
  }
}

interface Book {
  format: WorkbookFormat
  sheets: readonly { name: string; hidden: boolean }[]
  rows(sheet: number, fill: SheetContext['fill'], onDimension?: (rows: number) => void): AsyncIterable<SheetRow[]>
  close(): void
}

async function openBook(file: WorkbookFile): Promise<Book> {
  const { head, bytes } = await readHead(file)
  if (bytes === 0) throw new WorkbookRefusal('empty')
  if (bytes > limits.fileBytes) throw new WorkbookRefusal('tooLarge')
  const format: WorkbookFormat = typeof file === 'string' && extname(file).toLowerCase() === '.et' ? 'et' : 'xls'
  if (head.startsWith('PK')) return openXlsx(file)
  if (head.startsWith('\xd0\xcf\x11\xe0')) return wholeBook(format, await readOle(file, bytes))
  const known = signatures.find(([signature]) => head.startsWith(signature))
  if (known) throw new WorkbookRefusal('notWorkbook', `这是${known[1]}，不是电子表格`)
  if (!head.startsWith('\xff\xfe') && /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(head)) throw new WorkbookRefusal('notWorkbook')
  const { sheets, csv } = await readText(file, bytes)
  return wholeBook(csv ? 'csv' : format, sheets)
}

const signatures: readonly (readonly [string, string])[] = [
  ['%PDF', ' PDF 文件'],
  ['\xff\xd8\xff', '照片'],
  ['\x89PNG', '图片'],
  ['GIF8', '图片'],
  ['BM', '图片'],
  ['II*\0', '图片'],
  ['MM\0*', '图片'],
  ['Rar!', '压缩包'],
  ['7z\xbc\xaf', '压缩包'],
  ['\x1f\x8b', '压缩包'],
  ['{\\rtf', '文字文档'],
  ['MZ', '程序'],
  ['\x7fELF', '程序'],
  ['SQLite format 3', '数据库文件'],
]

/** The first bytes as Latin-1, and the size. */
async function readHead(file: WorkbookFile): Promise<{ head: string; bytes: number }> {
  try {
    const bytes = await fileBytes(file)
    for await (const block of fileBlocks(file, 4096)) return { head: block.toString('latin1'), bytes }
    return { head: '', bytes }
  } catch (error) {
    throw new WorkbookRefusal('unreadable', undefined, { cause: error })
  }
}

async function openXlsx(file: WorkbookFile): Promise<Book> {
  const zip = await openZip(file)
  try {
    const parts = await readParts(zip)
    const dateStyles = await readDateStyles(zip, parts.styles)
    const strings = await readSharedStrings(zip, parts.sharedStrings)
    return {
      format: 'xlsx',
      sheets: parts.sheets,
      rows: (sheet, fill, onDimension) => {
        const part = parts.sheets[sheet]?.part ?? ''
        return sheetRows(zip, part, { strings, dateStyles, date1904: parts.date1904, fill }, onDimension)
      },
      close: () => {
        zip.close()
      },
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

const wholeBook = (format: WorkbookFormat, sheets: readonly LegacySheet[]): Book => ({
  format,
  sheets,
  async *rows(sheet) {
    yield await Promise.resolve(sheets[sheet]?.rows ?? [])
  },
  close: () => undefined,
})

async function postSheets(book: Book, post: Post): Promise<void> {
  const sheets: SheetOutline[] = []
  for (const [index, { name, hidden }] of book.sheets.entries()) {
    const outline: SheetOutline = { name, hidden, sample: [], declaredRows: null }
    const rows = book.rows(index, 'all', (declared) => {
      outline.declaredRows = declared
    })
    for await (const batch of rows) {
      outline.sample.push(...batch.slice(0, limits.sampleRows - outline.sample.length))
      if (outline.sample.length >= limits.sampleRows) break
    }
    sheets.push(outline)
  }
  if (sheets.every((one) => one.sample.length === 0)) throw new WorkbookRefusal('empty', '工作簿里没有内容，请重新选择')
  post({ type: 'sheets', format: book.format, sheets })
}

const messageOfRows = (rows: readonly SheetRow[]): WorkbookMessage => ({
  type: 'rows',
  numbers: rows.map((one) => one.row),
  rows: rows.map((one) => one.cells),
})

async function postJudged(book: Book, request: WorkbookRequest & { task: 'judge' }, post: Post): Promise<void> {
  const { createJudge } = await import('../register/import/judge.ts')
  const judge = await createJudge(request)
  await postRows(book, request.layout.sheet, (rows) => ({ type: 'judged', batch: judge(rows) }), post, request.consumed)
}

async function postRows(
  book: Book,
  sheet: string,
  messageOf: (rows: readonly SheetRow[]) => WorkbookMessage,
  post: Post,
  consumed: SharedArrayBuffer | undefined,
): Promise<void> {
  const index = book.sheets.findIndex((one) => one.name === sheet)
  if (index < 0) throw new WorkbookRefusal('noSheet')
  const used = consumed && new Int32Array(consumed)
  let posted = 0
  let count = 0
  let rows: SheetRow[] = []
  const flush = () => {
    if (rows.length === 0) return
    if (used) waitForReader(used, posted - limits.batchesAhead)
    post(messageOf(rows))
    posted++
    rows = []
  }
  for await (const batch of book.rows(index, 'down')) {
    for (const row of batch) {
      rows.push(row)
      count++
      if (rows.length >= limits.batchRows) flush()
    }
  }
  flush()
  post({ type: 'end', rows: count })
}

/** Blocks this thread until the reader has used more than `atLeast` batches; ends with the thread when that is killed. */
function waitForReader(used: Int32Array, atLeast: number): void {
  for (let now = Atomics.load(used, 0); now < atLeast; now = Atomics.load(used, 0)) Atomics.wait(used, 0, now)
}
