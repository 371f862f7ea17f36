import { mediation } from '../../../core/domain/mediation/fields.ts'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { recordErrors } from '../../ui/register/record-errors.ts'
import type { CaseView } from './case.ts'
import { CaseFields, caseValues, factsOf } from './case-fields.tsx'

/** 修改案情: facts may be put right until the case is closed; every change is kept in its history. */
export function EditCaseDialog({ view, onSaved, onClose }: { view: CaseView; onSaved: () => void; onClose: () => void }) {
  const { id, version } = view.record
  return (
    <FormDialog
      title="修改案情"
      form={`mediation/${id}/editCase`}
      initial={factsOf(view.record)}
      saveLabel="保存修改"
      errors={(facts) => recordErrors(mediation.name, caseValues(facts))}
      save={(facts) => api.register.update({ register: 'mediation', id, expectedVersion: version, values: caseValues(facts) })}
      onSaved={onSaved}
      onClose={onClose}
    >
      <CaseFields />
    </FormDialog>
  )
}
