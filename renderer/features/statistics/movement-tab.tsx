import type { FigureTable } from '../../../core/contract/statistics.ts'
import { came, went } from '../../../core/domain/statistics/movement.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { FigureBars } from './figure-bars.tsx'
import { FigureSheet } from './figure-sheet.tsx'
import { PeriodPicker, usePeriod } from './period-picker.tsx'

/** 人口变动: who came and who went in a month, a quarter, half a year, a year, or between two days. */
export function MovementTab() {
  const chosen = usePeriod()
  const { period } = chosen
  const query = { from: period.from, to: period.to }
  const loaded = useLoaded(['statistics', 'movement', query], () => api.statistics.movement(query), ['lifeEvent', 'village'])
  return (
    <FigureSheet
      title={`人口变动统计表（${period.label}）`}
      note={`${period.from} 至 ${period.to}，按变动发生时所在的村（社区）；净增减为出生、迁入、返回减去迁出、去世。`}
      counter="人次"
      corner="村（社区）"
      query={query}
      loaded={loaded}
      chart={(table) => <MovementChart table={table} />}
      pickers={<PeriodPicker {...chosen} />}
    />
  )
}

function MovementChart({ table }: { table: FigureTable }) {
  const sumOf = (row: number, kinds: readonly string[]) =>
    table.columns.reduce((sum, { key }, at) => (kinds.includes(key) ? sum + (table.cells[row]?.[at]?.total ?? 0) : sum), 0)
  const bars = table.rows.map(({ key, label }, row) => ({ key, label, left: sumOf(row, went), right: sumOf(row, came) }))
  return <FigureBars title="各村（社区）增减" bars={bars} sides={{ left: '减少', right: '增加' }} />
}
