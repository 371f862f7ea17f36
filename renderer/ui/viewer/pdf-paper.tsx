import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { wordsOf } from './words-of.ts'
import type { PaperProps } from './image-paper.tsx'
import type { OpenPdf, PageSize } from './open-pdf.ts'
import { useBox } from './use-box.ts'

/** All pages below each other; only those near the window are drawn. */
export function PdfPaper({ bytes, name, zoom, turns, onFailed }: PaperProps) {
  const desk = useRef<HTMLDivElement>(null)
  const room = useBox(desk)
  const [pdf, setPdf] = useState<OpenPdf>()
  const fail = useEffectEvent(onFailed)
  useEffect(() => {
    let opened: OpenPdf | undefined
    let wanted = true
    import('./open-pdf.ts')
      // the worker takes the bytes away: it gets a copy
      .then(({ openPdf }) => openPdf(bytes.slice()))
      .then(
        (next) => {
          opened = next
          if (wanted) setPdf(next)
          else next.close()
        },
        (error: unknown) => {
          if (wanted) fail(wordsOf(error))
        },
      )
    return () => {
      wanted = false
      opened?.close()
    }
  }, [bytes])
  useEffect(() => {
    desk.current?.focus()
  }, [])
  return (
    <div
      className="viewer-desk viewer-pages"
      tabIndex={0}
      ref={desk}
      aria-label={`${name}，${String(pdf?.pages.length ?? 0)} 页`}
    >
      {pdf === undefined && <p role="status">正在打开…</p>}
      {pdf !== undefined &&
        room !== undefined &&
        pdf.pages.map((size, index) => (
          <PdfPage key={index} pdf={pdf} page={index + 1} size={size} desk={desk} turns={turns} width={room.width} zoom={zoom} />
        ))}
    </div>
  )
}

interface PageProps {
  pdf: OpenPdf
  page: number
  size: PageSize
  desk: RefObject<HTMLDivElement | null>
  turns: number
  /** of the window */
  width: number
  zoom: number
}

/** a page is shown no wider than on paper at this size, in CSS pixels */
const comfortable = 1000

function PdfPage({ pdf, page, size, desk, turns, width, zoom }: PageProps) {
  const sheet = useRef<HTMLDivElement>(null)
  const near = useNear(sheet, desk)
  const turned = turns % 2 === 0 ? size : { width: size.height, height: size.width }
  const scale = (Math.min(width, comfortable) / turned.width) * zoom
  useEffect(() => {
    const { current } = sheet
    if (!near || current === null) return
    let wanted = true
    // sharp on a fine screen, but no canvas larger than the browser holds
    const sharp = Math.min(scale * window.devicePixelRatio, 4000 / Math.max(turned.width, turned.height))
    pdf.draw(page, sharp, turns).then(
      (canvas) => {
        canvas.setAttribute('role', 'img')
        canvas.setAttribute('aria-label', `第 ${String(page)} 页`)
        if (wanted) current.replaceChildren(canvas)
      },
      () => {
        if (wanted) current.replaceChildren(`第 ${String(page)} 页画不出来`)
      },
    )
    return () => {
      wanted = false
    }
  }, [near, pdf, page, scale, turns, turned.width, turned.height])
  useEffect(() => {
    if (!near) sheet.current?.replaceChildren()
  }, [near])
  return (
    <div
      className="viewer-sheet viewer-page"
      ref={sheet}
      style={{ width: turned.width * scale, height: turned.height * scale }}
    />
  )
}

/** Whether an element is in the window or a screen away from it. */
function useNear(element: RefObject<HTMLElement | null>, root: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (element.current === null) return
    const watch = new IntersectionObserver(
      ([entry]) => {
        setNear(entry?.isIntersecting === true)
      },
      { root: root.current, rootMargin: '100% 0px' },
    )
    watch.observe(element.current)
    return () => {
      watch.disconnect()
    }
  }, [element, root])
  return near
}
