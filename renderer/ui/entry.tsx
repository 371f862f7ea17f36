import { Button, Input } from 'antd'
import type { InputRef } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Dialog } from './dialog.tsx'
import { LockedContext } from './keyboard.ts'
import { Notice } from './notice.tsx'
import './ask.css'
import './entry.css'

export interface Account {
  id: string
  name: string
  role: string
}

/** What the backend said to the last attempt: wrong password, tries left, locked until. */
export type EntryMessage = { tone: 'warn' | 'bad'; text: string } | undefined

export interface LoginPageProps {
  unitName: string
  accounts: readonly Account[]
  /** the one who was here last */
  lastAccountId?: string | undefined
  message: EntryMessage
  busy: boolean
  onLogin: (accountId: string, password: string) => void
  /** under the card: version, 忘记密码 */
  foot?: ReactNode
}

/** Who is at the desk, and the password. Arrow keys choose the person, Enter logs in. */
export function LoginPage({ unitName, accounts, lastAccountId, message, busy, onLogin, foot }: LoginPageProps) {
  const group = useId()
  const [chosen, setChosen] = useState(lastAccountId ?? accounts[0]?.id)
  const account = accounts.find(({ id }) => id === chosen)
  return (
    <EntryPage unitName={unitName} foot={foot}>
      <div className="accounts" role="radiogroup" aria-label="选择人员">
        {accounts.map(({ id, name, role }) => (
          <label className="account" key={id}>
            <input
              type="radio"
              name={group}
              value={id}
              checked={id === chosen}
              onChange={() => {
                setChosen(id)
              }}
            />
            <PersonFace name={name} role={role} />
          </label>
        ))}
      </div>
      <PasswordForm
        key={chosen}
        action="登录"
        message={message}
        busy={busy}
        disabled={account === undefined}
        onEnter={(password) => {
          if (account !== undefined) onLogin(account.id, password)
        }}
      />
    </EntryPage>
  )
}

export interface LockScreenProps {
  unitName: string
  person: { name: string; role: string }
  message: EntryMessage
  busy: boolean
  onUnlock: (password: string) => void
  /** another person takes the desk; hides this one's work */
  onSwitch: () => void
}

/**
 * Covers the desk without unmounting it, so that unlocking returns to the same field. A modal dialog of its own, opened
 * last: one that was open on the page cannot keep the keyboard from it. Wrap all of the desk in {@link Locked}.
 */
export function LockScreen({ unitName, person, message, busy, onUnlock, onSwitch }: LockScreenProps) {
  const switching = (
    <Button ghost size="small" onClick={onSwitch}>
      换人登录
    </Button>
  )
  return (
    <Dialog open label="已锁屏" className="lock" stays>
      <EntryPage unitName={unitName} foot={switching}>
        <div className="entry-who">
          <PersonFace {...person} />
        </div>
        <p className="muted note">已锁屏。没有填完的内容都在，解锁后接着填。</p>
        <PasswordForm action="解锁" message={message} busy={busy} disabled={false} onEnter={onUnlock} />
      </EntryPage>
    </Dialog>
  )
}

/** Keeps its content in place but out of sight and reach while locked, and gives the keyboard back to the field that had it. */
export function Locked({ locked, children }: { locked: boolean; children: ReactNode }) {
  const held = useRef<Element>(null)
  useEffect(() => {
    if (locked) return
    const field = held.current
    if (field instanceof HTMLElement && field.isConnected) field.focus()
    held.current = null
  }, [locked])
  return (
    <div
      className="locked"
      hidden={locked}
      inert={locked}
      onFocusCapture={({ target }) => {
        if (!locked) held.current = target
      }}
    >
      <LockedContext value={locked}>{children}</LockedContext>
    </div>
  )
}

function EntryPage({ unitName, foot, children }: { unitName: string; foot?: ReactNode; children: ReactNode }) {
  return (
    <main className="entry">
      <div className="entry-box">
        <header className="entry-brand">
          <h1>平安台</h1>
          <p>{unitName}</p>
        </header>
        <section className="entry-card">{children}</section>
        {foot !== undefined && <div className="entry-foot">{foot}</div>}
      </div>
    </main>
  )
}

function PersonFace({ name, role }: { name: string; role: string }) {
  return (
    <>
      <span className="who-mark" aria-hidden="true">
        {name.slice(0, 1)}
      </span>
      <span>
        {name} <span className="dim note">{role}</span>
      </span>
    </>
  )
}

interface PasswordFormProps {
  action: string
  message: EntryMessage
  busy: boolean
  disabled: boolean
  onEnter: (password: string) => void
}

function PasswordForm({ action, message, busy, disabled, onEnter }: PasswordFormProps) {
  const id = useId()
  const input = useRef<InputRef>(null)
  const [password, setPassword] = useState('')
  useEffect(() => {
    input.current?.focus({ cursor: 'all' })
  }, [message])
  return (
    <form
      className="ask"
      onSubmit={(event) => {
        event.preventDefault()
        if (password === '') input.current?.focus()
        else if (!busy) onEnter(password)
      }}
    >
      <div>
        <label className="field-label" htmlFor={id}>
          密码
        </label>
        <Input.Password
          ref={input}
          id={id}
          autoComplete="current-password"
          value={password}
          disabled={disabled}
          onChange={({ target }) => {
            setPassword(target.value)
          }}
        />
      </div>
      {message !== undefined && <Notice tone={message.tone}>{message.text}</Notice>}
      <Button type="primary" htmlType="submit" block loading={busy} disabled={disabled}>
        {action}
      </Button>
    </form>
  )
}

/** The first run: the wizard alone on the page, under the product's name. */
export function SetupPage({ children }: { children: ReactNode }) {
  return (
    <main className="setup">
      <header className="setup-head no-print">
        <h1>平安台</h1>
        <span className="muted">第一次使用，约 10 分钟。建立单位之前都可以返回修改。</span>
      </header>
      {children}
    </main>
  )
}
