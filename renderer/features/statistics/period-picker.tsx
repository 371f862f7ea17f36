import { Button } from 'antd'
import { useSearchParams } from 'react-router'
import { isDay } from '../../../core/domain/day.ts'
import {
  periodAround,
  periodKinds,
  periodText,
  stepOf,
  type Period,
  type PeriodKind,
} from '../../../core/domain/statistics/period.ts'
import { Icon } from '../../ui/icons.tsx'
import { useToday } from '../../ui/today.ts'
import { Choice } from './choice.tsx'
import { DayBox } from './day-box.tsx'

const isKind = (value: string | null): value is PeriodKind => periodKinds.some(({ id }) => id === value)
const dayIn = (value: string | null, otherwise: string) => (value !== null && isDay(value) ? value : otherwise)

interface ChosenPeriod {
  /** null for two days of one's own */
  kind: PeriodKind | null
  period: Period
  put: (values: Record<string, string>) => void
}

/** The period that stands in the address; the other words of the address stay. */
export function usePeriod(): ChosenPeriod {
  const today = useToday()
  const [search, setSearch] = useSearchParams()
  const asked = search.get('period')
  const kind = asked === 'free' ? null : isKind(asked) ? asked : 'year'
  const from = dayIn(search.get('from'), `${today.slice(0, 4)}-01-01`)
  const to = dayIn(search.get('to'), today)
  return {
    kind,
    period: kind === null ? { from, to, label: periodText(from, to) } : periodAround(kind, dayIn(search.get('on'), today)),
    put: (values) => {
      setSearch(
        (before) => {
          const next = new URLSearchParams(before)
          for (const name of ['period', 'on', 'from', 'to']) next.delete(name)
          for (const [name, value] of Object.entries(values)) next.set(name, value)
          return next
        },
        { replace: true },
      )
    },
  }
}

/** A month, a quarter, half a year, a year with its neighbours, or two days. */
export function PeriodPicker({ kind, period, put }: ChosenPeriod) {
  const { from, to } = period
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
    <>
      <Choice
        label="期间"
        value={kind ?? 'free'}
        options={[...periodKinds.map(({ id, label }) => ({ value: id, label })), { value: 'free', label: '起止日期' }]}
        onChoose={(next) => {
          put(next === 'free' ? { period: 'free', from, to } : { period: next ?? 'year', on: from })
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
  )
}
