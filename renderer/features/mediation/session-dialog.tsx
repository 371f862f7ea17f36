import { checkParticipants } from '../../../core/domain/mediation/rules.ts'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { DialogueEditor } from '../../ui/dialogue-editor.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { recordErrors } from '../../ui/register/form-values.ts'
import { RegisterField } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'
import { clockErrors, TimeFields, withClocks } from './clock-fields.tsx'
import { bodyLimit, sessionPoints } from './record-points.ts'
import './forms.css'

type SessionForm = {
  heldOn: string | null
  startedAt: string | null
  endedAt: string | null
  place: string | null
  subject: string | null
  recorder: string | null
  participants: string[]
  participantsAgreed: boolean
  noticeGiven: boolean
  isPublic: boolean
  body: string | null
  result: string | null
  remark: string | null
}

/** 记录调解: the few facts of the form, and question and answer below, with what must not be forgotten beside it. */
export function SessionDialog({ view, onSaved, onClose }: { view: CaseView; onSaved: () => void; onClose: () => void }) {
  const { id, version } = view.record
  const today = useToday()
  const { account } = useSession()
  const last = view.sessions.at(-1)
  const before = (field: string) => (last === undefined ? null : textOf(last, field) || null)
  const number = view.sessions.length + 1
  const initial: SessionForm = {
    heldOn: today,
    startedAt: null,
    endedAt: null,
    place: before('place'),
    subject: null,
    recorder: before('recorder') ?? account.displayName,
    participants: [],
    participantsAgreed: false,
    noticeGiven: true,
    isPublic: false,
    body: null,
    result: 'continued',
    remark: null,
  }
  return (
    <FormDialog
      title={`第 ${String(number)} 次调解记录`}
      form={`mediation/${id}/recordSession`}
      initial={initial}
      saveLabel="保存记录"
      errors={sessionErrors}
      save={(values) => api.mediation.recordSession({ id, expectedVersion: version, values: withClocks(values) })}
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
              {participants.length > 0 && field('participantsAgreed')}
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

function sessionErrors(values: SessionForm): Record<string, string | undefined> {
  const uninvited = checkParticipants(values.participants, values.participantsAgreed)[0]
  return { ...recordErrors('mediationSession', values), ...clockErrors(values), participantsAgreed: uninvited?.message }
}
