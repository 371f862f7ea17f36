import type { ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useEscape } from './keyboard.ts'
import type { Fact } from './ledger-page.tsx'
import { Tag } from './sheet.tsx'
import type { Tone } from './sheet.tsx'
import './record-page.css'

/** Esc goes back to where this page was opened from; a page that was opened by its address has nothing behind it. */
export function useEscapeBack(): void {
  const navigate = useNavigate()
  const { key } = useLocation()
  useEscape(() => {
    // a field or a form of its own on the page needs the key
    if (document.activeElement?.closest('form, input, textarea') == null) void navigate(-1)
  }, key !== 'default')
}

/** A record fills the window: the header stays, the two columns under it scroll by themselves. Esc goes back. */
export function RecordPage({ header, children, side }: { header: ReactNode; children: ReactNode; side?: ReactNode }) {
  useEscapeBack()
  return (
    <div className="page page-fill">
      {header}
      <div className="record-body" data-side={side !== undefined}>
        <div className="sheet record-part">{children}</div>
        {side !== undefined && (
          <aside className="sheet record-part" aria-label="经过">
            {side}
          </aside>
        )}
      </div>
    </div>
  )
}

export interface RecordHeaderProps {
  title: string
  tags: readonly { tone: Tone; text: string }[]
  /** number, days, people, who may see it; the label may be empty */
  meta: readonly Fact[]
  /** the next action last and primary */
  actions?: ReactNode
  /** the Stepper, when the record has a workflow */
  children?: ReactNode
}

/** Who or what this is, how it stands, what comes next. Never scrolls away. */
export function RecordHeader({ title, tags, meta, actions, children }: RecordHeaderProps) {
  return (
    <header className="sheet record-head" aria-label={title}>
      <div className="record-name">
        <h1>{title}</h1>
        {tags.map(({ tone, text }) => (
          <Tag key={text} tone={tone}>
            {text}
          </Tag>
        ))}
        {actions !== undefined && <div className="actions push no-print">{actions}</div>}
      </div>
      <dl className="record-meta">
        {meta.map(({ label, value }, index) => (
          <div key={index}>
            {label !== '' && <dt>{label}</dt>}
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </header>
  )
}
