import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { Link } from 'react-router'
import type { FigureTable } from '../../../core/contract/statistics.ts'
import { netColumn } from '../../../core/domain/statistics/movement.ts'
import { ledgerLink } from '../../lib/ledger-link.ts'
import { figureText } from './figure-text.ts'

type Figure = FigureTable['total']

interface FigureGridProps {
  /** read out, not seen */
  label: string
  /** over the first column */
  corner: string
  table: FigureTable
}

const steps: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The table on the screen: head, first column and sums stay; every number opens its list; arrow keys walk from number to number. */
export function FigureGrid({ label, corner, table }: FigureGridProps) {
  const frame = useRef<HTMLTableElement>(null)
  const lines = [
    ...table.rows.map(({ key, label: name }, at) => ({
      key,
      name,
      figures: [...(table.cells[at] ?? []), ...(table.rowTotals[at] === undefined ? [] : [table.rowTotals[at]])],
    })),
    { key: 'sum', name: '合计', figures: [...table.columnTotals, table.total] },
  ]
  const cell = (figure: Figure, row: number, column: number) => {
    const net = table.columns[column]?.key === netColumn
    // a net change of nobody may have its comings and goings
    const behind = net ? (table.rowTotals[row] ?? table.total).total : figure.total
    return (
      <td key={column} className={column === table.columns.length ? 'figure-sum' : undefined}>
        {behind === 0 ? (
          <span className="dim">0</span>
        ) : (
          <Link
            to={ledgerLink(table.register, figure.where)}
            data-spot={`${String(row)}-${String(column)}`}
            tabIndex={row === lines.length - 1 && column === table.columns.length ? 0 : -1}
          >
            {figureText(figure.total, net)}
          </Link>
        )}
      </td>
    )
  }
  const walk = (event: KeyboardEvent<HTMLTableElement>) => {
    const step = steps[event.key]
    const spot = (event.target as HTMLElement).dataset['spot']?.split('-').map(Number)
    if (step === undefined || spot === undefined) return
    event.preventDefault()
    let [row = 0, column = 0] = spot
    // over numbers that open nothing
    while (row >= 0 && row < lines.length && column >= 0 && column <= table.columns.length) {
      row += step[0]
      column += step[1]
      const next = frame.current?.querySelector<HTMLElement>(`[data-spot="${String(row)}-${String(column)}"]`)
      if (next) {
        next.focus()
        next.scrollIntoView({ block: 'nearest', inline: 'nearest' })
        return
      }
    }
  }
  return (
    <div className="figure-frame">
      <table className="figure-table" ref={frame} onKeyDown={walk}>
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {table.columns.map(({ key, label: name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">合计</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, name, figures }, row) => (
            <tr key={key} className={row === lines.length - 1 ? 'figure-foot' : undefined}>
              <th scope="row" title={name}>
                {name}
              </th>
              {figures.map((figure, column) => cell(figure, row, column))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
