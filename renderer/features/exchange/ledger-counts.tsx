import { countText } from '../../lib/format.ts'
import { ledgerCounts, totalOf } from './package-words.ts'

/** How many records of each ledger, and all together. */
export function LedgerCounts({ counts }: { counts: Readonly<Record<string, number>> }) {
  const rows = ledgerCounts(counts)
  return (
    <dl className={rows.length < 5 ? 'ledger-counts ledger-few' : 'ledger-counts'} aria-label="各台账条数">
      {[...rows, { name: '', label: '合计', counter: '条', count: totalOf(counts) }].map(({ name, label, count, counter }) => (
        <div key={name} className={name === '' ? 'ledger-total' : undefined}>
          <dt>{label}</dt>
          <dd>
            {countText(count)} <span className="muted">{counter}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
