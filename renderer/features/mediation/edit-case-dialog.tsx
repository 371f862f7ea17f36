import { useEffect, useRef } from 'react'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { changedValuesOf, formValuesOf, recordErrors } from '../../ui/register/form-values.ts'
import { CaseFields, factFields } from './case-fields.tsx'
import type { CaseDialogProps } from './case.ts'

/** 修改案情: facts may be put right until the case is closed; every change is kept in its history. */
export function EditCaseDialog({ view, part, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const all = formValuesOf('mediation', view.record)
  const before = Object.fromEntries(factFields.map((name) => [name, all[name]]))
  return (
    <FormDialog
      title="修改案情"
      form={`mediation/${id}/editCase`}
      initial={before}
      saveLabel="保存修改"
      errors={(facts) => recordErrors('mediation', facts, factFields)}
      save={(facts) =>
        api.register.update({
          register: 'mediation',
          id,
          expectedVersion: version,
          values: changedValuesOf('mediation', before, facts),
        })
      }
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      <CaseFields />
      <StartAt field={part ?? null} />
    </FormDialog>
  )
}

/** The keyboard begins at the field a rule misses. */
function StartAt({ field }: { field: string | null }) {
  const here = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (field === null) return
    // after the dialog has put the keyboard into its first field
    const wait = setTimeout(() => {
      here.current?.closest('form')?.querySelector<HTMLElement>(`[data-field="${field}"] :is(input, textarea)`)?.focus()
    })
    return () => {
      clearTimeout(wait)
    }
  }, [field])
  return <span ref={here} hidden />
}
