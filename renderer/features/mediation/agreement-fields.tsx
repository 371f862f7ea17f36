import { Button } from 'antd'
import { capitalsOfFen } from '../../../core/domain/amount.ts'
import { differenceText } from '../../../core/domain/mediation/after-rules.ts'
import { yuanText } from '../../lib/format.ts'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldLongText, FieldMoney, FieldNumber, FieldText } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { PhraseButtons, usePhrases } from '../../ui/phrases.tsx'
import { laidOut, missingFen } from './agreement-form.ts'
import type { AgreementForm } from './agreement-form.ts'

interface PartProps {
  values: AgreementForm
  setValues: (values: AgreementForm) => void
}

/** 协议内容: one field for each article; on paper they are numbered. */
export function TermFields({ values, setValues }: PartProps) {
  const { terms } = values
  const phrases = usePhrases('terms') ?? []
  /** into the first article that is empty, or as one more */
  const insert = (text: string) => {
    const empty = terms.indexOf(null)
    setValues({ ...values, terms: empty < 0 ? [...terms, text] : terms.with(empty, text) })
  }
  return (
    <FormSection title="协议内容" note="一条一格，打印时自动编号">
      {terms.map((_, index) => (
        <div className="term-line" key={index}>
          <FieldLongText name={`terms.${String(index)}`} label={`第 ${String(index + 1)} 条`} required={index === 0} rows={2} />
          {terms.length > 1 && (
            <button
              type="button"
              className="link note"
              aria-label={`去掉第 ${String(index + 1)} 条`}
              onClick={() => {
                setValues({ ...values, terms: terms.toSpliced(index, 1) })
              }}
            >
              去掉
            </button>
          )}
        </div>
      ))}
      <div className="row-tools">
        <Button
          size="small"
          onClick={() => {
            setValues({ ...values, terms: [...terms, null] })
          }}
        >
          加一条
        </Button>
      </div>
      <PhraseButtons label="常用条款" phrases={phrases} onChoose={insert} />
    </FormSection>
  )
}

/** The sum, with its capitals as they will stand on the paper. */
export function FieldAmount({ values: { amountFen } }: Pick<PartProps, 'values'>) {
  return (
    <FieldMoney
      name="amountFen"
      label="协议金额"
      span="half"
      help={amountFen === null ? '没有金额就空着' : `大写：${capitalsOfFen(amountFen)}`}
    />
  )
}

/** 分期: number and first day lay the parts out evenly, a month apart; each may then be changed. */
export function InstalmentFields({ values, setValues }: PartProps) {
  const { amountFen, count, instalments } = values
  const missing = missingFen(values)
  const sum = (amountFen ?? 0) - missing
  const note =
    instalments.length === 0
      ? '填好协议金额、期数和首期日期，再按“平均分”'
      : missing === 0
        ? `合计 ${yuanText(sum)} 元，与协议金额一致`
        : `合计 ${yuanText(sum)} 元，${differenceText(missing)}`
  return (
    <FormSection title="分期" note={note}>
      <FieldNumber name="count" label="期数" unit="期" required />
      <FieldDay name="firstDueOn" label="首期到期日" help="以后每月一期，可逐期改" />
      <div className="field field-button">
        <Button
          disabled={amountFen === null || count === null || count < 2 || count > 60}
          onClick={() => {
            setValues({ ...values, instalments: laidOut(values) })
          }}
        >
          平均分
        </Button>
      </div>
      {instalments.length > 0 && (
        <div className="instalments" role="group" aria-label="各期">
          <div className="instalment instalment-head" aria-hidden="true">
            <span>期次</span>
            <span>金额</span>
            <span>到期日</span>
            <span>内容</span>
          </div>
          {instalments.map((_, index) => (
            <div className="instalment" key={index}>
              <span className="muted">第 {index + 1} 期</span>
              <FieldMoney name={`instalments.${String(index)}.amountFen`} label={`第 ${String(index + 1)} 期金额`} />
              <FieldDay name={`instalments.${String(index)}.dueOn`} label={`第 ${String(index + 1)} 期到期日`} />
              <FieldText name={`instalments.${String(index)}.content`} label={`第 ${String(index + 1)} 期内容`} />
            </div>
          ))}
        </div>
      )}
    </FormSection>
  )
}
