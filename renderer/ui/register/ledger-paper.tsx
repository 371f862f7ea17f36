import { useEffect } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { fieldOf } from '../../../core/domain/field.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { fullDayText, instantText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { PrintSheet, printPage } from '../print.tsx'
import { useToday } from '../today.ts'
import { valueText } from './record-detail.ts'

/** The most rows that go on paper at once; more is what the export is for. */
export const paperRows = 500

const labelOf = (register: RegisterName, name: string): string => {
  const { meta } = fieldOf(registers[register], name)
  return meta.shortLabel ?? meta.label
}

/** Rows as a spreadsheet takes them from the clipboard; masked values stay masked. */
export function tableText(register: RegisterName, columns: readonly string[], rows: readonly RecordView[]): string {
  const lines = rows.map((row) => columns.map((name) => valueText(register, name, row).replace(/[\t\n\r]/g, ' ')))
  return [columns.map((name) => labelOf(register, name)), ...lines].map((line) => line.join('\t')).join('\n')
}

interface LedgerPaperProps {
  register: RegisterName
  title: string
  columns: readonly string[]
  rows: readonly RecordView[]
  onPrinted: () => void
}

/** The rows on paper; opens the printer's dialog as soon as it stands. */
export function LedgerPaper({ register, title, columns, rows, onPrinted }: LedgerPaperProps) {
  const today = useToday()
  const { unit, account } = useSession()
  useEffect(() => {
    printPage()
    onPrinted()
  }, [onPrinted])
  return (
    <PrintSheet
      title={title}
      note={`${unit.unitName} ${fullDayText(today)}`}
      watermark={`${account.displayName} 打印 · ${instantText(new Date().toISOString(), today)} · ${String(rows.length)} 行`}
      onPaperOnly
    >
      <table className="paper-table">
        <thead>
          <tr>
            <th>序号</th>
            {columns.map((name) => (
              <th key={name}>{labelOf(register, name)}</th>
            ))}
          </tr>
        </thead>
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
    </PrintSheet>
  )
}
