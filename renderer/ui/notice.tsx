import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'
import type { IconName } from './icons.tsx'
import { withRuleMark } from './rule-mark.tsx'

export type NoticeTone = 'info' | 'good' | 'warn' | 'bad'

const icons: Record<NoticeTone, IconName> = { info: 'info', good: 'check', warn: 'warn', bad: 'warn' }

/** What happened, said in the place where it happened; it stays until the page changes it. There are no toasts. */
export function Notice({ tone, action, children }: { tone: NoticeTone; action?: ReactNode; children: ReactNode }) {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={icons[tone]} />
      <div className="notice-body">{typeof children === 'string' ? withRuleMark(children) : children}</div>
      {action}
    </div>
  )
}
