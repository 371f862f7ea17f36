import { Button } from 'antd'
import { useSearchParams } from 'react-router'
import type { FigureTable } from '../../../core/contract/statistics.ts'
import { isDay } from '../../../core/domain/day.ts'
import { came, went } from '../../../core/domain/statistics/movement.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { Icon } from '../../ui/icons.tsx'
import { useToday } from '../../ui/today.ts'
import { Choice } from './choice.tsx'
import { DayBox } from './day-box.tsx'
import { FigureBars } from './figure-bars.tsx'
import { FigureSheet } from './figure-sheet.tsx'
import { periodAround, periodKinds, stepOf, type PeriodKind } from '../../../core/domain/statistics/period.ts'

const isKind = (value: string | null): value is PeriodKind => periodKinds.some(({ id }) => id === value)
const dayIn = (value: string | null, otherwise: string) => (value !== null && isDay(value) ? value : otherwise)

/** 人口变动: who came and who went in a month, a quarter, half a year, a year, or between two days. */
export function MovementTab() {
  const today = useToday()
  const [search, setSearch] = useSearchParams()
  const asked = search.get('period')
  const kind = asked === 'free' ? null : isKind(asked) ? asked : 'year'
  const from = dayIn(search.get('from'), `${today.slice(0, 4)}-01-01`)
  const to = dayIn(search.get('to'), today)
  const period = kind === null ? { from, to, label: `${from} 至 ${to}` } : periodAround(kind, dayIn(search.get('on'), today))
  const query = { from: period.from, to: period.to }
  const loaded = useLoaded(['statistics', 'movement', query], () => api.statistics.movement(query), ['lifeEvent', 'village'])
  const put = (values: Record<string, string>) => {
    setSearch({ tab: 'movement', ...values }, { replace: true })
  }
  const step = (label: string, icon: 'left' | 'right', by: -1 | 1) => (
    <Button
      aria-label={label}
      title={label}
      icon={<Icon name={icon} />}
      onClick={() => {
        put({ period: kind ?? 'year', on: stepOf(period, by) })
      }}
    />
  )
  return (
    <FigureSheet
      title={`人口变动统计表（${period.label}）`}
      note={`${period.from} 至 ${period.to}，按变动发生时所在的村（社区）；净增减为出生、迁入、返回减去迁出、去世。`}
      counter="人次"
      corner="村（社区）"
      query={query}
      loaded={loaded}
      chart={(table) => <MovementChart table={table} />}
      pickers={
        <>
          <Choice
            label="按"
            value={kind ?? 'free'}
            options={[...periodKinds.map(({ id, label }) => ({ value: id, label })), { value: 'free', label: '起止日期' }]}
            onChoose={(next) => {
              put(next === 'free' ? { period: 'free', from: period.from, to: period.to } : { period: next ?? 'year' })
            }}
          />
          {kind === null ? (
            <>
              <DayBox
                label="从"
                day={from}
                onDay={(day) => {
                  put({ period: 'free', from: day, to })
                }}
              />
              <DayBox
                label="到"
                day={to}
                onDay={(day) => {
                  put({ period: 'free', from, to: day })
                }}
              />
            </>
          ) : (
            <span className="actions">
              {step('上一期', 'left', -1)}
              <b className="figure-period">{period.label}</b>
              {step('下一期', 'right', 1)}
            </span>
          )}
        </>
      }
    />
  )
}

function MovementChart({ table }: { table: FigureTable }) {
  const sumOf = (row: number, kinds: readonly string[]) =>
    table.columns.reduce((sum, { key }, at) => (kinds.includes(key) ? sum + (table.cells[row]?.[at]?.total ?? 0) : sum), 0)
  const bars = table.rows.map(({ key, label }, row) => ({ key, label, left: sumOf(row, went), right: sumOf(row, came) }))
  return <FigureBars title="各村（社区）增减" bars={bars} sides={{ left: '减少', right: '增加' }} />
}
