import { Button } from 'antd'
import type { ReactNode } from 'react'
import { RegisterField } from '../../ui/register/register-fields.tsx'

interface RowsProps {
  count: number
  /** 参会人员 */
  noun: string
  addLabel: string
  onAdd: () => void
  onRemove: (index: number) => void
  kind: 'attendees' | 'agenda'
  extra?: ReactNode
  children: (index: number) => ReactNode
}

/** Rows of a short table that is typed: the labels stand once, above the first row; every row keeps them for readers. */
function Rows({ count, noun, addLabel, onAdd, onRemove, kind, extra, children }: RowsProps) {
  return (
    <div className={`meeting-rows meeting-rows-${kind}`}>
      {Array.from({ length: count }, (_, index) => (
        <div className="meeting-row" key={index} role="group" aria-label={`${noun} ${String(index + 1)}`}>
          <span className="meeting-row-no">{index + 1}</span>
          {children(index)}
          <button
            type="button"
            className="link"
            aria-label={`去掉${noun} ${String(index + 1)}`}
            onClick={() => {
              onRemove(index)
            }}
          >
            去掉
          </button>
        </div>
      ))}
      <div className="meeting-row-tools">
        <Button size="small" onClick={onAdd}>
          {addLabel}
        </Button>
        {extra}
      </div>
    </div>
  )
}

type ListProps = Pick<RowsProps, 'count' | 'onAdd' | 'onRemove' | 'extra'>

export function AttendeeRows(props: ListProps) {
  return (
    <Rows {...props} kind="attendees" noun="参会人员" addLabel="加一人">
      {(index) =>
        ['name', 'organization', 'duty', 'role'].map((name) => (
          <RegisterField key={name} register="meetingAttendee" under={`attendees.${String(index)}`} name={name} span="third" />
        ))
      }
    </Rows>
  )
}

export function AgendaRows(props: ListProps) {
  return (
    <Rows {...props} kind="agenda" noun="议题" addLabel="加一项议题">
      {(index) =>
        ['title', 'reporter', 'caseId'].map((name) => (
          <RegisterField key={name} register="agendaItem" under={`agenda.${String(index)}`} name={name} span="third" />
        ))
      }
    </Rows>
  )
}
