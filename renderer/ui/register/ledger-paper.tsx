import { useEffect } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { countText, fullDayText, stampText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { Paper, printPage } from '../print.tsx'
import { useToday } from '../today.ts'
import { labelOf } from './ledger-copy.ts'
import { valueText } from './record-detail.ts'

/** The most rows that go on paper at once; more is what the export is for. */
export const paperRows = 5000

/** More columns than this are printed on paper lying crosswise. */
const upright = 7

interface LedgerPaperProps {
  register: RegisterName
  title: string
  /** under what conditions, as the chips say */
  conditions: string
  columns: readonly string[]
  rows: readonly RecordView[]
  onPrinted: () => void
}

/** The rows on paper; opens the printer's dialog as soon as it stands. Title, headings and watermark line stand on every page. */
export function LedgerPaper({ register, title, conditions, columns, rows, onPrinted }: LedgerPaperProps) {
  const today = useToday()
  const { unit, account } = useSession()
  useEffect(() => {
    printPage()
    onPrinted()
  }, [onPrinted])
  const across = columns.length + 1
  return (
    <Paper className={columns.length > upright ? 'paper-across' : 'paper-upright'}>
      <table className="paper-table">
        <thead>
          <tr className="paper-title">
            <td colSpan={across}>
              <div className="paper-head">
                <h1>{title}</h1>
                <span>
                  {unit.unitName} {fullDayText(today)}
                </span>
              </div>
              {conditions !== '' && <p className="paper-conditions">{conditions}</p>}
            </td>
          </tr>
          <tr>
            <th>序号</th>
            {columns.map((name) => (
              <th key={name}>{labelOf(register, name)}</th>
            ))}
          </tr>
        </thead>
        <tfoot>
          <tr className="paper-title">
            <td colSpan={across}>
              <div className="paper-foot">
                <span>
                  {account.displayName} 打印 · {stampText(new Date())} · 共 {countText(rows.length)} 行
                </span>
                <span>平安台</span>
              </div>
            </td>
          </tr>
        </tfoot>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id}>
              <td>{index + 1}</td>
              {columns.map((name) => (
                <td key={name}>{valueText(register, name, row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  )
}
