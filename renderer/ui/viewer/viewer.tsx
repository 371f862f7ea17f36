import { Button } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'
import type { ReactNode } from 'react'
import type { OnBytes } from '../../lib/file-bytes.ts'
import { sizeText } from '../../lib/size-text.ts'
import { Dialog } from '../dialog.tsx'
import { Icon } from '../icons.tsx'
import { isComposing } from '../keyboard.ts'
import { Notice } from '../notice.tsx'
import { ImagePaper } from './image-paper.tsx'
import { PdfPaper } from './pdf-paper.tsx'
import { SheetsPaper } from './sheets-paper.tsx'
import type { SheetText } from './sheets-paper.tsx'
import { WordPaper } from './word-paper.tsx'
import { isPrintable, printFile } from './print-file.ts'
import { wordsOf } from './words-of.ts'
import { stepZoom } from './zoom.ts'
import './viewer.css'

/** A paper to be looked at. Its bytes come part by part and stay in memory. */
export interface ViewedFile {
  id: string
  name: string
  mediaType: string
  read: (onBytes: OnBytes, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>
  /** for a workbook instead of its bytes */
  sheets?: () => Promise<readonly SheetText[]>
}

export interface ViewerProps {
  files: readonly ViewedFile[]
  /** id of the one that is shown */
  shown: string
  onShow: (id: string) => void
  onClose: () => void
  /** what can be done with the one shown: 裁剪、转正, 另存为 */
  actions?: ReactNode
}

/** Looks at scans, photographs, PDF, Word and Excel files inside the desk. ← → another file, + − size, R turn, Esc back. */
export function Viewer({ files, shown, onShow, onClose, actions }: ViewerProps) {
  const at = Math.max(
    files.findIndex(({ id }) => id === shown),
    0,
  )
  const file = files[at]
  const [zoom, setZoom] = useState(1)
  const [turns, setTurns] = useState(0)
  const [bytes, setBytes] = useState<Uint8Array<ArrayBuffer>>()
  const go = (step: number) => {
    const next = files[at + step]
    if (next === undefined) return
    setZoom(1)
    setTurns(0)
    setBytes(undefined)
    onShow(next.id)
  }
  const turn = () => {
    setTurns((now) => (now + 1) % 4)
  }
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => {
      go(-1)
    },
    ArrowRight: () => {
      go(1)
    },
    '+': () => {
      setZoom(stepZoom(zoom, 1))
    },
    '=': () => {
      setZoom(stepZoom(zoom, 1))
    },
    '-': () => {
      setZoom(stepZoom(zoom, -1))
    },
    '0': () => {
      setZoom(1)
    },
    r: turn,
    R: turn,
  }
  if (file === undefined) return null
  const turnable = /^image\/|pdf$/.test(file.mediaType)
  return (
    <Dialog open label={`查看：${file.name}`} className="viewer" onClose={onClose}>
      <div
        className="viewer-frame"
        onKeyDown={(event) => {
          if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return
          if (event.target instanceof Element && event.target.closest('input, textarea, [role=tablist]') !== null) return
          const run = keys[event.key]
          if (run === undefined) return
          event.preventDefault()
          run()
        }}
      >
        <div className="viewer-bar">
          <h2 title={file.name}>{file.name}</h2>
          {files.length > 1 && (
            <span className="actions">
              <Tool icon="left" label="上一件" keys="ArrowLeft" disabled={at === 0} onClick={keys['ArrowLeft']} />
              <span className="muted note viewer-count" role="status">
                第 {at + 1} 件 / 共 {files.length} 件
              </span>
              <Tool
                icon="right"
                label="下一件"
                keys="ArrowRight"
                disabled={at === files.length - 1}
                onClick={keys['ArrowRight']}
              />
            </span>
          )}
          <span className="actions push">
            <Button onClick={keys['-']} aria-keyshortcuts="-" title="缩小（－）" aria-label="缩小">
              －
            </Button>
            <span className="viewer-zoom" role="status" aria-label="大小">
              {Math.round(zoom * 100)}%
            </span>
            <Button onClick={keys['+']} aria-keyshortcuts="+" title="放大（＋）" aria-label="放大">
              ＋
            </Button>
            {turnable && (
              <Button onClick={turn} aria-keyshortcuts="R" title="转动 90°（R）">
                转动
              </Button>
            )}
            {isPrintable(file.mediaType) && <PrintButton key={file.id} file={file} bytes={bytes} />}
            {actions}
            <Button onClick={onClose} title="Esc">
              关闭
            </Button>
          </span>
        </div>
        <OpenFile key={file.id} file={file} zoom={zoom} turns={turns} onRead={setBytes} />
      </div>
    </Dialog>
  )
}

function Tool(props: {
  icon: 'left' | 'right'
  label: string
  keys: string
  disabled: boolean
  onClick: (() => void) | undefined
}) {
  return (
    <Button
      icon={<Icon name={props.icon} />}
      aria-label={props.label}
      title={props.label}
      aria-keyshortcuts={props.keys}
      disabled={props.disabled}
      onClick={props.onClick}
    />
  )
}

type State =
  | { is: 'reading'; done: number; total: number }
  | { is: 'read'; bytes: Uint8Array<ArrayBuffer> }
  | { is: 'failed'; message: string }

function PrintButton({ file, bytes }: { file: ViewedFile; bytes: Uint8Array<ArrayBuffer> | undefined }) {
  const [words, setWords] = useState<string>()
  return (
    <>
      {words !== undefined && (
        <span className="muted note" role="status">
          {words}
        </span>
      )}
      <Button
        icon={<Icon name="print" />}
        disabled={bytes === undefined}
        onClick={() => {
          if (bytes === undefined) return
          printFile(bytes, file.mediaType, file.name, (page, pages) => {
            setWords(`正在准备第 ${String(page)} / ${String(pages)} 页`)
          }).then(
            () => {
              setWords(undefined)
            },
            (error: unknown) => {
              setWords(`没有打印：${wordsOf(error)}`)
            },
          )
        }}
      >
        打印
      </Button>
    </>
  )
}

function OpenFile(props: { file: ViewedFile; zoom: number; turns: number; onRead: (bytes: Uint8Array<ArrayBuffer>) => void }) {
  const { file, zoom, turns } = props
  const [state, setState] = useState<State>({ is: 'reading', done: 0, total: 0 })
  const fail = (message: string) => {
    setState({ is: 'failed', message })
  }
  const { sheets } = file
  const read = useEffectEvent(file.read)
  const onRead = useEffectEvent(props.onRead)
  useEffect(() => {
    if (sheets !== undefined) return
    const stop = new AbortController()
    read((done, total) => {
      if (!stop.signal.aborted) setState({ is: 'reading', done, total })
    }, stop.signal).then(
      (bytes) => {
        if (stop.signal.aborted) return
        setState({ is: 'read', bytes })
        onRead(bytes)
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setState({ is: 'failed', message: wordsOf(error) })
      },
    )
    return () => {
      stop.abort()
    }
  }, [sheets])

  if (state.is === 'failed')
    return (
      <div className="viewer-desk" tabIndex={-1}>
        <Notice tone="bad">
          {file.name}：{state.message}
        </Notice>
      </div>
    )
  if (sheets !== undefined) return <SheetsPaper load={sheets} zoom={zoom} onFailed={fail} />
  if (state.is === 'reading')
    return (
      <div className="viewer-desk viewer-wait" tabIndex={-1} ref={focus}>
        <p role="status">正在打开…{state.total > 0 && ` ${sizeText(state.done)} / ${sizeText(state.total)}`}</p>
        <progress aria-label="正在打开" {...(state.total > 0 && { value: state.done, max: state.total })} />
      </div>
    )
  const paper = { bytes: state.bytes, name: file.name, zoom, turns, onFailed: fail }
  if (file.mediaType === 'application/pdf') return <PdfPaper {...paper} />
  if (file.mediaType.startsWith('image/')) return <ImagePaper {...paper} mediaType={file.mediaType} />
  if (file.mediaType.includes('wordprocessing')) return <WordPaper {...paper} />
  return (
    <div className="viewer-desk" tabIndex={0} ref={focus}>
      <Notice tone="info">这种文件不能在这里查看。</Notice>
    </div>
  )
}

/** Keys go to the paper from the first moment. */
export const focus = (element: HTMLElement | null): void => {
  element?.focus()
}
