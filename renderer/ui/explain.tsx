import { Input } from 'antd'
import { useId, useState } from 'react'
import type { ReactElement } from 'react'
import type { ErrorData } from '../../core/contract/errors.ts'
import type { Violation } from '../../core/domain/violation.ts'
import { DeskFailure } from '../lib/errors.ts'
import { Notice } from './notice.tsx'
import './ask.css'

/** What the rules say without forbidding; empty for every other refusal. */
export function warningsOf(error: unknown): readonly Violation[] {
  if (!(error instanceof DeskFailure) || error.code !== 'RULE_VIOLATION') return []
  const { violations } = error.data as ErrorData['RULE_VIOLATION']
  return violations.every(({ level }) => level === 'warn') ? violations : []
}

export interface Explained<T, Result> {
  /** for `useSaving`, or to be called at a press: sends the reason along once one was asked for */
  save: (values: T) => Promise<Result>
  /** the warnings with a place for the reason; undefined while nothing is to be explained. Shown instead of the refusal. */
  ask: ReactElement | undefined
  /** the values have changed: the rules are asked anew, the reason that was typed stays */
  forget: () => void
}

/**
 * Saving what rules may warn of: a refusal of warnings alone is shown with a place for the reason (说明), and the next save sends it.
 *
 * @param save gets the reason, null until one was asked for
 */
export function useExplained<T, Result>(save: (values: T, explained: string | null) => Promise<Result>): Explained<T, Result> {
  const [refusal, setRefusal] = useState<unknown>()
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState(false)
  const warnings = warningsOf(refusal)
  const missing = reason.trim().length < 2
  return {
    save: async (values) => {
      if (warnings.length > 0 && missing) {
        setPressed(true)
        throw refusal
      }
      try {
        return await save(values, warnings.length > 0 ? reason.trim() : null)
      } catch (error) {
        setRefusal(error)
        setPressed(false)
        throw error
      }
    },
    ask:
      warnings.length === 0 ? undefined : (
        <ReasonFor warnings={warnings} reason={reason} onReason={setReason} missing={pressed && missing} />
      ),
    forget: () => {
      setRefusal(undefined)
    },
  }
}

function ReasonFor(props: {
  warnings: readonly Violation[]
  reason: string
  onReason: (reason: string) => void
  missing: boolean
}) {
  const { warnings, reason, onReason, missing } = props
  const id = useId()
  return (
    <Notice tone="warn">
      <div className="explain">
        <ul>
          {warnings.map(({ rule, message }) => (
            <li key={rule + message}>
              {message}
              <span className="rule-mark">（{rule}）</span>
            </li>
          ))}
        </ul>
        <label className="field-label" htmlFor={id}>
          仍要办理的，请写明说明
        </label>
        <Input.TextArea
          id={id}
          rows={2}
          autoFocus
          maxLength={500}
          value={reason}
          aria-invalid={missing}
          aria-describedby={`${id}-note`}
          onChange={({ target }) => {
            onReason(target.value)
          }}
        />
        <div id={`${id}-note`} className={missing ? 'field-note field-error' : 'field-note'} role={missing ? 'alert' : undefined}>
          {missing ? '请写明说明' : '说明记入经过；写好后再按一次下面的按钮就办理'}
        </div>
      </div>
    </Notice>
  )
}
