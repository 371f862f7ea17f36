import type { RecordView } from '../../../core/contract/register.ts'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { DialogueEditor } from '../../ui/dialogue-editor.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import type { Values } from '../../ui/form/values.ts'
import { blankValues, changedValuesOf, formValuesOf, recordErrors, recordValuesOf } from '../../ui/register/form-values.ts'
import { RegisterField } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseDialogProps } from './case.ts'
import { textOf } from './case-state.ts'
import { clockErrors, TimeFields, withClocks } from './clock-fields.tsx'
import { bodyLimit, sessionPoints } from './record-points.ts'
import './forms.css'

/** @param record the one to be put right; without it another is written */
type SessionDialogProps = Pick<CaseDialogProps, 'view' | 'onSaved' | 'onClose'> & { record?: RecordView }

/** 记录调解, or a record put right while the case is open: the few facts of the form, and question and answer below. */
export function SessionDialog({ view, record, onSaved, onClose }: SessionDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const { account } = useSession()
  const last = view.sessions.at(-1)
  const before = (field: string) => (last === undefined ? null : textOf(last, field) || null)
  const number = record === undefined ? view.sessions.length + 1 : record.values['sessionNo']
  const initial: Values =
    record === undefined
      ? {
          ...blankValues('mediationSession'),
          heldOn: today,
          place: before('place'),
          recorder: before('recorder') ?? account.displayName,
        }
      : formValuesOf('mediationSession', record)
  return (
    <FormDialog
      title={`${record === undefined ? '' : '修改'}第 ${String(number)} 次调解记录`}
      form={record === undefined ? `mediation/${id}/recordSession` : `mediationSession/${record.id}`}
      initial={initial}
      saveLabel="保存记录"
      errors={(values) => ({ ...recordErrors('mediationSession', values), ...clockErrors(values) })}
      save={(values) =>
        record === undefined
          ? api.mediation.recordSession({
              id,
              expectedVersion: version,
              values: recordValuesOf('mediationSession', withClocks(values)),
            })
          : api.register.update({
              register: 'mediationSession',
              id: record.id,
              expectedVersion: record.version,
              values: changedValuesOf('mediationSession', initial, withClocks(values)),
            })
      }
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      {({ participants }) => (
        <>
          <FormSection title={view.record.title} note={view.parties.map(({ title }) => title).join('、')}>
            <div className="session-facts">
              {field('heldOn')}
              <TimeFields />
              {field('place')}
              {field('recorder')}
              {field('result')}
              {field('participants')}
              {Array.isArray(participants) && participants.length > 0 && field('participantsAgreed')}
              {field('noticeGiven')}
              {field('isPublic')}
            </div>
          </FormSection>
          <FormSection title="调解经过">
            <DialogueEditor
              name="body"
              label="调解经过"
              speakers={['调解员', ...view.parties.map((party) => party.title)]}
              points={sessionPoints}
              topic="session"
              limit={bodyLimit}
            />
          </FormSection>
        </>
      )}
    </FormDialog>
  )
}

const field = (name: string) => <RegisterField register="mediationSession" name={name} span="third" help="" />
