import { Button } from 'antd'
import type { RecordView } from '../../../core/contract/register.ts'
import { fullDayText, yuanText } from '../../lib/format.ts'
import { Facts } from '../../ui/ledger-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { recordFacts } from '../../ui/register/record-facts.tsx'
import { Tag } from '../../ui/sheet.tsx'
import type { Tone } from '../../ui/sheet.tsx'
import { capitalsOfFen } from '../../../core/domain/amount.ts'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'

const signed = (day: string, act = '签名') => (day === '' ? `未${act}` : `${day} ${act}`)

/** 案情 */
export function StoryTab({ record, onEdit }: { record: RecordView; onEdit: (() => void) | undefined }) {
  const remedy = textOf(record, 'remedyNotice')
  return (
    <div className="case-part">
      {record.values['domesticViolence'] === true && (
        <Notice tone="warn">涉家庭暴力：调解不能替代报警、告诫书和人身安全保护令；文书不向对方载明住址电话（M-18）。</Notice>
      )}
      <CaseText title="纠纷简要情况" text={textOf(record, 'summary')} />
      {textOf(record, 'requests') !== '' && <CaseText title="申请事项" text={textOf(record, 'requests')} />}
      {remedy !== '' && <CaseText title="救济途径告知" text={remedy} />}
      <div className="case-facts">
        <Facts facts={recordFacts('mediation', ['category', 'source', 'difficulty'], record)} />
        <Facts facts={recordFacts('mediation', ['registeredOn', 'occurredOn', 'involvedCount'], record)} />
        <Facts facts={recordFacts('mediation', ['villageId', 'place', 'closedOn'], record)} />
      </div>
      {onEdit !== undefined && (
        <div className="row-tools no-print">
          <Button size="small" onClick={onEdit}>
            修改案情
          </Button>
        </div>
      )}
    </div>
  )
}

function CaseText({ title, text }: { title: string; text: string }) {
  return (
    <section className="case-text">
      <h3>{title}</h3>
      <p>{text}</p>
    </section>
  )
}

const consentTones: Readonly<Record<string, Tone>> = { agreed: 'green', refused: 'red', unstated: 'grey' }

/** 当事人: one block each, numbers shown in part. */
export function PartiesTab({ parties }: { parties: readonly RecordView[] }) {
  return (
    <ul className="case-list">
      {parties.map((party) => (
        <li className="case-part" key={party.id}>
          <div className="case-list-head">
            <h3>{party.title}</h3>
            <Tag tone="blue">{party.labels['side']}</Tag>
            <Tag tone={consentTones[textOf(party, 'consent')]}>{party.labels['consent']}</Tag>
            {textOf(party, 'consentOn') !== '' && textOf(party, 'consent') !== 'unstated' && (
              <span className="dim note">{textOf(party, 'consentOn').slice(5)} 表态</span>
            )}
            {textOf(party, 'signedOn') !== '' && <span className="dim note">{textOf(party, 'signedOn').slice(5)} 签名</span>}
          </div>
          <div className="case-facts">
            {partyFacts[textOf(party, 'kind') === 'organization' ? 'organization' : 'person'].map((names) => (
              <Facts key={names[0]} facts={recordFacts('mediationParty', names, party)} />
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}

const partyFacts = {
  person: [
    ['sex', 'ethnicity', 'birthOn'],
    ['phone', 'idNumber', 'guardianName'],
    ['address', 'occupation'],
  ],
  organization: [['representative'], ['phone'], ['address']],
}

const resultTones: Readonly<Record<string, Tone>> = { agreed: 'green', failed: 'red', continued: 'amber' }

/** 调解记录, the latest first. */
export function SessionsTab({ sessions }: { sessions: readonly RecordView[] }) {
  if (sessions.length === 0) return <p className="case-blank muted">还没有调解记录。受理后，每调解一次记一份。</p>
  return (
    <ul className="case-list">
      {sessions.toReversed().map((session) => (
        <li className="case-part" key={session.id}>
          <div className="case-list-head">
            <h3>第 {session.values['sessionNo']} 次调解</h3>
            <Tag tone={resultTones[textOf(session, 'result')]}>{session.labels['result']}</Tag>
            <span className="muted note">
              {fullDayText(textOf(session, 'heldOn'))} · {textOf(session, 'place')}
            </span>
          </div>
          <p className="case-body">{textOf(session, 'body')}</p>
          <p className="dim note">
            {[
              textOf(session, 'recorder') === '' ? '' : `记录人 ${textOf(session, 'recorder')}`,
              listOf(session, 'participants') === '' ? '' : `受邀 ${listOf(session, 'participants')}`,
              session.values['noticeGiven'] === true ? '已告知权利义务' : '未告知权利义务',
              session.values['isPublic'] === true ? '公开调解' : '不公开调解',
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  )
}

const listOf = (record: RecordView, field: string) => {
  const value = record.values[field]
  return Array.isArray(value) ? value.join('、') : ''
}

/** 协议, as far as there is one. */
export function AgreementTab({ view, onPrint }: { view: CaseView; onPrint: () => void }) {
  const { agreement } = view
  if (agreement === null) return <p className="case-blank muted">还没有协议。达成协议后，条款、金额大写和份数自动带入协议书。</p>
  const { terms, amountFen } = agreement.values
  const effectiveOn = textOf(agreement, 'effectiveOn')
  const seals = [
    ...view.parties.map((party) => ({ label: party.title, value: signed(textOf(party, 'signedOn')) })),
    { label: '调解员', value: signed(textOf(agreement, 'mediatorSignedOn')) },
    { label: '调委会', value: signed(textOf(agreement, 'sealedOn'), '盖章') },
  ]
  return (
    <div className="case-part">
      <Notice
        tone={effectiveOn === '' ? 'warn' : 'good'}
        action={
          <button type="button" className="link" onClick={onPrint}>
            打印 {agreement.values['copies']} 份
          </button>
        }
      >
        {effectiveOn === ''
          ? '签章还没有登记齐备，协议尚未生效（M-06）。'
          : `协议自 ${fullDayText(effectiveOn)} 起生效；双方可在生效后三十日内共同申请司法确认。`}
      </Notice>
      <CaseText title="纠纷主要事实" text={textOf(agreement, 'facts')} />
      {textOf(agreement, 'issues') !== '' && <CaseText title="争议事项" text={textOf(agreement, 'issues')} />}
      <section className="case-text">
        <h3>协议内容</h3>
        <ol className="case-terms">{Array.isArray(terms) && terms.map((term, index) => <li key={index}>{term}</li>)}</ol>
      </section>
      <div className="case-facts">
        <Facts
          facts={[
            { label: '金额', value: typeof amountFen === 'number' ? `${yuanText(amountFen)} 元` : '—' },
            { label: '大写', value: typeof amountFen === 'number' ? capitalsOfFen(amountFen) : '—' },
          ]}
        />
        <Facts facts={recordFacts('mediationAgreement', ['performMethod', 'performDueOn', 'performPlace'], agreement)} />
        <Facts facts={seals} />
      </div>
    </div>
  )
}
