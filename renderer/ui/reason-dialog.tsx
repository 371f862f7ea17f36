import { Button, Input, Radio } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Dialog } from './dialog.tsx'
import { isComposing } from './keyboard.ts'
import { Notice } from './notice.tsx'
import './ask.css'

export interface ReasonDialogProps {
  open: boolean
  title: string
  /** what will happen, what can be undone and how */
  children?: ReactNode
  /** usual reasons to choose from; one's own words are always possible */
  reasons?: readonly string[]
  /** false asks only for a yes */
  needsReason?: boolean
  confirmLabel: string
  danger?: boolean
  busy?: boolean
  message?: string | undefined
  /** the reason in words; empty when none was asked */
  onConfirm: (reason: string) => void
  onCancel: () => void
}

/** Asks before something that matters, for a reason where the law or the audit wants one. Ctrl+Enter confirms. */
export function ReasonDialog(props: ReasonDialogProps) {
  return (
    <Dialog open={props.open} title={props.title} onClose={props.onCancel}>
      <ReasonForm {...props} />
    </Dialog>
  )
}

function ReasonForm({
  children,
  reasons = [],
  needsReason = true,
  confirmLabel,
  danger = false,
  busy = false,
  message,
  onConfirm,
  onCancel,
}: ReasonDialogProps) {
  const id = useId()
  const yes = useRef<HTMLButtonElement>(null)
  const plain = !needsReason && !danger
  useEffect(() => {
    if (plain) yes.current?.focus() // a plain question: Enter says yes
  }, [plain])
  const [chosen, setChosen] = useState<string>()
  const [own, setOwn] = useState('')
  const [asked, setAsked] = useState(false)
  const reason = own.trim() === '' ? (chosen ?? '') : own.trim()
  const missing = needsReason && reason === ''
  const confirm = () => {
    setAsked(true)
    if (!missing && !busy) onConfirm(needsReason ? reason : '')
  }
  return (
    <div
      className="ask"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event)) confirm()
      }}
    >
      {children}
      {needsReason && reasons.length > 0 && (
        <Radio.Group
          aria-label="常用理由"
          value={chosen ?? null}
          options={reasons.map((each) => ({ value: each, label: each }))}
          onChange={({ target }: { target: { value?: unknown } }) => {
            setChosen(typeof target.value === 'string' ? target.value : undefined)
          }}
        />
      )}
      {needsReason && (
        <div>
          <label className="field-label" htmlFor={id}>
            {reasons.length > 0 ? '其他理由' : '理由'}
          </label>
          <Input.TextArea
            id={id}
            rows={2}
            value={own}
            aria-invalid={asked && missing}
            onChange={({ target }) => {
              setOwn(target.value)
            }}
          />
          <div className="field-note field-error" role="alert">
            {asked && missing ? '请写明理由，理由会记入操作日志。' : null}
          </div>
        </div>
      )}
      {message !== undefined && <Notice tone="bad">{message}</Notice>}
      <div className="actions">
        <Button className="push" onClick={onCancel}>
          取消
        </Button>
        <Button ref={yes} type="primary" danger={danger} loading={busy} onClick={confirm}>
          {confirmLabel}
        </Button>
      </div>
    </div>
  )
}
