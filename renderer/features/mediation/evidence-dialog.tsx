import type { RecordView } from '../../../core/contract/register.ts'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { changedValuesOf, formValuesOf, recordErrors } from '../../ui/register/form-values.ts'
import { RegisterField, RegisterFields } from '../../ui/register/register-fields.tsx'

/** 修改证据: everything the list of evidence says of one piece. */
export function EvidenceDialog({ caseId, record, onClose }: { caseId: string; record: RecordView; onClose: () => void }) {
  const before = formValuesOf('evidence', record)
  return (
    <FormDialog
      narrow
      title={`修改证据“${record.title}”`}
      form={`mediation/${caseId}/evidence/${record.id}`}
      initial={before}
      saveLabel="保存修改"
      errors={(values) => recordErrors('evidence', values)}
      save={(values) =>
        api.register.update({
          register: 'evidence',
          id: record.id,
          expectedVersion: record.version,
          values: changedValuesOf('evidence', before, values),
        })
      }
      onSaved={onClose}
      onClose={onClose}
    >
      <FormSection title="证据">
        <RegisterField register="evidence" name="name" span="full" />
        <RegisterFields
          register="evidence"
          fields={['evidenceKind', 'evidenceForm', 'provider', 'origin', 'pages', 'receivedOn', 'checkedBy']}
        />
        <RegisterField register="evidence" name="proves" span="full" />
      </FormSection>
    </FormDialog>
  )
}
