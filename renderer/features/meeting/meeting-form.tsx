import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { codeName } from '../../../core/domain/codes.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useDraft } from '../../lib/draft.ts'
import { useSession } from '../../lib/session.tsx'
import { useFirstField, useSaving } from '../../ui/form-dialog.tsx'
import { Form, FormSection } from '../../ui/form/form.tsx'
import type { Values } from '../../ui/form/values.ts'
import { Notice } from '../../ui/notice.tsx'
import { blankValues, recordErrors, recordValuesOf } from '../../ui/register/form-values.ts'
import { RegisterField, RegisterFields } from '../../ui/register/register-fields.tsx'
import { PageHead } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import { textOf } from './meeting.ts'
import { AgendaRows, AttendeeRows } from './meeting-rows.tsx'
import './meeting.css'

const fields = ['title', 'kind', 'heldOn', 'heldAt', 'place', 'chair', 'recorder', 'issueNo'] as const

type MeetingForm = { title: string | null; kind: string | null; attendees: Values[]; agenda: Values[]; [fact: string]: unknown }

/** A row in which nothing was typed is as good as none. */
const isBlank = (row: Values) =>
  Object.entries(row).every(([name, value]) => name === 'role' || value === null || value === undefined)
const written = (rows: readonly Values[]) => rows.filter((row) => !isBlank(row))

/** A meeting without a name of its own is called after its kind. */
const titleOf = ({ title, kind }: MeetingForm) => title ?? (kind === null ? null : codeName('meetingKind', kind))

function meetingErrors(form: MeetingForm): Record<string, string> {
  const ofRows = (register: RegisterName, list: 'attendees' | 'agenda') =>
    form[list].flatMap((row, index) =>
      isBlank(row)
        ? []
        : Object.entries(recordErrors(register, row)).map(
            ([field, problem]) => [`${list}.${String(index)}.${field}`, problem] as const,
          ),
    )
  return {
    ...recordErrors('meeting', { ...form, title: titleOf(form) }, fields),
    ...Object.fromEntries([...ofRows('meetingAttendee', 'attendees'), ...ofRows('agendaItem', 'agenda')]),
  }
}

/** 登记会议: what, when, who, and what about. */
export function MeetingForm() {
  const today = useToday()
  const navigate = useNavigate()
  const { account } = useSession()
  const row = { ...blankValues('meetingAttendee') }
  const item = { ...blankValues('agendaItem') }
  const facts = Object.fromEntries(
    Object.entries(blankValues('meeting')).filter(([name]) => (fields as readonly string[]).includes(name)),
  )
  const draft = useDraft<MeetingForm>('meeting/new', {
    ...facts,
    title: null,
    kind: null,
    heldOn: today,
    recorder: account.displayName,
    attendees: [row, row, row],
    agenda: [item],
  })
  const { values } = draft
  const saving = useSaving(
    values,
    (form) =>
      api.meeting.registerMeeting({
        values: recordValuesOf('meeting', { ...form, title: titleOf(form) }),
        attendees: written(form.attendees).map((one) => recordValuesOf('meetingAttendee', one)),
        agenda: written(form.agenda).map((one) => recordValuesOf('agendaItem', one)),
      }),
    async ({ id }) => {
      await draft.discard()
      await navigate(`/meeting/${id}`, { replace: true })
    },
  )
  const change = (next: MeetingForm) => {
    saving.forget()
    draft.setValues(next)
  }
  const last = useLastMeeting()
  const without = (list: readonly Values[], index: number) => list.filter((_, place) => place !== index)
  const hint = titleOf({ ...values, title: null })
  const sheet = useFirstField<HTMLDivElement>(draft.ready)
  return (
    <div className="page page-fill">
      <PageHead
        title="登记会议"
        note={draft.restored ? '接着上次没有登记完的草稿' : undefined}
        actions={
          draft.restored && (
            <button type="button" className="link" onClick={() => void draft.discard()}>
              清空重填
            </button>
          )
        }
      />
      <div className="sheet meeting-form" ref={sheet}>
        {draft.ready && (
          <Form
            label="登记会议"
            values={values}
            onChange={change}
            errors={{ ...saving.fieldMessages, ...meetingErrors(values) }}
            onSave={saving.run}
            saveLabel="登记"
            saving={saving.busy}
            draft={draft.state}
            onCancel={() => void navigate('/meeting')}
          >
            {saving.message !== undefined && <Notice tone="bad">{saving.message}</Notice>}
            <FormSection title="会议">
              <RegisterFields register="meeting" fields={['kind']} />
              {hint === null ? (
                <RegisterField register="meeting" name="title" span="wide" />
              ) : (
                <RegisterField register="meeting" name="title" span="wide" required={false} help={`不填就叫“${hint}”`} />
              )}
              <RegisterFields register="meeting" fields={['heldOn', 'heldAt', 'place', 'chair', 'recorder', 'issueNo']} />
            </FormSection>
            <FormSection title="参会人员" note="空行不会保存">
              <AttendeeRows
                count={values.attendees.length}
                onAdd={() => {
                  change({ ...values, attendees: [...values.attendees, row] })
                }}
                onRemove={(index) => {
                  change({ ...values, attendees: without(values.attendees, index) })
                }}
                extra={
                  last !== undefined && (
                    <Button
                      size="small"
                      onClick={() => {
                        change({ ...values, attendees: [...written(values.attendees), ...last.attendees] })
                      }}
                    >
                      沿用上次会议的 {last.attendees.length} 人
                    </Button>
                  )
                }
              />
            </FormSection>
            <FormSection title="议题">
              <AgendaRows
                count={values.agenda.length}
                onAdd={() => {
                  change({ ...values, agenda: [...values.agenda, item] })
                }}
                onRemove={(index) => {
                  change({ ...values, agenda: without(values.agenda, index) })
                }}
              />
            </FormSection>
          </Form>
        )}
      </div>
    </div>
  )
}

/** Whom the last meeting had; all are expected to come again. */
function useLastMeeting(): { attendees: Values[] } | undefined {
  const { data } = useLoaded(
    ['meeting', 'last'],
    async () => {
      const { rows } = await api.register.list({ register: 'meeting', limit: 1 })
      return rows[0] === undefined ? null : await api.meeting.view({ id: rows[0].id })
    },
    ['meeting'],
  )
  if (data === undefined || data === null || data.attendees.length === 0) return undefined
  const kept = (name: string, attendee: (typeof data.attendees)[number]) => textOf(attendee, name) || null
  return {
    attendees: data.attendees.map((one) => ({
      ...blankValues('meetingAttendee'),
      name: kept('name', one),
      organization: kept('organization', one),
      duty: kept('duty', one),
      role: textOf(one, 'role') === 'observer' ? 'observer' : 'attendee',
    })),
  }
}
