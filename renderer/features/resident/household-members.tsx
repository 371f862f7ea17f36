import { Link } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { ageOn } from '../../../core/domain/day.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { useToday } from '../../ui/today.ts'
import { StatusTag } from './resident-tags.tsx'

/** Everybody of the same household, its head first. */
export function useMembers({ values: { householdId } }: RecordView) {
  return useLoaded(
    ['household-members', householdId],
    async () => (typeof householdId === 'string' ? (await api.household.members({ id: householdId })).rows : []),
    ['resident', 'household'],
  )
}

export function HouseholdMembers({ view }: { view: RecordView }) {
  const today = useToday()
  const { data: members } = useMembers(view)
  const { householdId } = view.values
  if (typeof householdId !== 'string') {
    return <p className="muted resident-facts">没有登记所在户。点“修改”，在“住址与家庭”里选户。</p>
  }
  return (
    <>
      <div className="record-pad tab-head">
        <span className="muted note">分户、并户、变更户主在户的页面办理。</span>
        <Link className="push" to={`/household/${householdId}`}>
          打开所在户
        </Link>
      </div>
      <PlainTable
        label="家庭成员"
        rows={members ?? []}
        keyOf={({ id }) => id}
        marked={({ id }) => id === view.id}
        columns={[
          {
            label: '姓名',
            kind: 'short',
            cell: ({ id, title }) => (id === view.id ? title : <Link to={`/resident/${id}`}>{title}</Link>),
          },
          { label: '与户主关系', kind: 'short', cell: ({ labels }) => labels['relationToHead'] ?? '—' },
          { label: '性别', kind: 'short', cell: ({ labels }) => labels['sex'] ?? '—' },
          {
            label: '出生日期',
            kind: 'short',
            cell: ({ values: { birthOn } }) =>
              typeof birthOn === 'string' ? `${birthOn}（${String(ageOn(birthOn, today))} 岁）` : '—',
          },
          { label: '状态', kind: 'short', cell: (member) => <StatusTag view={member} /> },
          { label: '住址', cell: ({ values }) => values['residenceAddress'] ?? '—' },
        ]}
      />
    </>
  )
}
