import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { ChangeSetView } from '../../../core/contract/register.ts'
import { registerNames } from '../../../core/domain/registers.ts'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { instantText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { recordCounts, UndoDialog } from '../../ui/register/undo-dialog.tsx'
import { Tag } from '../../ui/sheet.tsx'

const pageSize = 50

/** Every operation that changed a ledger, newest first; those whose whole effect can be taken back offer it. */
export function OperationTab() {
  const { today } = useSession()
  const [undoable, setUndoable] = useState(false)
  const [asked, setAsked] = useState<string>()
  const [said, setSaid] = useState<string>()
  const list = useInfiniteQuery({
    queryKey: ['operations', undoable],
    queryFn: ({ pageParam }) => api.register.changeSets({ offset: pageParam, limit: pageSize, undoable }),
    initialPageParam: 0,
    getNextPageParam: ({ more }, pages) => (more ? pages.length * pageSize : null),
    meta: { registers: registerNames },
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className="system-part system-wide" aria-label="操作记录">
      <div className="system-line">
        <p className="muted">谁在什么时候登记、修改、导入、合并了什么。能撤销的，一步恢复原样；撤销前先看清会影响哪些记录。</p>
        <Checkbox
          className="push"
          checked={undoable}
          onChange={({ target }) => {
            setUndoable(target.checked)
          }}
        >
          只看能撤销的
        </Checkbox>
      </div>
      {said !== undefined && <Notice tone="good">{said}</Notice>}
      {list.isError && <Notice tone="bad">{messageOf(list.error)}</Notice>}
      {list.data !== undefined && rows.length === 0 && (
        <p className="muted">{undoable ? '没有能撤销的操作。' : '还没有操作。'}</p>
      )}
      {rows.length > 0 && (
        <PlainTable<ChangeSetView>
          label="操作记录"
          rows={rows}
          keyOf={({ changeSetId }) => changeSetId}
          columns={[
            { label: '时间', kind: 'short', cell: ({ at }) => instantText(at, today) },
            { label: '谁', kind: 'short', cell: ({ actor }) => actor },
            { label: '操作', kind: 'short', cell: ({ label }) => label },
            { label: '对象', cell: ({ title }) => title ?? '—' },
            { label: '涉及', cell: ({ counts }) => recordCounts(counts) },
            {
              label: '撤销',
              kind: 'short',
              cell: ({ changeSetId, label, at, undone, undoable: can }) =>
                undone ? (
                  <Tag tone="grey">已撤销</Tag>
                ) : can ? (
                  <button
                    type="button"
                    className="link"
                    aria-label={`撤销 ${instantText(at, today)} ${label}`}
                    onClick={() => {
                      setSaid(undefined)
                      setAsked(changeSetId)
                    }}
                  >
                    撤销
                  </button>
                ) : null,
            },
          ]}
        />
      )}
      {list.hasNextPage && (
        <div>
          <Button
            loading={list.isFetchingNextPage}
            onClick={() => {
              void list.fetchNextPage()
            }}
          >
            再看更早的 {pageSize} 次
          </Button>
        </div>
      )}
      {asked !== undefined && (
        <UndoDialog
          open
          changeSetId={asked}
          onClose={() => {
            setAsked(undefined)
          }}
          onUndone={(text) => {
            setAsked(undefined)
            setSaid(text)
            void list.refetch()
          }}
        />
      )}
    </section>
  )
}
