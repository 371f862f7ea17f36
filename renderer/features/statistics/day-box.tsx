import { Input } from 'antd'
import { useState } from 'react'
import { readDay } from '../../lib/day-input.ts'
import { useToday } from '../../ui/today.ts'

/** A day outside a form, typed as everywhere: `1121`, `今天`, `-30`. Enter or leaving the box takes it. */
export function DayBox({ label, day, onDay }: { label: string; day: string; onDay: (day: string) => void }) {
  const today = useToday()
  const [typed, setTyped] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const take = () => {
    if (typed === undefined) return
    const reading = readDay(typed, today)
    if ('problem' in reading) {
      setProblem(reading.problem)
      return
    }
    setTyped(undefined)
    setProblem(undefined)
    if (reading.day !== day) onDay(reading.day)
  }
  return (
    <label className="figure-choice">
      <span className="muted note">{label}</span>
      <Input
        className="figure-day"
        aria-label={label}
        value={typed ?? day}
        {...(problem !== undefined && { status: 'error' as const, title: problem, 'aria-invalid': true })}
        onChange={({ target }) => {
          setTyped(target.value)
        }}
        onPressEnter={take}
        onBlur={take}
      />
      {problem !== undefined && (
        <span role="alert" className="note figure-problem">
          {problem}
        </span>
      )}
    </label>
  )
}
