import { Button } from 'antd'
import { addDays } from '../../../core/domain/day.ts'
import { checkMediators } from '../../../core/domain/mediation/rules.ts'
import { api } from '../../lib/api.ts'
import { longDayText } from '../../lib/format.ts'
import { useRules } from '../../lib/rules.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldChoice, FieldFlag, FieldLongText, FieldNumber } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { recordErrors } from '../../ui/register/form-values.ts'
import { RegisterFields } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import { choices } from './accept-dialog.tsx'
import type { CaseDialogProps } from './case.ts'
import { textOf } from './case-state.ts'
import { FieldMediators } from './mediator-field.tsx'

type ExtendForm = {
  days: number | null
  reason: string | null
  confirmed: boolean
  on: string | null
}

/** 延期: for so many days, when every party has signed for it, all extensions together within the limit (M-14). */
export function ExtendDialog({ view, onSaved, onClose, onPrint }: CaseDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const { extensionDays } = view.record.values
  const given = typeof extensionDays === 'number' ? extensionDays : 0
  const most = useRules()('med.extendDays') - given
  const limit = `${given > 0 ? `已延长 ${String(given)} 天，` : ''}最多${given > 0 ? '再' : ''}延长 ${String(most)} 天`
  const dueOn = textOf(view.record, 'dueOn')
  const initial: ExtendForm = { days: most, reason: null, confirmed: false, on: today }
  return (
    <FormDialog
      narrow
      title="延长调解期限"
      form={`mediation/${id}/extendTerm`}
      initial={initial}
      saveLabel="延长期限"
      errors={({ days, reason, confirmed, on }) => ({
        days: days === null || days < 1 ? '请填写延长几天' : days > most ? limit : undefined,
        reason: (reason ?? '').trim().length < 2 ? '请写明延长理由' : undefined,
        confirmed: confirmed ? undefined : '双方都签了确认书才能延长',
        on: on === null ? '请填写日期' : undefined,
      })}
      save={({ days, reason, confirmed, on }, explained) =>
        api.mediation.extendTerm({
          id,
          expectedVersion: version,
          days: days ?? most,
          reason: reason ?? '',
          confirmed,
          on: on ?? today,
          explained,
        })
      }
      onSaved={({ dueOn: next }) => {
        onSaved(`调解期限延长到 ${longDayText(next)}。`)
      }}
      onClose={onClose}
    >
      {({ days }) => (
        <FormSection
          title="期限"
          note={days === null || dueOn === '' ? `现到 ${dueOn}` : `现到 ${dueOn}，延长后到 ${addDays(dueOn, days)}`}
        >
          <FieldNumber name="days" label="延长" unit="天" required span="half" help={limit} />
          <FieldDay name="on" label="确认日期" required span="half" />
          <FieldLongText name="reason" label="延长理由" required rows={2} />
          <FieldFlag name="confirmed" label="各方当事人都已在《延长调解期限确认书》上签名" required span="full" />
          {onPrint !== undefined && (
            <div className="row-tools">
              <Button
                size="small"
                onClick={() => {
                  onPrint({ template: 'mediation-extension', recordId: id, title: '延长调解期限确认书' })
                }}
              >
                先打印确认书
              </Button>
            </div>
          )}
        </FormSection>
      )}
    </FormDialog>
  )
}

type ChangeForm = {
  changedOn: string | null
  requestedBy: string | null
  reason: string | null
  handling: string | null
  mediatorIds: string[]
  choice: 'appointed' | 'chosen'
}

/** 更换调解员: who asked, why, how it was dealt with, and who mediates from now on. */
export function ChangeMediatorsDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version, values: now } = view.record
  const today = useToday()
  const before = Array.isArray(now['mediatorIds']) ? now['mediatorIds'] : []
  const initial: ChangeForm = {
    changedOn: today,
    requestedBy: null,
    reason: null,
    handling: null,
    mediatorIds: before,
    choice: 'appointed',
  }
  return (
    <FormDialog
      narrow
      title="更换调解员"
      form={`mediation/${id}/changeMediators`}
      initial={initial}
      saveLabel="更换调解员"
      errors={({ mediatorIds, ...values }) => ({
        ...recordErrors('mediatorChange', values),
        mediatorIds:
          checkMediators(mediatorIds)[0]?.message ??
          (mediatorIds.toSorted().join() === before.toSorted().join() ? '还是原来的调解员，请重新勾选' : undefined),
      })}
      save={({ mediatorIds, choice, ...values }, explained) =>
        api.mediation.changeMediators({ id, expectedVersion: version, mediatorIds, choice, values, explained })
      }
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      <FormSection title="提出和处理" note={`原调解员 ${view.record.labels['mediatorIds'] ?? ''}`}>
        <RegisterFields register="mediatorChange" fields={['changedOn', 'requestedBy']} />
        <FieldLongText name="reason" label="理由" required rows={2} />
        <FieldLongText name="handling" label="处理" required rows={2} help="如：同意更换，双方无异议" />
      </FormSection>
      <FormSection title="现在由谁调解">
        <FieldMediators committeeId={textOf(view.record, 'committeeId') || null} />
        <FieldChoice name="choice" label="产生方式" span="full" options={choices} />
      </FormSection>
    </FormDialog>
  )
}

type ReasonForm = { reason: string | null }

/** 作废: the case was entered by mistake. */
export function VoidDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const fileNo = textOf(view.record, 'fileNo')
  const initial: ReasonForm = { reason: null }
  return (
    <FormDialog
      narrow
      title="作废案件"
      form={`mediation/${id}/voidCase`}
      initial={initial}
      saveLabel="作废"
      errors={reasonErrors}
      save={({ reason }) => api.mediation.voidCase({ id, expectedVersion: version, reason: reason ?? '' })}
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      <Notice tone="warn">
        {fileNo === ''
          ? '作废后不再统计，记录和经过仍保留。'
          : `卷号 ${fileNo} 已经发出，作废后仍占着这个号，注明原因，不再给别的案件用（M-20）。`}
      </Notice>
      <FormSection title="作废原因" note="登记错了、重复登记才作废；不调解了请办终止或撤回">
        <FieldLongText name="reason" label="原因" required rows={3} />
      </FormSection>
    </FormDialog>
  )
}

/** 转为书面调解: an oral agreement that needs a written one after all. */
export function PromoteDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const initial: ReasonForm = { reason: null }
  return (
    <FormDialog
      narrow
      title="转为书面调解"
      form={`mediation/${id}/promoteOral`}
      initial={initial}
      saveLabel="转为书面调解"
      errors={reasonErrors}
      save={({ reason }) => api.mediation.promoteOral({ id, expectedVersion: version, reason: reason ?? '' })}
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      <FormSection title="为什么转" note="案件回到调解中，已登记的内容都留着，不用重新填写">
        <FieldLongText name="reason" label="原因" required rows={3} help="如：当事人要求书面协议、不能即时履行" />
      </FormSection>
    </FormDialog>
  )
}

const reasonErrors = ({ reason }: ReasonForm) => ({
  reason: (reason ?? '').trim().length < 2 ? '请写明原因' : undefined,
})
