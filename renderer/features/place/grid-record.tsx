import { Button } from 'antd'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useCrumb } from '../../lib/crumb.ts'
import { messageOf } from '../../lib/errors.ts'
import { phoneText } from '../../lib/format.ts'
import { ledgerLink } from '../../lib/ledger-link.ts'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { RecordHeader, RecordPage } from '../../ui/record-page.tsx'
import { valueText } from '../../ui/register/record-detail.ts'
import { RecordSections } from '../../ui/register/record-facts.tsx'
import { historyEvents, RecordHistory, useHistory } from '../../ui/register/record-history.tsx'
import { Tag } from '../../ui/sheet.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { useToday } from '../../ui/today.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { PlaceCounts } from './place-counts.tsx'
import { RecordDialog } from '../../ui/register/record-dialog.tsx'
import './place.css'

/** One grid: who looks after it, how many live there, and its hand-over. `?do=handOver` opens the step. */
export function GridRecord() {
  const { id = '' } = useParams<'id'>()
  const { data: view, error } = useLoaded(['record', 'grid', id], () => api.register.get({ register: 'grid', id }), [
    'grid',
    'village',
  ])
  useCrumb(view?.title)
  if (error !== null && view === undefined) return <Notice tone="bad">{messageOf(error)}</Notice>
  return view === undefined ? null : <Grid key={view.id} view={view} />
}

/** Everybody who looks or looked after a grid, those of today first. */
function useGridStaff(gridId: string) {
  return useLoaded(
    ['grid-staff', gridId],
    async () => {
      const { rows } = await api.register.list({
        register: 'gridStaff',
        where: [{ field: 'gridId', op: 'is', value: gridId }],
        sort: [{ field: 'fromOn', descending: true }],
        limit: 200,
      })
      return [...rows.filter(isServing), ...rows.filter((one) => !isServing(one))]
    },
    ['gridStaff'],
  )
}

const isServing = ({ values }: RecordView): boolean => values['toOn'] === null

function Grid({ view }: { view: RecordView }) {
  const today = useToday()
  const navigate = useNavigate()
  const [place, setPlace] = useSearchParams()
  const { data: loaded } = useGridStaff(view.id)
  const staff = loaded ?? []
  const { data: history } = useHistory('grid', view.id)
  const changes = history?.changes ?? []
  const tab = place.get('tab') ?? 'staff'
  const asked = place.get('do')
  const go = (next: { do?: string; open?: string }) => {
    setPlace({ tab, ...next }, { replace: true })
  }
  const { leadName, leadPhone, publicPhone, code, villageId } = view.values
  return (
    <RecordPage
      header={
        <RecordHeader
          title={view.title}
          tags={view.deletedAt === null ? [] : [{ tone: 'red', text: '已删除' }]}
          meta={[
            {
              label: '村（社区）',
              value: typeof villageId === 'string' ? <Link to={`/village/${villageId}`}>{view.labels['villageId']}</Link> : '—',
            },
            { label: '编码', value: code ?? '—' },
            {
              label: '网格长',
              value: [leadName, typeof leadPhone === 'string' ? phoneText(leadPhone) : null].filter(Boolean).join(' ') || '未定',
            },
            { label: '监督电话', value: typeof publicPhone === 'string' ? phoneText(publicPhone) : '—' },
          ]}
          actions={
            view.deletedAt === null && (
              <>
                <Button onClick={() => void navigate(ledgerLink('resident', residentsOf(view.id)))}>本格居民</Button>
                <Button onClick={() => void navigate(`/grid/${view.id}/hand-over`)}>交接清单</Button>
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
                    go({ do: 'handOver' })
                  }}
                >
                  网格交接
                </Button>
              </>
            )
          }
        >
          <PlaceCounts field="gridId" id={view.id} />
        </RecordHeader>
      }
      side={<Timeline title="经过" events={historyEvents('grid', changes.slice(0, 12), today)} />}
    >
      <Tabs
        label="网格"
        active={tab}
        onChange={(next) => {
          setPlace({ tab: next }, { replace: true })
        }}
        tabs={[
          { id: 'staff', label: '网格员', count: staff.filter(isServing).length },
          { id: 'facts', label: '基本信息' },
          { id: 'history', label: '修改记录', count: changes.length },
        ]}
      >
        {tab === 'staff' && (
          <Staff
            staff={staff}
            writable={view.deletedAt === null}
            onEdit={(open) => {
              go({ open })
            }}
          />
        )}
        {tab === 'facts' && (
          <div className="record-pad">
            <RecordSections register="grid" view={view} />
          </div>
        )}
        {tab === 'history' && <RecordHistory register="grid" id={view.id} />}
      </Tabs>
      <Dialogs
        view={view}
        staff={staff}
        asked={loaded === undefined ? null : asked}
        open={place.get('open')}
        onClose={() => {
          go({})
        }}
      />
    </RecordPage>
  )
}

const residentsOf = (gridId: string) => [
  { field: 'status', op: 'is' as const, value: 'present' },
  { field: 'gridId', op: 'is' as const, value: gridId },
]

interface DialogsProps {
  view: RecordView
  staff: readonly RecordView[]
  asked: string | null
  open: string | null
  onClose: () => void
}

function Dialogs({ view, staff, asked, open, onClose }: DialogsProps) {
  const navigate = useNavigate()
  if (view.deletedAt !== null) return null
  if (asked === 'handOver') {
    return (
      <HandOverDialog
        grid={view}
        staff={staff.filter(isServing)}
        onSaved={(on) => void navigate(`/grid/${view.id}/hand-over?on=${on}`)}
        onClose={onClose}
      />
    )
  }
  if (asked === 'edit') {
    return <RecordDialog register="grid" id={view.id} onClose={onClose} onRemoved={() => void navigate('/grid')} />
  }
  return open === null ? null : <RecordDialog key={open} register="gridStaff" id={open} onClose={onClose} />
}

interface StaffProps {
  staff: readonly RecordView[]
  writable: boolean
  onEdit: (id: string) => void
}

/** Present staff above, those before them below. */
function Staff({ staff, writable, onEdit }: StaffProps) {
  if (staff.length === 0) {
    return <p className="muted record-pad">还没有登记网格员。点“网格交接”登记到任的人，以后换人也在那里办。</p>
  }
  const text = (row: RecordView, field: string) => valueText('gridStaff', field, row)
  return (
    <PlainTable
      label="网格员"
      rows={staff}
      keyOf={({ id }) => id}
      columns={[
        { label: '姓名', kind: 'short', cell: ({ title }) => title },
        { label: '身份', kind: 'short', cell: (row) => text(row, 'role') },
        { label: '电话', kind: 'short', cell: (row) => text(row, 'phone') || '—' },
        { label: '任期', kind: 'short', cell: (row) => `${text(row, 'fromOn')} 至 ${text(row, 'toOn') || '今'}` },
        {
          label: '状态',
          cell: (row) => (isServing(row) ? <Tag tone="green">现任</Tag> : <Tag>已交接</Tag>),
        },
        {
          label: '办理',
          kind: 'short',
          cell: (row) =>
            writable && (
              <button
                type="button"
                className="link"
                aria-label={`修改${row.title}`}
                onClick={() => {
                  onEdit(row.id)
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
