import { Button, Dropdown } from 'antd'
import type { MenuProps } from 'antd'
import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { ageOn } from '../../../core/domain/day.ts'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { EmptyPage } from '../../ui/empty-page.tsx'
import { Icon } from '../../ui/icons.tsx'
import { MarkedText } from '../../ui/marked-text.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RegisterLedger } from '../../ui/register/register-ledger.tsx'
import type { RegisterView } from '../../ui/register/register-ledger.tsx'
import { saveTemplate } from '../../ui/register/template.ts'
import { Tag } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import { StatusTag, TypeTag } from './resident-tags.tsx'

const present = { field: 'status', op: 'is', value: 'present' } as const
const views: readonly RegisterView[] = [
  { id: 'present', label: '在册', where: [present] },
  { id: 'floating', label: '流动人口', where: [present, { field: 'personType', op: 'is', value: 'floating' }] },
  { id: 'leftBehind', label: '留守', where: [present, { field: 'personType', op: 'is', value: 'leftBehind' }] },
  {
    id: 'unnumbered',
    label: '缺证号',
    where: [present, { field: 'idNumber', op: 'empty' }, { field: 'otherIdNo', op: 'empty' }],
  },
  { id: 'gone', label: '已迁出去世', where: [{ field: 'status', op: 'in', value: ['movedOut', 'deceased'] }] },
  { id: 'removed', label: '回收站', deleted: true },
]

const renders = {
  status: (view: RecordView) => <StatusTag view={view} />,
  personType: (view: RecordView) => <TypeTag view={view} />,
  relationToHead: ({ labels }: RecordView, marks: readonly string[]) => (
    <MarkedText text={labels['relationToHead'] ?? ''} marks={marks} />
  ),
}

const quickFacts = [
  'sex',
  'birthOn',
  'idNumber',
  'phone',
  'villageId',
  'residenceAddress',
  'gridId',
  'householdId',
  'relationToHead',
  'occupation',
]

const more: NonNullable<MenuProps['items']> = [
  { key: '/household', label: '户' },
  { key: '/village', label: '村（社区）' },
  { key: '/grid', label: '网格' },
  { key: '/division', label: '区划' },
  { type: 'divider' },
  { key: '/life-event', label: '人员变动' },
  { type: 'divider' },
  { key: 'template', label: '下载 Excel 模板' },
]

/** The residents' ledger. */
export function ResidentPage() {
  const navigate = useNavigate()
  const today = useToday()
  const go = (to: string) => () => void navigate(to)
  const [failed, setFailed] = useState<string>()
  const choose = ({ key }: { key: string }) => {
    setFailed(undefined)
    if (key.startsWith('/')) void navigate(key)
    else {
      saveTemplate('resident').catch((error: unknown) => {
        setFailed(messageOf(error))
      })
    }
  }
  return (
    <RegisterLedger
      register="resident"
      title="居民台账"
      views={views}
      renders={renders}
      searchHint="姓名、拼音、住址、号码尾数"
      wholeNote="（含已迁出去世）"
      notice={
        <>
          <RemovedNotice />
          {failed !== undefined && <Notice tone="bad">{failed}</Notice>}
        </>
      }
      onOpen={({ id }) => void navigate(`/resident/${id}`)}
      quickLook={(view) => ({
        tags: (
          <>
            {view.values['status'] !== 'present' && <StatusTag view={view} />}
            {view.labels['relationToHead'] !== undefined && <Tag>{view.labels['relationToHead']}</Tag>}
            {typeof view.values['birthOn'] === 'string' && <Tag>{ageOn(view.values['birthOn'], today)} 岁</Tag>}
          </>
        ),
        facts: quickFacts,
      })}
      actions={
        <>
          <Dropdown trigger={['click']} autoFocus menu={{ items: more, onClick: choose }}>
            <Button>
              户、村、网格 <Icon name="down" />
            </Button>
          </Dropdown>
          <Button icon={<Icon name="upload" />} onClick={go('/resident/import')}>
            导入 Excel
          </Button>
          <Button type="primary" onClick={go('/resident/new')}>
            登记居民
          </Button>
        </>
      }
      empty={
        <EmptyPage
          title="还没有居民"
          purpose="居民台账是其他台账的底子：登记纠纷、建立帮教档案时，从这里选人，不必再填一遍。已有 Excel 台账的，直接导入。"
          actions={
            <>
              <Button type="primary" onClick={go('/resident/import')}>
                导入 Excel
              </Button>
              <Button onClick={go('/resident/new')}>登记一位居民</Button>
            </>
          }
          sample="王卫明 · 男 · 1988-02-03 · 石榴村 3 组 · 户籍 · 户主"
        />
      }
    />
  )
}

/** After a deletion: what is gone, and how to take it back. */
function RemovedNotice() {
  const navigate = useNavigate()
  const state = useLocation().state as { removed?: { id: string; title: string } } | null
  const [said, setSaid] = useState<string>()
  const removed = state?.removed
  if (removed === undefined) return null
  if (said !== undefined) return <Notice tone="bad">{said}</Notice>
  const undo = () => {
    api.register.restore({ register: 'resident', id: removed.id }).then(
      () => void navigate(`/resident/${removed.id}`),
      (error: unknown) => {
        setSaid(messageOf(error))
      },
    )
  }
  return (
    <Notice
      tone="good"
      action={
        <Button size="small" onClick={undo}>
          撤销删除
        </Button>
      }
    >
      已删除“{removed.title}”，记录在回收站里。
    </Notice>
  )
}
