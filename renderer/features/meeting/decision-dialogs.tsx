import type { RecordView } from '../../../core/contract/register.ts'
import { api } from '../../lib/api.ts'
import { addDays } from '../../../core/domain/day.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldLongText } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { recordErrors, recordValuesOf } from '../../ui/register/form-values.ts'
import { RegisterField, RegisterFields } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import type { MeetingView } from './meeting.ts'
import { textOf } from './meeting.ts'

interface DialogProps {
  view: MeetingView
  onSaved: () => void
  onClose: () => void
}

/** 议定事项: who, until when, and by what it will be judged done (T-01). */
export function DecisionDialog({ view, onSaved, onClose }: DialogProps) {
  const { id, version } = view.record
  return (
    <FormDialog
      narrow
      title="议定事项"
      form={`meeting/${id}/addDecision`}
      initial={{ content: null, leadOrganization: null, owner: null, dueOn: null, criterion: null }}
      saveLabel="记下决定"
      errors={(values) => recordErrors('decision', values, ['content', 'leadOrganization', 'owner', 'dueOn', 'criterion'])}
      save={(values) => api.meeting.addDecision({ id, expectedVersion: version, values: recordValuesOf('decision', values) })}
      onSaved={onSaved}
      onClose={onClose}
    >
      <FormSection title={`第 ${String(view.decisions.length + 1)} 项`} note="责任人、时限、验收标准缺一不可（T-01）">
        <RegisterField register="decision" name="content" span="full" />
        <RegisterFields register="decision" fields={['owner', 'dueOn', 'leadOrganization']} />
        <RegisterField register="decision" name="criterion" span="full" help="办到什么样算办结，如：出具勘界图并经双方签认" />
      </FormSection>
    </FormDialog>
  )
}

/** 决定办结: on which day, and what was done. */
export function CompleteDialog({ decision, onSaved, onClose }: Omit<DialogProps, 'view'> & { decision: RecordView }) {
  const today = useToday()
  const initial: { on: string | null; progress: string | null } = { on: today, progress: null }
  return (
    <FormDialog
      narrow
      title="决定办结"
      form={`meeting/decision/${decision.id}/complete`}
      initial={initial}
      saveLabel="办结"
      errors={({ on, progress }) => ({
        on: on === null ? '请填写办结日期' : undefined,
        progress: progress === null ? '请写明办理情况' : undefined,
      })}
      save={({ on, progress }) =>
        api.meeting.completeDecision({
          id: decision.id,
          expectedVersion: decision.version,
          on: on ?? today,
          progress: progress ?? '',
        })
      }
      onSaved={onSaved}
      onClose={onClose}
    >
      <FormSection title={decision.title}>
        <p className="meeting-wide muted">验收标准：{textOf(decision, 'criterion')}</p>
        <FieldDay name="on" label="办结日期" required span="half" />
        <FieldLongText name="progress" label="办理情况" required rows={3} help="对照验收标准写" />
      </FormSection>
    </FormDialog>
  )
}

/** 签发纪要: afterwards nothing of it can be changed. */
export function SignOffDialog({ view, onSaved, onClose }: DialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const initial: { signedOffBy: string | null; on: string | null } = {
    signedOffBy: textOf(view.record, 'chair') || null,
    on: textOf(view.record, 'heldOn') > today ? addDays(textOf(view.record, 'heldOn'), 1) : today,
  }
  return (
    <FormDialog
      narrow
      title="签发纪要"
      form={`meeting/${id}/signOff`}
      initial={initial}
      saveLabel="签发"
      errors={({ signedOffBy, on }) => ({
        signedOffBy: signedOffBy === null ? '请填写签发人' : undefined,
        on: on === null ? '请填写签发日期' : undefined,
      })}
      save={({ signedOffBy, on }) =>
        api.meeting.signOffMinutes({ id, expectedVersion: version, signedOffBy: signedOffBy ?? '', on: on ?? today })
      }
      onSaved={onSaved}
      onClose={onClose}
    >
      <FormSection title="签发" note="签发后内容不能再改，打印件不再带“草稿”字样">
        <RegisterField register="meeting" name="signedOffBy" required span="half" />
        <FieldDay name="on" label="签发日期" required span="half" />
      </FormSection>
    </FormDialog>
  )
}

/** 起草纪要: the opening and what was heard; agenda, decisions and attendance come by themselves. */
export function MinutesDialog({ view, onSaved, onClose }: DialogProps) {
  const { id, version, values } = view.record
  const issueNo = values['issueNo']
  const initial = {
    issueNo: typeof issueNo === 'number' ? issueNo : null,
    opening: textOf(view.record, 'opening') || null,
    discussion: textOf(view.record, 'discussion') || null,
  }
  return (
    <FormDialog
      title="起草纪要"
      form={`meeting/${id}/writeMinutes`}
      initial={initial}
      saveLabel="保存纪要"
      errors={(form) => recordErrors('meeting', form, ['issueNo', 'opening', 'discussion'])}
      save={(form) => api.meeting.writeMinutes({ id, expectedVersion: version, values: recordValuesOf('meeting', form) })}
      onSaved={onSaved}
      onClose={onClose}
    >
      <FormSection title={view.record.title} note="议题、议定事项、出席人员自动带入纪要">
        <RegisterField register="meeting" name="issueNo" />
        <FieldLongText
          name="opening"
          label="纪要导语"
          rows={3}
          placeholder={`不写就用：${textOf(view.record, 'heldOn')}，${textOf(view.record, 'chair')}在${textOf(view.record, 'place')}主持召开${view.record.title}。现将会议议定事项纪要如下。`}
        />
        <FieldLongText name="discussion" label="会议听取和研究" rows={9} />
      </FormSection>
    </FormDialog>
  )
}
