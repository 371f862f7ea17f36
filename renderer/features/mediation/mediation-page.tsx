import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { EmptyPage } from '../../ui/empty-page.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { ColumnRenders } from '../../ui/register/ledger-columns.tsx'
import { RegisterLedger } from '../../ui/register/register-ledger.tsx'
import type { RegisterView } from '../../ui/register/register-ledger.tsx'
import { Tag } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import { stateTag, termTag, textOf } from './case-state.ts'
import './mediation.css'

const columns = ['title', 'status', 'dueOn', 'fileNo', 'category', 'villageId', 'mediatorIds']

const views: readonly RegisterView[] = [
  { id: 'all', label: '全部' },
  { id: 'open', label: '未结', where: [{ field: 'closedOn', op: 'empty' }] },
  { id: 'registered', label: '待受理', where: [{ field: 'status', op: 'is', value: 'registered' }] },
  { id: 'agreed', label: '待签章', where: [{ field: 'status', op: 'is', value: 'agreed' }] },
  { id: 'effective', label: '已生效', where: [{ field: 'status', op: 'is', value: 'effective' }] },
  { id: 'terminated', label: '已终止', where: [{ field: 'status', op: 'is', value: 'terminated' }] },
]

const renders: ColumnRenders = {
  status: (view) => <StateTag view={view} />,
  dueOn: (view) => <TermTag view={view} />,
}

/** 矛盾调解台账. */
export function MediationPage() {
  const navigate = useNavigate()
  const create = (
    <Button type="primary" icon={<Icon name="plus" />} onClick={() => void navigate('/mediation/new')}>
      登记纠纷
    </Button>
  )
  return (
    <RegisterLedger
      register="mediation"
      title="矛盾调解"
      views={views}
      columns={columns}
      renders={renders}
      searchHint="纠纷名称、当事人姓名、卷号、地点"
      actions={
        <>
          <Button onClick={() => void navigate('/mediator')}>调解员</Button>
          {create}
        </>
      }
      onOpen={({ id }) => void navigate(`/mediation/${id}`)}
      quickLook={(view) => ({
        tags: <StateTag view={view} />,
        facts: [
          'fileNo',
          'category',
          'source',
          'registeredOn',
          'acceptedOn',
          'dueOn',
          'mediatorIds',
          'villageId',
          'place',
          'summary',
        ],
        foot: <Link to={`/mediation/${view.id}?tab=documents`}>文书与卷宗</Link>,
      })}
      empty={
        <EmptyPage
          title="还没有调解案件"
          purpose="有人来申请，或排查中发现了纠纷，先在这里登记；受理后编卷号，调解、协议、签章都在案件页面上办。"
          actions={create}
        />
      }
    />
  )
}

function StateTag({ view }: { view: RecordView }) {
  const { tone, text } = stateTag(view)
  return <Tag tone={tone}>{text}</Tag>
}

/** The term while it runs, in colour when it is near; otherwise the plain day. */
function TermTag({ view }: { view: RecordView }) {
  const term = termTag(view, useToday())
  if (term === undefined) return <span className="dim">{textOf(view, 'dueOn') || '—'}</span>
  return term.tone === 'grey' ? textOf(view, 'dueOn') : <Tag tone={term.tone}>{term.text.replace('期限 ', '')}</Tag>
}
