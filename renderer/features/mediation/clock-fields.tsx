import { FieldText } from '../../ui/form/fields.tsx'
import { useField } from '../../ui/form/form-state.ts'
import type { FieldProps } from '../../ui/form/form-state.ts'
import type { Values } from '../../ui/form/values.ts'

/** 9:5 → 09:05, 930 → 09:30, 9 → 09:00; null when it is no time of a day. */
export function clockOf(typed: string): string | null {
  const match = /^(\d{1,2}?)(?:[:.：点时]?(\d{2})|[:.：点时](\d)?)?分?$/.exec(typed.normalize('NFKC').trim())
  if (match === null) return null
  const [, hours = '', minutes, minute] = match
  const past = minutes ?? minute ?? '0'
  return Number(hours) < 24 && Number(past) < 60 ? `${hours.padStart(2, '0')}:${past.padStart(2, '0')}` : null
}

/** A time of the day by digits: 930. What is typed is put in order when the keyboard leaves. */
export function FieldClock(props: FieldProps) {
  const field = useField(props)
  return (
    <div
      className="field-clock"
      onBlur={() => {
        const clock = typeof field.value === 'string' ? clockOf(field.value) : null
        if (clock !== null && clock !== field.value) field.set(clock)
      }}
    >
      <FieldText {...props} placeholder="如 930" />
    </div>
  )
}

/** 开始时间 and 结束时间 of a record. */
export function TimeFields() {
  return (
    <>
      <FieldClock name="startedAt" label="开始时间" />
      <FieldClock name="endedAt" label="结束时间" />
    </>
  )
}

/** What is wrong with the two times. */
export function clockErrors({ startedAt, endedAt }: Values): Record<string, string> {
  const [from, to] = [startedAt, endedAt].map((time) => (typeof time === 'string' ? clockOf(time) : undefined))
  return {
    ...(from === null && { startedAt: '时间写成 9:30 或 930' }),
    ...(to === null && { endedAt: '时间写成 9:30 或 930' }),
    ...(typeof from === 'string' && typeof to === 'string' && to < from && { endedAt: '结束早于开始' }),
  }
}

/** The two times as the ledger keeps them; the keyboard may have saved before it left them. */
export function withClocks<T extends { startedAt?: unknown; endedAt?: unknown }>(values: T): T {
  const orderly = (time: unknown) => (typeof time === 'string' ? (clockOf(time) ?? time) : (time ?? null))
  return { ...values, startedAt: orderly(values.startedAt), endedAt: orderly(values.endedAt) }
}
