import { Popover } from 'antd'
import { Icon } from './icons.tsx'

export interface Step {
  id: string
  label: string
  /** a day, a count */
  note?: string | undefined
  state: 'done' | 'now' | 'todo' | 'blocked'
  /** why a blocked step is not allowed, and by which rule */
  reason?: string | undefined
}

const stateWords: Record<Step['state'], string> = { done: '已完成', now: '正在办', todo: '未到', blocked: '暂不能办' }

/** The workflow in the users' words. A blocked step tells its reason on focus or hover. */
export function Stepper({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="stepper" aria-label="办理流程">
      {steps.map((step, index) => (
        <li key={step.id} aria-current={step.state === 'now' ? 'step' : undefined}>
          {step.state === 'blocked' ? (
            <Popover
              content={<div className="step-reason">{step.reason}</div>}
              trigger={['hover', 'focus']}
              placement="bottomLeft"
            >
              <button type="button" className="step step-blocked">
                <StepFace step={step} number={index + 1} />
                <span className="unseen">{step.reason}</span>
              </button>
            </Popover>
          ) : (
            <div className={`step step-${step.state}`}>
              <StepFace step={step} number={index + 1} />
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

function StepFace({ step, number }: { step: Step; number: number }) {
  return (
    <>
      <span className="step-mark" aria-hidden="true">
        {step.state === 'done' ? <Icon name="check" /> : step.state === 'blocked' ? <Icon name="lock" /> : number}
      </span>
      {step.label}
      {step.note !== undefined && <span className="step-note">{step.note}</span>}
      <span className="unseen">{stateWords[step.state]}</span>
    </>
  )
}
