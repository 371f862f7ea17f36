import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Radio } from 'antd'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { passwordProblem } from '../../../core/domain/password.ts'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { useSession } from '../../lib/session.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/sheet.tsx'
import '../../ui/form/form.css'

const roleLabels = { admin: '管理员', operator: '经办人' } as const

/** Who may log in, a new account, and one's own password. */
export function AccountTab() {
  const { account } = useSession()
  const status = useQuery({ queryKey: ['session', 'accounts'], queryFn: () => api.session.status() })
  return (
    <>
      <section className="system-part" aria-label="账号">
        <h2>账号</h2>
        {status.isError && <Notice tone="bad">{messageOf(status.error)}</Notice>}
        {status.data !== undefined && (
          <PlainTable<{ loginName: string; displayName: string }>
            label="账号"
            rows={status.data.accounts}
            keyOf={({ loginName }) => loginName}
            columns={[
              { label: '姓名', cell: ({ displayName }) => displayName },
              { label: '账号名', cell: ({ loginName }) => loginName },
              {
                label: '状态',
                kind: 'short',
                cell: ({ loginName }) =>
                  loginName === account.loginName && <Tag tone="blue">正在使用 · {roleLabels[account.role]}</Tag>,
              },
            ]}
          />
        )}
        <p className="muted note">一人一个账号，不要合用：谁办的、谁改的、谁看过完整证号，都按账号记在使用记录里。</p>
      </section>
      <div className="system-columns">
        <OwnPassword />
        {account.role === 'admin' ? (
          <NewAccount />
        ) : (
          <section className="system-part" aria-label="新建账号">
            <h2>新建账号</h2>
            <p className="muted">新建账号由管理员办理。</p>
          </section>
        )}
      </div>
    </>
  )
}

function OwnPassword() {
  const { account } = useSession()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [asked, setAsked] = useState(false)
  const change = useMutation({
    mutationFn: () => api.session.changePassword({ current, next }),
    onSuccess: () => {
      setCurrent('')
      setNext('')
      setAgain('')
      setAsked(false)
    },
  })
  const weak = passwordProblem(next, account.loginName)
  const different = again === next ? null : '两次输入的新密码不一样'
  return (
    <form
      className="system-part"
      aria-label="修改自己的密码"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (current !== '' && weak === null && different === null) change.mutate()
      }}
    >
      <h2>修改自己的密码</h2>
      <Secret
        label="现在的密码"
        value={current}
        onChange={setCurrent}
        complete="current-password"
        problem={asked && current === '' ? '请输入现在的密码' : null}
      />
      <Secret
        label="新密码"
        value={next}
        onChange={setNext}
        complete="new-password"
        help="至少 10 位，大写、小写、数字、符号中至少三种"
        problem={asked || next.length >= 10 ? weak : null}
      />
      <Secret
        label="再输一遍新密码"
        value={again}
        onChange={setAgain}
        complete="new-password"
        problem={asked || again.length >= 10 ? different : null}
      />
      {change.isError && <Notice tone="bad">{messageOf(change.error)}</Notice>}
      {change.isSuccess && <Notice tone="good">密码已改，下次登录用新密码。恢复密钥不变。</Notice>}
      <div>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          修改密码
        </Button>
      </div>
    </form>
  )
}

function NewAccount() {
  const queries = useQueryClient()
  const [displayName, setDisplayName] = useState('')
  const [loginName, setLoginName] = useState('')
  const [role, setRole] = useState<'admin' | 'operator'>('operator')
  const [password, setPassword] = useState('')
  const [asked, setAsked] = useState(false)
  const create = useMutation({
    mutationFn: () =>
      api.session.createAccount({
        displayName: displayName.trim(),
        loginName: (loginName || displayName).trim(),
        role,
        password,
      }),
    onSuccess: async () => {
      setDisplayName('')
      setLoginName('')
      setPassword('')
      setAsked(false)
      await queries.invalidateQueries({ queryKey: ['session'] })
    },
  })
  const weak = passwordProblem(password, (loginName || displayName).trim())
  const nameless = displayName.trim() === ''
  return (
    <form
      className="system-part"
      aria-label="新建账号"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (!nameless && weak === null) create.mutate()
      }}
    >
      <h2>新建账号</h2>
      <Line label="姓名" value={displayName} onChange={setDisplayName} problem={asked && nameless ? '请填写姓名' : null} />
      <Line
        label="账号名"
        value={loginName}
        onChange={setLoginName}
        placeholder={displayName}
        help="不填就用姓名"
        problem={null}
      />
      <div>
        <span className="field-label">身份</span>
        <Radio.Group
          aria-label="身份"
          value={role}
          options={[
            { value: 'operator', label: '经办人：办理业务、交换、备份' },
            { value: 'admin', label: '管理员：另可管账号、对端、使用记录' },
          ]}
          onChange={({ target }: { target: { value?: unknown } }) => {
            setRole(target.value === 'admin' ? 'admin' : 'operator')
          }}
        />
      </div>
      <Secret
        label="初始密码"
        value={password}
        onChange={setPassword}
        complete="new-password"
        help="至少 10 位，大写、小写、数字、符号中至少三种；请本人登录后改掉"
        problem={asked || password.length >= 10 ? weak : null}
      />
      {create.isError && <Notice tone="bad">{messageOf(create.error)}</Notice>}
      {create.data !== undefined && <Notice tone="good">已建立账号“{create.data.loginName}”。</Notice>}
      <div>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          建立账号
        </Button>
      </div>
    </form>
  )
}

interface LineProps {
  label: string
  value: string
  onChange: (value: string) => void
  problem: string | null
  help?: string
  placeholder?: string
}

function Line({ label, value, onChange, problem, help, placeholder }: LineProps) {
  const id = useId()
  return (
    <Labelled id={id} label={label} problem={problem} help={help}>
      <Input
        id={id}
        autoComplete="off"
        aria-invalid={problem !== null}
        value={value}
        {...(placeholder !== undefined && { placeholder })}
        onChange={({ target }) => {
          onChange(target.value)
        }}
      />
    </Labelled>
  )
}

function Secret({ label, value, onChange, problem, help, complete }: LineProps & { complete: string }) {
  const id = useId()
  return (
    <Labelled id={id} label={label} problem={problem} help={help}>
      <Input.Password
        id={id}
        autoComplete={complete}
        aria-invalid={problem !== null}
        value={value}
        onChange={({ target }) => {
          onChange(target.value)
        }}
      />
    </Labelled>
  )
}

function Labelled(props: { id: string; label: string; problem: string | null; help: string | undefined; children: ReactNode }) {
  const { id, label, problem, help, children } = props
  return (
    <div>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children}
      <div className={problem === null ? 'field-note' : 'field-note field-error'} role={problem === null ? undefined : 'alert'}>
        {problem ?? help}
      </div>
    </div>
  )
}
