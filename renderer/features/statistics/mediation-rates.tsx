import { Link } from 'react-router'
import type { OfficialTable } from '../../../core/contract/statistics.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { countText } from '../../lib/format.ts'
import { ledgerLink } from '../../lib/ledger-link.ts'
import { Notice } from '../../ui/notice.tsx'
import { FigureBars } from './figure-bars.tsx'

interface Days {
  from: string
  to: string
}

const percent = (value: number | null) => (value === null ? '—' : `${(value * 100).toFixed(1)}%`)

/** The four rates of a period, each with the lists it divides and its rule. */
function Rates({ days }: { days: Days }) {
  const loaded = useLoaded(['statistics', 'rates', days], () => api.statistics.mediationRates(days), ['mediation'])
  if (loaded.isError) return <Notice tone="bad">{messageOf(loaded.error)}</Notice>
  const rates = loaded.isFetchedAfterMount ? loaded.data?.rates : undefined
  return (
    <section className="rates" aria-label="办案指标">
      <h3>办案指标</h3>
      {rates === undefined && <p className="muted note">正在统计…</p>}
      {rates?.map(({ key, label, value, part, whole, rule }) => (
        <div key={key} className="rate" title={rule}>
          <span>{label}</span>
          <b>{percent(value)}</b>
          <span className="note muted">
            {part.where === null || part.total === 0 ? (
              countText(part.total)
            ) : (
              <Link to={ledgerLink('mediation', part.where)}>{countText(part.total)}</Link>
            )}
            {' ÷ '}
            {whole.total === 0 ? '0' : <Link to={ledgerLink('mediation', whole.where)}>{countText(whole.total)}</Link>}
          </span>
          <p className="note muted">{rule}</p>
        </div>
      ))}
    </section>
  )
}

function Months({ days }: { days: Days }) {
  const loaded = useLoaded(['statistics', 'months', days], () => api.statistics.mediationMonths(days), ['mediation'])
  const months = loaded.isFetchedAfterMount ? loaded.data?.months : undefined
  if (months === undefined || months.length > 24) return null
  const bars = months.map(({ month, closed, succeeded }) => ({
    key: month,
    label: month,
    left: closed - succeeded,
    right: succeeded,
  }))
  return <FigureBars title="逐月结案" bars={bars} sides={{ left: '未成功', right: '调解成功' }} />
}

/** Rates and charts below the table of cases. */
export function MediationCharts({ table, days }: { table: OfficialTable; days: Days }) {
  const columns = table.groups.flatMap(({ columns: own }) => own)
  const sums = table.cells.at(-1) ?? []
  const categories = columns.flatMap(({ key, label }, at) =>
    key.startsWith('category') ? [{ key, label, right: sums[at]?.value ?? 0 }] : [],
  )
  return (
    <div className="official-charts">
      <Rates days={days} />
      <FigureBars title="各类纠纷（件）" bars={categories} />
      <Months days={days} />
    </div>
  )
}
