import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { DeskFailure, messageOf } from '../../lib/errors.ts'
import type { SessionStatus } from '../../lib/session.tsx'
import { LoginPage } from '../../ui/entry.tsx'
import type { EntryMessage } from '../../ui/entry.tsx'
import { RecoverDialog } from './recover-dialog.tsx'
import './session.css'

/** Sends a password to the backend; what it says to a wrong one is shown as it is. */
export function useLogIn(onDone: () => Promise<void>) {
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<EntryMessage>()
  const logIn = (loginName: string, password: string) => {
    setBusy(true)
    api.session
      .logIn({ loginName, password })
      .then(onDone)
      .then(
        () => {
          setMessage(undefined)
        },
        (error: unknown) => {
          const wrong = error instanceof DeskFailure && error.code === 'LOCKED'
          setMessage({ tone: wrong ? 'warn' : 'bad', text: messageOf(error) })
        },
      )
      .finally(() => {
        setBusy(false)
      })
  }
  return { busy, message, logIn }
}

export function LogIn({ status, onDone }: { status: SessionStatus; onDone: () => Promise<void> }) {
  const { busy, message, logIn } = useLogIn(onDone)
  const [recovering, setRecovering] = useState(false)
  return (
    <>
      <LoginPage
        unitName={status.unitName ?? ''}
        accounts={status.accounts.map(({ loginName, displayName }) => ({
          id: loginName,
          name: displayName,
          role: loginName === displayName ? '' : loginName,
        }))}
        message={message}
        busy={busy}
        onLogin={logIn}
        foot={
          <>
            <button
              type="button"
              className="link"
              onClick={() => {
                setRecovering(true)
              }}
            >
              忘记密码
            </button>
            <span>
              版本 {status.appVersion}
              {status.demo && ' · 演示数据'}
            </span>
          </>
        }
      />
      <RecoverDialog
        open={recovering}
        accounts={status.accounts}
        onDone={onDone}
        onClose={() => {
          setRecovering(false)
        }}
      />
    </>
  )
}
