import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { countText } from '../lib/format.ts'
import { Icon } from './icons.tsx'
import { useCtrlKey } from './keyboard.ts'
import type { Fact } from './ledger-page.tsx'
import { Facts } from './ledger-page.tsx'
import { printPage } from './print.tsx'
import './record-page.css'
import './wizard.css'

export interface WizardStep {
  id: string
  label: string
}

export interface WizardProps {
  label: string
  steps: readonly WizardStep[]
  current: string
  /** absent where there is no way back */
  onBack?: (() => void) | undefined
  onCancel?: (() => void) | undefined
  /** absent on the result page */
  next?:
    | {
        label?: string
        run: () => void
        busy?: boolean
        /** why it is not possible yet; shown beside the button */ hindrance?: string | undefined
      }
    | undefined
  /** beside the buttons on the result page */
  actions?: ReactNode
  children: ReactNode
}

/** Named steps at the left, one at a time at the right, back and next at the foot. Ctrl+Enter is next. */
export function Wizard({ label, steps, current, onBack, onCancel, next, actions, children }: WizardProps) {
  const now = steps.findIndex((step) => step.id === current)
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // the button that had the keyboard may have gone with its step
    if (document.activeElement === document.body) body.current?.focus()
  }, [current])
  const ready = next !== undefined && next.hindrance === undefined && next.busy !== true
  useCtrlKey(
    'enter',
    () => {
      if (document.querySelector('dialog[open]') === null) next?.run()
    },
    ready,
  )
  return (
    <section className="sheet wizard" aria-label={label}>
      <ol className="wizard-steps no-print" aria-label="步骤">
        {steps.map((step, index) => (
          <li
            key={step.id}
            className={`wizard-step step-${index < now ? 'done' : index === now ? 'now' : 'todo'}`}
            aria-current={index === now ? 'step' : undefined}
          >
            <span className="step-mark" aria-hidden="true">
              {index < now ? <Icon name="check" /> : index + 1}
            </span>
            {step.label}
            {index < now && <span className="unseen">已完成</span>}
          </li>
        ))}
      </ol>
      <div className="wizard-main">
        <div className="wizard-body" tabIndex={-1} ref={body}>
          <h2>{steps[now]?.label}</h2>
          {children}
        </div>
        <div className="wizard-bar no-print">
          {onCancel !== undefined && <Button onClick={onCancel}>取消</Button>}
          <span className="push muted note" role="status">
            {next?.hindrance}
          </span>
          {onBack !== undefined && <Button onClick={onBack}>上一步</Button>}
          {actions}
          {next !== undefined && (
            <Button
              type="primary"
              onClick={next.run}
              loading={next.busy ?? false}
              disabled={next.hindrance !== undefined}
              title="Ctrl+Enter"
              aria-keyshortcuts="Control+Enter"
            >
              {next.label ?? '下一步'}
            </Button>
          )}
        </div>
      </div>
    </section>
  )
}

export interface CountPart {
  label: string
  count: number
  tone?: 'plain' | 'good' | 'warn' | 'bad'
}

/**
 * Counts in = counts out, shown: what was read, and where every row of it went.
 * When the parts do not add up, it says so in red instead of hiding it.
 */
export function CountBalance({
  whole,
  parts,
  besides = [],
}: {
  whole: CountPart
  parts: readonly CountPart[]
  /** not part of the sum: repaired, warnings */ besides?: readonly CountPart[]
}) {
  const sum = parts.reduce((total, { count }) => total + count, 0)
  const balanced = sum === whole.count
  return (
    <>
      <dl className="counts">
        {[whole, ...parts, ...besides].map(({ label, count, tone = 'plain' }) => (
          <div key={label} className={`count count-${count === 0 ? 'plain' : tone}`}>
            <dd>{countText(count)}</dd>
            <dt>{label}</dt>
          </div>
        ))}
      </dl>
      <p className={balanced ? 'balance' : 'balance form-left'} role={balanced ? undefined : 'alert'}>
        {whole.label} {countText(whole.count)} {balanced ? '＝' : '≠'}{' '}
        {parts.map(({ label, count }) => `${label} ${countText(count)}`).join(' ＋ ')}
        {!balanced && '。数目对不上，请不要使用这次结果。'}
      </p>
    </>
  )
}

/** The end of a wizard: what was done, in numbers and facts, printable as a sheet for the file. */
export function ResultSheet({
  good,
  title,
  facts,
  children,
}: {
  good: boolean
  title: string
  facts: readonly Fact[]
  children?: ReactNode
}) {
  return (
    <section aria-label={title}>
      <div className="result-head">
        <span className={good ? 'result-mark' : 'result-mark result-mark-bad'}>
          <Icon name={good ? 'check' : 'warn'} />
        </span>
        <h2>{title}</h2>
        <Button className="push no-print" icon={<Icon name="print" />} onClick={printPage}>
          打印
        </Button>
      </div>
      <Facts facts={facts} />
      {children}
    </section>
  )
}

export interface JobProgressProps {
  /** 正在核对第 2 个工作表 */
  phase: string
  done: number
  /** undefined while it is not known yet */
  total?: number | undefined
  unit?: string
  /** absent where stopping is not possible any more */
  onCancel?: (() => void) | undefined
  cancelling?: boolean
}

/** A long piece of work: phase, how much of how much, and a way to stop it. */
export function JobProgress({ phase, done, total, unit = '', onCancel, cancelling = false }: JobProgressProps) {
  return (
    <div className="job">
      <div className="job-line">
        <span role="status">{cancelling ? '正在停下…' : phase}</span>
        <span className="push muted note">
          {countText(done)}
          {total !== undefined && ` / ${countText(total)}`} {unit}
        </span>
        {onCancel !== undefined && (
          <Button size="small" onClick={onCancel} disabled={cancelling}>
            停止
          </Button>
        )}
      </div>
      <progress className="job-bar" aria-label={phase} {...(total !== undefined && { value: done, max: Math.max(total, 1) })} />
    </div>
  )
}
