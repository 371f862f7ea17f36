import { useState } from 'react'
import { ReasonDialog } from './reason-dialog.tsx'
import './ask.css'

const usualReasons = ['核对身份', '填写文书', '联系本人', '办理手续']

export interface MaskedValueProps {
  /** 身份证号, 电话 */
  label: string
  /** as the backend gave it */
  masked: string
  /** asks the backend for the value; the backend writes the audit row. Rejects with a message a person can read */
  reveal: (reason: string) => Promise<string>
  /** how the value is written, masked or not: idText, phoneText */
  format?: (value: string) => string
}

/** A value shown in part. 显示 asks a reason; what is shown lasts until the page is left. */
export function MaskedValue({ label, masked, reveal, format = (value) => value }: MaskedValueProps) {
  const [shown, setShown] = useState<string>()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<string>()
  const ask = (reason: string) => {
    setBusy(true)
    reveal(reason)
      .then(
        (value) => {
          setShown(value)
          setAsking(false)
        },
        (error: unknown) => {
          setMessage(error instanceof Error ? error.message : '没有取到，请再试一次')
        },
      )
      .finally(() => {
        setBusy(false)
      })
  }
  return (
    <span className="masked">
      {format(shown ?? masked)}
      {shown === undefined && (
        <button
          type="button"
          className="link no-print"
          aria-label={`显示${label}`}
          onClick={() => {
            setAsking(true)
          }}
        >
          显示
        </button>
      )}
      <ReasonDialog
        open={asking}
        title={`显示${label}`}
        reasons={usualReasons}
        confirmLabel="显示"
        busy={busy}
        message={message}
        onConfirm={ask}
        onCancel={() => {
          setAsking(false)
        }}
      >
        <p className="muted">查看完整内容会记入操作日志：谁、何时、看了什么、为什么。</p>
      </ReasonDialog>
    </span>
  )
}
