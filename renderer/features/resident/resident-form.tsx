import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { fieldOf, fieldsOf } from '../../../core/domain/field.ts'
import type { RecordValues } from '../../../core/domain/field.ts'
import { resident } from '../../../core/domain/resident/fields.ts'
import { isCitizenNumbered } from '../../../core/domain/resident/rules.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useCrumb } from '../../lib/crumb.ts'
import { useDraft } from '../../lib/draft.ts'
import { DeskFailure, fieldMessagesOf, messageOf } from '../../lib/errors.ts'
import type { Values } from '../../ui/form/values.ts'
import { Notice } from '../../ui/notice.tsx'
import {
  blankValues,
  changedValuesOf,
  formValuesOf,
  isFilled,
  recordErrors,
  recordValuesOf,
} from '../../ui/register/form-values.ts'
import { RegisterForm } from '../../ui/register/record-form.tsx'
import { PageHead } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import { CompareDialog } from './compare-dialog.tsx'
import { blankReason, firstEvent, reasonErrors, RegistrationReason } from './registration-reason.tsx'
import { SimilarResidents } from './similar-residents.tsx'
import './resident.css'

/** Registers a resident, or changes one (`/resident/:id/edit`). */
export function ResidentForm() {
  const { id } = useParams<'id'>()
  return id === undefined ? <Filling key="new" /> : <Changing key={id} id={id} />
}

function Changing({ id }: { id: string }) {
  const { data: view, error } = useLoaded(['record', 'resident', id], () => api.register.get({ register: 'resident', id }), [
    'resident',
  ])
  useCrumb(view === undefined ? undefined : `修改 ${view.title}`)
  if (error !== null && view === undefined) return <Notice tone="bad">{messageOf(error)}</Notice>
  return view === undefined ? null : <Filling view={view} />
}

interface Draft {
  /** version the changes were begun on; 0 for a new record */
  version: number
  values: Values
}

/** What the next person of the same household shares. */
const shared = [
  ...Object.keys(blankReason),
  'villageId',
  'groupName',
  'residenceAddress',
  'gridId',
  'householdId',
  'hukouDivision',
  'hukouAddress',
  'residenceDivision',
]

/** One of the two numbers is asked for, as the kind of paper has it; what is already filled in stays in view. */
function askedFields(values: Values): string[] {
  const citizen = isCitizenNumbered(values['idType'] ?? '111')
  const asked: Record<string, boolean> = {
    idNumber: citizen || isFilled(values['idNumber']),
    otherIdNo: (!citizen && values['idType'] !== '000') || isFilled(values['otherIdNo']),
  }
  return fieldsOf(resident)
    .map(({ name }) => name)
    .filter((name) => asked[name] ?? true)
}

/** What is sent for a new record: the 在册状态 follows from life events alone. */
const typedValues = (values: Values): RecordValues =>
  Object.fromEntries(
    Object.entries(recordValuesOf('resident', values)).filter(([name]) => fieldOf(resident, name).meta.derived !== true),
  )

function Filling({ view }: { view?: RecordView }) {
  const navigate = useNavigate()
  const today = useToday()
  const carried = (useLocation().state as { carried?: boolean } | null)?.carried === true
  const [initial] = useState<Draft>(() => ({
    version: view?.version ?? 0,
    values: view === undefined ? { ...blankReason, ...blankValues('resident') } : formValuesOf('resident', view),
  }))
  const draft = useDraft<Draft>(`resident/${view?.id ?? 'new'}`, initial)
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const [done, setDone] = useState<string>()
  const [comparing, setComparing] = useState<string>()
  const again = useRef(false)
  const sheet = useRef<HTMLElement>(null)
  useEffect(() => {
    if (draft.ready) sheet.current?.querySelector<HTMLElement>('[data-field="name"] input')?.focus()
  }, [draft.ready])
  const { values } = draft.values

  const register = async () => {
    const created = await api.register.create({ register: 'resident', values: typedValues(values) })
    await draft.discard()
    const event = firstEvent(values)
    if (event === null) return { id: created.id, problem: undefined }
    const problem = await api.resident
      .recordLifeEvent({ id: created.id, expectedVersion: created.version, ...event, note: null, leaveHousehold: false })
      .then(
        () => undefined,
        (error: unknown) => messageOf(error),
      )
    return { id: created.id, problem }
  }
  const save = async () => {
    const another = again.current
    setSaving(true)
    setFailure(undefined)
    try {
      if (view === undefined) {
        const { id, problem } = await register()
        if (!another || problem !== undefined) {
          void navigate(`/resident/${id}`, { replace: true, state: { problem } })
          return
        }
        setDone(typeof values['name'] === 'string' ? values['name'] : '')
        const next = Object.fromEntries(Object.entries(values).filter(([name]) => shared.includes(name)))
        draft.setValues({ version: 0, values: { ...initial.values, ...next } })
        sheet.current?.querySelector<HTMLElement>('[data-field="name"] input')?.focus()
      } else {
        const changed = changedValuesOf('resident', initial.values, values)
        if (Object.keys(changed).length > 0) {
          await api.register.update({ register: 'resident', id: view.id, expectedVersion: draft.values.version, values: changed })
        }
        await draft.discard()
        void navigate(`/resident/${view.id}`, { replace: true })
      }
    } catch (error) {
      setFailure(error)
    } finally {
      setSaving(false)
    }
  }
  if (!draft.ready) return null
  const asked = askedFields(values)
  const twin = twinOf(failure)
  return (
    <div className="page page-fill">
      <PageHead
        title={view === undefined ? '登记居民' : `修改 ${view.title}`}
        note="Enter 下一项 · Ctrl+Enter 保存 · 日期可输 19880203"
      />
      {draft.restored && draft.state?.state === 'saved' && (
        <Notice
          tone="info"
          action={
            <Button size="small" onClick={() => void draft.discard()}>
              重新填写
            </Button>
          }
        >
          {carried ? '刚才填写的内容已带到这条记录，请核对后保存。' : '接着上次没有填完的内容。'}
        </Notice>
      )}
      {done !== undefined && <Notice tone="good">已登记“{done}”。住址、所在户和登记原因已带到下一位。</Notice>}
      {failure !== undefined && (
        <Notice
          tone="bad"
          action={
            twin !== undefined && (
              <Button
                size="small"
                onClick={() => {
                  setComparing(twin)
                }}
              >
                对照
              </Button>
            )
          }
        >
          {messageOf(failure)}
        </Notice>
      )}
      <div className="form-split">
        <section ref={sheet} className="sheet form-sheet">
          <RegisterForm
            register="resident"
            fields={asked}
            recordId={view?.id}
            values={values}
            onChange={(next) => {
              setFailure(undefined)
              setDone(undefined)
              draft.setValues({ ...draft.values, values: next })
            }}
            errors={{
              ...fieldMessagesOf(failure),
              ...recordErrors('resident', values),
              ...(view === undefined && reasonErrors(values, today)),
            }}
            onSave={() => void save()}
            saving={saving}
            draft={draft.state}
            onCancel={() => void navigate(-1)}
            lead={view === undefined && <RegistrationReason values={values} />}
            moreActions={
              view === undefined && (
                <Button
                  htmlType="submit"
                  onClick={() => {
                    again.current = true
                    setTimeout(() => {
                      again.current = false
                    })
                  }}
                >
                  保存并登记下一位
                </Button>
              )
            }
          />
        </section>
        <SimilarResidents values={values} exceptId={view?.id} onCompare={setComparing} />
      </div>
      {comparing !== undefined && (
        <CompareDialog
          values={values}
          candidateId={comparing}
          recordId={view?.id}
          onCarried={draft.discard}
          onClose={() => {
            setComparing(undefined)
          }}
        />
      )}
    </div>
  )
}

/** P-02: the record that has the same number already. */
function twinOf(failure: unknown): string | undefined {
  if (!(failure instanceof DeskFailure) || failure.code !== 'RULE_VIOLATION') return undefined
  const { violations } = failure.data as DeskFailure<'RULE_VIOLATION'>['data']
  return violations.find(({ recordId }) => recordId !== undefined)?.recordId
}
