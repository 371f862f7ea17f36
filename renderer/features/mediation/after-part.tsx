import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { MediationVerb } from '../../../core/domain/mediation/machine.ts'
import type { DocumentRequest } from '../../ui/document-preview/document-preview.tsx'
import { useToday } from '../../ui/today.ts'
import { caseActions, refusedBy } from './case-actions.ts'
import type { CaseView } from './case.ts'

export interface AfterProps {
  view: CaseView
  onVerb: (verb: MediationVerb, part?: string, as?: string) => void
  onPrintPaper: (request: DocumentRequest) => void
}

/** One part of what follows an agreement, under its heading. */
export function AfterPart({
  title,
  note,
  action,
  children,
}: {
  title: string
  note?: string
  action?: ReactNode
  children?: ReactNode
}) {
  return (
    <section className="case-after" aria-label={title}>
      <div className="case-after-head">
        <h3>{title}</h3>
        {note !== undefined && <span className="muted note">{note}</span>}
        {action !== undefined && <span className="push actions no-print">{action}</span>}
      </div>
      {children}
    </section>
  )
}

/** A step taken from its own part of the page; absent where the state or a rule forbids it. */
export function PartButton({ view, verb, label, onVerb }: AfterProps & { verb: MediationVerb; label: string }) {
  const today = useToday()
  const { next, usual, more } = caseActions(view, today)
  if (![next, ...usual, ...more].includes(verb) || refusedBy(view, verb) !== null) return null
  return (
    <Button
      size="small"
      onClick={() => {
        onVerb(verb)
      }}
    >
      {label}
    </Button>
  )
}

export const PrintLink = ({ onPrint }: { onPrint: () => void }) => (
  <button type="button" className="link no-print" onClick={onPrint}>
    打印
  </button>
)
