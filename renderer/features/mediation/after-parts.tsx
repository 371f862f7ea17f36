import type { RecordView } from '../../../core/contract/register.ts'
import { startsFrom } from '../../../core/domain/mediation/machine.ts'
import { dueText } from '../../lib/format.ts'
import { Tag } from '../../ui/sheet.tsx'
import type { Tone } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import { AfterPart, PartButton, PrintLink } from './after-part.tsx'
import type { AfterProps } from './after-part.tsx'
import { refusedBy } from './case-actions.ts'
import { textOf } from './case-state.ts'
import { isMoved } from './confirmation-dialogs.tsx'
import { PerformancePart } from './performance-part.tsx'

/** What follows an agreement in force: performance, urging, follow-up, judicial confirmation. */
export function AfterParts(props: AfterProps) {
  return (
    <>
      <PerformancePart {...props} />
      <Urges {...props} />
      <FollowUps {...props} />
      <Confirmations {...props} />
    </>
  )
}

function Urges(props: AfterProps) {
  const { view, onPrintPaper } = props
  if (view.urges.length === 0) return null
  return (
    <AfterPart title="督促履行" action={<PartButton {...props} verb="urgePerformance" label="再督促" />}>
      <ul className="case-lines">
        {view.urges.map((urge) => (
          <li key={urge.id}>
            <span>{textOf(urge, 'urgedOn')}</span>
            <span>
              {urge.labels['mode']}督促{textOf(urge, 'toWhom')}：{textOf(urge, 'content')}
              {textOf(urge, 'deadlineOn') !== '' && `（限 ${textOf(urge, 'deadlineOn')}）`}
              {textOf(urge, 'reply') !== '' && <span className="muted"> 答复：{textOf(urge, 'reply')}</span>}
            </span>
            <PrintLink
              onPrint={() => {
                onPrintPaper({ template: 'mediation-urge', recordId: urge.id, title: '履行催告函' })
              }}
            />
          </li>
        ))}
      </ul>
    </AfterPart>
  )
}

function FollowUps(props: AfterProps) {
  const { view, onVerb, onPrintPaper } = props
  const today = useToday()
  const may = startsFrom('recordFollowUp', textOf(view.record, 'status')) && refusedBy(view, 'recordFollowUp') === null
  return (
    <AfterPart
      title="回访"
      {...(view.followUps.length === 0 && { note: '还没有回访' })}
      action={<PartButton {...props} verb="recordFollowUp" label="登记回访" />}
    >
      <ul className="case-lines">
        {view.followUps.map((one) => {
          const done = textOf(one, 'doneOn')
          return done === '' ? (
            <li key={one.id}>
              <span>{textOf(one, 'plannedOn')}</span>
              <span>
                {one.labels['reason']}{' '}
                <Tag tone={lateTone(textOf(one, 'plannedOn'), today)}>计划 {dueText(textOf(one, 'plannedOn'), today)}</Tag>
              </span>
              {may && (
                <button
                  type="button"
                  className="link no-print"
                  onClick={() => {
                    onVerb('recordFollowUp', one.id)
                  }}
                >
                  登记
                </button>
              )}
            </li>
          ) : (
            <li key={one.id}>
              <span>{done}</span>
              <span>
                {one.labels['mode']}回访{textOf(one, 'visited')}{' '}
                <Tag tone={performedTone(textOf(one, 'performance'))}>{one.labels['performance']}</Tag>{' '}
                {one.labels['satisfaction']}
                {one.values['relapsed'] === true && ' · 有反复'}
                <span className="muted"> {textOf(one, 'situation')}</span>
              </span>
              <PrintLink
                onPrint={() => {
                  onPrintPaper({ template: 'mediation-follow-up', recordId: one.id, title: '人民调解回访记录' })
                }}
              />
            </li>
          )
        })}
      </ul>
    </AfterPart>
  )
}

const lateTone = (planned: string, today: string): Tone => (planned < today ? 'red' : planned === today ? 'amber' : 'grey')
const performedTone = (performance: string): Tone =>
  performance === 'performed' ? 'green' : ['notDue', 'partial'].includes(performance) ? 'amber' : 'red'

function Confirmations(props: AfterProps) {
  const { view, onVerb, onPrintPaper } = props
  const { record, agreement, confirmations } = view
  if (agreement?.values['agreementForm'] === 'oral' && confirmations.length === 0) return null
  const dueOn = textOf(record, 'confirmDueOn')
  return (
    <AfterPart
      title="司法确认"
      {...(dueOn !== '' && { note: `双方共同申请，截止 ${dueOn}${isMoved(record) ? '（遇节假日已顺延）' : ''}` })}
      action={<PartButton {...props} verb="applyConfirmation" label="登记申请" />}
    >
      <ul className="case-lines">
        {confirmations.map((one) => (
          <li key={one.id}>
            <span>{textOf(one, 'appliedOn')}</span>
            <span>
              {textOf(one, 'courtName')} {textOf(one, 'courtCaseNo')}{' '}
              <Tag tone={textOf(one, 'result') === 'confirmed' ? 'green' : textOf(one, 'result') === '' ? 'amber' : 'grey'}>
                {one.labels['result'] ?? '等待法院'}
              </Tag>
              <span className="muted">{courtTerm(one)}</span>
            </span>
            <span className="actions no-print">
              {textOf(one, 'result') === '' && (
                <button
                  type="button"
                  className="link"
                  onClick={() => {
                    onVerb('recordConfirmation', one.id)
                  }}
                >
                  登记结果
                </button>
              )}
              <PrintLink
                onPrint={() => {
                  onPrintPaper({ template: 'mediation-confirmation', recordId: one.id, title: '司法确认申请书' })
                }}
              />
            </span>
          </li>
        ))}
      </ul>
    </AfterPart>
  )
}

/** What the court still owes, and by when. */
function courtTerm(one: RecordView): string {
  if (textOf(one, 'result') !== '') return ` ${textOf(one, 'decidedOn')}`
  if (textOf(one, 'acceptedOn') === '')
    return textOf(one, 'acceptDueOn') === '' ? '' : ` 法院决定受理限 ${textOf(one, 'acceptDueOn')}`
  return textOf(one, 'decideDueOn') === '' ? '' : ` 法院裁定限 ${textOf(one, 'decideDueOn')}`
}
