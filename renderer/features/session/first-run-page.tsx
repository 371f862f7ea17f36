import { useEffect, useState } from 'react'
import { division12Of } from '../../../core/domain/division.ts'
import { passwordProblem } from '../../../core/domain/password.ts'
import type { UnitKind } from '../../../core/contract/session.ts'
import { api } from '../../lib/api.ts'
import { fieldMessagesOf, messageOf } from '../../lib/errors.ts'
import { SetupPage } from '../../ui/entry.tsx'
import { FieldText } from '../../ui/form/fields.tsx'
import { Form } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Wizard } from '../../ui/wizard.tsx'
import { FieldPassword } from './field-password.tsx'
import { FirstBackup, RecoverySheet } from './first-run-results.tsx'
import type { FirstRunResult } from './first-run-results.tsx'
import { PasswordRules } from './password-rules.tsx'
import './session.css'

const steps = [
  { id: 'kind', label: '单位类型' },
  { id: 'unit', label: '单位和区划' },
  { id: 'admin', label: '管理员' },
  { id: 'recovery', label: '恢复密钥' },
  { id: 'backup', label: '第一份备份' },
] as const
type StepId = (typeof steps)[number]['id']

const kinds: readonly { kind: UnitKind; label: string; note: string }[] = [
  { kind: 'township', label: '乡镇（街道）综治中心', note: '登记居民、矛盾调解、会议，向县里上报' },
  { kind: 'justice-office', label: '司法所', note: '人民调解与安置帮教' },
  { kind: 'county', label: '县级', note: '接收、核验、汇总各乡镇的数据包，发回执' },
]

const formId = 'first-run'

/** From an empty computer to a desk with an administrator, a printed recovery sheet and a proved backup. */
export function FirstRunPage({ onDone }: { onDone: () => Promise<void> }) {
  const [step, setStep] = useState<StepId>('kind')
  const [kind, setKind] = useState<UnitKind>('township')
  const [values, setValues] = useState<Record<string, unknown>>({})
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const [result, setResult] = useState<FirstRunResult>()
  const [kept, setKept] = useState(false)
  const text = (name: string) => (typeof values[name] === 'string' ? values[name].trim() : '')

  useKeepOpen(result !== undefined)
  useEffect(() => {
    document.querySelector<HTMLElement>(`#${formId} [data-field] input`)?.focus()
  }, [step])

  const code = division12Of(text('unitCode'))
  const refused = fieldMessagesOf(failure)
  const problems: Partial<Record<StepId, Record<string, string | undefined>>> = {
    unit: {
      unitCode: code === null ? '区划代码应为 6、9 或 12 位数字' : refused['unitCode'],
      unitName: text('unitName').length < 2 ? '请填写单位名称' : undefined,
    },
    admin: {
      adminName: text('adminName') === '' ? '请填写姓名' : undefined,
      password: passwordProblem(text('password'), text('adminName')) ?? refused['password'],
      again: text('again') === text('password') ? undefined : '两次输入的密码不一样',
    },
  }

  const initialize = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const { recoverySecret, unit, account } = await api.session.initialize({
        kind,
        unitCode: text('unitCode'),
        unitName: text('unitName'),
        adminName: text('adminName'),
        password: text('password'),
      })
      setValues({})
      setResult({ recoverySecret, unit, account })
      setStep('recovery')
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const submit = () => {
    document.querySelector<HTMLFormElement>(`#${formId}`)?.requestSubmit()
  }
  const form = (name: StepId, onSave: () => void) => ({
    id: formId,
    bar: false,
    label: steps.find(({ id }) => id === name)?.label ?? '',
    values,
    onChange: (next: Record<string, unknown>) => {
      setFailure(undefined)
      setValues(next)
    },
    errors: problems[name] ?? {},
    onSave,
  })

  const parts: Record<StepId, { next: () => void; back?: StepId; hindrance?: string; label?: string }> = {
    kind: {
      next: () => {
        setStep('unit')
      },
    },
    unit: { next: submit, back: 'kind' },
    admin: { next: submit, back: 'unit', label: '建立单位和管理员' },
    recovery: {
      next: () => {
        setStep('backup')
      },
      ...(!kept && { hindrance: '打印并妥善保管后才能继续' }),
    },
    backup: {
      label: '进入工作台',
      next: () => {
        setBusy(true)
        onDone().catch((error: unknown) => {
          setFailure(error)
          setBusy(false)
        })
      },
    },
  }
  const { next, back, hindrance, label } = parts[step]
  return (
    <SetupPage>
      <Wizard
        label="第一次使用"
        steps={steps}
        current={step}
        onBack={
          back === undefined
            ? undefined
            : () => {
                setStep(back)
              }
        }
        next={{ run: next, busy, hindrance, ...(label !== undefined && { label }) }}
      >
        {step === 'kind' && <KindChoice kind={kind} onChange={setKind} />}
        {step === 'unit' && (
          <Form
            {...form('unit', () => {
              setStep('admin')
            })}
          >
            <p className="muted form-lead">单位代码和名称会印在文书、数据包和备份上。</p>
            <div className="form-grid">
              <FieldText
                name="unitCode"
                label="统计用区划代码"
                required
                span="half"
                help={code === null ? '6 位（县）、9 位（乡镇）或 12 位，国家统计局公布的代码' : `将使用 ${code}`}
              />
              <FieldText name="unitName" label="单位名称" required span="half" placeholder="如 石榴镇综治中心" />
            </div>
          </Form>
        )}
        {step === 'admin' && (
          <Form {...form('admin', () => void initialize())}>
            <p className="muted form-lead">第一位管理员。其他人员以后由管理员添加。</p>
            <div className="form-grid">
              <FieldText name="adminName" label="姓名" required help="也是登录时选择的名字" />
              <FieldPassword name="password" label="密码" required />
              <FieldPassword name="again" label="再输一次" required />
              <PasswordRules password={text('password')} loginName={text('adminName')} />
            </div>
          </Form>
        )}
        {step === 'recovery' && result !== undefined && <RecoverySheet result={result} kept={kept} onKept={setKept} />}
        {step === 'backup' && result !== undefined && <FirstBackup result={result} />}
        {failure !== undefined && <Notice tone="bad">{messageOf(failure)}</Notice>}
      </Wizard>
    </SetupPage>
  )
}

function KindChoice({ kind, onChange }: { kind: UnitKind; onChange: (kind: UnitKind) => void }) {
  return (
    <div className="kinds" role="radiogroup" aria-label="单位类型">
      {kinds.map((one) => (
        <label className="kind" key={one.kind}>
          <input
            type="radio"
            name="unit-kind"
            checked={one.kind === kind}
            onChange={() => {
              onChange(one.kind)
            }}
          />
          <b>{one.label}</b>
          <span className="muted note">{one.note}</span>
        </label>
      ))}
    </div>
  )
}

/** The secret is shown once: closing the page now would lose it. */
function useKeepOpen(active: boolean): void {
  useEffect(() => {
    if (!active) return
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => {
      window.removeEventListener('beforeunload', ask)
    }
  }, [active])
}
