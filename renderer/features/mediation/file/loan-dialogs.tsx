import { addDays } from '../../../../core/domain/day.ts'
import { api } from '../../../lib/api.ts'
import { useRules } from '../../../lib/rules.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { FieldDay } from '../../../ui/form/field-day.tsx'
import { FieldText } from '../../../ui/form/fields.tsx'
import { FormSection } from '../../../ui/form/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { recordErrors, recordValuesOf } from '../../../ui/register/form-values.ts'
import { RegisterFields } from '../../../ui/register/register-fields.tsx'
import { useToday } from '../../../ui/today.ts'
import { textOf } from '../case-state.ts'
import { openLoan } from './open-loan.ts'
import type { FileDialogProps } from './file-dialog-props.ts'

/** 归档: onto its shelf. */
export function ArchiveDialog({ view, onSaved, onClose }: FileDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const initial: { on: string | null; shelfNo: string | null } = { on: today, shelfNo: null }
  return (
    <FormDialog
      narrow
      title="归档"
      form={`mediation/${id}/archiveCase`}
      initial={initial}
      saveLabel="归档"
      errors={({ on, shelfNo }) => ({
        on: on === null ? '请填写归档日期' : undefined,
        shelfNo: (shelfNo ?? '').trim() === '' ? '请填写存放位置，以后好找' : undefined,
      })}
      save={({ on, shelfNo }) =>
        api.mediation.archiveCase({ id, expectedVersion: version, on: on ?? today, shelfNo: shelfNo ?? '' })
      }
      onSaved={onSaved}
      onClose={onClose}
    >
      <FormSection title="归档">
        <FieldText name="shelfNo" label="存放位置" required span="half" placeholder="如 2 号柜 3 层 14" />
        <FieldDay name="on" label="归档日期" required span="half" />
      </FormSection>
    </FormDialog>
  )
}

const loanFields = ['borrower', 'organization', 'purpose', 'lentOn', 'dueOn', 'approvedBy'] as const

/** 借出: who has the file, what for, until when. */
export function LendDialog({ view, onSaved, onClose }: FileDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const rule = useRules()
  const initial: Record<string, string | null> = {
    borrower: null,
    organization: null,
    purpose: null,
    lentOn: today,
    dueOn: addDays(today, rule('med.loanDays')),
    approvedBy: null,
  }
  return (
    <FormDialog
      narrow
      title="借出卷宗"
      form={`mediation/${id}/lendFile`}
      initial={initial}
      saveLabel="登记借出"
      errors={(values) => recordErrors('fileLoan', values, loanFields)}
      save={(values) => api.mediation.lendFile({ id, expectedVersion: version, values: recordValuesOf('fileLoan', values) })}
      onSaved={onSaved}
      onClose={onClose}
    >
      <FormSection title="借阅">
        <RegisterFields register="fileLoan" fields={loanFields} span="half" />
      </FormSection>
    </FormDialog>
  )
}

/** 归还. */
export function ReturnDialog({ view, onSaved, onClose }: FileDialogProps) {
  const today = useToday()
  const loan = openLoan(view)
  const initial: { on: string | null } = { on: today }
  if (loan === undefined) return null
  return (
    <FormDialog
      narrow
      title="归还卷宗"
      form={`mediation/${view.record.id}/returnFile`}
      initial={initial}
      saveLabel="登记归还"
      errors={({ on }) => ({
        on: on === null ? '请填写归还日期' : on < textOf(loan, 'lentOn') ? `早于借出日期 ${textOf(loan, 'lentOn')}` : undefined,
      })}
      save={({ on }) => api.mediation.returnFile({ loanId: loan.id, on: on ?? today })}
      onSaved={onSaved}
      onClose={onClose}
    >
      <Notice tone="info">
        {textOf(loan, 'borrower')}于 {textOf(loan, 'lentOn')} 借阅，应还 {textOf(loan, 'dueOn')}。请当面点清材料。
      </Notice>
      <FormSection title="归还">
        <FieldDay name="on" label="归还日期" required span="half" />
      </FormSection>
    </FormDialog>
  )
}
