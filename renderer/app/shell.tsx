import { Button, Dropdown } from 'antd'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Icon } from '../ui/icons.tsx'
import type { IconName } from '../ui/icons.tsx'
import { useCtrlKey } from '../ui/keyboard.ts'
import './shell.css'

export interface RailItem {
  id: string
  label: string
  icon: IconName
  to: string
  /** what is due there; 0 shows nothing */
  badge?: number | undefined
  /** stands at the foot of the rail */
  last?: boolean
}

export interface Crumb {
  label: string
  to?: string
}

export interface MenuAction {
  id: string
  label: string
  run: () => void
}

/** One message of the bottom strip. Without messages there is no strip. */
export interface StripMessage {
  id: string
  tone: 'plain' | 'warn' | 'bad'
  text: string
  action?: { label: string; run: () => void }
}

export interface ShellProps {
  /** only ledgers that have a page */
  items: readonly RailItem[]
  activeId: string
  narrow: boolean
  onNarrow: (narrow: boolean) => void
  /** where I am, outermost first; the last is this page */
  crumbs: readonly Crumb[]
  /** 新建; empty hides the button */
  create: readonly MenuAction[]
  person: { name: string; role: string; unit: string }
  /** behind the person's name: switch, settings, about */
  personMenu: readonly MenuAction[]
  strip?: readonly StripMessage[]
  onSearch: () => void
  onLock: () => void
  children: ReactNode
}

/** The frame around every page: rail, top bar, strip. Owns Ctrl+K, Ctrl+N and Ctrl+L. */
export function Shell(props: ShellProps) {
  const createButton = useRef<HTMLButtonElement>(null)
  useCtrlKey('k', props.onSearch)
  useCtrlKey('l', props.onLock)
  useCtrlKey('n', () => createButton.current?.click(), props.create.length > 0)
  return (
    <div className="frame" data-rail={props.narrow ? 'narrow' : 'wide'}>
      <Rail {...props} />
      <header className="top">
        <Crumbs crumbs={props.crumbs} />
        <button type="button" className="find" onClick={props.onSearch} aria-keyshortcuts="Control+K">
          <Icon name="search" />
          <span className="find-word">找人、案件、功能：汉字、拼音、号码尾数</span>
          <kbd>Ctrl K</kbd>
        </button>
        {props.create.length > 0 && (
          <Dropdown trigger={['click']} autoFocus menu={menuOf(props.create)}>
            <Button ref={createButton} type="primary" icon={<Icon name="plus" />} title="Ctrl+N" aria-keyshortcuts="Control+N">
              新建
            </Button>
          </Dropdown>
        )}
        <Button icon={<Icon name="lock" />} title="Ctrl+L" aria-keyshortcuts="Control+L" onClick={props.onLock}>
          锁屏
        </Button>
        <Dropdown trigger={['click']} autoFocus menu={menuOf(props.personMenu)}>
          <button type="button" className="who">
            <span className="who-mark" aria-hidden="true">
              {props.person.name.slice(0, 1)}
            </span>
            <span>
              {props.person.name}
              <span className="who-unit">
                {props.person.unit} · {props.person.role}
              </span>
            </span>
          </button>
        </Dropdown>
      </header>
      <main className="main" id="main" tabIndex={-1}>
        {props.children}
      </main>
      <Strip messages={props.strip ?? []} />
    </div>
  )
}

function Rail({ items, activeId, narrow, onNarrow }: ShellProps) {
  return (
    <nav className="rail" aria-label="主导航">
      <div className="rail-brand">{narrow ? '平安' : '平安台'}</div>
      <ul className="rail-list">
        {items.map((item) => (
          <li key={item.id} className={item.last === true ? 'rail-last' : undefined}>
            <Link
              className="rail-item"
              to={item.to}
              aria-current={item.id === activeId ? 'page' : undefined}
              {...(narrow && { title: item.label })}
            >
              <Icon name={item.icon} />
              <span className="rail-word">{item.label}</span>
              {item.badge !== undefined && item.badge > 0 && (
                <span className="rail-badge">
                  {item.badge > 99 ? '99+' : item.badge}
                  <span className="unseen">件待办</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="rail-fold"
        aria-expanded={!narrow}
        title={narrow ? '展开' : '收起'}
        onClick={() => {
          onNarrow(!narrow)
        }}
      >
        <Icon name={narrow ? 'right' : 'left'} />
        <span className="unseen">{narrow ? '展开导航' : '收起导航'}</span>
      </button>
    </nav>
  )
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav className="crumbs" aria-label="当前位置">
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={index} aria-current={index === crumbs.length - 1 ? 'page' : undefined}>
            {crumb.to === undefined ? crumb.label : <Link to={crumb.to}>{crumb.label}</Link>}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Strip({ messages }: { messages: readonly StripMessage[] }) {
  if (messages.length === 0) return null
  return (
    <footer className="strip" aria-label="状态">
      {messages.map(({ id, tone, text, action }) => (
        <span key={id} className={`strip-item strip-${tone}`}>
          {tone !== 'plain' && <Icon name="warn" />}
          {text}
          {action !== undefined && (
            <button type="button" className="link" onClick={action.run}>
              {action.label}
            </button>
          )}
        </span>
      ))}
    </footer>
  )
}

function menuOf(actions: readonly MenuAction[]) {
  return { items: actions.map(({ id, label, run }) => ({ key: id, label, onClick: run })) }
}
