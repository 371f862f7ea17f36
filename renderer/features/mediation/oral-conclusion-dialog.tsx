import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldFlag, FieldLongText } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { RegisterFields } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import { FieldAmount, TermFields } from './agreement-fields.tsx'
import { agreementErrors, agreementInput, newAgreement } from './agreement-form.ts'
import type { AgreementForm } from './agreement-form.ts'
import type { CaseDialogProps } from './case.ts'

type OralForm = AgreementForm & { performed: boolean }

/** 口头协议 of an accepted case: in force at once (People's Mediation Law §28, §30), closed when performed. */
export function OralConclusionDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const initial: OralForm = { ...newAgreement(view, today), performMethod: 'immediate', performed: false }
  return (
    <FormDialog
      title="口头协议"
      form={`mediation/${id}/concludeOrally`}
      initial={initial}
      saveLabel="登记口头协议"
      errors={agreementErrors}
      save={({ performed, ...form }, explained) =>
        api.mediation.concludeOrally({
          id,
          expectedVersion: version,
          agreement: agreementInput(form).values,
          performed,
          explained,
        })
      }
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      {(values, setValues) => {
        const change = (form: AgreementForm) => {
          setValues({ ...form, performed: values.performed })
        }
        return (
          <>
            <FormSection title="纠纷" note="口头协议自达成之日起生效，不用签协议书">
              <FieldLongText name="facts" label="纠纷主要事实" required rows={2} />
            </FormSection>
            <TermFields values={values} setValues={change} />
            <FormSection title="履行">
              <FieldAmount values={values} />
              <RegisterFields register="mediationAgreement" fields={['performMethod']} span="half" />
              <RegisterFields
                register="mediationAgreement"
                fields={values.performed ? ['concludedOn', 'recorder'] : ['performDueOn', 'concludedOn', 'recorder']}
              />
              <FieldFlag name="performed" label="已当场履行完毕，同时结案" span="full" />
            </FormSection>
          </>
        )
      }}
    </FormDialog>
  )
}
