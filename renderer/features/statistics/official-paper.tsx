import { useEffect } from 'react'
import type { OfficialTable } from '../../../core/contract/statistics.ts'
import { fullDayText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { Paper, printPage } from '../../ui/print.tsx'
import { useToday } from '../../ui/today.ts'
import { officialText } from './official-text.ts'

/** As many columns as one sheet across takes; the groups beyond follow in tables of their own below. */
const mostColumns = 18

/** Groups one after the other, as many to a table as fit. */
function partsOf(groups: OfficialTable['groups']): { from: number; groups: OfficialTable['groups'] }[] {
  const parts: { from: number; groups: OfficialTable['groups'] }[] = []
  let at = 0
  for (const group of groups) {
    const last = parts.at(-1)
    const width = last?.groups.reduce((sum, { columns }) => sum + columns.length, 0) ?? 0
    if (last && width + group.columns.length <= mostColumns) last.groups.push(group)
    else parts.push({ from: at, groups: [group] })
    at += group.columns.length
  }
  return parts
}

/** The official table on paper. Opens the printer's dialog as soon as it stands. */
export function OfficialPaper({ table, onPrinted }: { table: OfficialTable; onPrinted: () => void }) {
  const today = useToday()
  const { unit, account } = useSession()
  useEffect(() => {
    printPage()
    onPrinted()
  }, [onPrinted])
  return (
    <Paper className="paper-across figure-paper official-paper">
      <h1>{table.title}</h1>
      <p className="figure-paper-line">
        <span>填报单位：{unit.unitName}</span>
        <span>统计期间：{table.period}</span>
        <span>填表日期：{fullDayText(today)}</span>
      </p>
      {partsOf(table.groups).map(({ from, groups }) => {
        const columns = groups.flatMap(({ columns: own }) => own)
        return (
          <table key={from} className="keep-together">
            <thead>
              <tr>
                <th rowSpan={2}>调委会类型</th>
                {groups.map(({ label, columns: own }) => (
                  <th key={label} colSpan={own.length}>
                    {label}
                  </th>
                ))}
              </tr>
              <tr>
                {columns.map(({ key, label, unit: counter }) => (
                  <th key={key}>
                    {label}（{counter}）
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(({ key, label }, at) => (
                <tr key={key} className={key === 'sum' ? 'figure-foot' : undefined}>
                  <th>{label}</th>
                  {columns.map((column, across) => (
                    <td key={column.key}>{officialText(table.cells[at]?.[from + across]?.value ?? null, column.unit)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )
      })}
      <p className="note">说明：{table.note}</p>
      <p className="figure-paper-line">
        <span>单位负责人：</span>
        <span>审核人：</span>
        <span>填表人：{account.displayName}</span>
        <span>（单位盖章）</span>
      </p>
    </Paper>
  )
}
