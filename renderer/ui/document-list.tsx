import { useState } from 'react'
import type { DragEvent, ReactNode } from 'react'
import { Tag } from './sheet.tsx'
import type { Tone } from './sheet.tsx'

export interface DocumentRow {
  id: string
  title: string
  /** 缺, 草稿, 已签, 已扫描, 按需, 未到期 */
  state: { tone: Tone; text: string }
  detail?: ReactNode
  actions: readonly { label: string; run: () => void }[]
  /** the document being worked on */
  now?: boolean
}

export interface DocumentListProps {
  /** in statutory order; the number is the place */
  rows: readonly DocumentRow[]
  /** scans dropped on a row take its place in the file */
  onDrop?: ((id: string, files: readonly File[]) => void) | undefined
}

/** The case's documents with their state and what can be done with each. */
export function DocumentList({ rows, onDrop }: DocumentListProps) {
  const [over, setOver] = useState<string>()
  const dropping = (id: string) => ({
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
      onDrop?.(id, [...event.dataTransfer.files])
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
      <tbody>
        {rows.map((row, index) => (
          <tr
            key={row.id}
            className={over === row.id ? 'document-drop' : row.now === true ? 'document-now' : undefined}
            {...(onDrop !== undefined && dropping(row.id))}
          >
            <td className="document-no">{index + 1}</td>
            <td>{row.title}</td>
            <td>
              <Tag tone={row.state.tone}>{row.state.text}</Tag>
            </td>
            <td className="muted note">{row.detail}</td>
            <td className="document-do no-print">
              {row.actions.map(({ label, run }) => (
                <button type="button" className="link" key={label} onClick={run} aria-label={`${label}：${row.title}`}>
                  {label}
                </button>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
