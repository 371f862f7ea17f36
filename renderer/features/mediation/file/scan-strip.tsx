import { Dropdown } from 'antd'
import type { KeyboardEvent } from 'react'
import type { RecordView } from '../../../../core/contract/register.ts'
import { api, useLoaded } from '../../../lib/api.ts'
import { draggedItem } from '../../../ui/document-list.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { textOf } from '../case-state.ts'
import { isPicture, kindName, scanDetail } from './scan.ts'

export interface ScanDeeds {
  view: (scan: RecordView) => void
  edit: (scan: RecordView) => void
  rename: (scan: RecordView) => void
  remove: (scan: RecordView) => void
  /** to another place among its like, counted from 0 */
  moveTo: (scan: RecordView, index: number) => void
}

/** The scans of one paper as small pictures in their order. Alt+arrows and dragging change the order, F2 renames, Delete removes. */
export function ScanStrip({ title, scans, deeds }: { title: string; scans: readonly RecordView[]; deeds: ScanDeeds }) {
  return (
    <ol className="scans" aria-label={`${title}的扫描件`}>
      {scans.map((scan, index) => (
        <Scan key={scan.id} scan={scan} index={index} count={scans.length} scans={scans} deeds={deeds} />
      ))}
    </ol>
  )
}

interface ScanProps {
  scan: RecordView
  index: number
  count: number
  scans: readonly RecordView[]
  deeds: ScanDeeds
}

function Scan({ scan, index, count, scans, deeds }: ScanProps) {
  const name = textOf(scan, 'name')
  const evidence = scan.labels['evidenceId'] ?? ''
  const earlier = () => {
    if (index > 0) deeds.moveTo(scan, index - 1)
  }
  const later = () => {
    if (index < count - 1) deeds.moveTo(scan, index + 1)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const run = event.altKey
      ? { ArrowUp: earlier, ArrowLeft: earlier, ArrowDown: later, ArrowRight: later }[event.key]
      : {
          F2: () => {
            deeds.rename(scan)
          },
          Delete: () => {
            deeds.remove(scan)
          },
        }[event.key]
    if (run === undefined) return
    event.preventDefault() // Alt+← would leave the page
    run()
  }
  const items = [
    { key: 'view', label: '查看', onClick: () => deeds.view(scan) },
    ...(isPicture(scan) ? [{ key: 'edit', label: '裁剪、转正', onClick: () => deeds.edit(scan) }] : []),
    { key: 'rename', label: '改名、移到别处', onClick: () => deeds.rename(scan) },
    { key: 'earlier', label: '前移（Alt+↑）', disabled: index === 0, onClick: earlier },
    { key: 'later', label: '后移（Alt+↓）', disabled: index === count - 1, onClick: later },
    { key: 'remove', label: '移除', danger: true, onClick: () => deeds.remove(scan) },
  ]
  return (
    <li
      className="scan"
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(draggedItem, scan.id)
        event.dataTransfer.effectAllowed = 'move'
      }}
      onDrop={(event) => {
        const other = scans.find(({ id }) => id === event.dataTransfer.getData(draggedItem))
        if (other === undefined) return // from another paper: the row takes it
        event.preventDefault()
        event.stopPropagation()
        if (other !== scan) deeds.moveTo(other, index)
      }}
    >
      <button
        type="button"
        className="scan-open"
        title={`${name}\n${scanDetail(scan)}`}
        aria-label={`查看第 ${String(index + 1)} 件：${name}，${scanDetail(scan)}${evidence === '' ? '' : `，${evidence}`}`}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown F2 Delete"
        onKeyDown={onKeyDown}
        onClick={() => {
          deeds.view(scan)
        }}
      >
        <Thumbnail scan={scan} />
        <span className="scan-name">{name}</span>
        {evidence !== '' && <span className="scan-name dim">{evidence}</span>}
      </button>
      <Dropdown trigger={['click']} autoFocus menu={{ items }}>
        <button type="button" className="scan-more" aria-label={`更多：${name}`} aria-haspopup="menu">
          <Icon name="down" />
        </button>
      </Dropdown>
    </li>
  )
}

function Thumbnail({ scan }: { scan: RecordView }) {
  const has = textOf(scan, 'thumbHash') !== ''
  const { data } = useLoaded(['thumbnail', scan.id, scan.values['thumbHash']], () => readThumbnail(scan.id, has))
  if (typeof data === 'string') return <img className="scan-picture" src={data} alt="" draggable={false} />
  return (
    <span className="scan-picture scan-blank">
      <Icon name="document" />
      {kindName(textOf(scan, 'mediaType'))}
    </span>
  )
}

async function readThumbnail(id: string, has: boolean): Promise<string | null> {
  if (!has) return null
  const { base64, mediaType } = await api.attachment.read({ id, what: 'thumbnail', offset: 0 })
  return `data:${mediaType};base64,${base64}`
}
