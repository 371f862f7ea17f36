import { Button, Calendar, Popover } from 'antd'
import dayjs from 'dayjs'
import { useMemo, useState } from 'react'
import { readDay } from '../../lib/day-input.ts'
import { fullDayText } from '../../lib/format.ts'
import { Icon } from '../icons.tsx'
import { useToday } from '../today.ts'
import { useField } from './form-state.ts'
import type { FieldProps } from './form-state.ts'
import { TypedField } from './typed-field.tsx'
import type { Notation } from './typed-field.tsx'

/** A day by digits (`20261121`, `1121`), words (今天) or distance (`+7`); a calendar for the mouse. Holds `YYYY-MM-DD`. */
export function FieldDay(props: FieldProps) {
  const today = useToday()
  const notation = useMemo(() => dayNotation(today), [today])
  const long = /(^|\.)birthOn$/.test(props.name) // a day long ago: neither 今天 nor its weekday is of use
  return (
    <TypedField
      {...props}
      placeholder={props.placeholder ?? (long ? '如 19641215' : '如 1121、今天、+7')}
      notation={notation}
      reading={long ? undefined : fullDayText}
      suffix={(settle) => <DayCalendar {...props} onChoose={settle} />}
    />
  )
}

function DayCalendar({ onChoose, ...props }: FieldProps & { onChoose: (day: string) => void }) {
  const field = useField(props)
  const today = useToday()
  const [open, setOpen] = useState(false)
  if (field.readOnly) return null
  const choose = (day: string) => {
    onChoose(day)
    setOpen(false)
  }
  const calendar = (
    <div className="calendar">
      <Calendar
        fullscreen={false}
        headerRender={({ value, onChange }) => <CalendarHead month={value} onMonth={onChange} />}
        value={dayjs(isDay(field.value) ? field.value : today)}
        onSelect={(day, { source }) => {
          if (source === 'date') choose(day.format('YYYY-MM-DD'))
        }}
      />
    </div>
  )
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} content={calendar} placement="bottomRight">
      <button type="button" className="field-calendar" tabIndex={-1} aria-label={`日历：${props.label}`}>
        <Icon name="today" />
      </button>
    </Popover>
  )
}

function CalendarHead({ month, onMonth }: { month: dayjs.Dayjs; onMonth: (month: dayjs.Dayjs) => void }) {
  const step = (label: string, years: number, months: number) => (
    <Button
      size="small"
      type="text"
      onClick={() => {
        onMonth(month.add(years, 'year').add(months, 'month'))
      }}
    >
      {label}
    </Button>
  )
  return (
    <div className="calendar-head">
      {step('上年', -1, 0)}
      {step('上月', 0, -1)}
      <b>{month.format('YYYY年M月')}</b>
      {step('下月', 0, 1)}
      {step('下年', 1, 0)}
    </div>
  )
}

function dayNotation(today: string): Notation<string> {
  return {
    accepts: isDay,
    read: (typed) => {
      const reading = readDay(typed, today)
      return 'day' in reading ? { value: reading.day } : reading
    },
    edit: (day) => day,
    show: (day) => day,
  }
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
}
