import { codeTables } from '../../../core/domain/codes.ts'
import { checkTermination } from '../../../core/domain/mediation/rules.ts'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldCode } from '../../ui/form/field-code.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldLongText } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseView } from './case.ts'

type TerminateForm = {
  reason: string | null
  remedyNotice: string | null
  on: string | null
}

/** People's Mediation Law §26 asks that the parties are told; the words are ready, the mediator may change them. */
const remedies = '已告知双方当事人：可以依法通过仲裁、行政、司法等途径维护自己的权利。'

/** 终止调解: never without a reason and the notice of remedies (M-05). */
export function TerminateDialog({ view, onSaved, onClose }: { view: CaseView; onSaved: () => void; onClose: () => void }) {
  const { id, version } = view.record
  const today = useToday()
  const refused = view.parties.some(({ values }) => values['consent'] === 'refused')
  const initial: TerminateForm = { reason: refused ? 'refused' : null, remedyNotice: remedies, on: today }
  return (
    <FormDialog
      narrow
      title="终止调解"
      form={`mediation/${id}/terminateCase`}
      initial={initial}
      saveLabel="终止调解"
      errors={({ reason, remedyNotice, on }) => {
        const broken = checkTermination(reason, remedyNotice)
        return {
          reason: broken.find(({ field }) => field === 'terminationReason')?.message,
          remedyNotice: broken.find(({ field }) => field === 'remedyNotice')?.message,
          on: on === null ? '请填写终止日期' : undefined,
        }
      }}
      save={({ reason, remedyNotice, on }) =>
        api.mediation.terminateCase({
          id,
          expectedVersion: version,
          reason: reason ?? '',
          remedyNotice: remedyNotice ?? '',
          on: on ?? today,
        })
      }
      onSaved={onSaved}
      onClose={onClose}
    >
      <FormSection title="原因和告知" note="终止后案件结案，不能再记录调解">
        <FieldCode
          name="reason"
          label="终止原因"
          required
          span="half"
          options={codeTables.terminationReason.map(([code, label]) => ({ code, label }))}
        />
        <FieldDay name="on" label="终止日期" required span="half" />
        <FieldLongText
          name="remedyNotice"
          label="救济途径告知"
          required
          rows={4}
          help="照实际告知的内容修改（人民调解法第二十六条）"
        />
      </FormSection>
    </FormDialog>
  )
}
