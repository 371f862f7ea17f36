/** What the header of a case offers: the next sensible step, the usual ones beside it, the rest in a menu. */
import { isEntrusted } from '../../../core/domain/mediation/case-documents.ts'
import { mediationMachine, startsFrom } from '../../../core/domain/mediation/machine.ts'
import type { MediationVerb } from '../../../core/domain/mediation/machine.ts'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'

export interface CaseActions {
  /** null when nothing is left to do */
  next: MediationVerb | null
  usual: readonly MediationVerb[]
  more: readonly MediationVerb[]
}

const verbs = Object.keys(mediationMachine).filter((name): name is MediationVerb => Object.hasOwn(mediationMachine, name))

/** The usual steps of each state, in the order of the buttons. */
const usualIn: Readonly<Record<string, readonly MediationVerb[]>> = {
  registered: ['rejectCase', 'settleOrally'],
  accepted: ['recordConsent', 'extendTerm', 'terminateCase', 'recordSession'],
  mediating: ['extendTerm', 'terminateCase', 'concludeAgreement', 'recordSession'],
  agreed: ['reviseAgreement'],
  effective: ['applyConfirmation', 'recordFollowUp', 'closeCase'],
  closed: ['recordFollowUp', 'reopenCase'],
  filed: ['recordFollowUp', 'lendFile'],
  archived: ['recordFollowUp', 'reopenCase'],
}

/** A step that has nothing to work on is not offered at all. */
const fits: Readonly<Partial<Record<MediationVerb, (view: CaseView) => boolean>>> = {
  promoteOral: ({ agreement }) => agreement?.values['agreementForm'] === 'oral',
  recordPerformance: ({ items }) => items.some((item) => textOf(item, 'state') !== 'done'),
  urgePerformance: ({ items }) => items.length === 0 || items.some((item) => textOf(item, 'state') !== 'done'),
  applyConfirmation: ({ agreement, confirmations }) =>
    agreement?.values['agreementForm'] !== 'oral' && confirmations.every((one) => ended(one.values['result'])),
  recordConfirmation: ({ confirmations }) => confirmations.length > 0,
  replyEntrustment: ({ record }) => isEntrusted(record.values['source']) && textOf(record, 'entrustRepliedOn') === '',
  lendFile: ({ loans }) => loans.every((loan) => textOf(loan, 'returnedOn') !== ''),
  returnFile: ({ loans }) => loans.some((loan) => textOf(loan, 'returnedOn') === ''),
  reopenCase: ({ agreement }) => agreement !== null,
  recordFollowUp: ({ agreement }) => agreement !== null,
}
const ended = (result: unknown) => result !== null && result !== 'confirmed'

/** Why a step may not be taken now, in words; null when it may. */
export const refusedBy = (view: CaseView, verb: MediationVerb): string | null =>
  view.verbs.find((one) => one.verb === verb)?.refused ?? null

/** The rule that stops the mediation itself (M-01), in words; what only the state refuses is shown by the steps. */
export const stoppedBy = (view: CaseView): string | null =>
  startsFrom('recordSession', textOf(view.record, 'status')) ? refusedBy(view, 'recordSession') : null

export function caseActions(view: CaseView, today: string): CaseActions {
  const status = textOf(view.record, 'status')
  const offered = verbs.filter((verb) => startsFrom(verb, status) && (fits[verb]?.(view) ?? true))
  const wanted = nextVerb(view, status, today)
  const next = wanted !== null && offered.includes(wanted) ? wanted : null
  const asked = [...(unstated(view) ? (['recordConsent'] as const) : []), ...(usualIn[status] ?? [])]
  const usual = [...new Set(asked)].filter((verb) => verb !== next && offered.includes(verb))
  return { next, usual, more: offered.filter((verb) => verb !== next && !usual.includes(verb)) }
}

/** Somebody has not yet said whether to be mediated. */
const unstated = ({ parties }: CaseView) => parties.some((party) => textOf(party, 'consent') === 'unstated')

function nextVerb(view: CaseView, status: string, today: string): MediationVerb | null {
  const refused = view.parties.some((party) => textOf(party, 'consent') === 'refused')
  switch (status) {
    case 'registered':
      return refused ? 'rejectCase' : 'acceptCase'
    case 'accepted':
    case 'mediating':
      return refused || stoppedBy(view) !== null ? 'terminateCase' : running(view, today)
    case 'agreed':
      return 'makeEffective'
    case 'effective':
      return afterEffect(view, today)
    case 'filed':
      return isLent(view) ? 'returnFile' : 'archiveCase'
    case 'archived':
      return isLent(view) ? 'returnFile' : 'lendFile'
    default:
      return 'fileCase'
  }
}

/** M-14: past its term a case is extended by the parties before it goes on; what was agreed is written down first. */
function running(view: CaseView, today: string): MediationVerb {
  const next = afterSession(view)
  const dueOn = textOf(view.record, 'dueOn')
  const overdue = dueOn !== '' && dueOn < today
  return next === 'recordSession' && overdue && refusedBy(view, 'extendTerm') === null ? 'extendTerm' : next
}

function afterSession({ sessions }: CaseView): MediationVerb {
  const last = sessions.at(-1)
  const result = last === undefined ? '' : textOf(last, 'result')
  if (result === 'agreed') return 'concludeAgreement'
  return result === 'failed' ? 'terminateCase' : 'recordSession'
}

/** First what is due, then what is open; a case with nothing open is closed. */
function afterEffect({ items, followUps }: CaseView, today: string): MediationVerb {
  const visit = followUps.some((one) => textOf(one, 'doneOn') === '' && textOf(one, 'plannedOn') <= today)
  if (visit) return 'recordFollowUp'
  return items.some((item) => textOf(item, 'state') !== 'done') ? 'recordPerformance' : 'closeCase'
}

const isLent = ({ loans }: CaseView) => loans.some((loan) => textOf(loan, 'returnedOn') === '')
