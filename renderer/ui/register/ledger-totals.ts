import { useDeferredValue } from 'react'
import type { Chosen } from '../../../core/contract/register.ts'
import { fieldsOf } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { wholeText, yuanText } from '../../lib/format.ts'

/** Sums of what is ticked, as words for the foot: 协议金额合计 12,000.00 元. Nothing without number or money fields. */
export function useSelectionTotals({ query, selection }: Chosen): readonly string[] {
  const { register } = query
  const summed = fieldsOf(registers[register]).filter(({ meta }) => meta.kind === 'money' || meta.kind === 'integer')
  const asked = useDeferredValue(selection)
  const some = summed.length > 0 && (asked.all || asked.ids.length > 0)
  const { data } = useLoaded<{ sums: Record<string, number> }>(
    ['register', register, 'totals', some ? { query, asked } : null],
    () => (some ? api.register.totals({ query, selection: asked }) : Promise.resolve({ sums: {} })),
    [register],
  )
  if (!some || data === undefined) return []
  const { sums } = data
  return summed.flatMap(({ name, meta }) => {
    const sum = sums[name]
    if (sum === undefined || sum === 0) return []
    return [`${meta.shortLabel ?? meta.label}合计 ${meta.kind === 'money' ? `${yuanText(sum)} 元` : wholeText(sum)}`]
  })
}
