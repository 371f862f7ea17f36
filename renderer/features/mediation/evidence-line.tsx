import { useEffect, useRef, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useDraft } from '../../lib/draft.ts'
import { useSession } from '../../lib/session.tsx'
import { useSaving } from '../../ui/form-dialog.tsx'
import { Form } from '../../ui/form/form.tsx'
import type { Values } from '../../ui/form/values.ts'
import { Notice } from '../../ui/notice.tsx'
import { blankValues, isFilled, recordErrors, recordValuesOf } from '../../ui/register/form-values.ts'
import { RegisterField } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseView } from './case.ts'

const asked = ['name', 'evidenceKind', 'provider', 'evidenceForm', 'pages', 'receivedOn'] as const

/** What nobody has filled in beforehand. */
const begun = ['name', 'evidenceKind', 'provider', 'evidenceForm', 'pages'] as const

/** One more piece of evidence; Enter in the last field adds it, and the keyboard is at the next one's name. */
export function EvidenceLine({ view }: { view: CaseView }) {
  const today = useToday()
  const { account } = useSession()
  const [added, setAdded] = useState(0)
  const [left, setLeft] = useState(0)
  const frame = useRef<HTMLDivElement>(null)
  const caseId = view.record.id
  const blank: Values = { ...blankValues('evidence'), receivedOn: today, checkedBy: account.displayName }
  const { setValues, ready, discard, ...draft } = useDraft<Values>(`mediation/${caseId}/evidence/new`, blank)
  const values: Values = { ...draft.values, caseId }
  const saving = useSaving(
    values,
    (now) => api.register.create({ register: 'evidence', values: recordValuesOf('evidence', now) }),
    async () => {
      await discard()
      setAdded((count) => count + 1)
    },
  )
  useEffect(() => {
    if (added > 0) frame.current?.querySelector<HTMLElement>('[data-field] input')?.focus()
  }, [added])
  if (!ready) return null
  return (
    <div
      className="evidence-line no-print"
      ref={frame}
      onBlur={({ currentTarget, relatedTarget }) => {
        const stays = relatedTarget instanceof Node && currentTarget.contains(relatedTarget)
        if (!stays && begun.every((name) => !isFilled(values[name]))) setLeft((count) => count + 1)
      }}
    >
      {saving.message !== undefined && <Notice tone="bad">{saving.message}</Notice>}
      <Form
        key={`${String(added)} ${String(left)}`} // a line not begun says nothing yet of what it lacks
        label="登记证据"
        bar={false}
        values={values}
        onChange={(next) => {
          saving.forget()
          setValues(next)
        }}
        errors={{ ...saving.fieldMessages, ...recordErrors('evidence', values) }}
        onSave={saving.run}
        saving={saving.busy}
      >
        <div className="evidence-fields">
          {asked.map((name) => (
            <RegisterField key={name} register="evidence" name={name} help="" />
          ))}
          <button type="submit" className="link evidence-add" disabled={saving.busy}>
            加上
          </button>
        </div>
      </Form>
    </div>
  )
}
