import { Radio } from 'antd'
import { useId } from 'react'
import { codeTables } from '../../../core/domain/codes.ts'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldFrame } from '../../ui/form/field-frame.tsx'
import { useField } from '../../ui/form/form-state.ts'
import { FormSection } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseDialogProps } from './case.ts'
import { textOf } from './case-state.ts'

type Consent = 'agreed' | 'refused' | 'unstated'

type ConsentForm = {
  on: string | null
  /** by party id */
  consent: Record<string, Consent>
}

const consentOf = (value: string): Consent => (value === 'agreed' || value === 'refused' ? value : 'unstated')

/** 登记意愿: what each party says about being mediated. Only what changed is written. */
export function ConsentDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const today = useToday()
  const before = Object.fromEntries(view.parties.map((party) => [party.id, consentOf(textOf(party, 'consent'))]))
  const initial: ConsentForm = { on: today, consent: before }
  return (
    <FormDialog
      narrow
      title="登记调解意愿"
      form={`mediation/${view.record.id}/recordConsent`}
      initial={initial}
      saveLabel="登记意愿"
      errors={({ on }) => ({ on: on === null ? '请填写表态日期' : undefined })}
      save={async ({ on, consent }) => {
        for (const { id } of view.parties) {
          const now = consent[id] ?? 'unstated'
          if (now !== before[id]) await api.mediation.recordConsent({ partyId: id, consent: now, on: on ?? today })
        }
      }}
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      {({ consent }) => (
        <>
          <FormSection title="各方意愿">
            {view.parties.map((party) => (
              <FieldConsent
                key={party.id}
                name={`consent.${party.id}`}
                label={`${party.title}（${party.labels['side'] ?? ''}）`}
              />
            ))}
            <FieldDay name="on" label="表态日期" required span="half" />
          </FormSection>
          {Object.values(consent).includes('refused') && (
            <Notice tone="warn">有一方明确拒绝，就不得进入调解（M-01）；登记后请办理终止并告知救济途径。</Notice>
          )}
        </>
      )}
    </FormDialog>
  )
}

function FieldConsent(props: { name: string; label: string }) {
  const field = useField(props)
  const labelId = useId()
  return (
    <FieldFrame {...props} id={field.id} error={field.error} span="full">
      <span id={labelId} className="unseen">
        {props.label}
      </span>
      <Radio.Group
        id={field.id}
        aria-labelledby={labelId}
        value={field.value}
        options={codeTables.partyConsent.map(([value, label]) => ({ value, label }))}
        onChange={({ target }: { target: { value?: unknown } }) => {
          field.set(target.value)
        }}
      />
    </FieldFrame>
  )
}
