import { Input } from 'antd'
import type { InputRef } from 'antd'
import { useRef } from 'react'
import { Icon } from '../../ui/icons.tsx'

/** Forty digits in eight groups, large enough to be read over the telephone. */
export function Fingerprint({ value }: { value: string }) {
  return (
    <ol className="fingerprint" aria-label="指纹，八组">
      {value.split(' ').map((group, index) => (
        <li key={index}>{group}</li>
      ))}
    </ol>
  )
}

export const groupCount = 8
export const groupLength = 5
export const emptyGroups: readonly string[] = Array.from({ length: groupCount }, () => '')

/** Digits as typed, pasted or dictated: full-width ones count, anything between them does not. */
export function fillGroups(groups: readonly string[], from: number, typed: string): string[] {
  const digits = typed.normalize('NFKC').replace(/\D/g, '')
  return groups.map((group, index) => {
    const at = (index - from) * groupLength
    if (index === from) return digits.slice(0, groupLength)
    return index > from && at < digits.length ? digits.slice(at, at + groupLength) : group
  })
}

/**
 * Eight boxes for the digits that the other side reads out, compared group by group with those of the card. The card's own
 * digits are not shown: what is typed has to come from the other side.
 */
export function FingerprintEntry({
  expected,
  groups,
  onChange,
}: {
  expected: string
  groups: readonly string[]
  onChange: (groups: string[]) => void
}) {
  const boxes = useRef<(InputRef | null)[]>([])
  const wanted = expected.split(' ')
  return (
    <ol className="fingerprint-entry" aria-label="对方念出的指纹，八组">
      {groups.map((group, index) => {
        const state = group.length < groupLength ? 'open' : group === wanted[index] ? 'same' : 'other'
        return (
          <li key={index} className={`group-${state}`}>
            <Input
              ref={(box) => {
                boxes.current[index] = box
              }}
              aria-label={`第 ${String(index + 1)} 组`}
              aria-invalid={state === 'other'}
              autoFocus={index === 0}
              autoComplete="off"
              inputMode="numeric"
              status={state === 'other' ? 'error' : ''}
              value={group}
              onChange={({ target }) => {
                const next = fillGroups(groups, index, target.value)
                onChange(next)
                const open = next.findIndex((one, at) => at > index && one.length < groupLength)
                if (next[index]?.length === groupLength && group.length < groupLength && open !== -1) boxes.current[open]?.focus()
              }}
              onKeyDown={({ key }) => {
                if (key === 'Backspace' && group === '') boxes.current[index - 1]?.focus()
              }}
            />
            <span className="group-word">
              {state === 'same' && (
                <>
                  <Icon name="check" />
                  一致
                </>
              )}
              {state === 'other' && '不一致'}
              {state === 'open' && `第 ${String(index + 1)} 组`}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
