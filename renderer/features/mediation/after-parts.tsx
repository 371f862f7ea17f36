import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { startsFrom } from '../../../core/domain/mediation/machine.ts'
import type { MediationVerb } from '../../../core/domain/mediation/machine.ts'
import { dueText, yuanText } from '../../lib/format.ts'
import type { DocumentRequest } from '../../ui/document-preview/document-preview.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/sheet.tsx'
import type { Tone } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import { caseActions, refusedBy } from './case-actions.ts'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'

export interface AfterProps {
  view: CaseView
  onVerb: (verb: MediationVerb, part?: string, as?: string) => void
  onPrintPaper: (request: DocumentRequest) => void
}

/** What follows an agreement in force: performance, urging, follow-up, judicial confirmation. */
export function AfterParts(props: AfterProps) {
  return (
    <>
      <Performance {...props} />
      <Urges {...props} />
      <FollowUps {...props} />
      <Confirmations {...props} />
    </>
  )
}

function Part({ title, note, action, children }: { title: string; note?: string; action?: ReactNode; children?: ReactNode }) {
  return (
    <section className="case-after" aria-label={title}>
      <div className="case-after-head">
        <h3>{title}</h3>
        {note !== undefined && <span className="muted note">{note}</span>}
        {action !== undefined && <span className="push actions no-print">{action}</span>}
      </div>
      {children}
    </section>
  )
}

/** A step taken from its own part of the page; absent where the state or a rule forbids it. */
function PartButton({ view, verb, label, onVerb }: AfterProps & { verb: MediationVerb; label: string }) {
  const today = useToday()
  const { next, usual, more } = caseActions(view, today)
  if (![next, ...usual, ...more].includes(verb) || refusedBy(view, verb) !== null) return null
  return (
    <Button
      size="small"
      onClick={() => {
        onVerb(verb)
      }}
    >
      {label}
    </Button>
  )
}

const itemTones: Readonly<Record<string, Tone>> = { pending: 'grey', partial: 'amber', done: 'green', defaulted: 'red' }
const marks = [
  ['done', '履行'],
  ['partial', '部分'],
  ['defaulted', '未履行'],
] as const

function Performance(props: AfterProps) {
  const { view, onVerb, onPrintPaper } = props
  const today = useToday()
  const open = startsFrom('recordPerformance', textOf(view.record, 'status')) && refusedBy(view, 'recordPerformance') === null
  const isLate = (item: RecordView) =>
    textOf(item, 'dueOn') !== '' && textOf(item, 'dueOn') < today && textOf(item, 'state') !== 'done'
  return (
    <Part
      title="履行"
      note={view.record.labels['performance'] ?? ''}
      action={
        <button
          type="button"
          className="link note"
          onClick={() => {
            onPrintPaper({ template: 'mediation-performance', recordId: view.record.id, title: '履行证明' })
          }}
        >
          打印履行证明
        </button>
      }
    >
      {view.items.length === 0 ? (
        <p className="muted note">协议没有列出履行事项。</p>
      ) : (
        <PlainTable<RecordView>
          label="履行事项"
          rows={view.items}
          keyOf={({ id }) => id}
          columns={[
            { label: '期次', kind: 'short', cell: (item) => item.values['itemNo'] },
            {
              label: '内容',
              cell: (item) => (
                <>
                  {textOf(item, 'content')}
                  {textOf(item, 'note') !== '' && <div className="dim note">{textOf(item, 'note')}</div>}
                </>
              ),
            },
            { label: '金额（元）', kind: 'number', cell: (item) => fenText(item, 'amountFen') },
            {
              label: '到期日',
              kind: 'short',
              cell: (item) => (
                <>
                  {textOf(item, 'dueOn') || '—'}
                  {isLate(item) && <Tag tone="red">{dueText(textOf(item, 'dueOn'), today)}</Tag>}
                </>
              ),
            },
            {
              label: '履行情况',
              kind: 'short',
              cell: (item) => (
                <>
                  <Tag tone={itemTones[textOf(item, 'state')]}>{item.labels['state']}</Tag> {textOf(item, 'doneOn').slice(5)}
                  {textOf(item, 'state') === 'partial' && ` 已付 ${fenText(item, 'paidFen')}`}
                </>
              ),
            },
            {
              label: '登记',
              kind: 'short',
              cell: (item) =>
                open &&
                textOf(item, 'state') !== 'done' && (
                  <span className="actions no-print">
                    {marks.map(([state, label]) => (
                      <button
                        key={state}
                        type="button"
                        className="link"
                        aria-label={`${label}：${textOf(item, 'content')}`}
                        onClick={() => {
                          onVerb('recordPerformance', item.id, state)
                        }}
                      >
                        {label}
                      </button>
                    ))}
                  </span>
                ),
            },
          ]}
        />
      )}
    </Part>
  )
}

const fenText = (item: RecordView, field: string) => {
  const fen = item.values[field]
  return typeof fen === 'number' ? yuanText(fen) : '—'
}

function Urges(props: AfterProps) {
  const { view, onPrintPaper } = props
  if (view.urges.length === 0) return null
  return (
    <Part title="督促履行" action={<PartButton {...props} verb="urgePerformance" label="再督促" />}>
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
    </Part>
  )
}

function FollowUps(props: AfterProps) {
  const { view, onVerb, onPrintPaper } = props
  const today = useToday()
  const may = startsFrom('recordFollowUp', textOf(view.record, 'status')) && refusedBy(view, 'recordFollowUp') === null
  return (
    <Part
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
    </Part>
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
    <Part
      title="司法确认"
      {...(dueOn !== '' && { note: `双方共同申请，截止 ${dueOn}（遇节假日已顺延）` })}
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
    </Part>
  )
}

/** What the court still owes, and by when. */
function courtTerm(one: RecordView): string {
  if (textOf(one, 'result') !== '') return ` ${textOf(one, 'decidedOn')}`
  if (textOf(one, 'acceptedOn') === '')
    return textOf(one, 'acceptDueOn') === '' ? '' : ` 法院决定受理限 ${textOf(one, 'acceptDueOn')}`
  return textOf(one, 'decideDueOn') === '' ? '' : ` 法院裁定限 ${textOf(one, 'decideDueOn')}`
}

const PrintLink = ({ onPrint }: { onPrint: () => void }) => (
  <button type="button" className="link no-print" onClick={onPrint}>
    打印
  </button>
)
