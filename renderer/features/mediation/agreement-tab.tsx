import type { RecordView } from '../../../core/contract/register.ts'
import { capitalsOfFen } from '../../../core/domain/amount.ts'
import { longDayText, yuanText } from '../../lib/format.ts'
import { Facts } from '../../ui/ledger-page.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { recordFacts } from '../../ui/register/record-facts.tsx'
import { Tag } from '../../ui/sheet.tsx'
import { AfterParts } from './after-parts.tsx'
import { AfterPart } from './after-part.tsx'
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
        <div className="row-tools">
          <Tag tone={effectiveOn === '' ? 'amber' : 'green'}>{effectiveOn === '' ? '未生效' : '已生效'}</Tag>
          <span>
            {effectiveOn === ''
              ? '签章还没有登记齐备，协议尚未生效。'
              : `${oral ? '口头协议' : '协议'}自 ${longDayText(effectiveOn)} 起生效。`}
          </span>
          <button type="button" className="link push no-print" onClick={onPrint}>
            {oral ? '打印登记表' : `打印 ${String(agreement.values['copies'])} 份`}
          </button>
        </div>
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
      {effectiveOn === '' ? <Instalments items={view.items} /> : <AfterParts {...props} />}
    </>
  )
}

/** What is to be performed once the agreement is in force, as it will stand on the paper. */
function Instalments({ items }: { items: readonly RecordView[] }) {
  if (items.length === 0) return null
  const yuan = (item: RecordView) => {
    const fen = item.values['amountFen']
    return typeof fen === 'number' ? yuanText(fen) : '—'
  }
  return (
    <AfterPart title="履行事项" note="协议生效后逐项登记履行">
      <PlainTable<RecordView>
        label="履行事项"
        rows={items}
        keyOf={({ id }) => id}
        columns={[
          { label: '期次', kind: 'short', cell: (item) => item.values['itemNo'] },
          { label: '内容', cell: (item) => textOf(item, 'content') },
          { label: '金额（元）', kind: 'number', cell: yuan },
          { label: '到期日', kind: 'short', cell: (item) => textOf(item, 'dueOn') || '—' },
        ]}
      />
    </AfterPart>
  )
}
