import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { countText, dueText } from '../lib/format.ts'
import type { DueGroup } from '../lib/format.ts'
import { Sheet, Tag } from './sheet.tsx'
import type { Tone } from './sheet.tsx'
import { useToday } from './today.ts'
import './today-page.css'

/** Two columns: the due list, and the cards beside it. */
export function TodayBody({ children, side }: { children: ReactNode; side: ReactNode }) {
  return (
    <div className="today-body">
      {children}
      <div className="today-side">{side}</div>
    </div>
  )
}

export interface StatTileProps {
  figure: number | string
  unit?: string
  trend?: { text: string; good?: boolean } | undefined
  label: string
  /** the list behind the number */
  to?: string
}

export function StatTiles({ children }: { children: ReactNode }) {
  return <div className="tiles">{children}</div>
}

/** One number with its trend; it opens the list behind it. */
export function StatTile({ figure, unit, trend, label, to }: StatTileProps) {
  const face = (
    <>
      <span className="tile-figure">
        <b>{typeof figure === 'number' ? countText(figure) : figure}</b>
        {unit}
        {trend !== undefined && (
          <span className={trend.good === undefined ? 'muted' : trend.good ? 'trend-good' : 'trend-bad'}>{trend.text}</span>
        )}
      </span>
      <span className="tile-label">{label}</span>
    </>
  )
  return to === undefined ? (
    <div className="sheet tile">{face}</div>
  ) : (
    <Link className="sheet tile" to={to}>
      {face}
    </Link>
  )
}

export interface DueItem {
  id: string
  /** `YYYY-MM-DD` */
  dueOn: string
  /** 17:00, when the hour matters */
  hour?: string | undefined
  group: DueGroup
  title: string
  /** the kind of duty and why it is due */
  reason: string
  to: string
  action: { label: string; run: () => void }
}

const groupWords: Record<DueGroup, string> = { overdue: '已逾期', today: '今天', week: '本周', later: '下周' }
const groupOrder: readonly DueGroup[] = ['overdue', 'today', 'week', 'later']

/** What is due, by the day it must be done. The row opens the record, its button does the next thing. */
export function DueList(props: {
  title?: string
  note?: ReactNode
  extra?: ReactNode
  items: readonly DueItem[]
  blank?: ReactNode
}) {
  const groups = groupOrder
    .map((group) => ({ group, items: props.items.filter((item) => item.group === group) }))
    .filter(({ items }) => items.length > 0)
  return (
    <Sheet title={props.title ?? '待办'} note={props.note} extra={props.extra}>
      {groups.map(({ group, items }, index) => (
        <section key={group} aria-label={groupWords[group]}>
          <h3 className="due-group">
            <span>
              {groupWords[group]} {countText(items.length)}
            </span>
            {index === 0 && <span className="no-print">点一行打开，点按钮直接办</span>}
          </h3>
          <ul>
            {items.map((item) => (
              <DueRow key={item.id} item={item} />
            ))}
          </ul>
        </section>
      ))}
      {groups.length === 0 && props.blank}
    </Sheet>
  )
}

function DueRow({ item }: { item: DueItem }) {
  const today = useToday()
  return (
    <li className={`due due-${item.group} keep-together`}>
      <span className="due-dot" aria-hidden="true" />
      <span className="due-when">
        {dueText(item.dueOn, today)} {item.hour}
      </span>
      <span>
        <Link className="due-title" to={item.to}>
          {item.title}
        </Link>
        <div className="due-reason">{item.reason}</div>
      </span>
      <Button size="small" className="no-print" onClick={item.action.run} aria-label={`${item.action.label}：${item.title}`}>
        {item.action.label}
      </Button>
    </li>
  )
}

/** Short rows of a side card: what, its state, who and when under it. */
export function BriefList({
  items,
}: {
  items: readonly { id: string; text: ReactNode; tone: Tone; state: string; note: string }[]
}) {
  return (
    <ul>
      {items.map(({ id, text, tone, state, note }) => (
        <li className="brief" key={id}>
          <span>{text}</span>
          <Tag tone={tone}>{state}</Tag>
          <span className="dim note">{note}</span>
        </li>
      ))}
    </ul>
  )
}
