/** The rows of one sheet of an .xlsx, streamed: cached values only, merged cells filled from their first, blank rows left out. */
import { workbookLimits as limits } from './workbook-limits.ts'
import type { CellValue, SheetRow } from './sheet-row.ts'
import { WorkbookRefusal } from './workbook-protocol.ts'
import { unescapeText, xmlReader } from './workbook-xml.ts'
import type { WorkbookZip } from './workbook-zip.ts'

export interface SheetContext {
  strings: readonly string[]
  dateStyles: readonly boolean[]
  date1904: boolean
  /** merged cells are filled downwards; `all` fills to the right as well, for headings */
  fill: 'down' | 'all'
}

/** Days between the two date systems. */
const days1904 = 1462

/** Zero-based column and one-based row of `AB12`. */
function cellAddress(reference: string): { column: number; row: number } {
  let column = 0
  let index = 0
  for (; index < reference.length; index++) {
    const letter = reference.charCodeAt(index) & ~32
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  const row = Number(reference.slice(index))
  if (index === 0 || index > 3 || column > limits.sheetColumns || !Number.isInteger(row) || row < 1)
    throw new WorkbookRefusal('damaged')
  return { column: column - 1, row }
}

/** Yields the rows as they become readable, a chunk of the file at a time. */
export async function* sheetRows(
  zip: WorkbookZip,
  part: string,
  context: SheetContext,
  onDimension?: (rows: number) => void,
): AsyncGenerator<SheetRow[]> {
  const fillMerged = mergeFiller(await readMerges(zip, part), context.fill)
  let ready: SheetRow[] = []
  let dataRows = 0
  const state = { finished: false }
  let row = 0
  let cells: CellValue[] = []
  let column = -1
  let kind = 'n'
  let style = 0
  let value: string | null = null
  let capture = false
  let inData = false
  let phonetic = 0

  const readCell = (): CellValue => {
    if (value === null || value === '') return null
    switch (kind) {
      case 's':
        return sharedString(context.strings, value)
      case 'str':
      case 'inlineStr':
      case 'd':
        return unescapeText(value)
      case 'b':
        return value === '1' || value === 'true'
      case 'e':
        return { error: value }
      default:
        return numberCell(value, context.dateStyles[style] === true, context.date1904)
    }
  }

  const reader = xmlReader({
    open(name, attributes) {
      if (name === 'c' && inData) {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
        kind = attributes.t ?? 'n'
        style = attributes.s === undefined ? 0 : Number(attributes.s)
        value = null
      } else if (name === 'v' || name === 't') {
        if (phonetic === 0 && inData) {
          capture = true
          value ??= ''
        }
      } else if (name === 'row' && inData) {
        const number = attributes.r === undefined ? row + 1 : Number(attributes.r)
        if (!(number > row)) throw new WorkbookRefusal('damaged')
        if (number > limits.sheetRows) throw new WorkbookRefusal('tooManyRows')
        row = number
        cells = []
        column = -1
      } else if (name === 'rPh') phonetic++
      else if (name === 'sheetData') inData = true
      else if (name === 'dimension' && attributes.ref !== undefined) onDimension?.(declaredRows(attributes.ref))
    },
    close(name) {
      if (name === 'v' || name === 't') capture = false
      else if (name === 'c' && inData) {
        const cell = readCell()
        if (cell === null) return
        if (column >= limits.usedColumns) throw new WorkbookRefusal('tooManyColumns')
        while (cells.length < column) cells.push(null)
        cells[column] = cell
      } else if (name === 'row' && inData) {
        reader.progress()
        if (cells.length === 0) return
        if (++dataRows > limits.dataRows) throw new WorkbookRefusal('tooManyRows')
        fillMerged(row, cells)
        ready.push({ row, cells })
      } else if (name === 'rPh') phonetic--
      else if (name === 'sheetData') {
        inData = false
        state.finished = true
      }
    },
    text(text) {
      if (!capture || value === null) return
      value += text
      if (value.length > limits.cellCharacters * 7) throw new WorkbookRefusal('damaged')
    },
  })
  for await (const chunk of zip.stream(part, limits.unpackedBytes)) {
    reader.write(chunk)
    if (ready.length > 0) {
      yield ready
      ready = []
    }
    if (state.finished) return
  }
  reader.end()
}

function sharedString(strings: readonly string[], index: string): CellValue {
  const text = strings[Number(index)]
  if (text === undefined) throw new WorkbookRefusal('damaged')
  return text === '' ? null : text
}

/** Zero-based column of `AB12`, cheaper than {@link cellAddress}: called once per cell. */
function columnOf(reference: string): number {
  let column = 0
  for (let index = 0; index < 4; index++) {
    const letter = reference.charCodeAt(index) & ~32
    if (letter < 65 || letter > 90 || Number.isNaN(letter)) break
    column = column * 26 + letter - 64
  }
  if (column === 0 || column > limits.sheetColumns) throw new WorkbookRefusal('damaged')
  return column - 1
}

/** A number cell as {@link CellValue}, from its stored text. */
export function numberCell(text: string, isDate: boolean, date1904: boolean): CellValue {
  const n = Number(text)
  if (!Number.isFinite(n)) throw new WorkbookRefusal('damaged')
  if (isDate) return { date: date1904 ? n + days1904 : n }
  return String(n) === text && Math.abs(n) < 1e15 ? n : { n, text }
}

function declaredRows(reference: string): number {
  const last = /(\d+)$/.exec(reference)
  const rows = last ? Number(last[1]) : 0
  if (rows > limits.sheetRows) throw new WorkbookRefusal('tooManyRows')
  return rows
}

interface Merge {
  top: number
  bottom: number
  left: number
  right: number
  value: CellValue
}

/** Merged ranges stand behind the rows, so they are looked for in a first pass that only unpacks. */
async function readMerges(zip: WorkbookZip, part: string): Promise<Merge[]> {
  let tail = ''
  let found = false
  for await (const chunk of zip.stream(part, limits.unpackedBytes)) {
    tail += chunk.toString('latin1')
    if (!found) {
      const at = tail.indexOf('mergeCells')
      found = at >= 0
      tail = found ? tail.slice(at) : tail.slice(-16)
    } else if (tail.length > limits.merges * 64) throw new WorkbookRefusal('damaged')
  }
  if (!found) return []
  const merges: Merge[] = []
  for (const match of tail.matchAll(/mergeCell\s[^>]{0,200}?ref\s*=\s*["']([A-Za-z]{1,3}\d{1,7}):([A-Za-z]{1,3}\d{1,7})["']/g)) {
    const from = cellAddress(match[1] ?? '')
    const to = cellAddress(match[2] ?? '')
    if (merges.length >= limits.merges) throw new WorkbookRefusal('damaged')
    merges.push({ top: from.row, bottom: to.row, left: from.column, right: to.column, value: null })
  }
  return merges.sort((a, b) => a.top - b.top)
}

function mergeFiller(merges: Merge[], fill: 'down' | 'all'): (row: number, cells: CellValue[]) => void {
  let next = 0
  let active: Merge[] = []
  return (row, cells) => {
    if (next >= merges.length && active.length === 0) return
    active = active.filter((one) => one.bottom >= row)
    for (let merge = merges[next]; merge && merge.top <= row; merge = merges[++next]) {
      if (merge.bottom < row) continue
      if (merge.top === row) merge.value = cells[merge.left] ?? null
      active.push(merge)
    }
    // ranges may not overlap, so more than one per column is no honest workbook
    if (active.length > limits.sheetColumns) throw new WorkbookRefusal('damaged')
    for (const { left, right, value } of active) {
      if (value === null) continue
      const last = fill === 'all' ? Math.min(right, limits.usedColumns - 1) : left
      for (let column = left; column <= last; column++) {
        while (cells.length <= column) cells.push(null)
        cells[column] ??= value
      }
    }
  }
}
