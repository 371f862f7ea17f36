import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLook } from '../look.ts'
import type { PaperProps } from './image-paper.tsx'

/** A Word file sheet by sheet, as the preview of our own documents draws them. */
export function WordPaper({ bytes, name, zoom, onFailed }: PaperProps) {
  const { nonce } = useLook()
  const desk = useRef<HTMLDivElement>(null)
  const paper = useRef<HTMLDivElement>(null)
  const [pages, setPages] = useState<number>()
  const fail = useEffectEvent(onFailed)
  useEffect(() => {
    const sheet = document.createElement('div')
    let wanted = true
    paper.current?.append(sheet)
    const shadow = sheet.attachShadow({ mode: 'open' })
    import('../document-preview/draw-document.ts')
      .then(({ drawDocument }) => drawDocument(bytes, shadow, nonce))
      .then(
        (drawn) => {
          if (wanted) setPages(drawn.pages)
        },
        () => {
          if (wanted) fail('这个 Word 文件打不开，可能已损坏')
        },
      )
    desk.current?.focus()
    return () => {
      wanted = false
      sheet.remove()
    }
  }, [bytes, nonce])
  return (
    <div className="viewer-desk" tabIndex={0} ref={desk} aria-label={pages === undefined ? name : `${name}，${String(pages)} 页`}>
      {pages === undefined && <p role="status">正在打开…</p>}
      <div ref={paper} style={{ zoom }} />
    </div>
  )
}
