import { Button, Checkbox, Popover } from 'antd'
import { useState } from 'react'
import type { LedgerLayout } from './ledger-columns.tsx'

interface ColumnChooserProps {
  columns: readonly { field: string; label: string }[]
  layout: LedgerLayout
  onChange: (layout: LedgerLayout) => void
  /** takes the usual columns, order and widths again */
  onReset: () => void
}

/** 列: which columns are shown, in which order — by dragging, or by 上移 and 下移. The last one cannot be hidden. */
export function ColumnChooser(props: ColumnChooserProps) {
  return (
    <Popover trigger="click" placement="bottomRight" destroyOnHidden content={<ColumnList {...props} />}>
      <Button size="small">列</Button>
    </Popover>
  )
}

function ColumnList({ columns, layout, onChange, onReset }: ColumnChooserProps) {
  const [dragged, setDragged] = useState<string>()
  const labelOf = (field: string) => columns.find((column) => column.field === field)?.label ?? field
  const hidden = columns.filter(({ field }) => layout.every((column) => column.field !== field))
  const move = (field: string, to: number) => {
    const from = layout.findIndex((column) => column.field === field)
    const column = layout[from]
    if (column === undefined || to < 0 || to >= layout.length || from === to) return
    const rest = layout.toSpliced(from, 1)
    onChange(rest.toSpliced(to, 0, column))
  }
  return (
    <div className="column-chooser">
      <ol className="column-list" aria-label="显示的列，按顺序">
        {layout.map(({ field }, index) => (
          <li
            key={field}
            className="column-line"
            draggable
            data-dragged={field === dragged}
            onDragStart={({ dataTransfer }) => {
              dataTransfer.effectAllowed = 'move'
              setDragged(field)
            }}
            onDragOver={(event) => {
              if (dragged === undefined) return
              event.preventDefault()
              if (dragged !== field) move(dragged, index)
            }}
            onDragEnd={() => {
              setDragged(undefined)
            }}
          >
            <Checkbox
              checked
              disabled={layout.length === 1}
              onChange={() => {
                onChange(layout.filter((column) => column.field !== field))
              }}
            >
              {labelOf(field)}
            </Checkbox>
            <span className="column-moves push">
              <button
                type="button"
                className="link"
                aria-label={`上移${labelOf(field)}`}
                disabled={index === 0}
                onClick={() => {
                  move(field, index - 1)
                }}
              >
                上移
              </button>
              <button
                type="button"
                className="link"
                aria-label={`下移${labelOf(field)}`}
                disabled={index === layout.length - 1}
                onClick={() => {
                  move(field, index + 1)
                }}
              >
                下移
              </button>
            </span>
          </li>
        ))}
      </ol>
      {hidden.length > 0 && (
        <div className="column-list column-rest" role="group" aria-label="没有显示的列">
          {hidden.map(({ field, label }) => (
            <Checkbox
              key={field}
              checked={false}
              onChange={() => {
                onChange([...layout, { field, width: null }])
              }}
            >
              {label}
            </Checkbox>
          ))}
        </div>
      )}
      <div className="column-foot">
        <span className="muted note">拖动可换位置；在表头上拖动边线可改宽度。</span>
        <Button size="small" onClick={onReset}>
          恢复默认
        </Button>
      </div>
    </div>
  )
}
