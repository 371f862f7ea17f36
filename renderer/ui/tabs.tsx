import { useId } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'

export interface Tab {
  id: string
  label: string
  /** 2, or 6 / 11 */
  count?: string | number | undefined
}

export interface TabsProps {
  label: string
  tabs: readonly Tab[]
  active: string
  onChange: (id: string) => void
  /** button at the right end */
  extra?: ReactNode
  /** the active tab's panel */
  children: ReactNode
}

/** Tabs of a record: ←→, Home, End move; the panel belongs to the active tab. */
export function Tabs({ label, tabs, active, onChange, extra, children }: TabsProps) {
  const id = useId()
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const now = tabs.findIndex((tab) => tab.id === active)
    const last = tabs.length - 1
    const next = { ArrowRight: now === last ? 0 : now + 1, ArrowLeft: now === 0 ? last : now - 1, Home: 0, End: last }[event.key]
    const tab = next === undefined ? undefined : tabs[next]
    if (tab === undefined) return
    event.preventDefault()
    onChange(tab.id)
    document.getElementById(`${id}-${tab.id}`)?.focus()
  }
  return (
    <>
      <div className="tabs no-print">
        <div className="tab-list" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
          {tabs.map((tab) => (
            <button
              type="button"
              key={tab.id}
              id={`${id}-${tab.id}`}
              className="tab"
              role="tab"
              aria-selected={tab.id === active}
              aria-controls={tab.id === active ? `${id}-panel` : undefined}
              tabIndex={tab.id === active ? 0 : -1}
              onClick={() => {
                onChange(tab.id)
              }}
            >
              {tab.label}
              {tab.count !== undefined && <span className="tab-count"> {tab.count}</span>}
            </button>
          ))}
        </div>
        {extra !== undefined && <span className="push">{extra}</span>}
      </div>
      <div className="record-scroll" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${active}`} tabIndex={0}>
        {children}
      </div>
    </>
  )
}
