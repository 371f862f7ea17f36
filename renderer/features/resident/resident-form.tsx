import { Button } from 'antd'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'
import type { Filter, RecordView } from '../../../core/contract/register.ts'
import { fieldOf } from '../../../core/domain/field.ts'
import type { RecordValues } from '../../../core/domain/field.ts'
import { resident } from '../../../core/domain/resident/fields.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useCrumb } from '../../lib/crumb.ts'
import { useDraft } from '../../lib/draft.ts'
import { DeskFailure, fieldMessagesOf, messageOf } from '../../lib/errors.ts'
import type { Picked } from '../../ui/form/record-picker.tsx'
import type { Values } from '../../ui/form/values.ts'
import { Notice } from '../../ui/notice.tsx'
import {
  blankValues,
  changedValuesOf,
  formValuesOf,
  recordErrors,
  recordValuesOf,
  recordWarnings,
} from '../../ui/register/form-values.ts'
import { RegisterForm } from '../../ui/register/record-form.tsx'
import { PageHead } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import { CompareDialog } from './compare-dialog.tsx'
import { LeaveForm } from './leave-form.tsx'
import { askedFields, keptOnPaperChange, paperErrors, paperWarnings } from './paper-type.ts'
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
  const [leaving, setLeaving] = useState(false)
  /** what stood on the form before anything was typed */
  const [begun, setBegun] = useState(initial.values)
  const again = useRef(false)
  const sheet = useRef<HTMLElement>(null)
  useEffect(() => {
    if (draft.ready) sheet.current?.querySelector<HTMLElement>('[data-field="name"] input')?.focus()
  }, [draft.ready])
  const { values } = draft.values
  useOnlyGrid(values, initial.values, (grid) => {
    draft.setValues({ ...draft.values, values: { ...values, gridId: grid } })
  })

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
        setBegun({ ...initial.values, ...next })
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
              draft.setValues({ ...draft.values, values: keptOnPaperChange(values, next) })
            }}
            errors={{
              ...fieldMessagesOf(failure),
              ...recordErrors('resident', values),
              ...paperErrors(values, initial.values),
              ...(view === undefined && reasonErrors(values, today)),
            }}
            warnings={{ ...recordWarnings('resident', values), ...paperWarnings(values) }}
            onSave={() => void save()}
            saving={saving}
            draft={draft.state}
            onCancel={() => {
              if (JSON.stringify(values) === JSON.stringify(begun)) void navigate(-1)
              else setLeaving(true)
            }}
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
      <LeaveForm
        open={leaving}
        onStay={() => {
          setLeaving(false)
        }}
        onKeep={() => void navigate(-1)}
        onDrop={() => void draft.discard().then(() => navigate(-1))}
      />
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

/** A village with a single grid leaves nothing to choose: the grid is filled in as soon as the village is. */
function useOnlyGrid({ villageId, gridId }: Values, initial: Values, fill: (grid: Picked) => void): void {
  const village = idOf(villageId)
  const { data: only } = useLoaded(
    ['register', 'grid', 'only', village],
    async () => {
      if (village === undefined) return null
      const where: Filter[] = [{ field: 'villageId', op: 'is', value: village }]
      const { rows } = await api.register.list({ register: 'grid', where, limit: 2 })
      return rows.length === 1 ? (rows[0] ?? null) : null
    },
    ['grid'],
  )
  const chosen = village !== undefined && village !== idOf(initial['villageId'])
  const fillIn = useEffectEvent(() => {
    if (only != null && gridId === null) fill({ kind: 'record', id: only.id, title: only.title })
  })
  useEffect(() => {
    if (chosen && only != null) fillIn()
  }, [chosen, only])
}

const idOf = (picked: unknown): string | undefined =>
  typeof picked === 'object' && picked !== null && 'id' in picked && typeof picked.id === 'string' ? picked.id : undefined

/** P-02: the record that has the same number already. */
function twinOf(failure: unknown): string | undefined {
  if (!(failure instanceof DeskFailure) || failure.code !== 'RULE_VIOLATION') return undefined
  const { violations } = failure.data as DeskFailure<'RULE_VIOLATION'>['data']
  return violations.find(({ recordId }) => recordId !== undefined)?.recordId
}
