import { Button } from 'antd'
import { isEntrusted } from '../../../core/domain/mediation/case-documents.ts'
import { Facts } from '../../ui/ledger-page.tsx'
import { recordFacts } from '../../ui/register/record-facts.tsx'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'

/** 案情: what the quarrel is about, where it comes from, what is feared, and how it ended. */
export function StoryTab({ view, onEdit }: { view: CaseView; onEdit: (() => void) | undefined }) {
  const { record, mediatorChanges } = view
  const facts = (names: readonly string[]) => <Facts facts={recordFacts('mediation', names, record)} />
  const risky = !['', 'none'].includes(textOf(record, 'escalationKind'))
  const prevented = ['preventedCriminal', 'preventedPetition', 'preventedBrawl', 'preventedSuicide'].filter(
    (name) => typeof record.values[name] === 'number',
  )
  return (
    <div className="case-part">
      <CaseText title="纠纷简要情况" text={textOf(record, 'summary')} />
      {endTexts.map(([field, title]) => (
        <CaseText key={field} title={title} text={textOf(record, field)} />
      ))}
      <div className="case-facts">
        {facts(['category', 'category17', 'difficulty'])}
        {facts(['registeredOn', 'occurredOn', 'closedOn'])}
        {facts(['claimFen', 'involvedCount', 'handledBy'])}
        {isEntrusted(record.values['source']) && facts(['entrustedBy', 'entrustNo', 'entrustedOn'])}
        {isEntrusted(record.values['source']) && facts(['entrustConsent', 'entrustRepliedOn'])}
        {textOf(record, 'extendedOn') !== '' && facts(['extendedOn', 'extensionDays', 'extensionReason'])}
        {risky && facts(['escalationKind', 'escalationMeasures'])}
        {risky && facts(['reportedTo', 'reportedOn', 'reportedAt'])}
        {textOf(record, 'leadOrganization') !== '' && facts(['leadOrganization', 'leadPerson', 'resolveDueOn', 'progress'])}
        {prevented.length > 0 && facts(prevented)}
      </div>
      {mediatorChanges.length > 0 && (
        <section className="case-text">
          <h3>更换调解员</h3>
          {mediatorChanges.map((change) => (
            <p key={change.id}>
              {textOf(change, 'changedOn')} {textOf(change, 'requestedBy')}提出：{textOf(change, 'reason')}；
              {textOf(change, 'handling')}（{textOf(change, 'beforeNames')} → {textOf(change, 'afterNames')}）
            </p>
          ))}
        </section>
      )}
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

const endTexts = [
  ['requests', '申请事项'],
  ['outcomeNote', '结果说明'],
  ['remedyNotice', '救济途径告知'],
  ['voidReason', '作废原因'],
] as const

/** A paragraph of the case under its heading; nothing where there is none. */
export function CaseText({ title, text }: { title: string; text: string }) {
  if (text === '') return null
  return (
    <section className="case-text">
      <h3>{title}</h3>
      <p>{text}</p>
    </section>
  )
}
