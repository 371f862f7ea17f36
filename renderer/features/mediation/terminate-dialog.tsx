import { codeTables } from '../../../core/domain/codes.ts'
import { checkTermination, needsNote } from '../../../core/domain/mediation/rules.ts'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldCode } from '../../ui/form/field-code.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldLongText } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseDialogProps } from './case.ts'
import { FieldRemedy, useRemedies } from './remedy-field.tsx'

type TerminateForm = {
  reason: string | null
  note: string | null
  remedyNotice: string | null
  on: string | null
}

/** 终止调解: never without a reason and the notice of remedies (M-05). */
export function TerminateDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const remedies = useRemedies()
  if (remedies === undefined) return null
  const refused = view.parties.some(({ values }) => values['consent'] === 'refused')
  const initial: TerminateForm = {
    reason: refused ? 'refused' : null,
    note: null,
    remedyNotice: remedies[0]?.text ?? null,
    on: today,
  }
  return (
    <FormDialog
      narrow
      title="终止调解"
      form={`mediation/${id}/terminateCase`}
      initial={initial}
      saveLabel="终止调解"
      errors={({ reason, note, remedyNotice, on }) => {
        const broken = checkTermination(reason, remedyNotice, note)
        return {
          reason: broken.find(({ field }) => field === 'terminationReason')?.message,
          note: broken.find(({ field }) => field === 'note')?.message,
          remedyNotice: broken.find(({ field }) => field === 'remedyNotice')?.message,
          on: on === null ? '请填写终止日期' : undefined,
        }
      }}
      save={async ({ reason, note, remedyNotice, on }) => {
        await api.mediation.terminateCase({
          id,
          expectedVersion: version,
          reason: reason ?? '',
          note: (note ?? '').trim() || null,
          remedyNotice: remedyNotice ?? '',
          on: on ?? today,
        })
        return reason
      }}
      onSaved={(reason) => {
        onSaved(reason === 'noAgreement' ? '调解不成，案件已结束。' : undefined)
      }}
      onClose={onClose}
    >
      {({ reason }) => (
        <FormSection title="原因和告知" note="终止后案件结束，不能再记录调解">
          <FieldCode
            name="reason"
            label="终止原因"
            required
            span="half"
            options={codeTables.terminationReason.map(([code, label]) => ({ code, label, detail: '' }))}
          />
          <FieldDay name="on" label="终止日期" required span="half" />
          <FieldLongText
            name="note"
            label="说明"
            required={needsNote(reason)}
            rows={2}
            help="“其他”等事由的，写明是什么，文书上照此打印"
          />
          <FieldRemedy remedies={remedies} />
        </FormSection>
      )}
    </FormDialog>
  )
}
