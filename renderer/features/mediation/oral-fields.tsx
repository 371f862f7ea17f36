import { FieldCode } from '../../ui/form/field-code.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldChoice, FieldLongText, FieldMoney } from '../../ui/form/fields.tsx'
import { codeTables } from '../../../core/domain/codes.ts'
import { FieldReferences } from '../../ui/register/field-reference.tsx'
import { RegisterField } from '../../ui/register/register-fields.tsx'

/** What it was about. */
export function OralDispute() {
  return (
    <section className="party" aria-label="纠纷">
      <div className="form-grid">
        <RegisterField register="mediation" name="category" span="third" help="" />
        <RegisterField register="mediation" name="category17" span="third" help="" />
        <RegisterField register="mediation" name="villageId" label="发生地" span="third" />
        <FieldLongText name="summary" label="为什么事" required rows={3} placeholder="几句话写清起因和争执" />
      </div>
    </section>
  )
}

const answers = [
  { code: 'yes', label: '当场履行完' },
  { code: 'no', label: '约定日后履行' },
]
const later = codeTables.performMethod.filter(([code]) => code !== 'immediate').map(([code, label]) => ({ code, label }))

/** What was agreed, how it is performed, who mediated, when. */
export function OralAgreement({ performed }: { performed: boolean }) {
  return (
    <section className="party" aria-label="协议">
      <div className="form-grid">
        <FieldLongText name="said" label="说好了什么（一条一行）" required rows={4} placeholder="谁，什么时候，给谁，做什么" />
        <FieldMoney name="amountFen" label="协议金额" span="third" />
        <FieldChoice name="performed" label="履行" options={answers} span="wide" />
        {!performed && (
          <>
            <FieldCode name="performMethod" label="履行方式" required options={later} span="half" />
            <FieldDay name="performDueOn" label="什么时候履行" required span="half" />
          </>
        )}
        <FieldReferences name="mediatorIds" label="调解员" target="mediator" required span="wide" />
        <FieldDay name="concludedOn" label="达成日期" required span="third" />
      </div>
    </section>
  )
}
