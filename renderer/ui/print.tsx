import { use } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { LockedContext } from './keyboard.ts'
import './print.css'

/** Opens the printer's dialog for what the page shows; the frame and `no-print` parts stay off the paper. */
export function printPage(): void {
  window.print()
}

/** What is on paper alone. It stands beside the page, which is left out while it prints, so that no empty sheet comes before it. */
export function Paper({ className, children }: { className: string; children: ReactNode }) {
  if (use(LockedContext)) return null
  return createPortal(<article className={`print-only ${className}`}>{children}</article>, document.body)
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
  const parts = (
    <>
      <header className="paper-head">
        <h1>{props.title}</h1>
        <span>{props.note}</span>
      </header>
      {props.children}
      <footer className="paper-foot">
        <span>{props.watermark}</span>
        <span>平安台</span>
      </footer>
    </>
  )
  if (props.onPaperOnly === true) return <Paper className="paper-upright">{parts}</Paper>
  return <article className="paper-upright">{parts}</article>
}
