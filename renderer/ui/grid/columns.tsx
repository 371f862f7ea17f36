import type { ColDef, ICellRendererParams, ValueFormatterParams } from 'ag-grid-community'
import type { ReactNode } from 'react'
import { countText, idText, phoneText, yuanText } from '../../lib/format.ts'
import { MarkedText } from '../marked-text.tsx'

export type ColumnKind = 'text' | 'number' | 'day' | 'money' | 'id' | 'phone'

/** A column of a ledger, in the ledger's own words. */
export interface ColumnSpec<Row> {
  field: keyof Row & string
  label: string
  /** CSS pixels at 100 % type: its share of the ledger's width, and its least unless that is said; 120 without it */
  width?: number
  minWidth?: number
  kind?: ColumnKind
  /** numbers and money stand right unless told otherwise */
  align?: 'start' | 'end'
  sortable?: boolean
  /** draws the cell; the default writes the value, with the marks lit */
  render?: (row: Row, marks: readonly string[]) => ReactNode
}

const texts: Record<ColumnKind, (value: unknown) => string> = {
  text: plainText,
  day: plainText,
  id: (value) => idText(plainText(value)),
  phone: (value) => phoneText(plainText(value)),
  number: (value) => (typeof value === 'number' ? countText(value) : plainText(value)),
  money: (value) => (typeof value === 'number' ? yuanText(value) : plainText(value)),
}

function plainText(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainText).join('、')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function columnDefinition<Row>(spec: ColumnSpec<Row>, scale: number): ColDef<Row> {
  const kind = spec.kind ?? 'text'
  const end = (spec.align ?? (kind === 'number' || kind === 'money' ? 'end' : 'start')) === 'end'
  const toText = texts[kind]
  const width = spec.width ?? 120
  return {
    colId: spec.field,
    headerName: spec.label,
    valueGetter: ({ data }) => data?.[spec.field],
    valueFormatter: ({ value }: ValueFormatterParams<Row, unknown>) => toText(value),
    sortable: spec.sortable ?? true,
    flex: width,
    minWidth: (spec.minWidth ?? width) * scale,
    ...(end && { headerClass: 'ag-header-end', cellClass: 'ag-cell-end' }),
    cellRenderer: ({ data, value, context }: ICellRendererParams<Row, unknown, { marks: readonly string[] }>) => {
      if (data === undefined) return null
      if (spec.render !== undefined) return spec.render(data, context.marks)
      const text = toText(value)
      return text === '' ? <span className="grid-empty">—</span> : <MarkedText text={text} marks={context.marks} />
    },
  }
}
