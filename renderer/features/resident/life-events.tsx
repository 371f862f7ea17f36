import { useState } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import type { TimelineEvent } from '../../ui/timeline.tsx'
import { valueText } from '../../ui/register/record-detail.ts'

/** A resident's life events, the latest first. */
export function useLifeEvents(residentId: string) {
  return useLoaded(
    ['life-events', residentId],
    async () => {
      const { rows } = await api.register.list({
        register: 'lifeEvent',
        where: [{ field: 'residentId', op: 'is', value: residentId }],
        sort: [{ field: 'happenedOn', descending: true }],
        limit: 100,
      })
      return rows
    },
    ['lifeEvent', 'resident'],
  )
}

const text = (view: RecordView, field: string) => valueText('lifeEvent', field, view)

/** Events as they stand in the course of the record; `day` sorts them among the changes. */
export function lifeTimeline(events: readonly RecordView[]): (TimelineEvent & { day: string })[] {
  return events.map((event) => ({
    id: event.id,
    day: text(event, 'happenedOn'),
    text: (
      <>
        <b>{text(event, 'kind')}</b>
        {text(event, 'place') !== '' && `：${text(event, 'place')}`}
        {text(event, 'note') !== '' && `（${text(event, 'note')}）`}
      </>
    ),
    when: text(event, 'happenedOn'),
  }))
}

interface LifeEventsProps {
  view: RecordView
  events: readonly RecordView[]
  onTakenBack: () => void
}

/** 人员变动: all of them; the latest can be taken back. */
export function LifeEvents({ view, events, onTakenBack }: LifeEventsProps) {
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<string>()
  if (events.length === 0) {
    return <p className="muted resident-facts">没有登记过变动。出生、迁入、迁出、返回、去世，点“登记变动”。</p>
  }
  const takeBack = () => {
    setBusy(true)
    api.resident
      .removeLastLifeEvent({ id: view.id, expectedVersion: view.version })
      .then(
        () => {
          setAsking(false)
          onTakenBack()
        },
        (error: unknown) => {
          setMessage(messageOf(error))
        },
      )
      .finally(() => {
        setBusy(false)
      })
  }
  const [latest] = events
  return (
    <>
      <PlainTable
        label="人员变动"
        rows={events}
        keyOf={({ id }) => id}
        columns={[
          { label: '日期', kind: 'short', cell: (event) => text(event, 'happenedOn') },
          { label: '变动', kind: 'short', cell: (event) => text(event, 'kind') },
          { label: '村（社区）', kind: 'short', cell: (event) => text(event, 'villageId') || '—' },
          { label: '来处或去处', cell: (event) => text(event, 'place') || '—' },
          { label: '说明', cell: (event) => text(event, 'note') || '—' },
          {
            label: '办理',
            kind: 'short',
            cell: (event) =>
              event === latest &&
              view.deletedAt === null && (
                <button
                  type="button"
                  className="link"
                  onClick={() => {
                    setAsking(true)
                  }}
                >
                  撤回
                </button>
              ),
          },
        ]}
      />
      <ReasonDialog
        open={asking}
        title={`撤回“${latest === undefined ? '' : `${text(latest, 'happenedOn')} ${text(latest, 'kind')}`}”`}
        needsReason={false}
        confirmLabel="撤回这次变动"
        busy={busy}
        message={message}
        onConfirm={takeBack}
        onCancel={() => {
          setAsking(false)
          setMessage(undefined)
        }}
      >
        <p className="muted">在册状态和随这次变动改过的内容一并改回。</p>
      </ReasonDialog>
    </>
  )
}
