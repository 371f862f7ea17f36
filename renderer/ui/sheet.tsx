import type { ReactNode } from 'react'

export type Tone = 'red' | 'amber' | 'green' | 'blue' | 'grey' | 'violet'

/** A state in words on a quiet ground. The word carries the meaning, the colour only helps. */
export function Tag({ tone = 'grey', children }: { tone?: Tone | undefined; children: ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>
}

/** A white card. With a title it is a landmark of its own. */
export function Sheet(props: {
  title?: ReactNode
  /** words beside the title */
  note?: ReactNode
  /** link or button at the right end of the head */
  extra?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <section className={props.className === undefined ? 'sheet' : `sheet ${props.className}`}>
      {props.title !== undefined && (
        <div className="sheet-head">
          <h2>{props.title}</h2>
          {props.note !== undefined && <span className="muted note">{props.note}</span>}
          {props.extra !== undefined && <span className="push actions">{props.extra}</span>}
        </div>
      )}
      {props.children}
    </section>
  )
}

/** The head of a plain page: title, words beside it, buttons at the right. */
export function PageHead({ title, note, actions }: { title: ReactNode; note?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {note !== undefined && <span className="muted">{note}</span>}
      {actions !== undefined && <div className="actions push no-print">{actions}</div>}
    </div>
  )
}
