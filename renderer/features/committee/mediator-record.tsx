import { Button } from 'antd'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import type { Filter, RecordView } from '../../../core/contract/register.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useCrumb } from '../../lib/crumb.ts'
import { messageOf } from '../../lib/errors.ts'
import { countText, phoneText } from '../../lib/format.ts'
import { ledgerLink } from '../../lib/ledger-link.ts'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { RecordHeader, RecordPage } from '../../ui/record-page.tsx'
import { RecordDialog } from '../../ui/register/record-dialog.tsx'
import { valueText } from '../../ui/register/record-detail.ts'
import { RecordSections } from '../../ui/register/record-facts.tsx'
import { historyEvents, RecordHistory, useHistory } from '../../ui/register/record-history.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { useToday } from '../../ui/today.ts'
import { termTag } from './term.ts'
import './committee.css'

/** One mediator: office and term, trainings, and the list of the cases. `?do=training` registers a training. */
export function MediatorRecord() {
  const { id = '' } = useParams<'id'>()
  const { data: view, error } = useLoaded(['record', 'mediator', id], () => api.register.get({ register: 'mediator', id }), [
    'mediator',
    'committee',
  ])
  useCrumb(view?.title)
  if (error !== null && view === undefined) return <Notice tone="bad">{messageOf(error)}</Notice>
  return view === undefined ? null : <Mediator key={view.id} view={view} />
}

const casesOf = (id: string): Filter[] => [{ field: 'mediatorIds', op: 'is', value: id }]

function Mediator({ view }: { view: RecordView }) {
  const today = useToday()
  const navigate = useNavigate()
  const [place, setPlace] = useSearchParams()
  const { id } = view
  const { data: cases } = useLoaded(
    ['mediator-cases', id],
    async () => (await api.register.count({ register: 'mediation', where: casesOf(id) })).total,
    ['mediation'],
  )
  const { data: trainings = [] } = useLoaded(
    ['mediator-trainings', id],
    async () => {
      const { rows } = await api.register.list({
        register: 'mediatorTraining',
        where: [{ field: 'mediatorId', op: 'is', value: id }],
        sort: [{ field: 'heldOn', descending: true }],
        limit: 200,
      })
      return rows
    },
    ['mediatorTraining'],
  )
  const { data: history } = useHistory('mediator', id)
  const changes = history?.changes ?? []
  const tab = place.get('tab') ?? 'trainings'
  const go = (next: { do?: string; open?: string }) => {
    setPlace({ tab, ...next }, { replace: true })
  }
  const close = () => {
    go({})
  }
  const { committeeId, phone, leftOn, fullTime } = view.values
  const term = leftOn === null ? termTag(view, 'appointedTo', today) : undefined
  const writable = view.deletedAt === null
  return (
    <RecordPage
      header={
        <RecordHeader
          title={view.title}
          tags={[
            ...(view.labels['duty'] === undefined ? [] : [{ tone: 'blue' as const, text: view.labels['duty'] }]),
            { tone: 'grey', text: fullTime === true ? '专职' : '兼职' },
            ...(term === undefined ? [] : [term]),
            ...(leftOn === null ? [] : [{ tone: 'grey' as const, text: `${String(leftOn)} 卸任` }]),
            ...(writable ? [] : [{ tone: 'red' as const, text: '已删除' }]),
          ]}
          meta={[
            {
              label: '调委会',
              value:
                typeof committeeId === 'string' ? (
                  <Link to={`/committee/${committeeId}`}>{view.labels['committeeId']}</Link>
                ) : (
                  '未填'
                ),
            },
            { label: '聘期', value: termText(view) },
            { label: '调解案件', value: <Link to={ledgerLink('mediation', casesOf(id))}>{countText(cases ?? 0)} 件</Link> },
            { label: '培训', value: `${String(trainings.length)} 次` },
            { label: '电话', value: typeof phone === 'string' ? phoneText(phone) : '—' },
          ]}
          actions={
            writable && (
              <>
                <Button
                  onClick={() => {
                    go({ do: 'edit' })
                  }}
                >
                  修改
                </Button>
                <Button
                  type="primary"
                  onClick={() => {
                    go({ do: 'training' })
                  }}
                >
                  登记培训
                </Button>
              </>
            )
          }
        />
      }
      side={<Timeline title="经过" events={historyEvents('mediator', changes.slice(0, 12), today)} />}
    >
      <Tabs
        label="调解员"
        active={tab}
        onChange={(next) => {
          setPlace({ tab: next }, { replace: true })
        }}
        tabs={[
          { id: 'trainings', label: '培训', count: trainings.length },
          { id: 'facts', label: '基本信息' },
          { id: 'history', label: '修改记录', count: changes.length },
        ]}
      >
        {tab === 'trainings' && (
          <Trainings
            trainings={trainings}
            writable={writable}
            onOpen={(open) => {
              go({ open })
            }}
          />
        )}
        {tab === 'facts' && (
          <div className="record-pad">
            <RecordSections register="mediator" view={view} />
          </div>
        )}
        {tab === 'history' && <RecordHistory register="mediator" id={id} />}
      </Tabs>
      {writable && (
        <Dialogs
          view={view}
          asked={place.get('do')}
          open={place.get('open')}
          onClose={close}
          onRemoved={() => void navigate('/mediator')}
        />
      )}
    </RecordPage>
  )
}

interface DialogsProps {
  view: RecordView
  asked: string | null
  open: string | null
  onClose: () => void
  onRemoved: () => void
}

function Dialogs({ view, asked, open, onClose, onRemoved }: DialogsProps) {
  if (asked === 'edit') return <RecordDialog register="mediator" id={view.id} onClose={onClose} onRemoved={onRemoved} />
  if (asked === 'training')
    return <RecordDialog register="mediatorTraining" id={undefined} preset={{ mediatorId: view.id }} onClose={onClose} />
  return open === null ? null : <RecordDialog key={open} register="mediatorTraining" id={open} onClose={onClose} />
}

const termText = ({ values }: RecordView) => {
  const [from, to] = [values['appointedFrom'], values['appointedTo']]
  return from === null && to === null ? '未填' : `${String(from ?? '')} 至${to === null ? '今' : ` ${String(to)}`}`
}

interface TrainingsProps {
  trainings: readonly RecordView[]
  writable: boolean
  onOpen: (id: string) => void
}

function Trainings({ trainings, writable, onOpen }: TrainingsProps) {
  if (trainings.length === 0) return <p className="muted record-pad">还没有培训记录。点“登记培训”，年底统计培训人次用。</p>
  const text = (row: RecordView, field: string) => valueText('mediatorTraining', field, row)
  return (
    <PlainTable
      label="培训"
      rows={trainings}
      keyOf={({ id }) => id}
      columns={[
        { label: '日期', kind: 'short', cell: (row) => text(row, 'heldOn') },
        { label: '内容', cell: (row) => text(row, 'topic') },
        { label: '主办单位', cell: (row) => text(row, 'organizer') || '—' },
        { label: '学时', kind: 'number', cell: (row) => text(row, 'hours') || '—' },
        {
          label: '办理',
          kind: 'short',
          cell: (row) =>
            writable && (
              <button
                type="button"
                className="link"
                aria-label={`修改培训${text(row, 'topic')}`}
                onClick={() => {
                  onOpen(row.id)
                }}
              >
                修改
              </button>
            ),
        },
      ]}
    />
  )
}
