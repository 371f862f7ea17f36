import { capitalsOfFen } from '../../../core/domain/amount.ts'
import { longDayText, yuanText } from '../../lib/format.ts'
import { Facts } from '../../ui/ledger-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { recordFacts } from '../../ui/register/record-facts.tsx'
import { AfterParts } from './after-parts.tsx'
import type { AfterProps } from './after-part.tsx'
import { textOf } from './case-state.ts'
import { CaseText } from './story-tab.tsx'

const signed = (day: string, act = '签名') => (day === '' ? `未${act}` : `${day} ${act}`)

/** 协议与履行: what was agreed, as far as it has come. */
export function AgreementTab(props: AfterProps & { onPrint: () => void }) {
  const { view, onPrint } = props
  const { agreement } = view
  if (agreement === null) return <p className="case-blank muted">还没有协议。达成协议后，条款、金额大写和份数自动带入协议书。</p>
  const { terms, amountFen } = agreement.values
  const oral = textOf(agreement, 'agreementForm') === 'oral'
  const effectiveOn = textOf(agreement, 'effectiveOn')
  const seals = [
    ...view.parties.map((party) => ({ label: party.title, value: signed(textOf(party, 'signedOn')) })),
    { label: '调解员', value: signed(textOf(agreement, 'mediatorSignedOn')) },
    { label: '调委会', value: signed(textOf(agreement, 'sealedOn'), '盖章') },
  ]
  return (
    <>
      <div className="case-part">
        <Notice
          tone={effectiveOn === '' ? 'warn' : 'good'}
          action={
            <button type="button" className="link" onClick={onPrint}>
              {oral ? '打印登记表' : `打印 ${String(agreement.values['copies'])} 份`}
            </button>
          }
        >
          {effectiveOn === ''
            ? '签章还没有登记齐备，协议尚未生效（M-06）。'
            : `${oral ? '口头协议' : '协议'}自${longDayText(effectiveOn)}起生效。`}
        </Notice>
        <section className="case-text">
          <h3>协议内容</h3>
          <ol className="case-terms">{Array.isArray(terms) && terms.map((term, index) => <li key={index}>{term}</li>)}</ol>
        </section>
        <CaseText title="纠纷主要事实" text={textOf(agreement, 'facts')} />
        <CaseText title="争议事项" text={textOf(agreement, 'issues')} />
        <CaseText title="各方责任" text={textOf(agreement, 'liabilities')} />
        <div className="case-facts">
          <Facts
            facts={[
              { label: '金额', value: typeof amountFen === 'number' ? `${yuanText(amountFen)} 元` : '—' },
              { label: '大写', value: typeof amountFen === 'number' ? capitalsOfFen(amountFen) : '—' },
              { label: '达成日期', value: textOf(agreement, 'concludedOn') },
            ]}
          />
          <Facts facts={recordFacts('mediationAgreement', ['performMethod', 'performDueOn', 'performPlace'], agreement)} />
          {!oral && <Facts facts={seals} />}
        </div>
      </div>
      {effectiveOn !== '' && <AfterParts {...props} />}
    </>
  )
}
