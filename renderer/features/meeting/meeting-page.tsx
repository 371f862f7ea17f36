import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { EmptyPage } from '../../ui/empty-page.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { ColumnRenders } from '../../ui/register/ledger-columns.tsx'
import { RegisterLedger } from '../../ui/register/register-ledger.tsx'
import type { RegisterView } from '../../ui/register/register-ledger.tsx'
import { Tag } from '../../ui/sheet.tsx'
import { stateTag } from './meeting.ts'

const columns = ['heldOn', 'title', 'status', 'kind', 'meetingNo', 'chair', 'place', 'signedOffOn']

const views: readonly RegisterView[] = [
  { id: 'all', label: '全部' },
  { id: 'open', label: '纪要未签发', where: [{ field: 'signedOffOn', op: 'empty' }] },
  { id: 'signedOff', label: '已签发', where: [{ field: 'status', op: 'is', value: 'signedOff' }] },
]

const renders: ColumnRenders = { status: (view) => <StateTag view={view} /> }

/** 会议台账. */
export function MeetingPage() {
  const navigate = useNavigate()
  const create = (
    <Button type="primary" icon={<Icon name="plus" />} onClick={() => void navigate('/meeting/new')}>
      登记会议
    </Button>
  )
  return (
    <RegisterLedger
      register="meeting"
      title="会议"
      views={views}
      columns={columns}
      renders={renders}
      searchHint="会议名称、主持人、地点、会议号"
      actions={create}
      onOpen={({ id }) => void navigate(`/meeting/${id}`)}
      quickLook={(view) => ({
        tags: <StateTag view={view} />,
        facts: ['meetingNo', 'kind', 'heldOn', 'heldAt', 'place', 'chair', 'recorder', 'signedOffBy', 'signedOffOn'],
        foot: <Link to={`/meeting/${view.id}?tab=decisions`}>会议决定</Link>,
      })}
      empty={
        <EmptyPage
          title="还没有会议"
          purpose="登记议题和参会人员，会上把议定事项写明责任人、时限和验收标准；到期前工作台会提醒，纪要按公文格式打印。"
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
