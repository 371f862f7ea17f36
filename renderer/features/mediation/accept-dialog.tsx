import { Checkbox } from 'antd'
import { Link } from 'react-router'
import { checkMediators, mediationDueOn } from '../../../core/domain/mediation/rules.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useRules } from '../../lib/rules.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldFrame } from '../../ui/form/field-frame.tsx'
import { useField } from '../../ui/form/form-state.ts'
import { FormSection } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'

type AcceptForm = {
  acceptedOn: string | null
  mediatorIds: string[]
}

/** 受理: the day, and who mediates. The case gets its number and its term. */
export function AcceptDialog({ view, onSaved, onClose }: { view: CaseView; onSaved: () => void; onClose: () => void }) {
  const { id, version } = view.record
  const today = useToday()
  const rule = useRules()
  const dueOf = (acceptedOn: string) =>
    mediationDueOn(acceptedOn, textOf(view.record, 'category'), {
      termDays: rule('med.termDays'),
      labourDays: rule('med.labourDays'),
    })
  const initial: AcceptForm = { acceptedOn: today, mediatorIds: [] }
  return (
    <FormDialog
      narrow
      title="受理"
      form={`mediation/${id}/acceptCase`}
      initial={initial}
      saveLabel="受理并编号"
      errors={({ acceptedOn, mediatorIds }) => ({
        acceptedOn: acceptedOn === null ? '请填写受理日期' : undefined,
        mediatorIds: checkMediators(mediatorIds)[0]?.message,
      })}
      save={({ acceptedOn, mediatorIds }) =>
        api.mediation.acceptCase({ id, expectedVersion: version, acceptedOn: acceptedOn ?? today, mediatorIds })
      }
      onSaved={onSaved}
      onClose={onClose}
    >
      {({ acceptedOn }) => (
        <FormSection title="日期和调解员" note={acceptedOn === null ? '' : `调解期限到 ${dueOf(acceptedOn)}`}>
          <FieldDay name="acceptedOn" label="受理日期" required span="half" />
          <FieldMediators />
        </FormSection>
      )}
    </FormDialog>
  )
}

/** The committee's mediators to tick; a committee has few enough to see them all. */
function FieldMediators() {
  const props = { name: 'mediatorIds', label: '调解员', required: true, span: 'full' } as const
  const field = useField(props)
  const { data } = useLoaded(['mediators'], () => api.register.list({ register: 'mediator', limit: 100 }), ['mediator'])
  const rows = data?.rows ?? []
  const chosen = Array.isArray(field.value) ? field.value.filter((one) => typeof one === 'string') : []
  return (
    <FieldFrame {...props} id={field.id} error={field.error} onBlur={field.touch} help="至少一名；当事人也可以选择调解员">
      <Checkbox.Group
        {...field.control}
        aria-required={undefined} // a group may not carry it; the label says so
        role="group"
        aria-label="调解员"
        value={chosen}
        options={rows.map(({ id, title, values }) => ({
          value: id,
          label: typeof values['duty'] === 'string' ? `${title}（${values['duty']}）` : title,
        }))}
        onChange={(ids) => {
          field.set(ids)
        }}
      />
      {data !== undefined && rows.length === 0 && (
        <Notice tone="warn" action={<Link to="/mediator">登记调解员</Link>}>
          还没有登记调解员。
        </Notice>
      )}
    </FieldFrame>
  )
}
