import { Button, Dropdown } from 'antd'
import { mediationMachine } from '../../../core/domain/mediation/machine.ts'
import type { MediationVerb } from '../../../core/domain/mediation/machine.ts'
import { Icon } from '../../ui/icons.tsx'
import { RecordHeader } from '../../ui/record-page.tsx'
import { withRuleMark } from '../../ui/rule-mark.tsx'
import { Stepper } from '../../ui/stepper.tsx'
import { useToday } from '../../ui/today.ts'
import { caseActions, refusedBy, stoppedBy } from './case-actions.ts'
import { agreementPaper } from './case-papers.ts'
import type { CaseView } from './case.ts'
import { caseSteps, caseTags, textOf } from './case-state.ts'
import { VerbButton } from './verb-button.tsx'

interface CaseHeaderProps {
  view: CaseView
  onVerb: (verb: MediationVerb) => void
  /** undefined where the facts may no longer be changed */
  onEdit: (() => void) | undefined
  onPrintAgreement: () => void
}

/** How the case stands and what comes next. A step of this state that a rule stops says why. */
export function CaseHeader(props: CaseHeaderProps) {
  const { view, onVerb } = props
  const today = useToday()
  const { next, usual } = caseActions(view, today)
  const unsigned = textOf(view.record, 'status') === 'agreed'
  const button = (verb: MediationVerb) => (
    <VerbButton
      key={verb}
      refused={refusedBy(view, verb)}
      primary={verb === next}
      onClick={() => {
        onVerb(verb)
      }}
    >
      {labelOf(verb, view)}
    </VerbButton>
  )
  return (
    <RecordHeader
      title={view.record.title}
      tags={caseTags(view, today)}
      meta={metaOf(view)}
      actions={
        <>
          <MoreSteps {...props} />
          {unsigned && <Button onClick={props.onPrintAgreement}>打印协议书</Button>}
          {usual.map(button)}
          {next !== null && button(next)}
        </>
      }
    >
      <Stepper steps={caseSteps(view, stoppedBy(view))} />
    </RecordHeader>
  )
}

/** The steps that are taken seldom; those a rule stops stand there with its words. */
function MoreSteps({ view, onVerb, onEdit, onPrintAgreement }: CaseHeaderProps) {
  const { record, agreement } = view
  const { more } = caseActions(view, useToday())
  const items = [
    ...(agreement === null || textOf(record, 'status') === 'agreed'
      ? []
      : [{ key: 'print', label: `打印${agreementPaper(agreement).title.replace('人民调解', '')}`, onClick: onPrintAgreement }]),
    ...(onEdit === undefined ? [] : [{ key: 'edit', label: '修改案情', onClick: onEdit }]),
    ...more.map((verb) => {
      const refused = refusedBy(view, verb)
      return {
        key: verb,
        disabled: refused !== null,
        label: refused === null ? labelOf(verb, view) : <RefusedStep label={labelOf(verb, view)} refused={refused} />,
        onClick: () => {
          onVerb(verb)
        },
      }
    }),
  ]
  if (items.length === 0) return null
  return (
    <Dropdown trigger={['click']} autoFocus placement="bottomRight" menu={{ items }}>
      <Button>
        更多 <Icon name="down" />
      </Button>
    </Dropdown>
  )
}

const RefusedStep = ({ label, refused }: { label: string; refused: string }) => (
  <span className="more-refused">
    {label}
    <span className="note">{withRuleMark(refused)}</span>
  </span>
)

const labelOf = (verb: MediationVerb, { sessions }: CaseView) =>
  verb === 'recordSession' ? `记录第 ${String(sessions.length + 1)} 次调解` : mediationMachine[verb].label

function metaOf({ record, committeeName }: CaseView) {
  const day = (field: string) => textOf(record, field).slice(5)
  const accepted = day('acceptedOn')
  const village = record.labels['villageId'] ?? ''
  const place = textOf(record, 'place')
  const source = [record.labels['source'], record.labels['subSource']].filter((one) => one !== undefined && one !== '')
  const ended = endedText(record.labels, textOf(record, 'transferredTo'))
  return [
    { label: '', value: textOf(record, 'fileNo') || '尚未编号' },
    accepted === '' ? { label: '登记', value: day('registeredOn') } : { label: '受理', value: accepted },
    { label: '来源', value: source.join(' · ') },
    { label: '委托机关', value: textOf(record, 'entrustedBy') },
    { label: '类别', value: record.labels['category'] ?? '' },
    { label: '地点', value: place.startsWith(village) ? place : `${village} ${place}`.trim() },
    { label: '调委会', value: committeeName },
    { label: '调解员', value: record.labels['mediatorIds'] ?? '' },
    { label: '结果', value: ended },
  ].filter(({ value }) => value !== '')
}

/** Why a case ended without an agreement. */
const endedText = (labels: Readonly<Record<string, string>>, to: string): string =>
  labels['terminationReason'] ?? labels['rejectionReason'] ?? (to === '' ? '' : `转往${to}`)
