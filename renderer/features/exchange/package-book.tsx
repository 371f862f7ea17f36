import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { PackageView } from '../../../core/contract/exchange.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { countText, instantText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { messageOf } from '../../lib/errors.ts'
import { useMedia } from '../../lib/use-media.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DocumentPreview } from '../../ui/document-preview/document-preview.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Facts } from '../../ui/ledger-page.tsx'
import { MediumChooser } from '../../ui/medium-chooser.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Sheet, Tag } from '../../ui/sheet.tsx'
import { LedgerCounts } from './ledger-counts.tsx'
import { briefCountsText, digestText, kindLabels, statusText, statusTone } from './package-words.ts'

type Show = 'all' | 'sent' | 'received'
const shows: Record<Show, string> = { all: '全部', sent: '发出', received: '收到' }

/** The book of packages: what was sent and received, and what became of it. */
export function PackageBook({ packages }: { packages: readonly PackageView[] }) {
  const { today } = useSession()
  const [show, setShow] = useState<Show>('all')
  const [open, setOpen] = useState<PackageView>()
  const rows = packages.filter(({ direction }) => show === 'all' || direction === show)
  return (
    <Sheet
      title="数据包登记簿"
      className="package-book"
      extra={
        <div className="views" role="group" aria-label="按方向看">
          {(Object.keys(shows) as Show[]).map((one) => (
            <button
              type="button"
              className="view"
              key={one}
              aria-pressed={show === one}
              onClick={() => {
                setShow(one)
              }}
            >
              {shows[one]}
            </button>
          ))}
        </div>
      }
    >
      {rows.length === 0 ? (
        <p className="exchange-pad muted">
          {packages.length === 0 ? '还没有数据包。第一次上报或接收后，每个包在这里都有一行。' : '没有这样的数据包。'}
        </p>
      ) : (
        <PlainTable<PackageView>
          label="数据包登记簿"
          rows={rows}
          keyOf={({ packageId }) => packageId}
          columns={[
            { label: '时间', kind: 'short', cell: ({ at }) => instantText(at, today) },
            {
              label: '种类',
              kind: 'short',
              cell: (row) => `${row.direction === 'sent' ? '发出' : '收到'}${kindLabels[row.kind] ?? ''}`,
            },
            { label: '对方单位', kind: 'short', cell: ({ peerName }) => peerName },
            { label: '包号', kind: 'short', cell: ({ packageNo }) => packageNo },
            {
              label: '内容',
              cell: (row) => (row.kind === 'receipt' ? '—' : briefCountsText(row.counts) || '零报告'),
            },
            {
              label: '状态',
              kind: 'short',
              cell: (row) => <Tag tone={statusTone(row)}>{statusText(row)}</Tag>,
            },
            { label: '回执', kind: 'short', cell: ({ receiptAt }) => (receiptAt === null ? '—' : instantText(receiptAt, today)) },
            { label: '未接收', kind: 'number', cell: ({ refused }) => (refused === 0 ? '—' : `${countText(refused)} 条`) },
            {
              label: '操作',
              kind: 'short',
              cell: (row) => (
                <button
                  type="button"
                  className="link"
                  aria-label={`详情：${row.packageNo}`}
                  onClick={() => {
                    setOpen(row)
                  }}
                >
                  详情
                </button>
              ),
            },
          ]}
        />
      )}
      {open !== undefined && (
        <PackageDetails
          one={open}
          onClose={() => {
            setOpen(undefined)
          }}
        />
      )}
    </Sheet>
  )
}

function PackageDetails({ one, onClose }: { one: PackageView; onClose: () => void }) {
  const { today } = useSession()
  const [slip, setSlip] = useState(false)
  const [copying, setCopying] = useState(false)
  if (slip) return <HandoverSlip packageId={one.packageId} onClose={onClose} />
  return (
    <Dialog open title={`数据包 ${one.packageNo}`} lightDismiss onClose={onClose}>
      <Facts
        facts={[
          {
            label: '种类',
            value: `${one.direction === 'sent' ? '发出' : '收到'}${kindLabels[one.kind] ?? one.kind}，第 ${String(one.seq)} 号`,
          },
          { label: one.direction === 'sent' ? '发往' : '来自', value: one.peerName },
          { label: '时间', value: instantText(one.at, today) },
          { label: '状态', value: <Tag tone={statusTone(one)}>{statusText(one)}</Tag> },
          { label: '回执', value: one.receiptAt === null ? null : instantText(one.receiptAt, today) },
          { label: '文件', value: one.fileName },
          { label: '摘要', value: <span className="digest">{digestText(one.digest)}</span> },
        ]}
      />
      {one.kind !== 'receipt' && <LedgerCounts counts={one.counts} />}
      {one.refused > 0 && <RefusedRecords packageId={one.packageId} count={one.refused} />}
      {copying && <FurtherCopy packageId={one.packageId} />}
      <div className="actions exchange-foot">
        <Button className="push" onClick={onClose}>
          关闭
        </Button>
        {one.direction === 'sent' && !copying && (
          <Button
            onClick={() => {
              setCopying(true)
            }}
          >
            再写一份到U盘
          </Button>
        )}
        <Button
          icon={<Icon name="print" />}
          onClick={() => {
            setSlip(true)
          }}
        >
          打印交接单
        </Button>
      </div>
    </Dialog>
  )
}

/** The same file once more, for a stick that was full, lost or pulled out. */
function FurtherCopy({ packageId }: { packageId: string }) {
  const { choice, chosen, failure } = useMedia()
  const writing = useMutation({ mutationFn: (mediumId: string) => api.exchange.rewrite({ packageId, mediumId }) })
  return (
    <section aria-label="再写一份到U盘">
      <MediumChooser label="写到哪里" {...choice} />
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      {writing.isError && <Notice tone="bad">没有写成：{messageOf(writing.error)}</Notice>}
      {writing.data !== undefined && <Notice tone="good">已写入并读回核对：{writing.data.fileName}</Notice>}
      <div className="actions">
        <Button
          type="primary"
          disabled={chosen === undefined}
          loading={writing.isPending}
          onClick={() => {
            if (chosen !== undefined) writing.mutate(chosen.id)
          }}
        >
          写入
        </Button>
      </div>
    </section>
  )
}

/** What the other side did not take, and why: the reasons its receipt gave. */
function RefusedRecords({ packageId, count }: { packageId: string; count: number }) {
  const { data } = useLoaded(['exchange', 'refused', packageId], () => api.exchange.listRefused({ packageId }))
  return (
    <>
      <Notice tone="warn">对方有 {countText(count)} 条没有接收。改正后会随下一次上报再发。</Notice>
      <PlainTable
        label="对方没有接收的记录"
        rows={data?.refused ?? []}
        keyOf={({ recordId }) => recordId}
        columns={[
          { label: '台账', kind: 'short', cell: ({ label }) => label },
          { label: '记录', cell: ({ title }) => title },
          { label: '原因', cell: ({ message }) => message },
        ]}
      />
    </>
  )
}

/** The slip that goes with the stick: both sides sign it. */
export function HandoverSlip({ packageId, onClose }: { packageId: string; onClose: () => void }) {
  return (
    <DocumentPreview
      request={{ template: 'handover-slip', recordId: packageId, title: '数据包交接单', copies: '共 2 份：双方各一份' }}
      onClose={onClose}
    />
  )
}
