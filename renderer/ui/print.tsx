import type { ReactNode } from 'react'
import './print.css'

/** Opens the printer's dialog for what the page shows; the frame and `no-print` parts stay off the paper. */
export function printPage(): void {
  window.print()
}

/**
 * Content that exists on paper alone or is framed for it: title, unit and day above, watermark line below.
 * `onPaperOnly` keeps it off the screen (the morning sheet of the today page).
 */
export function PrintSheet(props: {
  title: string
  /** unit and day at the right of the title */
  note: string
  /** who printed, when, serial number */
  watermark: string
  onPaperOnly?: boolean
  children: ReactNode
}) {
  return (
    <article className={props.onPaperOnly === true ? 'print-only' : undefined}>
      <header className="paper-head">
        <h1>{props.title}</h1>
        <span>{props.note}</span>
      </header>
      {props.children}
      <footer className="paper-foot">
        <span>{props.watermark}</span>
        <span>平安台</span>
      </footer>
    </article>
  )
}
