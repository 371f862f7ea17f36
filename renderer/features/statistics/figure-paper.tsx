import { useEffect } from 'react'
import type { ReactNode } from 'react'
import type { FigureTable } from '../../../core/contract/statistics.ts'
import { netColumn } from '../../../core/domain/statistics/movement.ts'
import { fullDayText, stampText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { Paper, printPage } from '../../ui/print.tsx'
import { useToday } from '../../ui/today.ts'
import { figureText } from './figure-text.ts'

interface FigurePaperProps {
  title: string
  note: string
  /** 人, 人次 */
  counter: string
  corner: string
  table: FigureTable
  chart: ReactNode
  onPrinted: () => void
}

/** More rows than these have no room for a chart on paper. */
const drawnRows = 20

/** The table as a form: title, unit, day, the figures, who made it. Opens the printer's dialog as soon as it stands. */
export function FigurePaper({ title, note, counter, corner, table, chart, onPrinted }: FigurePaperProps) {
  const today = useToday()
  const { unit, account } = useSession()
  useEffect(() => {
    printPage()
    onPrinted()
  }, [onPrinted])
  const text = ({ total }: { total: number }, column: number) => figureText(total, table.columns[column]?.key === netColumn)
  return (
    <Paper className="paper-across figure-paper">
      <h1>{title}</h1>
      <p className="figure-paper-line">
        <span>填报单位：{unit.unitName}</span>
        <span>统计日期：{fullDayText(today)}</span>
        <span>单位：{counter}</span>
      </p>
      <table>
        <thead>
          <tr>
            {[corner, ...table.columns.map(({ label }) => label), '合计'].map((name, at) => (
              <th key={at}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ key, label }, at) => (
            <tr key={key}>
              <th>{label}</th>
              {table.cells[at]?.map((figure, column) => (
                <td key={column}>{text(figure, column)}</td>
              ))}
              <td>{text(table.rowTotals[at] ?? { total: 0 }, -1)}</td>
            </tr>
          ))}
          <tr className="figure-foot">
            <th>合计</th>
            {table.columnTotals.map((figure, column) => (
              <td key={column}>{text(figure, column)}</td>
            ))}
            <td>{text(table.total, -1)}</td>
          </tr>
        </tbody>
      </table>
      <p className="note">说明：{note}</p>
      {table.rows.length <= drawnRows && <div className="keep-together">{chart}</div>}
      <p className="figure-paper-line">
        <span>制表人：{account.displayName}</span>
        <span>审核人：</span>
        <span>打印时间：{stampText(new Date())}</span>
      </p>
    </Paper>
  )
}
