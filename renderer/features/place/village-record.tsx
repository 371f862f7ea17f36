import { Button } from 'antd'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useCrumb } from '../../lib/crumb.ts'
import { messageOf } from '../../lib/errors.ts'
import { countText, phoneText } from '../../lib/format.ts'
import { ledgerLink } from '../../lib/ledger-link.ts'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { RecordHeader, RecordPage } from '../../ui/record-page.tsx'
import { RecordSections } from '../../ui/register/record-facts.tsx'
import { historyEvents, RecordHistory, useHistory } from '../../ui/register/record-history.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { useToday } from '../../ui/today.ts'
import { PlaceCounts } from './place-counts.tsx'
import { RecordDialog } from '../../ui/register/record-dialog.tsx'
import './place.css'

/** One village or community: its people counted, its grids. */
export function VillageRecord() {
  const { id = '' } = useParams<'id'>()
  const { data: view, error } = useLoaded(['record', 'village', id], () => api.register.get({ register: 'village', id }), [
    'village',
  ])
  useCrumb(view?.title)
  if (error !== null && view === undefined) return <Notice tone="bad">{messageOf(error)}</Notice>
  return view === undefined ? null : <Village key={view.id} view={view} />
}

function Village({ view }: { view: RecordView }) {
  const today = useToday()
  const navigate = useNavigate()
  const [place, setPlace] = useSearchParams()
  const here = [{ field: 'villageId', op: 'is' as const, value: view.id }]
  const { data: grids = [] } = useLoaded(
    ['village-grids', view.id],
    async () => (await api.register.list({ register: 'grid', where: here, limit: 200 })).rows,
    ['grid'],
  )
  const { data: history } = useHistory('village', view.id)
  const { data: residents } = useLoaded(
    ['village-residents', view.id],
    async () => (await api.register.count({ register: 'resident', where: here })).total,
    ['resident'],
  )
  const changes = history?.changes ?? []
  const tab = place.get('tab') ?? 'grids'
  const go = (next: { do?: string }) => {
    setPlace({ tab, ...next }, { replace: true })
  }
  const present = [{ field: 'status', op: 'is' as const, value: 'present' }, ...here]
  return (
    <RecordPage
      header={
        <RecordHeader
          title={view.title}
          tags={[
            ...(view.labels['kind'] === undefined ? [] : [{ tone: 'grey' as const, text: view.labels['kind'] }]),
            ...(view.deletedAt === null ? [] : [{ tone: 'red' as const, text: '已删除' }]),
          ]}
          meta={[
            { label: '区划代码', value: view.values['divisionCode'] ?? '—' },
            { label: '网格', value: `${String(grids.length)} 个` },
          ]}
          actions={
            view.deletedAt === null && (
              <>
                <Button onClick={() => void navigate(ledgerLink('household', here))}>本村户</Button>
                <Button onClick={() => void navigate(ledgerLink('resident', present))}>本村居民</Button>
                <Button
                  type="primary"
                  onClick={() => {
                    go({ do: 'edit' })
                  }}
                >
                  修改
                </Button>
              </>
            )
          }
        >
          <PlaceCounts field="villageId" id={view.id} />
        </RecordHeader>
      }
      side={<Timeline title="经过" events={historyEvents('village', changes.slice(0, 12), today)} />}
    >
      <Tabs
        label="村（社区）"
        active={tab}
        onChange={(next) => {
          setPlace({ tab: next }, { replace: true })
        }}
        tabs={[
          { id: 'grids', label: '网格', count: grids.length },
          { id: 'facts', label: '基本信息' },
          { id: 'history', label: '修改记录', count: changes.length },
        ]}
      >
        {tab === 'grids' && <Grids grids={grids} villageId={view.id} />}
        {tab === 'facts' && (
          <div className="record-pad">
            <RecordSections register="village" view={view} />
          </div>
        )}
        {tab === 'history' && <RecordHistory register="village" id={view.id} />}
      </Tabs>
      {place.get('do') === 'edit' && view.deletedAt === null && (
        <RecordDialog
          register="village"
          id={view.id}
          onClose={() => {
            go({})
          }}
          onRemoved={() => void navigate('/village')}
          note={
            <Notice tone="info">
              改名后，{countText(residents ?? 0)} 名居民和本村的户、网格显示新名称（人数含已迁出去世）；已经产生的文书不变。
            </Notice>
          }
        />
      )}
    </RecordPage>
  )
}

function Grids({ grids, villageId }: { grids: readonly RecordView[]; villageId: string }) {
  const { data: counts } = useLoaded(
    ['village-grid-counts', villageId],
    async () => {
      const { groups } = await api.register.groups({
        query: {
          register: 'resident',
          where: [
            { field: 'status', op: 'is', value: 'present' },
            { field: 'villageId', op: 'is', value: villageId },
          ],
        },
        by: ['gridId'],
      })
      return new Map(groups.map(({ values: [gridId], total }) => [gridId ?? null, total]))
    },
    ['resident'],
  )
  const outside = counts?.get(null) ?? 0
  return (
    <>
      {grids.length === 0 && <p className="muted record-pad">还没有网格。在“网格”台账里登记，所属村（社区）选这里。</p>}
      {grids.length > 0 && (
        <PlainTable
          label="网格"
          rows={grids}
          keyOf={({ id }) => id}
          columns={[
            { label: '网格', kind: 'short', cell: ({ id, title }) => <Link to={`/grid/${id}`}>{title}</Link> },
            { label: '编码', kind: 'short', cell: ({ values }) => values['code'] ?? '—' },
            { label: '网格长', kind: 'short', cell: ({ values }) => values['leadName'] ?? '未定' },
            {
              label: '电话',
              cell: ({ values: { leadPhone } }) => (typeof leadPhone === 'string' ? phoneText(leadPhone) : '—'),
            },
            { label: '在册居民', kind: 'number', cell: ({ id }) => (counts === undefined ? '' : countText(counts.get(id) ?? 0)) },
          ]}
        />
      )}
      {outside > 0 && (
        <p className="muted note record-pad">
          还有{' '}
          <Link
            to={ledgerLink('resident', [
              { field: 'status', op: 'is', value: 'present' },
              { field: 'villageId', op: 'is', value: villageId },
              { field: 'gridId', op: 'empty' },
            ])}
          >
            {countText(outside)} 人
          </Link>
          没有归入网格。
        </p>
      )}
    </>
  )
}
