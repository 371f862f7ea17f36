import { Button } from 'antd'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { api, saveFile } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { Dialog } from '../dialog.tsx'
import { Icon } from '../icons.tsx'
import { useLook } from '../look.ts'
import { Notice } from '../notice.tsx'
import { DocumentVersions } from './document-versions.tsx'
import { fontFaces, missingFonts } from './official-fonts.ts'
import { useWordEditing } from './word-editing.tsx'
import './document-preview.css'

export interface DocumentRequest {
  template: string
  recordId: string
  title: string
  /** how many to print and for whom: 共 3 份：当事人各一份，调委会留存一份 */
  copies?: string | undefined
  /** where the file comes from when it is not the record's own document: a template that is tried, an older version. Then it is only looked at */
  load?: (() => Promise<MadeFile>) | undefined
}

interface MadeFile {
  name: string
  fileRef: string
  base64: string
  /** edited in Word, and the record says something else by now */
  outdated?: boolean
}

interface Produced {
  name: string
  fileRef: string
  pages: number
  lacking: readonly string[]
  outdated: boolean
}

type State = { is: 'drawing' } | { is: 'drawn'; produced: Produced } | { is: 'failed'; message: string }

/** The document as it will lie on the paper; what is shown is what is printed and what Word opens. */
export function DocumentPreview({ request, onClose }: { request: DocumentRequest; onClose: () => void }) {
  const { template, recordId, title, copies, load } = request
  const { nonce } = useLook()
  const desk = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<State>({ is: 'drawing' })
  const [saved, setSaved] = useState<string>()
  const [drawn, setDrawn] = useState(0)
  const [history, setHistory] = useState(false)
  const [older, setOlder] = useState<DocumentRequest>()
  const loadFile = useEffectEvent(() => load?.() ?? api.document.produce({ template, recordId, format: 'docx' }))
  const word = useWordEditing({ template, recordId }, () => {
    setDrawn((count) => count + 1)
  })
  usePaperPrint(desk, title)

  useEffect(() => {
    const paper = document.createElement('div')
    const pageStyles: HTMLStyleElement[] = []
    let wanted = true
    desk.current?.append(paper)
    void show(loadFile(), paper, nonce, pageStyles).then(
      (produced) => {
        if (wanted) setState({ is: 'drawn', produced })
      },
      (error: unknown) => {
        if (wanted) setState({ is: 'failed', message: messageOf(error) })
      },
    )
    return () => {
      wanted = false
      paper.remove()
      for (const style of pageStyles) style.remove()
    }
  }, [template, recordId, nonce, drawn])

  const produced = state.is === 'drawn' ? state.produced : undefined
  const saveAs = () => {
    if (produced === undefined) return
    saveFile(produced.fileRef, produced.name).then(
      () => {
        setSaved(`已保存 ${produced.name}`)
      },
      (error: unknown) => {
        setSaved(messageOf(error))
      },
    )
  }
  return (
    <Dialog open label={`预览：${title}`} className="document-dialog" onClose={onClose}>
      <div className="document-bar">
        <h2>{title}</h2>
        <span className="muted note" role="status">
          {state.is === 'drawing' && '正在生成…'}
          {produced !== undefined && `A4 · ${String(produced.pages)} 页`}
          {copies !== undefined && ` · ${copies}`}
          {saved !== undefined && ` · ${saved}`}
        </span>
        <span className="actions push">
          <Button onClick={onClose}>关闭</Button>
          <Button icon={<Icon name="download" />} disabled={produced === undefined} onClick={saveAs}>
            另存为 Word
          </Button>
          {load === undefined && produced !== undefined && (
            <>
              <Button
                aria-expanded={history}
                onClick={() => {
                  setHistory(!history)
                }}
              >
                版本
              </Button>
              {word.button}
            </>
          )}
          {produced !== undefined && (
            <Button
              type="primary"
              autoFocus
              icon={<Icon name="print" />}
              onClick={() => {
                // what is printed to be signed is kept with its template, so that it can be made again
                if (load === undefined) void api.document.keep({ template, recordId }).catch(() => undefined)
                window.print()
              }}
            >
              打印
            </Button>
          )}
        </span>
      </div>
      {word.notice}
      {history && (
        <DocumentVersions
          paper={{ template, recordId }}
          revision={drawn}
          onLook={(id, name) => {
            setOlder({ template, recordId, title: `${title}（${name}）`, load: () => api.document.readVersion({ id }) })
          }}
          onDiscarded={() => {
            setDrawn((count) => count + 1)
          }}
        />
      )}
      {state.is === 'failed' && <Notice tone="bad">没有生成：{state.message}</Notice>}
      {produced?.outdated === true && (
        <Notice tone="warn">
          这一份在 Word 中改过，之后案件内容又有改动，改动没有带进来。请点“版本”核对，需要时“改回按案件内容生成”。
        </Notice>
      )}
      {produced !== undefined && produced.lacking.length > 0 && (
        <Notice tone="info">
          这台电脑没有{produced.lacking.join('、')}，预览和打印用相近字体代替；Word 文件里仍写明规定字体。
        </Notice>
      )}
      <div className="document-desk" ref={desk} tabIndex={0} aria-label="文书页面" aria-busy={state.is === 'drawing'} />
      {older !== undefined && (
        <DocumentPreview
          request={older}
          onClose={() => {
            setOlder(undefined)
          }}
        />
      )}
    </Dialog>
  )
}

async function show(
  loading: Promise<MadeFile>,
  paper: HTMLElement,
  nonce: string,
  pageStyles: HTMLStyleElement[],
): Promise<Produced> {
  const [{ drawDocument, styleOf }, { name, fileRef, base64, outdated = false }] = await Promise.all([
    import('./draw-document.ts'),
    loading,
  ])
  const addPageStyle = (css: string) => {
    if (!paper.isConnected) return
    const style = styleOf(css, nonce)
    pageStyles.push(style)
    document.head.append(style)
  }
  addPageStyle(fontFaces())
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  const { pages, pageCss } = await drawDocument(bytes, paper.attachShadow({ mode: 'open' }), nonce)
  addPageStyle(pageCss)
  return { name, fileRef, pages, lacking: await missingFonts(), outdated }
}

/** While printing, the paper stands alone in the page and gives the file its name; afterwards it is back on the desk. */
function usePaperPrint(desk: React.RefObject<HTMLDivElement | null>, title: string): void {
  const takeTitle = useEffectEvent(() => title)
  useEffect(() => {
    const tray = document.createElement('div')
    tray.className = 'paper-out'
    document.body.append(tray)
    const name = document.title
    const before = () => {
      document.title = takeTitle()
      tray.append(...(desk.current?.children ?? []))
    }
    const after = () => {
      document.title = name
      desk.current?.append(...tray.children)
    }
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
      document.title = name
      tray.remove()
    }
  }, [desk])
}
