/** Finds the sheet, the heading and the columns of a workbook by itself; a person may correct each of them. */
import { createHash } from 'node:crypto'
import { fieldsOf, type RecordValues, type RegisterDescription } from '../../domain/field.ts'
import type { CellValue, SheetOutline, SheetRow } from '../../workers/sheet-row.ts'
import { cellText } from './cell-text.ts'
import { isForbiddenHeader, isOrdinalHeader, matchHeader, plainHeader } from './header.ts'
import { columnLetters, tidyText } from './plain-text.ts'
import { repairHeader } from './repair-column.ts'

export interface ImportColumn {
  /** zero-based */
  index: number
  letter: string
  header: string
  /** forbidden: dropped unread (P-03) · ordinal: only numbers the rows · repair: what a repair sheet says of the row */
  status: 'mapped' | 'forbidden' | 'ordinal' | 'repair' | 'unmapped'
  field: string | null
  /** 0–1; 1 also for what a person chose */
  confidence: number
  /** for unmapped columns: a field that the heading may mean */
  suggestion: string | null
}

export interface ImportLayout {
  sheet: string
  /** 1-based row of the heading, its last row when it has two */
  headerRow: number
  headerRows: 1 | 2
  columns: ImportColumn[]
  /** hash of the headings: the same for every file of this shape, so that a correction can be remembered */
  shapeKey: string
  /** rows below a household's first leave its number (and often its address) empty */
  householdBlocks: boolean
  /** required fields that no column gives */
  missing: string[]
  /** zero-based column of a repair sheet that says what is wrong with a row: rows without it are not read; null for other files */
  repairColumn: number | null
}

/** What a person corrected; everything left out is found by itself. */
export interface LayoutOverride {
  sheet?: string
  /** 1-based; its last row when it has two */
  headerRow?: number
  headerRows?: 1 | 2
  /** zero-based column → field, or null to leave the column out */
  fields?: Readonly<Record<string, string | null>>
}

interface Candidate {
  sheet: SheetOutline
  headerRow: number
  headerRows: 1 | 2
  headers: string[]
  columns: ImportColumn[]
  /** fields found */
  score: number
}

const noteSheet = /说明|字典|代码|码表|示例|样例|模板|选项|封面|目录|参数/

/** The layout of the sheet that most looks like this register, or null when no heading is found. */
export function findLayout(
  sheets: readonly SheetOutline[],
  description: RegisterDescription,
  override: LayoutOverride = {},
): ImportLayout | null {
  const chosen = override.sheet === undefined ? undefined : sheets.filter((one) => one.name === override.sheet)
  const visible = sheets.filter((one) => !one.hidden)
  const proper = visible.filter((one) => !noteSheet.test(one.name))
  for (const group of chosen ? [chosen] : [proper, visible]) {
    const best = bestOf(group.flatMap((sheet) => candidates(sheet, description, override)))
    if (best) return layoutOf(best, description)
  }
  return null
}

/** The first of the highest score; on the same score the sheet with more rows. */
function bestOf(found: Candidate[]): Candidate | undefined {
  const rows = (one: Candidate) => one.sheet.declaredRows ?? one.sheet.sample.length
  return found.reduce<Candidate | undefined>((best, one) => {
    if (!best || one.score > best.score) return one
    return one.sheet !== best.sheet && one.score === best.score && rows(one) > rows(best) ? one : best
  }, undefined)
}

function candidates(sheet: SheetOutline, description: RegisterDescription, override: LayoutOverride): Candidate[] {
  const found: Candidate[] = []
  for (const [at, { row }] of sheet.sample.entries()) {
    if (override.headerRow !== undefined && row !== override.headerRow) continue
    const single = candidate(sheet, at, 1, description, override)
    if (override.headerRow !== undefined || single.score >= 2) found.push(single)
    const above = sheet.sample[at - 1]
    if (above?.row !== row - 1 || single.columns.filter((one) => one.status !== 'unmapped').length === 0) continue
    const double = candidate(sheet, at, 2, description, override)
    // two rows only where the upper one adds fields and the lower is no row of data
    if (override.headerRows === 2 || (double.score >= 2 && double.score > single.score && !looksLikeData(sheet.sample[at])))
      found.push(double)
  }
  return override.headerRow !== undefined && override.headerRows !== undefined
    ? found.filter((one) => one.headerRows === override.headerRows)
    : found
}

const looksLikeData = (row: SheetRow | undefined): boolean =>
  row?.cells.some(
    (cell) => typeof cell === 'number' || (cell !== null && typeof cell === 'object') || /\d{7}/.test(cellText(cell)),
  ) === true

function candidate(
  sheet: SheetOutline,
  at: number,
  headerRows: 1 | 2,
  description: RegisterDescription,
  override: LayoutOverride,
): Candidate {
  const lower = sheet.sample[at]?.cells ?? []
  const upper = headerRows === 2 ? (sheet.sample[at - 1]?.cells ?? []) : []
  const headers = joinHeaders(upper, lower)
  // a person may name a lower row as the heading: what stands above it still forbids a column
  const above = sheet.sample.slice(0, at + 1)
  const forbidden = headers.map((_, index) => above.map(({ cells }) => cellText(cells[index])).find(isForbiddenHeader))
  const columnsWith = (own: LayoutOverride['fields']) =>
    takeEachFieldOnce(
      headers.map((header, index) => columnOf(header, index, headerRows === 2, description, own, forbidden[index])),
    )
  const columns = columnsWith(override.fields)
  // what a person chose for columns does not make another row the heading
  const score = columnsWith(undefined).filter((one) => one.status === 'mapped').length
  return { sheet, headerRow: sheet.sample[at]?.row ?? 1, headerRows, headers, columns, score }
}

/** `住址` over `门牌` is `住址门牌`; a heading merged over both rows is itself. */
function joinHeaders(upper: readonly CellValue[], lower: readonly CellValue[]): string[] {
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const above = tidyText(cellText(upper[index]))
    const below = tidyText(cellText(lower[index]))
    return above === below || above === '' ? below : below === '' ? above : `${above}/${below}`
  })
}

function columnOf(
  header: string,
  index: number,
  joined: boolean,
  description: RegisterDescription,
  chosen: LayoutOverride['fields'],
  forbidden: string | undefined,
): ImportColumn {
  const column: ImportColumn = {
    index,
    letter: columnLetters(index),
    header,
    status: 'unmapped',
    field: null,
    confidence: 0,
    suggestion: null,
  }
  if (forbidden !== undefined) return { ...column, header: forbidden, status: 'forbidden' }
  if (isForbiddenHeader(header)) return { ...column, status: 'forbidden' }
  const own = chosen?.[String(index)]
  if (own === null) return column
  if (own !== undefined && fieldsOf(description).some(({ name, meta }) => name === own && !meta.derived)) {
    return { ...column, status: 'mapped', field: own, confidence: 1 }
  }
  if (isRepairHeader(header)) return { ...column, status: 'repair' }
  if (isOrdinalHeader(header)) return { ...column, status: 'ordinal' }
  const whole = matchHeader(description, header)
  // of a joined heading the lower half is the more telling
  const best =
    joined && (whole?.confidence ?? 0) < 0.9
      ? (matchHeader(description, header.slice(header.lastIndexOf('/') + 1)) ?? whole)
      : whole
  if (!best) return column
  if (best.confidence < 0.9) return { ...column, suggestion: best.field }
  return { ...column, status: 'mapped', field: best.field, confidence: best.confidence }
}

const isRepairHeader = (header: string) => header === repairHeader

/** Two columns may not go to one field: the surer, then the left one keeps it. */
function takeEachFieldOnce(columns: ImportColumn[]): ImportColumn[] {
  const owners = new Map<string, ImportColumn>()
  for (const column of [...columns].sort((a, b) => b.confidence - a.confidence || a.index - b.index)) {
    if (column.field === null) continue
    if (owners.has(column.field)) {
      column.suggestion = column.field
      column.status = 'unmapped'
      column.field = null
      column.confidence = 0
    } else owners.set(column.field, column)
  }
  return columns
}

function layoutOf({ sheet, headerRow, headerRows, columns, headers }: Candidate, description: RegisterDescription): ImportLayout {
  const mapped = new Set(columns.map((one) => one.field))
  const household = columns.find((one) => one.field === 'householdId')
  const below = sheet.sample.filter((one) => one.row > headerRow)
  return {
    sheet: sheet.name,
    headerRow,
    headerRows,
    columns: columns.filter((one) => one.header !== '' || one.status === 'mapped'),
    shapeKey: createHash('sha256')
      .update([description.name, ...withoutRepair(headers).map(plainHeader)].join('\n'))
      .digest('hex'),
    householdBlocks: household !== undefined && below.some((one) => cellText(one.cells[household.index]) === ''),
    missing: fieldsOf(description).flatMap(({ name, meta }) =>
      meta.required && !mapped.has(name) && !assumed.has(`${description.name}.${name}`) ? [name] : [],
    ),
    repairColumn: columns.find((one) => one.status === 'repair')?.index ?? null,
  }
}

/** A repair sheet has the shape of the file it was made from. */
const withoutRepair = (headers: readonly string[]): readonly string[] => {
  const last = headers.findLastIndex((one) => one !== '' && !isRepairHeader(one))
  return headers.slice(0, last + 1)
}

/** Required fields that a file may leave to the day of the import. */
const assumed = new Set(['division.year'])

/** What a file does not say and is taken for granted: a division list without a year is this year's. */
export function assumedValues(layout: ImportLayout, { name }: RegisterDescription, today: string): RecordValues {
  const given = layout.columns.some((one) => one.field === 'year')
  return name === 'division' && !given ? { year: Number(today.slice(0, 4)) } : {}
}

/** The first rows without what forbidden columns hold, as texts, for showing. */
export const previewRows = (
  sample: readonly SheetRow[],
  layout: Pick<ImportLayout, 'columns'>,
): { row: number; texts: string[] }[] => {
  const forbidden = new Set(layout.columns.flatMap((one) => (one.status === 'forbidden' ? [one.index] : [])))
  return sample.map(({ row, cells }) => ({
    row,
    texts: cells.map((cell, index) => (forbidden.has(index) && !isForbiddenHeader(cellText(cell)) ? '' : cellText(cell))),
  }))
}
