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
  onVerb: (verb: MediationVerb | 'editCase', part?: string) => void
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
      {levels.map((level) => (
        <Standing key={level} level={level} notices={view.notices.filter((one) => one.level === level)} onVerb={onVerb} />
      ))}
    </div>
  )
}

/** What the rules say of the case, in one box for each weight; what the facts lack can be filled in from here. */
function Standing(props: { level: string; notices: CaseView['notices']; onVerb: CaseSaidProps['onVerb'] }) {
  const { level, notices, onVerb } = props
  if (notices.length === 0) return null
  const [lacking] = level === 'block' ? notices.flatMap(({ rule }) => lackedField[rule] ?? []) : []
  return (
    <Notice
      tone={tones[level] ?? 'info'}
      action={
        lacking !== undefined && (
          <Button
            size="small"
            onClick={() => {
              onVerb('editCase', lacking)
            }}
          >
            去补填
          </Button>
        )
      }
    >
      {notices.map(({ rule, message }) => (
        <div key={rule + message}>
          {message}
          <span className="rule-mark"> {rule}</span>
        </div>
      ))}
    </Notice>
  )
}

const levels = ['block', 'warn', 'auto'] as const

/** The field of the facts that a rule misses. */
const lackedField: Readonly<Record<string, string>> = { 'M-13': 'entrustedBy', 'M-04': 'escalationMeasures' }

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
