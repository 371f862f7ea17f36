import { countText } from '../../lib/format.ts'
import { ledgerCounts, totalOf } from './package-words.ts'

/** How many records of each ledger, and all together. */
export function LedgerCounts({ counts }: { counts: Readonly<Record<string, number>> }) {
  const rows = ledgerCounts(counts)
  return (
    <table className="ledger-counts">
      <caption className="unseen">各台账条数</caption>
      <tbody>
        {rows.map(({ name, label, count, counter }) => (
          <tr key={name}>
            <th scope="row">{label}</th>
            <td>{countText(count)}</td>
            <td className="muted">{counter}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">合计</th>
          <td>{countText(totalOf(counts))}</td>
          <td className="muted">条</td>
        </tr>
      </tfoot>
    </table>
  )
}
