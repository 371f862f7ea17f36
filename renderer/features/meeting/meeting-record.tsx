import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useCrumb } from '../../lib/crumb.ts'
import { messageOf } from '../../lib/errors.ts'
import { fullDayText } from '../../lib/format.ts'
import { DocumentPreview } from '../../ui/document-preview/document-preview.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { RecordHeader, RecordPage } from '../../ui/record-page.tsx'
import { Tag } from '../../ui/sheet.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { RecordTimeline } from '../../ui/timeline.tsx'
import { useToday } from '../../ui/today.ts'
import { CompleteDialog, DecisionDialog, MinutesDialog, SignOffDialog } from './decision-dialogs.tsx'
import type { MeetingView } from './meeting.ts'
import { decisionTag, isSignedOff, stateTag, textOf } from './meeting.ts'
import './meeting.css'

/** One meeting. The address may name a tab and a step: `?tab=decisions`, `?do=addDecision`, `?complete=ID`. */
export function MeetingRecord() {
  const { id = '' } = useParams()
  const { data, error } = useLoaded(['meeting', id], () => api.meeting.view({ id }), [
    'meeting',
    'meetingAttendee',
    'agendaItem',
    'decision',
  ])
  useCrumb(data === undefined ? undefined : `${data.record.title} ${textOf(data.record, 'heldOn').slice(5)}`)
  if (error !== null) return <Notice tone="bad">{messageOf(error)}</Notice>
  return data === undefined ? null : <MeetingPlace key={id} view={data} />
}

const steps = {
  addDecision: { Dialog: DecisionDialog, done: '决定已记下，到期前工作台会提醒。', tab: 'decisions' },
  writeMinutes: { Dialog: MinutesDialog, done: '纪要已保存。', tab: 'minutes' },
  signOff: { Dialog: SignOffDialog, done: '纪要已签发。', tab: 'minutes' },
} as const
type Step = keyof typeof steps
const isStep = (name: string | null): name is Step => name !== null && Object.hasOwn(steps, name)

function MeetingPlace({ view }: { view: MeetingView }) {
  const [place, setPlace] = useSearchParams()
  const [said, setSaid] = useState<string>()
  const [previews, setPreviews] = useState(false)
  const { record } = view
  const tab = place.get('tab') ?? 'agenda'
  const asked = place.get('do')
  const step = isStep(asked) && !isSignedOff(record) ? asked : undefined
  const completing = view.decisions.find(({ id, values }) => id === place.get('complete') && values['status'] !== 'done')
  const go = (next: { tab?: string; do?: Step; complete?: string }) => {
    setPlace({ tab, ...next }, { replace: true })
  }
  const begin = (next: { do: Step } | { complete: string }) => () => {
    setSaid(undefined)
    go(next)
  }
  const open = view.decisions.filter(({ values }) => values['status'] !== 'done').length
  const StepDialog = step === undefined ? undefined : steps[step].Dialog
  return (
    <RecordPage
      header={
        <RecordHeader
          title={record.title}
          tags={[stateTag(record), ...(open === 0 ? [] : [{ tone: 'amber' as const, text: `${String(open)} 项决定未办结` }])]}
          meta={metaOf(record)}
          actions={
            <>
              <Button
                type={isSignedOff(record) ? 'primary' : 'default'}
                onClick={() => {
                  setPreviews(true)
                }}
              >
                打印纪要
              </Button>
              {!isSignedOff(record) && (
                <>
                  <Button onClick={begin({ do: 'signOff' })}>签发纪要</Button>
                  <Button onClick={begin({ do: 'writeMinutes' })}>起草纪要</Button>
                  <Button type="primary" onClick={begin({ do: 'addDecision' })}>
                    加议定事项
                  </Button>
                </>
              )}
            </>
          }
        />
      }
      side={<RecordTimeline events={view.timeline} />}
    >
      <Tabs
        label="会议"
        active={tab}
        onChange={(chosen) => {
          setSaid(undefined)
          go({ tab: chosen })
        }}
        tabs={[
          { id: 'agenda', label: '议题', count: view.agenda.length },
          { id: 'decisions', label: '议定事项', count: view.decisions.length },
          { id: 'attendees', label: '参会人员', count: view.attendees.length },
          { id: 'minutes', label: '纪要' },
        ]}
      >
        {said !== undefined && (
          <div className="meeting-said">
            <Notice tone="good">{said}</Notice>
          </div>
        )}
        {tab === 'agenda' && <Agenda agenda={view.agenda} />}
        {tab === 'decisions' && <Decisions decisions={view.decisions} onComplete={(id) => begin({ complete: id })()} />}
        {tab === 'attendees' && <Attendees attendees={view.attendees} />}
        {tab === 'minutes' && <Minutes record={record} />}
      </Tabs>
      {StepDialog !== undefined && step !== undefined && (
        <StepDialog
          view={view}
          onSaved={() => {
            setSaid(steps[step].done)
            go({ tab: steps[step].tab })
          }}
          onClose={() => {
            go({})
          }}
        />
      )}
      {completing !== undefined && (
        <CompleteDialog
          decision={completing}
          onSaved={() => {
            setSaid('决定已办结。')
            go({ tab: 'decisions' })
          }}
          onClose={() => {
            go({})
          }}
        />
      )}
      {previews && (
        <DocumentPreview
          request={{
            template: 'meeting-minutes',
            recordId: record.id,
            title: '会议纪要',
            ...(!isSignedOff(record) && { copies: '未签发，打印件带“草稿”字样' }),
          }}
          onClose={() => {
            setPreviews(false)
          }}
        />
      )}
    </RecordPage>
  )
}

function metaOf(record: RecordView) {
  const held = textOf(record, 'heldOn')
  const signed = textOf(record, 'signedOffOn')
  return [
    { label: '', value: textOf(record, 'meetingNo') },
    { label: '', value: `${held === '' ? '' : fullDayText(held)} ${textOf(record, 'heldAt')}`.trim() },
    { label: '地点', value: textOf(record, 'place') },
    { label: '主持', value: textOf(record, 'chair') },
    { label: '记录', value: textOf(record, 'recorder') },
    { label: '签发', value: signed === '' ? '' : `${textOf(record, 'signedOffBy')} ${signed.slice(5)}` },
  ].filter(({ value }) => value !== '')
}

function Agenda({ agenda }: { agenda: readonly RecordView[] }) {
  if (agenda.length === 0) return <p className="meeting-blank muted">没有登记议题。</p>
  return (
    <PlainTable
      label="议题"
      rows={agenda}
      keyOf={({ id }) => id}
      columns={[
        { label: '序号', kind: 'short', cell: ({ values }) => values['seq'] },
        { label: '议题', cell: ({ title }) => title },
        { label: '汇报人', kind: 'short', cell: (item) => textOf(item, 'reporter') || '—' },
        {
          label: '相关案件',
          cell: (item) =>
            textOf(item, 'caseId') === '' ? (
              '—'
            ) : (
              <Link to={`/mediation/${textOf(item, 'caseId')}`}>{item.labels['caseId']}</Link>
            ),
        },
      ]}
    />
  )
}

function Attendees({ attendees }: { attendees: readonly RecordView[] }) {
  if (attendees.length === 0) return <p className="meeting-blank muted">没有登记参会人员。</p>
  return (
    <PlainTable
      label="参会人员"
      rows={attendees}
      keyOf={({ id }) => id}
      columns={[
        { label: '姓名', kind: 'short', cell: ({ title }) => title },
        { label: '单位', cell: (one) => textOf(one, 'organization') || '—' },
        { label: '职务', kind: 'short', cell: (one) => textOf(one, 'duty') || '—' },
        {
          label: '参会情况',
          kind: 'short',
          cell: (one) => <Tag tone={textOf(one, 'role') === 'attendee' ? 'green' : 'grey'}>{one.labels['role']}</Tag>,
        },
      ]}
    />
  )
}

function Decisions({ decisions, onComplete }: { decisions: readonly RecordView[]; onComplete: (id: string) => void }) {
  const today = useToday()
  if (decisions.length === 0)
    return <p className="meeting-blank muted">还没有议定事项。每项写明责任人、完成时限和验收标准，到期前工作台会提醒。</p>
  return (
    <ol className="decision-list">
      {decisions.map((decision, index) => {
        const { tone, text } = decisionTag(decision, today)
        return (
          <li key={decision.id}>
            <span className="decision-no">{index + 1}</span>
            <div>
              <div className="decision-content">{decision.title}</div>
              <div className="muted note">
                {[textOf(decision, 'leadOrganization'), textOf(decision, 'owner'), `${textOf(decision, 'dueOn')} 前`]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </div>
              <div className="muted note">验收：{textOf(decision, 'criterion')}</div>
              {textOf(decision, 'progress') !== '' && <div className="note">办理：{textOf(decision, 'progress')}</div>}
            </div>
            <Tag tone={tone}>{text}</Tag>
            {textOf(decision, 'status') === 'done' ? (
              <span />
            ) : (
              <Button
                size="small"
                className="no-print"
                aria-label={`办结：${decision.title}`}
                onClick={() => {
                  onComplete(decision.id)
                }}
              >
                办结
              </Button>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function Minutes({ record }: { record: RecordView }) {
  const opening = textOf(record, 'opening')
  const discussion = textOf(record, 'discussion')
  return (
    <div className="meeting-minutes">
      {!isSignedOff(record) && (
        <Notice tone="info">纪要还没有签发，打印件带“草稿”字样（T-02）。议题、议定事项和出席人员自动带入。</Notice>
      )}
      <h3>导语</h3>
      <p>{opening === '' ? <span className="muted">没有另写，用通用导语。</span> : opening}</p>
      <h3>会议听取和研究</h3>
      <p>{discussion === '' ? <span className="muted">还没有写。</span> : discussion}</p>
    </div>
  )
}
