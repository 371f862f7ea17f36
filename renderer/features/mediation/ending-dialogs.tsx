import { codeTables } from '../../../core/domain/codes.ts'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldCode } from '../../ui/form/field-code.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldLongText, FieldText } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseDialogProps } from './case.ts'
import { textOf } from './case-state.ts'
import { FieldRemedy, useRemedies } from './remedy-field.tsx'

type RejectForm = {
  reason: string | null
  note: string | null
  remedyNotice: string | null
  on: string | null
}

/** 不予受理: with its reason and the ways that stay open. */
export function RejectDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version, values } = view.record
  const today = useToday()
  const remedies = useRemedies()
  if (remedies === undefined) return null
  const refused = view.parties.some((party) => textOf(party, 'consent') === 'refused')
  const handled = values['handledBy'] !== null && values['handledBy'] !== 'none'
  const initial: RejectForm = {
    reason: refused ? 'refused' : handled ? 'handled' : null,
    note: null,
    remedyNotice: remedies[0]?.text ?? null,
    on: today,
  }
  return (
    <FormDialog
      narrow
      title="不予受理"
      form={`mediation/${id}/rejectCase`}
      initial={initial}
      saveLabel="不予受理"
      errors={({ reason, remedyNotice, on }) => ({
        reason: reason === null ? '请选择不予受理的理由' : undefined,
        remedyNotice: remedyNotice === null ? '请填写已告知的救济途径（M-05）' : undefined,
        on: on === null ? '请填写日期' : undefined,
      })}
      save={({ reason, note, remedyNotice, on }) =>
        api.mediation.rejectCase({
          id,
          expectedVersion: version,
          reason: reason ?? '',
          note,
          remedyNotice: remedyNotice ?? '',
          on: on ?? today,
        })
      }
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      <FormSection title="理由和告知" note="保存后可以打印不予受理告知书">
        <FieldCode
          name="reason"
          label="理由"
          required
          span="half"
          options={codeTables.rejectionReason.map(([code, label]) => ({ code, label, detail: '' }))}
        />
        <FieldDay name="on" label="日期" required span="half" />
        <FieldLongText name="note" label="说明" rows={2} />
        <FieldRemedy remedies={remedies} />
      </FormSection>
    </FormDialog>
  )
}

type WithdrawForm = { by: string | null; note: string | null; on: string | null }

/** 撤回申请: by the party who applied. */
export function WithdrawDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const applicants = view.parties.filter((party) => textOf(party, 'side') === 'applicant').map(({ title }) => title)
  const initial: WithdrawForm = { by: applicants.join('、') || null, note: null, on: today }
  return (
    <FormDialog
      narrow
      title="撤回申请"
      form={`mediation/${id}/withdrawCase`}
      initial={initial}
      saveLabel="撤回申请"
      errors={({ by, on }) => ({
        by: by === null ? '请填写谁撤回的' : undefined,
        on: on === null ? '请填写日期' : undefined,
      })}
      save={({ by, note, on }) =>
        api.mediation.withdrawCase({ id, expectedVersion: version, by: by ?? '', note, on: on ?? today })
      }
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      <FormSection title="撤回" note="案件结束，不计入调解不成">
        <FieldText name="by" label="撤回人" required span="half" />
        <FieldDay name="on" label="撤回日期" required span="half" />
        <FieldLongText name="note" label="说明" rows={3} />
      </FormSection>
    </FormDialog>
  )
}

type TransferForm = { to: string | null; note: string | null; on: string | null }

/** 转出: another unit goes on with the matter. */
export function TransferDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const initial: TransferForm = { to: null, note: null, on: today }
  return (
    <FormDialog
      narrow
      title="转出"
      form={`mediation/${id}/transferCase`}
      initial={initial}
      saveLabel="转出"
      errors={({ to, on }) => ({
        to: (to ?? '').trim().length < 2 ? '请填写转往哪个单位' : undefined,
        on: on === null ? '请填写日期' : undefined,
      })}
      save={({ to, note, on }) =>
        api.mediation.transferCase({ id, expectedVersion: version, to: to ?? '', note, on: on ?? today })
      }
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      <FormSection title="转往哪里">
        <FieldText name="to" label="转往单位" required span="half" />
        <FieldDay name="on" label="转出日期" required span="half" />
        <FieldLongText name="note" label="说明" rows={3} help="移交了哪些材料，由谁接收" />
      </FormSection>
    </FormDialog>
  )
}

type CloseForm = { on: string | null; note: string | null }

/** 结案. */
export function CloseDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const initial: CloseForm = { on: today, note: null }
  const open = view.items.filter((item) => textOf(item, 'state') !== 'done').length
  return (
    <FormDialog
      narrow
      title="结案"
      form={`mediation/${id}/closeCase`}
      initial={initial}
      saveLabel="结案"
      errors={({ on }) => ({ on: on === null ? '请填写结案日期' : undefined })}
      save={({ on, note }, explained) =>
        api.mediation.closeCase({ id, expectedVersion: version, on: on ?? today, note, explained })
      }
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      <FormSection title="结案" note={open === 0 ? '协议已履行完毕' : `还有 ${String(open)} 项没有履行完`}>
        <FieldDay name="on" label="结案日期" required span="half" />
        <FieldLongText name="note" label="结果说明" rows={3} help="记入结案报告表" />
      </FormSection>
    </FormDialog>
  )
}

type ReopenForm = { reason: 'breach' | 'change' | 'annulled' | null; note: string | null; on: string | null }

/** 重新办理: after a breach the agreement is followed up again; to change it the case is mediated again. */
export function ReopenDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const initial: ReopenForm = { reason: null, note: null, on: today }
  return (
    <FormDialog
      narrow
      title="重新办理"
      form={`mediation/${id}/reopenCase`}
      initial={initial}
      saveLabel="重新办理"
      errors={({ reason, note, on }) => ({
        reason: reason === null ? '请选择原因' : undefined,
        note: (note ?? '').trim().length < 2 ? '请写明情况' : undefined,
        on: on === null ? '请填写日期' : undefined,
      })}
      save={({ reason, note, on }) =>
        api.mediation.reopenCase({
          id,
          expectedVersion: version,
          reason: reason ?? 'breach',
          note: note ?? '',
          on: on ?? today,
        })
      }
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      {({ reason }) => (
        <FormSection title="原因" note={reason === null ? '卷号不变' : afterReopening[reason]}>
          <FieldCode
            name="reason"
            label="原因"
            required
            span="half"
            options={codeTables.reopenReason.map(([code, label]) => ({ code, label, detail: '' }))}
          />
          <FieldDay name="on" label="日期" required span="half" />
          <FieldLongText name="note" label="情况" required rows={3} />
        </FormSection>
      )}
    </FormDialog>
  )
}

const afterReopening = {
  breach: '案件回到“协议已生效”，接着督促履行',
  change: '案件回到“调解中”，重新达成协议',
  annulled: '案件回到“调解中”，重新达成协议',
}

type ReplyForm = { on: string | null }

/** 反馈委托机关: an entrusted case is answered (reference §1.1, entrusted mediation). */
export function ReplyDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const initial: ReplyForm = { on: today }
  return (
    <FormDialog
      narrow
      title="反馈委托机关"
      form={`mediation/${id}/replyEntrustment`}
      initial={initial}
      saveLabel="登记反馈"
      errors={({ on }) => ({ on: on === null ? '请填写反馈日期' : undefined })}
      save={({ on }) => api.mediation.replyEntrustment({ id, expectedVersion: version, on: on ?? today })}
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      <FormSection title={textOf(view.record, 'entrustedBy') || '委托机关'} note={textOf(view.record, 'entrustNo')}>
        <FieldDay name="on" label="反馈日期" required span="half" help="反馈函上的日期" />
      </FormSection>
    </FormDialog>
  )
}
