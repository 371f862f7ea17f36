import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { GridHandOver } from '../../../core/contract/people.ts'
import type { RecordView } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useCrumb } from '../../lib/crumb.ts'
import { messageOf } from '../../lib/errors.ts'
import { countText, fullDayText, stampText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { printPage, PrintSheet } from '../../ui/print.tsx'
import { useEscapeBack } from '../../ui/record-page.tsx'
import { valueText } from '../../ui/register/record-detail.ts'
import { PageHead } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import './place.css'

/** 网格交接清单: what goes over with a grid, to be printed and signed by two people. `?on=DAY` names who handed over to whom. */
export function HandOverPage() {
  const { id = '' } = useParams<'id'>()
  const navigate = useNavigate()
  const [place] = useSearchParams()
  useEscapeBack()
  const { data, error } = useLoaded(['grid-hand-over', id], () => api.grid.handOverList({ id }), [
    'grid',
    'gridStaff',
    'resident',
    'serviceItem',
  ])
  useCrumb(data === undefined ? undefined : `${data.grid.title} 交接清单`)
  return (
    <div className="page page-fill">
      <div className="no-print">
        <PageHead
          title="网格交接清单"
          note="打印两份，双方签名，各存一份"
          actions={
            <>
              <Button onClick={() => void navigate(`/grid/${id}`)}>返回网格</Button>
              <Button type="primary" icon={<Icon name="print" />} disabled={data === undefined} onClick={printPage}>
                打印
              </Button>
            </>
          }
        />
      </div>
      {error !== null && <Notice tone="bad">{messageOf(error)}</Notice>}
      {data !== undefined && (
        <div className="sheet hand-over" tabIndex={0} role="region" aria-label="网格交接清单">
          <Paper list={data} on={place.get('on')} />
        </div>
      )}
    </div>
  )
}

const listed = 500

function Paper({ list, on }: { list: GridHandOver; on: string | null }) {
  const today = useToday()
  const { unit, account } = useSession()
  const { grid, staff } = list
  const from = on === null ? undefined : staff.find(({ values }) => values['toOn'] === on)
  const to = on === null ? undefined : staff.find(({ values }) => values['fromOn'] === on)
  const figures = [
    { label: '户', total: list.households },
    { label: '在册居民', total: list.residents },
    ...list.byType,
    { label: '缺证号', total: list.withoutNumber },
  ]
  return (
    <PrintSheet
      title="网格交接清单"
      note={`${unit.unitName} ${fullDayText(on ?? today)}`}
      watermark={`${account.displayName} 打印 · ${stampText(new Date())}`}
    >
      <p className="hand-over-line">
        网格 <b>{grid.title}</b>
        {grid.labels['villageId'] !== undefined && `（${grid.labels['villageId']}）`}　交出人 <b>{personText(from)}</b>　接收人{' '}
        <b>{personText(to)}</b>
      </p>
      <Part title="一、人数">
        <table className="hand-over-table">
          <thead>
            <tr>
              {figures.map(({ label }) => (
                <th key={label}>{label}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {figures.map(({ label, total }) => (
                <td key={label}>{countText(total)}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </Part>
      <Part title={`二、没有办结的服务事项（${countText(list.openServices.length)} 项）`}>
        <Rows
          register="serviceItem"
          rows={list.openServices}
          columns={[
            ['residentId', '居民'],
            ['item', '事项'],
            ['status', '进度'],
            ['neededOn', '提出'],
            ['note', '说明'],
          ]}
        />
      </Part>
      <Part title={`三、流动人口（${countText(list.floating.length)} 人）`}>
        <Rows register="resident" rows={list.floating} columns={people(['permitUntil', '证件到期'])} />
      </Part>
      <Part title={`四、留守人员（${countText(list.leftBehind.length)} 人）`}>
        <Rows register="resident" rows={list.leftBehind} columns={people(['leftBehindKind', '留守类型'])} />
      </Part>
      <div className="hand-over-sign">
        <p className="hand-over-line-to-sign">交出人（签名）：</p>
        <p className="hand-over-line-to-sign">接收人（签名）：</p>
        <p>日期：　　　年　　月　　日</p>
      </div>
    </PrintSheet>
  )
}

const personText = (staff: RecordView | undefined): string =>
  staff === undefined ? '＿＿＿＿＿＿' : `${staff.title}（${staff.labels['role'] ?? ''}）`

type Column = readonly [field: string, label: string]

const people = (last: Column): Column[] => [
  ['name', '姓名'],
  ['sex', '性别'],
  ['birthOn', '出生日期'],
  ['groupName', '组'],
  ['residenceAddress', '住址'],
  ['phone', '电话'],
  last,
]

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="hand-over-part" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Rows({ register, rows, columns }: { register: RegisterName; rows: readonly RecordView[]; columns: readonly Column[] }) {
  if (rows.length === 0) return <p>无</p>
  return (
    <>
      <table className="hand-over-table">
        <thead>
          <tr>
            <th>序号</th>
            {columns.map(([, label]) => (
              <th key={label}>{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id}>
              <td>{index + 1}</td>
              {columns.map(([field]) => (
                <td key={field}>{valueText(register, field, row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === listed && <p>只列前 {listed} 条，其余见台账。</p>}
    </>
  )
}
