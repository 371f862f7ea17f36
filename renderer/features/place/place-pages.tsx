import { Link } from 'react-router'
import { api, useLoaded } from '../../lib/api.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { PlaceLedger } from './place-ledger.tsx'

export function VillagePage() {
  return (
    <PlaceLedger
      register="village"
      title="村（社区）"
      purpose="居民、网格、纠纷都按村（社区）统计。导入居民 Excel 时，表里的村会自动登记。"
      sample="石榴村 · 村 · 999901101201"
    />
  )
}

export function GridPage() {
  return (
    <PlaceLedger
      register="grid"
      title="网格"
      purpose="每个村（社区）分若干网格，各有网格长。居民归入网格后，按网格找人。"
      sample="石榴 02 · 石榴村 · 张桂兰"
    />
  )
}

export function HouseholdPage() {
  return (
    <PlaceLedger
      register="household"
      title="户"
      purpose="一户一条，居民登记“所在户”后成为成员。导入居民 Excel 时，表里的户会自动登记。"
      sample="0312 · 王卫明 · 石榴村 3 组 15 号"
      below={(id) => <Members householdId={id} />}
    />
  )
}

export function MediatorPage() {
  return (
    <PlaceLedger
      register="mediator"
      title="调解员"
      purpose="登记人民调解员，受理纠纷时从这里选，文书上自动带出。"
      sample="李永福 · 首席调解员 · 专职"
    />
  )
}

function Members({ householdId }: { householdId: string }) {
  const { data } = useLoaded(
    ['household-members', householdId],
    async () =>
      (
        await api.register.list({
          register: 'resident',
          where: [{ field: 'householdId', op: 'is', value: householdId }],
          limit: 50,
        })
      ).rows,
    ['resident', 'household'],
  )
  if (data === undefined || data.length === 0) return <p className="muted note">还没有居民登记在这一户。</p>
  return (
    <PlainTable
      label="家庭成员"
      rows={data}
      keyOf={({ id }) => id}
      columns={[
        { label: '成员', cell: ({ id, title }) => <Link to={`/resident/${id}`}>{title}</Link> },
        { label: '与户主关系', kind: 'short', cell: ({ labels }) => labels['relationToHead'] ?? '—' },
        { label: '性别', kind: 'short', cell: ({ labels }) => labels['sex'] ?? '—' },
        { label: '出生日期', kind: 'short', cell: ({ values }) => values['birthOn'] ?? '—' },
      ]}
    />
  )
}
