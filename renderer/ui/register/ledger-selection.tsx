import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Chosen } from '../../../core/contract/register.ts'
import { bulkFields } from '../../../core/domain/bulk-fields.ts'
import { registers } from '../../../core/domain/registers.ts'
import { countText } from '../../lib/format.ts'
import type { Done } from './done-notice.tsx'

const BulkDialog = lazy(async () => ({ default: (await import('./bulk-dialog.tsx')).BulkDialog }))
const MergeDialog = lazy(async () => ({ default: (await import('./merge-dialog.tsx')).MergeDialog }))

interface LedgerSelectionProps {
  chosen: Chosen
  /** records that are ticked */
  picked: number
  /** hits in all; undefined while they are being counted */
  total: number | undefined
  onSelectEvery: () => void
  onClear: () => void
  onDone: (done: Done) => void
  onExport: () => void
  onCopy: () => void
  onPrint: () => void
}

/** What is ticked, and what can be done with it. */
export function LedgerSelection(props: LedgerSelectionProps) {
  const { chosen, picked, total } = props
  const { query, selection } = chosen
  const { register } = query
  const { counter, workflow = false } = registers[register]
  const [open, setOpen] = useState<'bulk' | 'merge'>()
  const close = () => {
    setOpen(undefined)
  }
  const [first, second] = selection.all ? [] : selection.ids
  const changeable = query.deleted !== true && !workflow
  const pair = changeable && !selection.all && selection.ids.length === 2 && first !== undefined && second !== undefined
  return (
    <div className="ledger-selection no-print" role="group" aria-label="选中的记录">
      <span role="status">
        已选 <b>{countText(picked)}</b> {counter}
        {selection.all && selection.except.length > 0 && `（全部命中，除去 ${countText(selection.except.length)} ${counter}）`}
      </span>
      {!selection.all && (total === undefined || total > picked) && (
        <button type="button" className="link" onClick={props.onSelectEvery}>
          选中全部{total === undefined ? '' : ` ${countText(total)} ${counter}`}
        </button>
      )}
      <button type="button" className="link" onClick={props.onClear}>
        取消选择
      </button>
      <span className="actions push">
        {changeable && bulkFields(registers[register]).length > 0 && (
          <Button
            size="small"
            type="primary"
            onClick={() => {
              setOpen('bulk')
            }}
          >
            批量修改
          </Button>
        )}
        {pair && (
          <Button
            size="small"
            onClick={() => {
              setOpen('merge')
            }}
          >
            合并
          </Button>
        )}
        <Button size="small" onClick={props.onExport}>
          导出所选
        </Button>
        <Button size="small" onClick={props.onCopy}>
          复制所选
        </Button>
        <Button size="small" onClick={props.onPrint}>
          打印所选
        </Button>
      </span>
      <Suspense fallback={null}>
        {open === 'bulk' && (
          <BulkDialog
            register={register}
            chosen={chosen}
            picked={picked}
            open
            onClose={close}
            onDone={(text, changeSetId) => {
              close()
              props.onDone({ text, ...(changeSetId !== null && { changeSetId }) })
            }}
          />
        )}
        {open === 'merge' && pair && (
          <MergeDialog
            register={register}
            ids={[first, second]}
            open
            onClose={close}
            onMerged={(text, changeSetId) => {
              close()
              props.onDone({ text, changeSetId })
            }}
          />
        )}
      </Suspense>
    </div>
  )
}
