import { Button } from 'antd'
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { addDays } from '../../../core/domain/day.ts'
import { EmptyPage } from '../../ui/empty-page.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { ColumnRenders } from '../../ui/register/ledger-columns.tsx'
import { RegisterLedger } from '../../ui/register/register-ledger.tsx'
import type { RegisterView } from '../../ui/register/register-ledger.tsx'
import { Tag } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import { isOpen, textOf, visitTag } from './case-state.ts'

const columns = [
  'residentId',
  'status',
  'nextVisitOn',
  'lastVisitOn',
  'assistanceClass',
  'category',
  'releasedOn',
  'handoverType',
  'termTo',
]

const renders: ColumnRenders = {
  status: (view) => <StatusTag view={view} />,
  nextVisitOn: (view) => <VisitTag view={view} />,
}

/** 安置帮教台账; names are shown in part. */
export function ResettlementPage() {
  const navigate = useNavigate()
  const today = useToday()
  const views = useMemo<RegisterView[]>(() => {
    const open = { field: 'status', op: 'is', value: 'inAssistance' } as const
    const due = (day: string) => ({ field: 'nextVisitOn', op: 'to', value: day }) as const
    return [
      { id: 'open', label: '在帮', where: [open] },
      { id: 'late', label: '走访逾期', where: [open, due(addDays(today, -1))] },
      { id: 'week', label: '七天内应走访', where: [open, due(addDays(today, 7))] },
      { id: 'key', label: '重点帮教', where: [open, { field: 'assistanceClass', op: 'is', value: '01' }] },
      { id: 'all', label: '全部' },
    ]
  }, [today])
  const create = (
    <Button type="primary" icon={<Icon name="plus" />} onClick={() => void navigate('/resettlement/new')}>
      建立档案
    </Button>
  )
  return (
    <RegisterLedger
      register="resettlement"
      title="安置帮教"
      views={views}
      columns={columns}
      renders={renders}
      searchHint="姓名、拼音首字母、服刑场所"
      actions={create}
      onOpen={({ id }) => void navigate(`/resettlement/${id}`)}
      quickLook={(view) => ({
        tags: <StatusTag view={view} />,
        facts: ['category', 'assistanceClass', 'releasedOn', 'termTo', 'lastVisitOn', 'nextVisitOn', 'needs'],
        foot: isOpen(view) ? <Link to={`/resettlement/${view.id}?do=visit`}>登记走访</Link> : undefined,
      })}
      empty={
        <EmptyPage
          title="还没有帮教档案"
          purpose="刑满释放、解除社区矫正人员衔接后，从居民台账选人建立档案；帮教期限和下次走访日期自动算出。"
          actions={create}
        />
      }
    />
  )
}

function StatusTag({ view }: { view: RecordView }) {
  return <Tag tone={isOpen(view) ? 'blue' : 'grey'}>{view.labels['status']}</Tag>
}

function VisitTag({ view }: { view: RecordView }) {
  const tag = visitTag(view, useToday())
  if (tag === undefined) return <span className="dim">—</span>
  return tag.tone === 'grey' ? textOf(view, 'nextVisitOn') : <Tag tone={tag.tone}>{tag.text}</Tag>
}
