import { useState } from 'react'
import type { ClipboardEvent, DragEvent, ReactNode } from 'react'
import { Tag } from './sheet.tsx'
import type { Tone } from './sheet.tsx'
import './document-list.css'

export interface DocumentRow {
  id: string
  title: string
  /** 缺, 草稿, 已签, 已扫描, 按需, 未到期 */
  state: { tone: Tone; text: string }
  detail?: ReactNode
  actions: readonly { label: string; run: () => void }[]
  /** after the actions: a menu of rarer ones */
  more?: ReactNode
  /** the document being worked on */
  now?: boolean
  /** under the row: its scans */
  below?: ReactNode
}

export interface DocumentListProps {
  /** in statutory order; the number is the place */
  rows: readonly DocumentRow[]
  /** files dropped on a row, or pasted while the keyboard is in it, take its place in the file */
  onFiles?: ((id: string, files: readonly File[], how: 'dropped' | 'pasted') => void) | undefined
  /** something of the list itself, dragged as {@link draggedItem}, dropped on a row */
  onItem?: ((id: string, item: string) => void) | undefined
}

/** Type of what is dragged from row to row; its data is the id of the thing. */
export const draggedItem = 'application/x-pingan-item'

/** The case's documents with their state and what can be done with each. */
export function DocumentList({ rows, onFiles, onItem }: DocumentListProps) {
  const [over, setOver] = useState<string>()
  const taking = (id: string) => ({
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      setOver(id)
    },
    onDragLeave: () => {
      setOver(undefined)
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(undefined)
      const item = event.dataTransfer.getData(draggedItem)
      if (item !== '') onItem?.(id, item)
      else if (event.dataTransfer.files.length > 0) onFiles?.(id, [...event.dataTransfer.files], 'dropped')
    },
    onPaste: ({ clipboardData, target }: ClipboardEvent) => {
      const typing = target instanceof Element && target.closest('input, textarea') !== null
      if (!typing && clipboardData.files.length > 0) onFiles?.(id, [...clipboardData.files], 'pasted')
    },
  })
  return (
    <table className="documents">
      <caption className="unseen">文书目录</caption>
      <thead className="unseen">
        <tr>
          <th scope="col">序号</th>
          <th scope="col">文书</th>
          <th scope="col">状态</th>
          <th scope="col">说明</th>
          <th scope="col">操作</th>
        </tr>
      </thead>
      {rows.map((row, index) => (
        <tbody
          key={row.id}
          className={over === row.id ? 'document-drop' : row.now === true ? 'document-now' : undefined}
          {...(onFiles !== undefined && taking(row.id))}
        >
          <tr>
            <td className="document-no">{index + 1}</td>
            <td>{row.title}</td>
            <td>
              <Tag tone={row.state.tone}>{row.state.text}</Tag>
            </td>
            <td className="muted note document-detail">{row.detail}</td>
            <td className="document-do no-print">
              {row.actions.map(({ label, run }) => (
                <button type="button" className="link" key={label} onClick={run} aria-label={`${label}：${row.title}`}>
                  {label}
                </button>
              ))}
              {row.more}
            </td>
          </tr>
          {row.below !== undefined && (
            <tr className="document-below">
              <td />
              <td colSpan={4}>{row.below}</td>
            </tr>
          )}
        </tbody>
      ))}
    </table>
  )
}
