/**
 * The XML of one sheet with some cells restyled and a column of explanations. Only the rows in question are written anew; all
 * other text is copied as it stands, so that formulas, merges, widths and validations stay what they are.
 */
import { printable } from '../register/export/printable.ts'
import { columnIndex, columnLetters } from '../register/import/plain-text.ts'
import { Unfit, type RepairRequest, type RepairRow } from './repair-protocol.ts'
import type { RepairStyles } from './repair-styles.ts'

const escaped = (text: string): string =>
  printable(text)
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

/** The new text in pieces. @throws Unfit when cells do not say where they stand, or the text holds what a plain search could mistake */
export function repairedSheet(xml: string, request: RepairRequest, styles: RepairStyles): { pieces: string[]; marked: number } {
  if (/<!--|<!\[CDATA\[|<!DOCTYPE/.test(xml)) throw new Unfit()
  const data = /<((?:\w+:)?)sheetData\b[^>]*[^/]>|<((?:\w+:)?)sheetData>/.exec(xml)
  if (!data) throw new Unfit()
  const p = data[1] ?? data[2] ?? ''
  const from = data.index + data[0].length
  const end = xml.indexOf(`</${p}sheetData>`, from)
  if (end < 0) throw new Unfit()
  const column = request.column ?? Math.max(request.columns, usedColumns(xml, from, end, p))
  const byRow = new Map(request.rows.map((one) => [one.row, one]))
  const pieces: string[] = []
  let copied = from
  let marked = 0
  let row = 0
  const rows = new RegExp(`<${p}row\\b([^>]*?)(/?)>`, 'g')
  rows.lastIndex = from
  for (let open = rows.exec(xml); open && open.index < end; open = rows.exec(xml)) {
    const attributes = open[1] ?? ''
    const stated = /\br="(\d+)"/.exec(attributes)?.[1]
    row = stated === undefined ? row + 1 : Number(stated)
    const mark = byRow.get(row)
    const cleaned = request.column !== null && row > request.headerRow
    if (!mark && row !== request.headerRow && !cleaned) continue
    const start = rows.lastIndex
    const close = open[2] === '/' ? start : xml.indexOf(`</${p}row>`, start)
    if (close < 0) throw new Unfit()
    const style = Number(/\bs="(\d+)"/.exec(attributes)?.[1] ?? 0)
    const cells = rowCells(open[2] === '/' ? '' : xml.slice(start, close), p, row)
    pieces.push(xml.slice(copied, open.index), `<${p}row${attributes.replace(/\sspans="[^"]*"/, '')}>`)
    pieces.push(
      writeCells(cells, {
        p,
        row,
        column,
        style,
        mark,
        heading: row === request.headerRow ? request.heading : null,
        cleaned,
        styles,
      }),
    )
    pieces.push(`</${p}row>`)
    copied = open[2] === '/' ? start : close + p.length + 6
    rows.lastIndex = copied
    if (mark) marked++
  }
  pieces.push(xml.slice(copied))
  pieces.unshift(withColumn(xml.slice(0, from), p, column))
  return { pieces, marked }
}

interface Cell {
  column: number
  style: number
  /** all of it */
  xml: string
  /** length of its opening tag without the end of it */
  open: number
}

/** @throws Unfit when a cell does not say that it stands in this row */
function rowCells(inner: string, p: string, row: number): Cell[] {
  const cells: Cell[] = []
  for (const found of inner.matchAll(new RegExp(`<${p}c\\b([^>]*?)(?:/>|>[\\s\\S]*?</${p}c>)`, 'g'))) {
    const [, letters, number] = /\br="([A-Za-z]{1,3})(\d+)"/.exec(found[1] ?? '') ?? []
    if (letters === undefined || Number(number) !== row) throw new Unfit()
    cells.push({
      column: columnIndex(letters),
      style: Number(/\bs="(\d+)"/.exec(found[1] ?? '')?.[1] ?? 0),
      xml: found[0],
      open: p.length + 2 + (found[1] ?? '').length,
    })
  }
  return cells
}

function withStyle({ xml, open, style }: Cell, wanted: number): string {
  if (style === wanted) return xml
  const tag = xml.slice(0, open).replace(/\ss="\d+"/, '')
  return `${tag.replace(/\br="[^"]*"/, (place) => `${place} s="${String(wanted)}"`)}${xml.slice(open)}`
}

interface RowWork {
  p: string
  row: number
  /** where explanations stand */
  column: number
  /** style of the row, for cells that are not there yet */
  style: number
  mark: RepairRow | undefined
  /** heading of the column of explanations, in the heading row */
  heading: string | null
  /** colours and explanations of an earlier repair go */
  cleaned: boolean
  styles: RepairStyles
}

function writeCells(cells: readonly Cell[], { p, row, column, style, mark, heading, cleaned, styles }: RowWork): string {
  const text = (words: string, index: number) =>
    `<${p}c r="${columnLetters(column)}${String(row)}" s="${String(index)}" t="inlineStr"><${p}is><${p}t xml:space="preserve">${escaped(words)}</${p}t></${p}is></${p}c>`
  const tones = new Map(mark?.cells.map((one) => [one.column, one.tone]))
  const written = new Map<number, string>()
  for (const cell of cells) {
    if (cell.column === column) continue
    const base = cleaned ? styles.plain(cell.style) : cell.style
    const tone = tones.get(cell.column)
    written.set(cell.column, withStyle(cell, tone === undefined ? base : styles.filled(base, tone)))
  }
  for (const [at, tone] of tones)
    if (at !== column && !written.has(at))
      written.set(at, `<${p}c r="${columnLetters(at)}${String(row)}" s="${String(styles.filled(style, tone))}"/>`)
  const neighbour = cells.findLast((one) => one.column < column)
  if (heading !== null) written.set(column, text(heading, neighbour?.style ?? style))
  else if (mark) written.set(column, text(mark.note, styles.note(mark.tone)))
  return [...written.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, cell]) => cell)
    .join('')
}

/** Columns up to the last one that holds something. */
function usedColumns(xml: string, from: number, end: number, p: string): number {
  const cells = new RegExp(`<${p}c\\s(?=[^>]*?\\br="([A-Za-z]{1,3})\\d)[^>]*?(/?)>(</)?`, 'g')
  cells.lastIndex = from
  const seen = new Set<string>()
  for (let cell = cells.exec(xml); cell && cell.index < end; cell = cells.exec(xml))
    if (cell[2] === '' && cell[3] === undefined) seen.add(cell[1] ?? '')
  return Math.max(0, ...[...seen].map((letters) => columnIndex(letters) + 1))
}

/** The column gets a width, and the sheet says that it reaches so far. */
function withColumn(head: string, p: string, column: number): string {
  const stretched = head.replace(
    /(<(?:\w+:)?dimension\b[^>]*\bref="[A-Z]+\d+:)([A-Z]+)(\d+")/,
    (whole, first: string, letters: string, last: string) =>
      columnIndex(letters) < column ? `${first}${columnLetters(column)}${last}` : whole,
  )
  const own = `<${p}col min="${String(column + 1)}" max="${String(column + 1)}" width="60" customWidth="1"/>`
  const cols = new RegExp(`<${p}cols>([\\s\\S]*?)</${p}cols>`).exec(stretched)
  if (!cols) return stretched.replace(new RegExp(`<${p}sheetData\\b`), (tag) => `<${p}cols>${own}</${p}cols>${tag}`)
  const reach = [...(cols[1] ?? '').matchAll(/\bmax="(\d+)"/g)].map(([, max]) => Number(max))
  if (Math.max(0, ...reach) > column) return stretched
  return stretched.replace(cols[0], () => `<${p}cols>${cols[1] ?? ''}${own}</${p}cols>`)
}
