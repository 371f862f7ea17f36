import { agreementCopies } from '../../../core/domain/mediation/rules.ts'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldLongText } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { RegisterFields } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import { FieldAmount, InstalmentFields, TermFields } from './agreement-fields.tsx'
import { agreementErrors, agreementInput, knownAgreement, newAgreement } from './agreement-form.ts'
import type { AgreementForm } from './agreement-form.ts'
import type { CaseDialogProps } from './case.ts'

/** 达成协议: what was agreed, article by article, as the paper will print it. */
export function AgreementDialog(props: CaseDialogProps) {
  const { id, version } = props.view.record
  const initial = newAgreement(props.view, useToday())
  return (
    <AgreementForm
      {...props}
      verb="concludeAgreement"
      title="达成协议"
      initial={initial}
      save={(form) => api.mediation.concludeAgreement({ id, expectedVersion: version, ...agreementInput(form) })}
    />
  )
}

/** 修改协议: until the signatures are registered. */
export function ReviseAgreementDialog(props: CaseDialogProps) {
  const { id, version } = props.view.record
  const initial = knownAgreement(props.view, newAgreement(props.view, useToday()))
  return (
    <AgreementForm
      {...props}
      verb="reviseAgreement"
      title="修改协议"
      initial={initial}
      save={(form) => api.mediation.reviseAgreement({ id, expectedVersion: version, ...agreementInput(form) })}
    />
  )
}

interface AgreementFormProps extends CaseDialogProps {
  verb: 'concludeAgreement' | 'reviseAgreement'
  title: string
  initial: AgreementForm
  save: (form: AgreementForm) => Promise<unknown>
}

function AgreementForm({ view, verb, title, initial, save, onSaved, onClose }: AgreementFormProps) {
  const copies = agreementCopies(view.parties.length)
  return (
    <FormDialog
      title={title}
      form={`mediation/${view.record.id}/${verb}`}
      initial={initial}
      saveLabel="保存协议"
      errors={agreementErrors}
      save={save}
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      {(values, setValues) => (
        <>
          <FormSection title="事实" {...(verb === 'concludeAgreement' && { note: '已带入案情，请按查明的事实改好' })}>
            <FieldLongText name="facts" label="纠纷主要事实" required rows={2} />
            <FieldLongText name="issues" label="争议事项" span="half" rows={2} />
            <FieldLongText name="liabilities" label="各方责任" span="half" rows={2} />
          </FormSection>
          <TermFields values={values} setValues={setValues} />
          <FormSection title="履行" note={`打印 ${String(copies)} 份：当事人各一份，调委会留存一份`}>
            <FieldAmount values={values} />
            <RegisterFields register="mediationAgreement" fields={['performMethod']} span="half" />
            {values.performMethod !== 'instalments' && <RegisterFields register="mediationAgreement" fields={['performDueOn']} />}
            <RegisterFields register="mediationAgreement" fields={['performPlace', 'concludedOn', 'recorder']} />
          </FormSection>
          {values.performMethod === 'instalments' && <InstalmentFields values={values} setValues={setValues} />}
        </>
      )}
    </FormDialog>
  )
}
