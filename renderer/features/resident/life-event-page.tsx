import { Button } from 'antd'
import { useNavigate } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { EmptyPage } from '../../ui/empty-page.tsx'
import { RegisterLedger } from '../../ui/register/register-ledger.tsx'
import type { RegisterView } from '../../ui/register/register-ledger.tsx'
import { Tag } from '../../ui/sheet.tsx'
import type { Tone } from '../../ui/sheet.tsx'

const views: readonly RegisterView[] = [
  { id: 'all', label: '全部' },
  { id: 'came', label: '来：出生、迁入、返回', where: [{ field: 'kind', op: 'in', value: ['born', 'movedIn', 'returned'] }] },
  { id: 'went', label: '去：迁出、去世', where: [{ field: 'kind', op: 'in', value: ['movedOut', 'died'] }] },
]

const tones: Record<string, Tone> = { born: 'green', movedIn: 'green', returned: 'green', movedOut: 'amber', died: 'grey' }
const renders = {
  kind: ({ values, labels }: RecordView) => <Tag tone={tones[String(values['kind'])]}>{labels['kind']}</Tag>,
}

/** 人员变动: who came and who went; a row opens the resident. */
export function LifeEventPage() {
  const navigate = useNavigate()
  return (
    <RegisterLedger
      register="lifeEvent"
      title="人员变动"
      views={views}
      renders={renders}
      onOpen={({ values }) => void navigate(`/resident/${String(values['residentId'])}?tab=events`)}
      empty={
        <EmptyPage
          title="还没有人员变动"
          purpose="出生、迁入、迁出、返回、去世，在居民的记录里点“登记变动”，这里按日期列出，统计从这里取数。"
          actions={
            <Button type="primary" onClick={() => void navigate('/resident')}>
              去居民台账
            </Button>
          }
          sample="2026-11-20 · 迁出 · 王卫明 · 石榴村 · 郑州市金水区"
        />
      }
    />
  )
}
