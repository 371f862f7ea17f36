import { Button } from 'antd'
import { agreementCopies } from '../../../core/domain/mediation/rules.ts'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldLongText, FieldMoney } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { recordErrors } from '../../ui/register/form-values.ts'
import { RegisterFields } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import { capitalsOfFen } from '../../../core/domain/amount.ts'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'

type AgreementForm = {
  concludedOn: string | null
  facts: string | null
  issues: string | null
  terms: (string | null)[]
  amountFen: number | null
  performMethod: string | null
  performPlace: string | null
  performDueOn: string | null
  recorder: string | null
}

/** 达成协议: what was agreed, article by article, as the paper will print it. */
export function AgreementDialog({ view, onSaved, onClose }: { view: CaseView; onSaved: () => void; onClose: () => void }) {
  const { id, version } = view.record
  const today = useToday()
  const last = view.sessions.at(-1)
  const initial: AgreementForm = {
    concludedOn: today,
    facts: textOf(view.record, 'summary') || null,
    issues: null,
    terms: [null],
    amountFen: null,
    performMethod: null,
    performPlace: null,
    performDueOn: null,
    recorder: last === undefined ? null : textOf(last, 'recorder') || null,
  }
  const copies = agreementCopies(view.parties.length)
  return (
    <FormDialog
      title="达成协议"
      form={`mediation/${id}/concludeAgreement`}
      initial={initial}
      saveLabel="保存协议"
      errors={agreementErrors}
      save={({ terms, ...rest }) =>
        api.mediation.concludeAgreement({
          id,
          expectedVersion: version,
          values: { ...rest, terms: written(terms) },
        })
      }
      onSaved={onSaved}
      onClose={onClose}
    >
      {(values, setValues) => (
        <>
          <FormSection title="事实" note="已带入案情，请按查明的事实改好">
            <FieldLongText name="facts" label="纠纷主要事实" required rows={2} />
            <FieldLongText name="issues" label="争议事项" rows={2} />
          </FormSection>
          <FormSection title="协议内容" note="一条一格，打印时自动编号">
            {values.terms.map((_, index) => (
              <FieldLongText
                key={index}
                name={`terms.${String(index)}`}
                label={`第 ${String(index + 1)} 条`}
                required={index === 0}
                rows={2}
              />
            ))}
            <div className="row-tools">
              <Button
                size="small"
                onClick={() => {
                  setValues({ ...values, terms: [...values.terms, null] })
                }}
              >
                加一条
              </Button>
              {values.terms.length > 1 && (
                <Button
                  size="small"
                  onClick={() => {
                    setValues({ ...values, terms: values.terms.slice(0, -1) })
                  }}
                >
                  去掉最后一条
                </Button>
              )}
            </div>
          </FormSection>
          <FormSection title="履行" note={`打印 ${String(copies)} 份：当事人各一份，调委会留存一份`}>
            <FieldMoney
              name="amountFen"
              label="协议金额"
              help={values.amountFen === null ? '没有金额就空着' : `大写：${capitalsOfFen(values.amountFen)}`}
            />
            <RegisterFields
              register="mediationAgreement"
              fields={['performMethod', 'performDueOn', 'performPlace', 'concludedOn', 'recorder']}
            />
          </FormSection>
        </>
      )}
    </FormDialog>
  )
}

function agreementErrors(values: AgreementForm): Record<string, string | undefined> {
  const { concludedOn, performDueOn } = values
  const { terms: noTerms, ...problems } = recordErrors('mediationAgreement', { ...values, terms: written(values.terms) })
  return {
    ...problems,
    'terms.0': noTerms,
    performDueOn:
      performDueOn !== null && concludedOn !== null && performDueOn < concludedOn ? '履行期限不能早于达成日期' : undefined,
  }
}

const written = (terms: readonly (string | null)[]) => terms.filter((term) => term !== null)
