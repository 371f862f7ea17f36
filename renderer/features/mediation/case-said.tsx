import { Button } from 'antd'
import { mediationMachine } from '../../../core/domain/mediation/machine.ts'
import type { MediationVerb } from '../../../core/domain/mediation/machine.ts'
import type { DocumentRequest } from '../../ui/document-preview/document-preview.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { NoticeTone } from '../../ui/notice.tsx'
import { useToday } from '../../ui/today.ts'
import { caseActions, refusedBy, stoppedBy } from './case-actions.ts'
import { paperRequest } from './case-papers.ts'
import { stepDone } from './case-steps.tsx'
import type { CaseStep } from './case-steps.tsx'
import type { CaseView } from './case.ts'

const tones: Readonly<Record<string, NoticeTone>> = { block: 'bad', warn: 'warn', auto: 'info' }

interface CaseSaidProps {
  view: CaseView
  /** the step that was just taken, in its own words where it has them */
  said: { step: CaseStep; text: string | undefined } | undefined
  /** why the step in the address cannot be taken */
  refused: string | null
  onVerb: (verb: MediationVerb) => void
  onPrint: (request: DocumentRequest) => void
}

/** Above the tab: what was done and what comes next, what a rule stops, what the rules say. */
export function CaseSaid({ view, said, refused, onVerb, onPrint }: CaseSaidProps) {
  const stopped = stoppedBy(view)
  const known = view.notices.some(({ rule }) => stopped?.includes(rule))
  if (said === undefined && refused === null && view.notices.length === 0 && stopped === null) return null
  return (
    <div className="case-said no-print">
      {said !== undefined && <Done view={view} said={said} onVerb={onVerb} onPrint={onPrint} />}
      {refused !== null && <Notice tone="warn">{refused}</Notice>}
      {stopped !== null && stopped !== refused && !known && <Notice tone="warn">{stopped}</Notice>}
      {view.notices.map(({ rule, level, message }) => (
        <Notice key={rule + message} tone={tones[level] ?? 'info'}>
          {message}
          <span className="rule-mark"> {rule}</span>
        </Notice>
      ))}
    </div>
  )
}

type DoneProps = Pick<CaseSaidProps, 'view' | 'onVerb' | 'onPrint'> & { said: NonNullable<CaseSaidProps['said']> }

/** The first button takes the keyboard, which also brings the words into view. */
function Done({ view, said, onVerb, onPrint }: DoneProps) {
  const { text, papers = [] } = stepDone[said.step]
  const { next } = caseActions(view, useToday())
  const requests = papers.flatMap((type) => paperRequest(view, type) ?? [])
  return (
    <Notice
      tone="good"
      action={
        <span className="actions">
          {requests.map((request, index) => (
            <Button
              key={request.template}
              size="small"
              autoFocus={index === 0}
              onClick={() => {
                onPrint(request)
              }}
            >
              打印{request.title.replace('人民调解', '')}
              {request.template === 'mediation-agreement' && ` ${String(view.agreement?.values['copies'])} 份`}
            </Button>
          ))}
          {next !== null && refusedBy(view, next) === null && (
            <Button
              size="small"
              autoFocus={requests.length === 0}
              onClick={() => {
                onVerb(next)
              }}
            >
              接着：{mediationMachine[next].label}
            </Button>
          )}
        </span>
      }
    >
      {said.text ?? text}
    </Notice>
  )
}
