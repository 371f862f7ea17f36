import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import { registers } from '../../../core/domain/registers.ts'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { countText, instantText } from '../../lib/format.ts'
import { recordPath } from '../../lib/record-path.ts'
import { useSession } from '../../lib/session.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { commandLabel, detailText } from './audit-words.ts'

const pageSize = 100
type Entry = Awaited<ReturnType<typeof api.audit.list>>['entries'][number]

/** Who did what and when; and whether the chain of entries is whole. */
export function AuditTab() {
  const { account, today } = useSession()
  const admin = account.role === 'admin'
  const list = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam }) => api.audit.list({ limit: pageSize, ...(pageParam !== null && { before: pageParam }) }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ entries }) => (entries.length < pageSize ? null : (entries.at(-1)?.seq ?? null)),
    enabled: admin,
    staleTime: 0,
  })
  const check = useMutation({ mutationFn: () => api.audit.verify() })
  if (!admin) return <Notice tone="info">使用记录由管理员查看。</Notice>
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <section className="system-part system-wide" aria-label="使用记录">
      <div className="system-line">
        <p className="muted">
          每一次登录、写入、查看完整证号、打印、导出都记在这里。每条记录含上一条的校验值，删掉或改动任何一条都能查出来。
        </p>
        <Button
          className="push"
          loading={check.isPending}
          onClick={() => {
            check.mutate()
          }}
        >
          核对是否完整
        </Button>
      </div>
      {check.isError && <Notice tone="bad">{messageOf(check.error)}</Notice>}
      {check.data !== undefined &&
        (check.data.brokenAt === null ? (
          <Notice tone="good">
            共 {countText(check.data.entries)} 条，首尾相接，没有删改。最后一条的校验值{' '}
            <b>{check.data.head.slice(0, 16).toUpperCase()}</b>
          </Notice>
        ) : (
          <Notice tone="bad">
            第 {countText(check.data.brokenAt)} 条起对不上：记录被删改过。请保持现状，不要继续使用，联系上级信息技术人员。
          </Notice>
        ))}
      {list.isError && <Notice tone="bad">{messageOf(list.error)}</Notice>}
      <PlainTable<Entry>
        label="使用记录"
        rows={entries}
        keyOf={({ seq }) => seq}
        columns={[
          { label: '序号', kind: 'number', cell: ({ seq }) => countText(seq) },
          { label: '时间', kind: 'short', cell: ({ at }) => instantText(at, today) },
          { label: '谁', kind: 'short', cell: ({ actor }) => actor },
          { label: '做了什么', kind: 'short', cell: ({ command }) => commandLabel(command) },
          { label: '记录', kind: 'short', cell: ({ record }) => <Subject record={record} /> },
          { label: '详情', cell: ({ detail }) => <span className="muted">{detailText(detail)}</span> },
        ]}
      />
      {list.hasNextPage && (
        <div>
          <Button
            loading={list.isFetchingNextPage}
            onClick={() => {
              void list.fetchNextPage()
            }}
          >
            再看更早的 {pageSize} 条
          </Button>
        </div>
      )}
    </section>
  )
}

/** Leads to the record, which is shown there as far as it may be; a part of a record has no page. */
function Subject({ record }: Pick<Entry, 'record'>) {
  if (record === null) return null
  const { label, parent } = registers[record.register]
  return parent === undefined ? <Link to={recordPath(record.register, { id: record.id, values: {} })}>{label}</Link> : label
}
