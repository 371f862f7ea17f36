import type { ColDef } from 'ag-grid-community'
import type { ReactNode } from 'react'
import { idText, phoneText, wholeText, yuanText } from '../../lib/format.ts'
import { DrawnCell } from './drawn-cells.tsx'
import type { CellBoard } from './drawn-cells.tsx'
import { TextCell } from './text-cell.ts'
import type { TextCellParams } from './text-cell.ts'

export type ColumnKind = 'text' | 'number' | 'day' | 'money' | 'id' | 'phone' | 'flag'

/** A column of a ledger, in the ledger's own words. */
export interface ColumnSpec<Row> {
  field: keyof Row & string
  label: string
  /** CSS pixels at 100 % type: its share of the ledger's width, and its least unless that is said; 120 without it */
  width?: number
  minWidth?: number
  /** CSS pixels as a person pulled it: takes no share any more */
  fixedWidth?: number
  kind?: ColumnKind
  /** numbers and money stand right unless told otherwise */
  align?: 'start' | 'end'
  sortable?: boolean
  /** draws the cell by a component, for a tag; by default the value is written with the marks lit, which is far cheaper */
  render?: (row: Row, marks: readonly string[]) => ReactNode
}

export interface CellContext {
  board: CellBoard
  /** the words of the search */
  lit: RegExp | undefined
}

const texts: Record<ColumnKind, (value: unknown) => string> = {
  text: plainText,
  day: plainText,
  id: (value) => idText(plainText(value)),
  phone: (value) => phoneText(plainText(value)),
  number: (value) => (typeof value === 'number' ? wholeText(value) : plainText(value)),
  money: (value) => (typeof value === 'number' ? yuanText(value) : plainText(value)),
  flag: (value) => (value === true ? '是' : ''),
}

function plainText(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainText).join('、')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

const least = 48

export function columnDefinition<Row>(spec: ColumnSpec<Row>, scale: number): ColDef<Row> {
  const kind = spec.kind ?? 'text'
  const end = (spec.align ?? (kind === 'number' || kind === 'money' ? 'end' : 'start')) === 'end'
  const width = spec.width ?? 120
  const { render } = spec
  return {
    colId: spec.field,
    headerName: spec.label,
    valueGetter: ({ data }) => data?.[spec.field],
    sortable: spec.sortable ?? true,
    ...(spec.fixedWidth === undefined
      ? { flex: width, minWidth: (spec.minWidth ?? width) * scale }
      : { flex: null, width: spec.fixedWidth, minWidth: least }),
    ...(end && { headerClass: 'ag-header-end', cellClass: 'ag-cell-end' }),
    ...(render === undefined
      ? { cellRenderer: TextCell, cellRendererParams: { toText: texts[kind] } satisfies TextCellParams }
      : { cellRenderer: DrawnCell, cellRendererParams: { draw: render } }),
  }
}
