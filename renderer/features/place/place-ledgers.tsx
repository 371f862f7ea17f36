import { api, useLoaded } from '../../lib/api.ts'
import type { RegisterView } from '../../ui/register/register-ledger.tsx'
import { SmallLedger } from '../../ui/register/small-ledger.tsx'

export function VillagePage() {
  return (
    <SmallLedger
      register="village"
      title="村（社区）"
      purpose="居民、网格、纠纷都按村（社区）统计。导入居民 Excel 时，表里的村会自动登记。"
      sample="石榴村 · 村 · 999901101201"
      importLabel="导入 Excel"
      hasPage
    />
  )
}

export function GridPage() {
  return (
    <SmallLedger
      register="grid"
      title="网格"
      purpose="每个村（社区）分若干网格，各有网格长和网格员。居民归入网格后，按网格找人、交接。"
      sample="石榴 02 · 石榴村 · 张桂兰"
      importLabel="导入 Excel"
      hasPage
    />
  )
}

export function HouseholdPage() {
  return (
    <SmallLedger
      register="household"
      title="户"
      purpose="一户一条，居民登记“所在户”后成为成员。导入居民 Excel 时，表里的户会自动登记。"
      sample="0312 · 王卫明 · 石榴村 3 组 15 号"
      importLabel="导入 Excel"
      hasPage
    />
  )
}

const wholeTable: RegisterView = { id: 'all', label: '全部年度' }

/** The table of divisions, year by year, the newest first. */
export function DivisionPage() {
  const { data: years, isPending } = useLoaded(
    ['division', 'years'],
    async () => (await api.register.groups({ query: { register: 'division' }, by: ['year'] })).groups,
    ['division'],
  )
  // the newest year is what is shown at first
  if (isPending) return null
  const views = (years ?? [])
    .flatMap(({ values: [year] }) => (typeof year === 'number' ? [year] : []))
    .sort((a, b) => b - a)
    .map((year): RegisterView => {
      return { id: String(year), label: `${String(year)} 年`, where: [{ field: 'year', op: 'is', value: year }] }
    })
  return (
    <SmallLedger
      register="division"
      title="区划"
      purpose="统计用区划代码表，按年度各存一版；旧记录保留当年的代码。把统计部门公布的表导入即可。"
      sample="999901101201 · 石榴村 · 2026 · 村庄"
      importLabel="导入区划表"
      views={[...views, wholeTable]}
    />
  )
}
