import { Button } from 'antd'
import { Link } from 'react-router'
import type { RecordView } from '../../../../core/contract/register.ts'
import { api, useLoaded } from '../../../lib/api.ts'
import { messageOf } from '../../../lib/errors.ts'
import { useSession } from '../../../lib/session.tsx'
import { EmptyPage } from '../../../ui/empty-page.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { printPage, PrintSheet } from '../../../ui/print.tsx'
import { PageHead, Sheet } from '../../../ui/sheet.tsx'
import { useToday } from '../../../ui/today.ts'
import { textOf } from '../case-state.ts'

/** 保管期满待鉴定: files whose term of retention has passed, to be judged by people. Nothing can be destroyed here. */
export function ExpiredPage() {
  const today = useToday()
  const { unit, account } = useSession()
  const { data, error } = useLoaded(['expiredFiles', today], () => api.mediation.expiredFiles({ by: today }), ['mediation'])
  const rows = data?.rows ?? []
  return (
    <div className="page">
      <PageHead
        title="保管期满待鉴定"
        note={data === undefined ? undefined : `截至 ${today} · ${String(rows.length)} 卷`}
        actions={
          rows.length > 0 && (
            <Button icon={<Icon name="print" />} onClick={printPage}>
              打印清单
            </Button>
          )
        }
      />
      {error !== null && <Notice tone="bad">{messageOf(error)}</Notice>}
      <Notice tone="info">
        保管期满的卷宗要由鉴定小组逐卷鉴定、写出鉴定意见，再决定继续保管还是销毁（档案法实施条例）。平安台只列清单，不会自动删除，也不能在这里销毁。
      </Notice>
      {data !== undefined && rows.length === 0 && (
        <EmptyPage title="没有保管期满的卷宗" purpose="短期、长期卷宗到了“保管至”的日期，会列在这里等待鉴定。" />
      )}
      {rows.length > 0 && (
        <Sheet>
          <ExpiredTable rows={rows} linked />
        </Sheet>
      )}
      {rows.length > 0 && (
        <PrintSheet
          onPaperOnly
          title="保管期满卷宗鉴定清单"
          note={`${unit.unitName} · ${today}`}
          watermark={`打印人 ${account.displayName} · ${today}`}
        >
          <ExpiredTable rows={rows} linked={false} />
          <p>共 {rows.length} 卷。鉴定意见：</p>
          <p>鉴定人（两人以上签名）：　　　　　　　　　　日期：</p>
        </PrintSheet>
      )}
    </div>
  )
}

function ExpiredTable({ rows, linked }: { rows: readonly RecordView[]; linked: boolean }) {
  const name = (row: RecordView) => (linked ? <Link to={`/mediation/${row.id}?tab=documents`}>{row.title}</Link> : row.title)
  return (
    <PlainTable
      label="保管期满的卷宗"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { label: '卷号', cell: (row) => textOf(row, 'fileNo'), kind: 'short' },
        { label: '案件', cell: name },
        { label: '结果', cell: (row) => row.labels['outcome'] ?? '', kind: 'short' },
        { label: '立卷', cell: (row) => textOf(row, 'filedOn'), kind: 'short' },
        { label: '期限', cell: (row) => row.labels['retention'] ?? '', kind: 'short' },
        { label: '保管至', cell: (row) => textOf(row, 'retainUntil'), kind: 'short' },
        { label: '存放', cell: (row) => textOf(row, 'shelfNo') },
      ]}
    />
  )
}
