import type { Key, ReactNode } from 'react'
import './plain-table.css'

export interface PlainColumn<Row> {
  label: string
  cell: (row: Row) => ReactNode
  /** numbers stand at the right · short things never break · the rest takes what is left */
  kind?: 'number' | 'short'
}

export interface PlainTableProps<Row> {
  /** read out, not seen */
  label: string
  columns: readonly PlainColumn<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => Key
  /** one row set apart: chosen, new */
  marked?: (row: Row) => boolean
}

/** A short list as it stands on paper: up to some hundred rows, no sorting, no selection. Ledgers use the grid. */
export function PlainTable<Row>({ label, columns, rows, keyOf, marked }: PlainTableProps<Row>) {
  return (
    <div className="plain-frame">
      <table className="plain-table">
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} scope="col" className={classOf(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={marked?.(row) === true ? 'plain-marked' : undefined}>
              {columns.map((column) => (
                <td key={column.label} className={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const classOf = ({ kind }: { kind?: 'number' | 'short' }) => (kind === undefined ? undefined : `plain-${kind}`)
