import type { ReactNode } from 'react'
import type { TimelineEvent as RecordEvent } from '../../core/contract/mediation.ts'
import { instantText } from '../lib/format.ts'
import { useToday } from './today.ts'

export interface TimelineEvent {
  id: string
  text: ReactNode
  /** 今天 09:40 · 王秋石 */
  when: string
}

/** Everything that happened, newest first. `extra` leads to all of it when only a part is shown. */
export function Timeline({
  title = '经过',
  events,
  extra,
}: {
  title?: string
  events: readonly TimelineEvent[]
  extra?: ReactNode
}) {
  return (
    <>
      <div className="sheet-head">
        <h2>{title}</h2>
        {extra !== undefined && <span className="push muted note">{extra}</span>}
      </div>
      <ol className="timeline" aria-label={title} tabIndex={0}>
        {events.map(({ id, text, when }) => (
          <li className="event" key={id}>
            {text}
            <div className="event-when">{when}</div>
          </li>
        ))}
      </ol>
    </>
  )
}

/** The whole course of a record, as the API tells it. */
export function RecordTimeline({ events }: { events: readonly RecordEvent[] }) {
  const today = useToday()
  return (
    <Timeline
      extra={`全部 ${String(events.length)} 条`}
      events={events.map(({ at, actor, text }, index) => ({
        id: `${at}-${String(index)}`,
        text,
        when: `${instantText(at, today)} · ${actor}`,
      }))}
    />
  )
}
