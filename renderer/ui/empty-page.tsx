import type { ReactNode } from 'react'
import './empty-page.css'

/** An empty ledger teaches: what it is for, the first action, what a filled one looks like. */
export function EmptyPage({
  title,
  purpose,
  actions,
  sample,
}: {
  title: string
  purpose: ReactNode
  actions?: ReactNode
  sample?: ReactNode
}) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p className="muted">{purpose}</p>
      {actions !== undefined && <div className="actions">{actions}</div>}
      {sample !== undefined && (
        <div className="empty-sample">
          <div className="empty-sample-name">样例（不是真实资料）</div>
          {sample}
        </div>
      )}
    </div>
  )
}
