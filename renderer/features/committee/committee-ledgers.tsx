import { addDays } from '../../../core/domain/day.ts'
import type { RegisterView } from '../../ui/register/register-ledger.tsx'
import { SmallLedger } from '../../ui/register/small-ledger.tsx'
import { useToday } from '../../ui/today.ts'

/** How long before its end a term is spoken of, in days. */
export const termNoticeDays = 90

export function CommitteePage() {
  const today = useToday()
  const inUse = { field: 'dissolvedOn', op: 'empty' } as const
  const views: RegisterView[] = [
    { id: 'present', label: '现有', where: [inUse] },
    {
      id: 'ending',
      label: '届期将满',
      where: [inUse, { field: 'termTo', op: 'to', value: addDays(today, termNoticeDays) }],
    },
    { id: 'all', label: '全部' },
  ]
  return (
    <SmallLedger
      register="committee"
      title="调委会"
      purpose="乡镇、村（社区）和企事业单位的人民调解委员会。卷号按受理的调委会和年度各编一列，统计按调委会类型分行。"
      sample="石榴村人民调解委员会 · 村调委会 · 本届到 2028-03-31"
      views={views}
      hasPage
    />
  )
}

export function MediatorPage() {
  const today = useToday()
  const serving = { field: 'leftOn', op: 'empty' } as const
  const views: RegisterView[] = [
    { id: 'serving', label: '在任', where: [serving] },
    {
      id: 'ending',
      label: '聘期将满',
      where: [serving, { field: 'appointedTo', op: 'to', value: addDays(today, termNoticeDays) }],
    },
    { id: 'all', label: '全部' },
  ]
  return (
    <SmallLedger
      register="mediator"
      title="调解员"
      purpose="登记人民调解员，受理纠纷时从这里选，文书上自动带出。"
      sample="李永福 · 石榴镇调委会 · 聘任调解员 · 专职"
      importLabel="导入 Excel"
      views={views}
      hasPage
    />
  )
}

export function MediationFundingPage() {
  return (
    <SmallLedger
      register="mediationFunding"
      title="调解经费"
      purpose="每年一条：指导经费、补助经费、补贴经费，用于组织队伍经费保障情况统计表。"
      sample="2026 · 指导 12,000.00 · 补助 30,000.00 · 补贴 18,400.00"
    />
  )
}

const topics: readonly RegisterView[] = [
  { id: 'all', label: '全部' },
  { id: 'session', label: '调解记录', where: [{ field: 'topic', op: 'is', value: 'session' }] },
  { id: 'investigation', label: '调查记录', where: [{ field: 'topic', op: 'is', value: 'investigation' }] },
  { id: 'terms', label: '协议条款', where: [{ field: 'topic', op: 'is', value: 'terms' }] },
  { id: 'remedy', label: '救济途径告知', where: [{ field: 'topic', op: 'is', value: 'remedy' }] },
  { id: 'followUp', label: '回访', where: [{ field: 'topic', op: 'is', value: 'followUp' }] },
]

export function PhrasePage() {
  return (
    <SmallLedger
      register="phrase"
      title="常用语"
      purpose="写笔录、协议和告知时一点就插入的话。写笔录时选中一段，点“存为常用语”，也会到这里。"
      sample="风险告知 · 用于调解记录"
      views={topics}
    />
  )
}
