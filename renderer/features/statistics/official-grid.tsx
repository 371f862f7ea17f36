import { Link } from 'react-router'
import type { OfficialTable } from '../../../core/contract/statistics.ts'
import { ledgerLink } from '../../lib/ledger-link.ts'
import { officialText } from './official-text.ts'

/** The official table on the screen: grouped head, first column and sum stay while it scrolls in its frame; a number opens its list. */
export function OfficialGrid({ table }: { table: OfficialTable }) {
  const columns = table.groups.flatMap(({ columns: own }) => own.map((one, at) => ({ ...one, first: at === 0 })))
  return (
    <div className="figure-frame" tabIndex={0} role="region" aria-label={table.title}>
      <table className="figure-table official-table">
        <caption className="unseen">{table.title}</caption>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              调委会类型
            </th>
            {table.groups.map(({ label, columns: own }) => (
              <th key={label} scope="colgroup" colSpan={own.length} className="official-first">
                {label}
              </th>
            ))}
          </tr>
          <tr>
            {columns.map(({ key, label, unit, first }) => (
              <th key={key} scope="col" className={first ? 'official-first' : undefined}>
                {label}
                <span className="official-unit">{unit}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ key: row, label }, at) => (
            <tr key={row} className={at === table.rows.length - 1 ? 'figure-foot' : undefined}>
              <th scope="row">{label}</th>
              {columns.map(({ key, unit, register, first }, across) => {
                const { value, where } = table.cells[at]?.[across] ?? { value: null, where: null }
                const text = officialText(value, unit)
                return (
                  <td key={key} className={first ? 'official-first' : undefined}>
                    {text === '—' || where === null ? (
                      <span className={text === '—' ? 'dim' : undefined}>{text}</span>
                    ) : (
                      <Link to={ledgerLink(register, where)}>{text}</Link>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
