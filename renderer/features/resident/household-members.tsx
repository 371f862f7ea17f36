import { Link } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { ageOn } from '../../../core/domain/day.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { useToday } from '../../ui/today.ts'

/** Everybody of the same household, its head first. */
export function useMembers({ values }: RecordView) {
  const { householdId } = values
  return useLoaded(
    ['household-members', householdId],
    async () => {
      if (typeof householdId !== 'string') return []
      const { rows } = await api.register.list({
        register: 'resident',
        where: [{ field: 'householdId', op: 'is', value: householdId }],
        limit: 50,
      })
      return rows.sort((a, b) => rank(a) - rank(b))
    },
    ['resident', 'household'],
  )
}

const rank = ({ values }: RecordView): number => (values['relationToHead'] === '02' ? 0 : 1)

export function HouseholdMembers({ view }: { view: RecordView }) {
  const today = useToday()
  const { data: members } = useMembers(view)
  if (view.values['householdId'] === null) {
    return <p className="muted resident-facts">没有登记所在户。点“修改”，在“住址与家庭”里选户。</p>
  }
  return (
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
        { label: '住址', cell: ({ values }) => values['residenceAddress'] ?? '—' },
      ]}
    />
  )
}
