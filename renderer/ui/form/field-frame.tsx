import type { ReactNode } from 'react'
import { withRuleMark } from '../rule-mark.tsx'
import type { FieldProps, Span } from './form-state.ts'

interface FieldFrameProps extends FieldProps {
  id: string
  error: string | undefined
  /** said in place of the help; what was typed may stand */
  warning?: string | undefined
  /** said when there is neither error nor help: 周六 */
  reading?: string | undefined
  defaultSpan?: Span
  onBlur?: () => void
  /** a checkbox carries its label itself */
  ownLabel?: boolean
  /** a way out of what stands there: 按 18 位号码填入 */
  offer?: ReactNode
  children: ReactNode
}

/** Label above, control, one line below for error or help. */
export function FieldFrame(props: FieldFrameProps) {
  const {
    id,
    label,
    required = false,
    help,
    error,
    warning,
    reading,
    span = props.defaultSpan ?? 'third',
    ownLabel = false,
  } = props
  return (
    <div className={`field field-${span}${ownLabel ? ' field-flag' : ''}`} data-field={props.name} onBlur={props.onBlur}>
      {!ownLabel && (
        <label className="field-label" htmlFor={id}>
          {label}
          {required && (
            <span className="field-must" aria-hidden="true">
              *
            </span>
          )}
        </label>
      )}
      {props.children}
      <div
        id={`${id}-note`}
        className={`field-note${error !== undefined ? ' field-error' : warning !== undefined ? ' field-warning' : ''}`}
        role={error !== undefined ? 'alert' : warning !== undefined ? 'status' : undefined}
      >
        {withRuleMark(error ?? warning ?? reading ?? help ?? '')}
      </div>
      {props.offer}
    </div>
  )
}
