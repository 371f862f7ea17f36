import { Button, Dropdown } from 'antd'
import type { MenuProps } from 'antd'
import { useMemo } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import type { Filter, RecordView } from '../../../core/contract/register.ts'
import { addDays } from '../../../core/domain/day.ts'
import { EmptyPage } from '../../ui/empty-page.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useLanding } from '../../ui/landing.ts'
import { Notice } from '../../ui/notice.tsx'
import type { ColumnRenders } from '../../ui/register/ledger-columns.tsx'
import { RegisterLedger } from '../../ui/register/register-ledger.tsx'
import type { RegisterView } from '../../ui/register/register-ledger.tsx'
import { Tag } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import { stateTag, termTag, textOf } from './case-state.ts'
import './mediation.css'

const columns = ['title', 'status', 'dueOn', 'fileNo', 'category', 'villageId', 'mediatorIds']

/** A term is near in its last five days (reference §1.7). */
const nearDays = 5

/** The lists people work through, each by what is to be done next. */
function viewsOn(today: string): RegisterView[] {
  const status = (...codes: string[]): Filter => ({ field: 'status', op: 'in', value: codes })
  const running = status('accepted', 'mediating')
  return [
    { id: 'all', label: '全部' },
    { id: 'registered', label: '待受理', where: [status('registered')] },
    { id: 'mediating', label: '调解中', where: [running] },
    {
      id: 'near',
      label: '临期',
      where: [
        running,
        { field: 'dueOn', op: 'from', value: today },
        { field: 'dueOn', op: 'to', value: addDays(today, nearDays) },
      ],
    },
    { id: 'late', label: '超期', where: [running, { field: 'dueOn', op: 'to', value: addDays(today, -1) }] },
    { id: 'agreed', label: '待签章', where: [status('agreed')] },
    { id: 'effective', label: '履行中', where: [status('effective')] },
    { id: 'followUp', label: '待回访', where: [{ field: 'nextFollowUpOn', op: 'to', value: today }] },
    {
      id: 'toFile',
      label: '待立卷',
      where: [status('closed', 'failed', 'terminated', 'withdrawn', 'rejected')],
    },
    { id: 'archived', label: '已归档', where: [status('archived')] },
  ]
}

const more: NonNullable<MenuProps['items']> = [
  { key: '/mediator', label: '调解员' },
  { key: '/committee', label: '调委会' },
  { key: '/mediation-funding', label: '调解经费' },
  { type: 'divider' },
  { key: '/phrase', label: '常用语' },
  { key: '/template', label: '文书模板' },
  { key: '/mediation/expired', label: '保管期满的卷宗' },
]

const renders: ColumnRenders = {
  status: (view) => <StateTag view={view} />,
  dueOn: (view) => <TermTag view={view} />,
}

/** 矛盾调解台账. */
export function MediationPage() {
  const navigate = useNavigate()
  const today = useToday()
  const { state } = useLocation() as { state: { draftKept?: boolean } | null }
  useLanding(true, '.page-head .ant-btn-primary')
  const views = useMemo(() => viewsOn(today), [today])
  const create = (
    <Button type="primary" icon={<Icon name="plus" />} onClick={() => void navigate('/mediation/new')}>
      登记纠纷
    </Button>
  )
  const oral = <Button onClick={() => void navigate('/mediation/oral')}>口头协议</Button>
  const bring = (
    <Button icon={<Icon name="upload" />} onClick={() => void navigate('/mediation/import?register=mediation')}>
      导入台账
    </Button>
  )
  return (
    <RegisterLedger
      register="mediation"
      title="矛盾调解"
      views={views}
      columns={columns}
      renders={renders}
      notice={
        state?.draftKept === true && (
          <Notice tone="info" action={<Link to="/mediation/new">接着登记</Link>}>
            没有登记完的纠纷，草稿已留着。
          </Notice>
        )
      }
      searchHint="纠纷名称、当事人姓名、卷号、地点"
      actions={
        <>
          <Dropdown trigger={['click']} autoFocus menu={{ items: more, onClick: ({ key }) => void navigate(key) }}>
            <Button>
              调委会、常用语、模板 <Icon name="down" />
            </Button>
          </Dropdown>
          {bring}
          {oral}
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
          purpose="有人来申请，或排查中发现了纠纷，先在这里登记；受理后编卷号，调解、协议、签章都在案件页面上办。当场说好的，用“口头协议”一页办完。"
          actions={
            <>
              {create}
              {oral}
              {bring}
            </>
          }
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
