import { Button, Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { countText } from '../lib/format.ts'
import { Icon } from './icons.tsx'
import { LedgerSearch } from './ledger-search.tsx'
import type { LedgerSearchProps } from './ledger-search.tsx'
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
  /** after the views: save, rename, delete */
  viewTools?: ReactNode
  search: LedgerSearchProps
  filters: readonly FilterChip[]
  onRemoveFilter: (id: string) => void
  onClearFilters: () => void
  /** at the right of the chips: 筛选, {@link ColumnChooser} */
  tools?: ReactNode
  /** what can be done with what is ticked; stands below the table while something is, so that no row moves away from the mouse */
  selection?: ReactNode
  /** notices between bar and table: the preview of a multi-select action, an undo */
  notice?: ReactNode
  /** the LedgerGrid, or an EmptyPage */
  children: ReactNode
  /** at the left of the table: counts by group */
  sideList?: ReactNode
  quickLook?: ReactNode
  /** foot, from the left: hits, selection, totals */
  foot: readonly ReactNode[]
  /** foot, at the right */
  keys?: readonly string[]
}

const standardKeys = ['/ 查找', 'Ctrl A 全选命中', 'X 勾选', 'Enter 打开', '空格 速览']

/** Views that stand beside each other; the others are in a list. */
const mostTabs = 7

/** The frame of every ledger: views, search, chips, table, quick look, foot. Fills the window; only the table scrolls. */
export function LedgerPage(props: LedgerPageProps) {
  return (
    <div className="page page-fill">
      <PageHead title={props.title} note={props.note} actions={props.actions} />
      <div className="ledger-bar no-print">
        <ViewTabs {...props} />
        <div className="ledger-tools">
          <LedgerSearch {...props.search} />
          {props.tools}
        </div>
      </div>
      {props.filters.length > 0 && (
        <div className="ledger-chips no-print" role="group" aria-label="筛选条件">
          {props.filters.map(({ id, label }) => (
            <button
              type="button"
              className="chip"
              key={id}
              onClick={() => {
                props.onRemoveFilter(id)
              }}
              title={label}
              aria-label={`去掉筛选：${label}`}
            >
              <span>{label}</span>
              <Icon name="close" />
            </button>
          ))}
          {props.filters.length > 1 && (
            <button type="button" className="link" onClick={props.onClearFilters}>
              全部清除
            </button>
          )}
        </div>
      )}
      {props.notice}
      <div className="sheet ledger-body" data-quick={props.quickLook !== undefined} data-list={props.sideList !== undefined}>
        {props.sideList !== undefined && <div className="ledger-list no-print">{props.sideList}</div>}
        <div className="ledger-main">
          {props.children}
          {props.selection}
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

function ViewTabs({ views, activeView, onView, viewTools }: LedgerPageProps) {
  const at = views.findIndex(({ id }) => id === activeView)
  const tabs = views.length <= mostTabs ? views : views.filter((_, index) => index < mostTabs - 1 || index === at)
  const rest = views.filter((view) => !tabs.includes(view))
  return (
    <div className="views" role="group" aria-label="视图">
      {tabs.map(({ id, label, count }) => (
        <button
          type="button"
          className="view"
          key={id}
          aria-pressed={id === activeView}
          onClick={() => {
            onView(id)
          }}
        >
          {label}
          {count !== undefined && ` ${countText(count)}`}
        </button>
      ))}
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          autoFocus
          menu={{
            items: rest.map(({ id, label }) => ({
              key: id,
              label,
              onClick: () => {
                onView(id)
              },
            })),
          }}
        >
          <button type="button" className="view">
            更多视图
            <Icon name="down" />
          </button>
        </Dropdown>
      )}
      {viewTools}
    </div>
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
