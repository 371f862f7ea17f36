import type { RecordView } from '../../../core/contract/register.ts'
import { codeTables } from '../../../core/domain/codes.ts'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldCode } from '../../ui/form/field-code.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldChoice, FieldPhone, FieldText } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { recordErrors } from '../../ui/register/form-values.ts'
import { useToday } from '../../ui/today.ts'

type Role = (typeof codeTables.gridRole)[number][0]

interface HandOverForm extends Record<string, unknown> {
  fromStaffId: string | null
  name: string | null
  role: Role
  phone: string | null
  happenedOn: string | null
}

interface HandOverDialogProps {
  grid: RecordView
  /** who serves now */
  staff: readonly RecordView[]
  /** the day of the hand-over */
  onSaved: (on: string) => void
  onClose: () => void
}

const roles = codeTables.gridRole.map(([code, label]) => ({ code, label }))

/** 网格交接: one person's time ends and another's begins, on one day; the list to sign comes next. */
export function HandOverDialog({ grid, staff, onSaved, onClose }: HandOverDialogProps) {
  const today = useToday()
  const lead = staff.find(({ values }) => values['role'] === 'lead')
  const initial: HandOverForm = {
    fromStaffId: lead?.id ?? null,
    name: null,
    role: 'lead',
    phone: null,
    happenedOn: today,
  }
  const errorsOf = ({ fromStaffId, name, role, phone, happenedOn }: HandOverForm) => {
    const leaving = staff.find(({ id }) => id === fromStaffId)
    const begun = leaving?.values['fromOn']
    return {
      ...recordErrors('gridStaff', { name, role, phone, fromOn: happenedOn }, ['name', 'phone']),
      ...(happenedOn === null && { happenedOn: '请填交接日期' }),
      ...(happenedOn !== null && happenedOn > today && { happenedOn: '交接日期不能晚于今天' }),
      ...(happenedOn !== null &&
        typeof begun === 'string' &&
        happenedOn < begun && { happenedOn: `不能早于${leaving?.title ?? ''}的开始日期 ${begun}` }),
      ...(role === 'lead' && lead !== undefined && fromStaffId !== lead.id && { role: `现任网格长是${lead.title}，请由其交出` }),
    }
  }
  return (
    <FormDialog
      title={`网格交接：${grid.title}`}
      form={`grid/${grid.id}/handOver`}
      narrow
      initial={initial}
      saveLabel="交接并看清单"
      errors={errorsOf}
      save={async ({ fromStaffId, name, role, phone, happenedOn }) => {
        const on = happenedOn ?? today
        const from = staff.some(({ id }) => id === fromStaffId) ? fromStaffId : null
        await api.grid.handOver({
          id: grid.id,
          expectedVersion: grid.version,
          fromStaffId: from,
          name: name ?? '',
          role,
          phone,
          happenedOn: on,
        })
        return on
      }}
      onSaved={onSaved}
      onClose={onClose}
    >
      <FormSection title="交出" note="新到任、没有人交出的，空着">
        <FieldCode
          name="fromStaffId"
          label="交出人"
          span="full"
          placeholder="没有人交出"
          options={staff.map(({ id, title, labels, values }) => ({
            code: id,
            label: title,
            detail: `${labels['role'] ?? ''}，${String(values['fromOn'])} 起`,
          }))}
        />
      </FormSection>
      <FormSection title="接收">
        <FieldText name="name" label="接收人" required />
        <FieldPhone name="phone" label="电话" />
        <FieldChoice name="role" label="身份" span="full" options={roles} />
        <FieldDay name="happenedOn" label="交接日期" required />
      </FormSection>
    </FormDialog>
  )
}
