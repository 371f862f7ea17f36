import { Button, Checkbox, Input, Popover } from 'antd'
import type { InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { countText } from '../lib/format.ts'
import { Icon } from './icons.tsx'
import { isComposing } from './keyboard.ts'
import { PageHead } from './sheet.tsx'
import './ledger-page.css'

export interface LedgerView {
  id: string
  label: string
  count?: number
}

export interface FilterChip {
  id: string
  label: string
}

export interface LedgerPageProps {
  title: string
  /** beside the title: 示例县 · 1,000,482 人 */
  note?: ReactNode
  actions?: ReactNode
  views: readonly LedgerView[]
  activeView: string
  onView: (id: string) => void
  onSaveView?: (() => void) | undefined
  search: { value: string; onChange: (value: string) => void; placeholder?: string }
  filters: readonly FilterChip[]
  onRemoveFilter: (id: string) => void
  /** at the right of the chips: 筛选, {@link ColumnChooser} */
  tools?: ReactNode
  /** notices between bar and table: the preview of a multi-select action, an undo */
  notice?: ReactNode
  /** the LedgerGrid, or an EmptyPage */
  children: ReactNode
  quickLook?: ReactNode
  /** foot, from the left: hits, selection, totals */
  foot: readonly ReactNode[]
  /** foot, at the right */
  keys?: readonly string[]
}

const standardKeys = ['Ctrl A 全选命中', 'X 勾选', 'Enter 打开', '空格 速览']

/** The frame of every ledger: views, search, chips, table, quick look, foot. Fills the window; only the table scrolls. */
export function LedgerPage(props: LedgerPageProps) {
  return (
    <div className="page page-fill">
      <PageHead title={props.title} note={props.note} actions={props.actions} />
      <div className="ledger-bar no-print">
        <div className="views" role="group" aria-label="视图">
          {props.views.map(({ id, label, count }) => (
            <button
              type="button"
              className="view"
              key={id}
              aria-pressed={id === props.activeView}
              onClick={() => {
                props.onView(id)
              }}
            >
              {label}
              {count !== undefined && ` ${countText(count)}`}
            </button>
          ))}
          {props.onSaveView !== undefined && (
            <button type="button" className="view" onClick={props.onSaveView}>
              ＋ 保存视图
            </button>
          )}
        </div>
        <div className="ledger-tools">
          <QuickSearch {...props.search} />
          {props.filters.map(({ id, label }) => (
            <button
              type="button"
              className="chip"
              key={id}
              onClick={() => {
                props.onRemoveFilter(id)
              }}
              aria-label={`去掉筛选：${label}`}
            >
              {label}
              <Icon name="close" />
            </button>
          ))}
          {props.tools}
        </div>
      </div>
      {props.notice}
      <div className="sheet ledger-body" data-quick={props.quickLook !== undefined}>
        <div className="ledger-main">
          {props.children}
          <div className="ledger-foot">
            <span className="actions" role="status">
              {props.foot.map((part, index) => (
                <span key={index}>{part}</span>
              ))}
            </span>
            <span className="ledger-keys no-print">
              {(props.keys ?? standardKeys).map((key) => (
                <span key={key}>{key}</span>
              ))}
            </span>
          </div>
        </div>
        {props.quickLook !== undefined && (
          <aside className="quick" aria-label="速览">
            {props.quickLook}
          </aside>
        )}
      </div>
    </div>
  )
}

/** Searches 150 ms after the last key, never while composing; "/" jumps here from anywhere on the page. */
function QuickSearch({ value, onChange, placeholder = '在本台账中找' }: LedgerPageProps['search']) {
  const input = useRef<InputRef>(null)
  const [typed, setTyped] = useState<string>()
  const [composing, setComposing] = useState(false)
  useEffect(() => {
    if (typed === undefined || composing) return
    const timer = setTimeout(() => {
      onChange(typed)
      setTyped(undefined)
    }, 150)
    return () => {
      clearTimeout(timer)
    }
  }, [typed, composing, onChange])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const busy =
        event.target instanceof Element && event.target.closest('input, textarea, [contenteditable=true], [role=dialog]') !== null
      if (event.key !== '/' || busy || isComposing(event)) return
      event.preventDefault()
      input.current?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
    }
  }, [])
  return (
    <Input
      ref={input}
      size="small"
      className="ledger-search"
      role="searchbox"
      aria-label={placeholder}
      aria-keyshortcuts="/"
      prefix={<Icon name="search" className="dim" />}
      placeholder={placeholder}
      allowClear
      value={typed ?? value}
      onChange={({ target }) => {
        setTyped(target.value)
      }}
      onCompositionStart={() => {
        setComposing(true)
      }}
      onCompositionEnd={() => {
        setComposing(false)
      }}
    />
  )
}

/** Chooses the columns a ledger shows. The last one cannot be hidden. */
export function ColumnChooser(props: {
  columns: readonly { field: string; label: string }[]
  shown: readonly string[]
  onChange: (shown: string[]) => void
}) {
  const { columns, shown, onChange } = props
  const toggle = (field: string) => {
    onChange(columns.map((column) => column.field).filter((each) => (each === field) !== shown.includes(each)))
  }
  const list = (
    <div className="column-list" role="group" aria-label="显示的列">
      {columns.map(({ field, label }) => (
        <Checkbox
          key={field}
          checked={shown.includes(field)}
          disabled={shown.length === 1 && shown[0] === field}
          onChange={() => {
            toggle(field)
          }}
        >
          {label}
        </Checkbox>
      ))}
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" content={list}>
      <Button size="small">列</Button>
    </Popover>
  )
}

/** The side panel's content: name, tags, facts, the last changes. */
export function QuickLook(props: {
  title: ReactNode
  tags?: ReactNode
  onOpen: () => void
  facts: readonly Fact[]
  foot?: ReactNode
}) {
  return (
    <>
      <div className="quick-head">
        <h2>{props.title}</h2>
        {props.tags}
        <Button size="small" className="push" onClick={props.onOpen}>
          打开
        </Button>
      </div>
      <Facts facts={props.facts} />
      {props.foot !== undefined && <div className="quick-foot">{props.foot}</div>}
    </>
  )
}

export interface Fact {
  label: string
  value: ReactNode
}

/** Labels and values in two columns; a missing value is a dash. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value }) => [<dt key={`${label}.`}>{label}</dt>, <dd key={label}>{value ?? '—'}</dd>])}
    </dl>
  )
}
