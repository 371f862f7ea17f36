import { Button } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useDraft } from '../../lib/draft.ts'
import { fieldMessagesOf, messageOf } from '../../lib/errors.ts'
import { Dialog } from '../dialog.tsx'
import type { Values } from '../form/values.ts'
import { Notice } from '../notice.tsx'
import { ReasonDialog } from '../reason-dialog.tsx'
import { blankValues, changedValuesOf, formValuesOf, recordErrors, recordValuesOf } from './form-values.ts'
import { RegisterForm } from './record-form.tsx'
import './register.css'

interface RecordDialogProps {
  register: RegisterName
  /** absent for a new record */
  id: string | undefined
  onClose: () => void
  /** after creating or changing; by default the dialog closes */
  onSaved?: ((id: string) => void) | undefined
  /** after deleting; by default the dialog closes */
  onRemoved?: (() => void) | undefined
  /** what a change brings with it, above the form */
  note?: ReactNode
  /** what a new record begins with, and the record it belongs to */
  preset?: Values
}

/** One record of a small ledger, or one part of a record: fill in, change, delete. */
export function RecordDialog({ register, id, note, ...props }: RecordDialogProps) {
  const { label } = registers[register]
  const load = async () => (id === undefined ? null : api.register.get({ register, id }))
  // read anew each time it opens, and then left alone: changes are made on what was read
  const [opened] = useState(() => performance.now())
  const { data: view, error } = useLoaded(['editing', register, id ?? 'new', opened], load)
  return (
    <Dialog open title={view?.title ?? `登记${label}`} className="record-dialog" onClose={props.onClose}>
      {error !== null && <Notice tone="bad">{messageOf(error)}</Notice>}
      {note}
      {view !== undefined && <DialogForm register={register} view={view} {...props} />}
    </Dialog>
  )
}

interface DialogFormProps extends Pick<RecordDialogProps, 'register' | 'onClose' | 'onSaved' | 'onRemoved' | 'preset'> {
  view: RecordView | null
}

function DialogForm({ register, view, preset, onClose, onSaved = onClose, onRemoved = onClose }: DialogFormProps) {
  const [initial] = useState<Values>(() =>
    view === null ? { ...blankValues(register), ...preset } : formValuesOf(register, view),
  )
  const { values, setValues, ready, state, discard } = useDraft<Values>(`${register}/${view?.id ?? 'new'}`, initial)
  const [saving, setSaving] = useState(false)
  const [removing, setRemoving] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const end = <T,>(work: Promise<T>, then: (result: T) => void) => {
    setSaving(true)
    work
      .then(async (result) => {
        await discard()
        then(result)
      })
      .catch((error: unknown) => {
        setFailure(error)
        setSaving(false)
      })
  }
  const save = () => {
    if (view === null) {
      // a draft begun at another record's page still belongs to this one
      const whole = { ...values, ...parentOf(register, preset) }
      end(api.register.create({ register, values: recordValuesOf(register, whole) }), (created) => {
        onSaved(created.id)
      })
      return
    }
    const { id, version: expectedVersion } = view
    const changed = changedValuesOf(register, initial, values)
    const same = Object.keys(changed).length === 0
    const work: Promise<unknown> = same
      ? Promise.resolve()
      : api.register.update({ register, id, expectedVersion, values: changed })
    end(work, () => {
      onSaved(id)
    })
  }
  if (!ready) return null
  return (
    <>
      {failure !== undefined && <Notice tone="bad">{messageOf(failure)}</Notice>}
      <RegisterForm
        register={register}
        recordId={view?.id}
        values={values}
        onChange={(next) => {
          setFailure(undefined)
          setValues(next)
        }}
        errors={{ ...fieldMessagesOf(failure), ...recordErrors(register, values) }}
        onSave={save}
        saving={saving}
        draft={state}
        onCancel={onClose}
        moreActions={
          view !== null && (
            <Button
              onClick={() => {
                setRemoving(true)
              }}
            >
              删除
            </Button>
          )
        }
      />
      {view !== null && (
        <ReasonDialog
          open={removing}
          title={`删除“${view.title}”`}
          reasons={['重复登记', '登记错误', '已撤并']}
          confirmLabel="删除"
          danger
          busy={saving}
          message={failure === undefined ? undefined : messageOf(failure)}
          onConfirm={(reason) => {
            end(api.register.remove({ register, id: view.id, expectedVersion: view.version, reason }), onRemoved)
          }}
          onCancel={() => {
            setRemoving(false)
          }}
        >
          <p className="muted">记录会移到回收站，可以恢复。</p>
        </ReasonDialog>
      )}
    </>
  )
}

function parentOf(register: RegisterName, preset: Values = {}): Values {
  const { parent } = registers[register]
  return parent === undefined ? {} : { [parent.field]: preset[parent.field] ?? null }
}
