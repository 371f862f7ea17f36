import { Button } from 'antd'
import { mediationMachine } from '../../../core/domain/mediation/machine.ts'
import type { MediationVerb } from '../../../core/domain/mediation/machine.ts'
import { RecordHeader } from '../../ui/record-page.tsx'
import { Stepper } from '../../ui/stepper.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseView } from './case.ts'
import { caseSteps, stateTag, termTag, textOf } from './case-state.ts'
import { VerbButton } from './verb-button.tsx'

/** In the order of the buttons; the last that may be done is the next action. */
const order: readonly MediationVerb[] = [
  'terminateCase',
  'recordConsent',
  'concludeAgreement',
  'recordSession',
  'makeEffective',
  'acceptCase',
]

interface CaseHeaderProps {
  view: CaseView
  onVerb: (verb: MediationVerb) => void
  onPrintAgreement: () => void
}

/** How the case stands and what comes next. Verbs of other states are not offered; one that a rule stops says why. */
export function CaseHeader({ view, onVerb, onPrintAgreement }: CaseHeaderProps) {
  const { record, sessions, agreement } = view
  const today = useToday()
  const status = textOf(record, 'status')
  const refusedBy = (verb: MediationVerb) => view.verbs.find((one) => one.verb === verb)?.refused ?? null
  const offered = order.filter((verb) => (mediationMachine[verb].from as readonly string[]).includes(status))
  const stopped = stoppedBy(view)
  const agreed = offered.includes('concludeAgreement') && sessions.at(-1)?.values['result'] === 'agreed'
  const usual = agreed ? 'concludeAgreement' : offered.findLast((verb) => refusedBy(verb) === null)
  const next = stopped === null ? usual : 'terminateCase'
  const term = termTag(record, today)
  return (
    <RecordHeader
      title={record.title}
      tags={[stateTag(record), ...(term === undefined ? [] : [term])]}
      meta={metaOf(view)}
      actions={
        <>
          {agreement !== null && (
            <Button type={offered.length === 0 ? 'primary' : 'default'} onClick={onPrintAgreement}>
              打印协议书
            </Button>
          )}
          {offered.map((verb) => (
            <VerbButton
              key={verb}
              refused={refusedBy(verb)}
              primary={verb === next}
              onClick={() => {
                onVerb(verb)
              }}
            >
              {verb === 'recordSession' ? `记录第 ${String(sessions.length + 1)} 次调解` : mediationMachine[verb].label}
            </VerbButton>
          ))}
        </>
      }
    >
      <Stepper steps={caseSteps(record, { sessions: sessions.length, agreement, refused: stopped })} />
    </RecordHeader>
  )
}

/** The rule that stops the mediation itself, in words; what only the state refuses is shown by the steps. */
export function stoppedBy(view: CaseView): string | null {
  const mediates = (mediationMachine.recordSession.from as readonly string[]).includes(textOf(view.record, 'status'))
  return mediates ? (view.verbs.find(({ verb }) => verb === 'recordSession')?.refused ?? null) : null
}

function metaOf({ record }: CaseView) {
  const accepted = textOf(record, 'acceptedOn')
  const village = record.labels['villageId'] ?? ''
  const place = textOf(record, 'place')
  return [
    { label: '', value: textOf(record, 'fileNo') === '' ? '尚未编号' : textOf(record, 'fileNo') },
    accepted === ''
      ? { label: '登记', value: textOf(record, 'registeredOn').slice(5) }
      : { label: '受理', value: accepted.slice(5) },
    { label: '来源', value: record.labels['source'] ?? '' },
    { label: '类别', value: record.labels['category'] ?? '' },
    { label: '地点', value: place.startsWith(village) ? place : `${village} ${place}`.trim() },
    { label: '调解员', value: record.labels['mediatorIds'] ?? '' },
    { label: '终止', value: textOf(record, 'terminationReason') === '' ? '' : (record.labels['terminationReason'] ?? '') },
  ].filter(({ value }) => value !== '')
}
