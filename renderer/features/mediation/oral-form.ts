/** What the one-screen oral agreement holds, and what it sends (People's Mediation Law §28, §30). */
import type { RecordView } from '../../../core/contract/register.ts'
import { codeName } from '../../../core/domain/codes.ts'
import type { RecordValues } from '../../../core/domain/field.ts'
import { checkMediators } from '../../../core/domain/mediation/rules.ts'
import type { Picked } from '../../ui/form/record-picker.tsx'
import { recordErrors, recordValuesOf } from '../../ui/register/form-values.ts'
import { caseTitle, newParty, partyErrors } from './party.ts'
import type { PartyForm } from './party.ts'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'

export type OralForm = {
  /** none for a dispute that is registered already */
  parties: PartyForm[]
  category: string | null
  category17: string | null
  villageId: Picked | null
  summary: string | null
  /** what was agreed, one line each */
  said: string | null
  amountFen: number | null
  performed: 'yes' | 'no'
  performMethod: string | null
  performDueOn: string | null
  mediatorIds: Picked[]
  concludedOn: string | null
}

export function newOral(today: string, view: CaseView | undefined): OralForm {
  return {
    parties: view === undefined ? [newParty('applicant'), { ...newParty('respondent'), consent: 'agreed' }] : [],
    category: view === undefined ? null : textOf(view.record, 'category'),
    category17: null,
    villageId: null,
    summary: view === undefined ? null : textOf(view.record, 'summary'),
    said: null,
    amountFen: null,
    performed: 'yes',
    performMethod: 'once',
    performDueOn: null,
    mediatorIds: [],
    concludedOn: today,
  }
}

const caseFacts = ['category', 'category17', 'villageId', 'summary'] as const

/** The facts of a new case; nothing where it is registered already. */
export function caseValues(form: OralForm, known: boolean): RecordValues {
  if (known) return {}
  const { category, category17, villageId, summary, parties, concludedOn } = form
  const title = caseTitle(parties, category === null ? '' : codeName('disputeCategory', category).replace(/纠纷$/, ''))
  const facts = { category, category17, villageId, summary, title: title === '' ? null : title, registeredOn: concludedOn }
  return recordValuesOf('mediation', { ...facts, difficulty: 'simple' })
}

export function agreementValues({
  summary,
  said,
  amountFen,
  performed,
  performMethod,
  performDueOn,
  concludedOn,
}: OralForm): RecordValues {
  return {
    facts: summary,
    terms: (said ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    amountFen,
    performMethod: performed === 'yes' ? 'immediate' : performMethod,
    performDueOn: performed === 'yes' ? null : performDueOn,
    concludedOn,
  }
}

export function oralErrors(form: OralForm, today: string, known: boolean): Record<string, string | undefined> {
  const ofParties = form.parties.flatMap((party, index) =>
    Object.entries(partyErrors(party, today)).map(([field, problem]) => [`parties.${String(index)}.${field}`, problem] as const),
  )
  const { terms, ...ofAgreement } = recordErrors('mediationAgreement', agreementValues(form), [
    'terms',
    'amountFen',
    'performMethod',
    'performDueOn',
    'concludedOn',
  ])
  return {
    ...(known ? {} : recordErrors('mediation', caseValues(form, false), caseFacts)),
    ...ofAgreement,
    ...(terms !== undefined && { said: '请写下说好了什么，一条一行' }),
    ...(form.performed === 'no' && form.performDueOn === null && { performDueOn: '请填写什么时候履行' }),
    mediatorIds: checkMediators(form.mediatorIds.map(({ kind }) => kind))[0]?.message,
    ...Object.fromEntries(ofParties),
  }
}

/** Who mediates unless another is chosen: the person at the desk, or the only mediator there is. */
export function usualMediator(rows: readonly RecordView[], displayName: string): Picked[] {
  const serving = rows.filter(({ values }) => (values['leftOn'] ?? null) === null)
  const found = serving.find(({ title }) => title === displayName) ?? (serving.length === 1 ? serving[0] : undefined)
  return found === undefined ? [] : [{ kind: 'record', id: found.id, title: found.title }]
}
