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
import { Tag } from '../../ui/sheet.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { useToday } from '../../ui/today.ts'
import { termTag } from './term.ts'
import './committee.css'

/** One committee: its members with their duties, what the law says of it (M-21, M-22), its term, its cases. */
export function CommitteeRecord() {
  const { id = '' } = useParams<'id'>()
  const { data: view, error } = useLoaded(['record', 'committee', id], () => api.register.get({ register: 'committee', id }), [
    'committee',
    'village',
  ])
  useCrumb(view?.title)
  if (error !== null && view === undefined) return <Notice tone="bad">{messageOf(error)}</Notice>
  return view === undefined ? null : <Committee key={view.id} view={view} />
}

function Committee({ view }: { view: RecordView }) {
  const today = useToday()
  const navigate = useNavigate()
  const [place, setPlace] = useSearchParams()
  const { id } = view
  const { data } = useLoaded(['committee', id], () => api.mediation.committee({ id }), ['committee', 'mediator', 'mediation'])
  const { data: history } = useHistory('committee', id)
  const changes = history?.changes ?? []
  const members = data?.mediators ?? []
  const serving = members.filter(({ values }) => values['leftOn'] === null).length
  const tab = place.get('tab') ?? 'members'
  const asked = place.get('do')
  const go = (next: { do?: string }) => {
    setPlace({ tab, ...next }, { replace: true })
  }
  const term = termTag(view, 'termTo', today)
  const writable = view.deletedAt === null
  const { officePlace, phone } = view.values
  return (
    <RecordPage
      header={
        <RecordHeader
          title={view.title}
          tags={[
            { tone: 'grey', text: view.labels['committeeKind'] ?? '' },
            ...(term === undefined ? [] : [term]),
            ...(view.values['dissolvedOn'] === null ? [] : [{ tone: 'red' as const, text: '已撤销' }]),
            ...(writable ? [] : [{ tone: 'red' as const, text: '已删除' }]),
          ]}
          meta={[
            { label: '本届', value: termText(view) },
            { label: '成员', value: `${String(serving)} 人` },
            {
              label: '受理案件',
              value: <Link to={ledgerLink('mediation', casesOf(id))}>{countText(data?.caseCount ?? 0)} 件</Link>,
            },
            { label: '办公地点', value: officePlace ?? '—' },
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
                    go({ do: 'member' })
                  }}
                >
                  登记调解员
                </Button>
              </>
            )
          }
        />
      }
      side={<Timeline title="经过" events={historyEvents('committee', changes.slice(0, 12), today)} />}
    >
      <Tabs
        label="调委会"
        active={tab}
        onChange={(next) => {
          setPlace({ tab: next }, { replace: true })
        }}
        tabs={[
          { id: 'members', label: '调解员', count: members.length },
          { id: 'facts', label: '基本信息' },
          { id: 'history', label: '修改记录', count: changes.length },
        ]}
      >
        {(data?.notices ?? []).length > 0 && (
          <div className="committee-notices">
            {data?.notices.map(({ rule, message }) => (
              <Notice key={rule + message} tone="warn">
                {message}（{rule}）
              </Notice>
            ))}
          </div>
        )}
        {tab === 'members' && <Members members={members} />}
        {tab === 'members' && <Unassigned />}
        {tab === 'facts' && (
          <div className="record-pad">
            <RecordSections register="committee" view={view} />
          </div>
        )}
        {tab === 'history' && <RecordHistory register="committee" id={id} />}
      </Tabs>
      {asked === 'edit' && writable && (
        <RecordDialog
          register="committee"
          id={id}
          onClose={() => {
            go({})
          }}
          onRemoved={() => void navigate('/committee')}
        />
      )}
      {asked === 'member' && writable && (
        <RecordDialog
          register="mediator"
          id={undefined}
          preset={{ committeeId: { kind: 'record', id, title: view.title } }}
          onClose={() => {
            go({})
          }}
        />
      )}
    </RecordPage>
  )
}

const casesOf = (id: string): Filter[] => [{ field: 'committeeId', op: 'is', value: id }]

const termText = ({ values }: RecordView) => {
  const [from, to] = [values['termFrom'], values['termTo']]
  return from === null && to === null ? '未填' : `${String(from ?? '')} 至${to === null ? '今' : ` ${String(to)}`}`
}

const unassigned: Filter[] = [
  { field: 'committeeId', op: 'empty' },
  { field: 'leftOn', op: 'empty' },
]

/** Mediators of whom nobody has said to which committee they belong. */
function Unassigned() {
  const { data = 0 } = useLoaded(
    ['mediators', 'unassigned'],
    async () => (await api.register.count({ register: 'mediator', where: unassigned })).total,
    ['mediator'],
  )
  if (data === 0) return null
  return (
    <p className="record-pad note">
      还有 <Link to={ledgerLink('mediator', unassigned)}>{String(data)} 名调解员</Link>没有填调委会，打开后点“修改”填上。
    </p>
  )
}

/** Who sits in the committee and whom it has taken on, the director first. */
function Members({ members }: { members: readonly RecordView[] }) {
  const today = useToday()
  if (members.length === 0) {
    return <p className="muted record-pad">还没有登记调解员。委员三至九人，设主任一人，应有妇女委员（人民调解法第八条）。</p>
  }
  const text = (row: RecordView, field: string) => valueText('mediator', field, row)
  return (
    <PlainTable
      label="调解员"
      rows={members}
      keyOf={({ id }) => id}
      columns={[
        { label: '姓名', kind: 'short', cell: ({ id, title }) => <Link to={`/mediator/${id}`}>{title}</Link> },
        { label: '职务', kind: 'short', cell: (row) => text(row, 'duty') || '—' },
        { label: '性别', kind: 'short', cell: (row) => text(row, 'sex') || '—' },
        { label: '专职', kind: 'short', cell: (row) => (row.values['fullTime'] === true ? '专职' : '兼职') },
        { label: '电话', kind: 'short', cell: (row) => text(row, 'phone') || '—' },
        {
          label: '聘期',
          cell: (row) => {
            const left = text(row, 'leftOn')
            if (left !== '') return <Tag>{left} 卸任</Tag>
            const tag = termTag(row, 'appointedTo', today)
            const end = text(row, 'appointedTo')
            return tag === undefined ? end === '' ? '—' : `至 ${end}` : <Tag tone={tag.tone}>{tag.text}</Tag>
          },
        },
      ]}
    />
  )
}
