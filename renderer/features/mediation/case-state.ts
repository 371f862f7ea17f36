/** A case in the words and colours of its page: state, terms, steps. */
import { mediationSteps } from '../../../core/domain/mediation/machine.ts'
import type { RecordView } from '../../../core/contract/register.ts'
import { dayNumber } from '../../lib/day.ts'
import { dueText } from '../../lib/format.ts'
import type { Tone } from '../../ui/sheet.tsx'
import type { Step } from '../../ui/stepper.tsx'
import type { CaseView } from './case.ts'

export interface StateTag {
  tone: Tone
  text: string
}

const tones: Readonly<Record<string, Tone>> = {
  registered: 'amber',
  accepted: 'blue',
  mediating: 'blue',
  agreed: 'violet',
  effective: 'green',
  closed: 'green',
}

export const textOf = (record: Pick<RecordView, 'values'>, field: string): string => {
  const value = record.values[field]
  return typeof value === 'string' ? value : ''
}

export const stateTag = (record: RecordView): StateTag => ({
  tone: tones[textOf(record, 'status')] ?? 'grey',
  text: record.labels['status'] ?? '',
})

/** The term of mediation, while it runs: red once it has passed, amber in its last three days. */
export function termTag(record: RecordView, today: string): StateTag | undefined {
  const dueOn = textOf(record, 'dueOn')
  if (dueOn === '' || !['accepted', 'mediating'].includes(textOf(record, 'status'))) return undefined
  const left = dayNumber(dueOn) - dayNumber(today)
  if (left < 0) return { tone: 'red', text: dueText(dueOn, today) }
  return { tone: left <= 3 ? 'amber' : 'grey', text: left === 0 ? '今天到期' : `期限 ${dueText(dueOn, today)}` }
}

/** The days left to apply for judicial confirmation (M-09), until somebody has applied. */
function confirmationTag({ record, agreement, confirmations }: CaseView, today: string): StateTag | undefined {
  const dueOn = textOf(record, 'confirmDueOn')
  const open = ['effective', 'closed'].includes(textOf(record, 'status')) && confirmations.length === 0
  if (dueOn === '' || dueOn < today || !open || agreement?.values['agreementForm'] === 'oral') return undefined
  const left = dayNumber(dueOn) - dayNumber(today)
  return { tone: left <= 10 ? 'amber' : 'grey', text: left === 0 ? '司法确认今天截止' : `司法确认还剩 ${String(left)} 天` }
}

/** State and running terms, beside the name of the case. */
export function caseTags(view: CaseView, today: string): StateTag[] {
  const { record } = view
  const { extensionDays } = record.values
  const term = termTag(record, today)
  return [
    stateTag(record),
    ...(term === undefined ? [] : [term]),
    ...(term !== undefined && typeof extensionDays === 'number'
      ? [{ tone: 'violet' as const, text: `已延长 ${String(extensionDays)} 天` }]
      : []),
    ...[confirmationTag(view, today)].filter((tag) => tag !== undefined),
    ...(textOf(record, 'reopenedOn') !== '' && isRunning(record) ? [{ tone: 'amber' as const, text: '重新办理' }] : []),
  ]
}

const isRunning = (record: RecordView) => ['mediating', 'agreed', 'effective'].includes(textOf(record, 'status'))

/** How a case ends without an agreement, in the word of its last step. */
const endings: Readonly<Record<string, string>> = {
  rejected: '不予受理',
  failed: '调解不成',
  terminated: '终止',
  withdrawn: '撤回',
  transferred: '转出',
  voided: '作废',
  settled: '排查中化解',
}
const withoutFile = ['transferred', 'voided', 'settled']

export const endingOf = (record: RecordView): string | undefined =>
  endings[textOf(record, 'status')] ?? endings[textOf(record, 'outcome')]

/** The step a case in this state is at, counted from 0. */
const stepAt: Readonly<Record<string, number>> = {
  registered: 1,
  accepted: 2,
  mediating: 2,
  agreed: 3,
  effective: 4,
  closed: 5,
  filed: 5,
  archived: 6,
}
const short = (day: string) => day.slice(5)

/** The course of the case. One that ended without an agreement shows only the steps it took, its end, and the file. */
export function caseSteps(view: CaseView, stopped: string | null): Step[] {
  const { record, sessions, agreement } = view
  const status = textOf(record, 'status')
  const notes = stepNotes(view)
  const step = (key: string, label: string, state: Step['state']): Step => ({
    id: key,
    label,
    note: notes[key] === '' ? undefined : notes[key],
    state,
  })
  const ending = endingOf(record)
  if (ending === undefined) {
    const now = stepAt[status] ?? 1
    return mediationSteps.map(({ key, label }, index) => {
      const held = index === now && stopped !== null
      return {
        ...step(key, label, index < now ? 'done' : index > now ? 'todo' : held ? 'blocked' : 'now'),
        reason: held ? stopped : undefined,
      }
    })
  }
  const taken: Readonly<Record<string, boolean>> = {
    registered: true,
    accepted: textOf(record, 'acceptedOn') !== '',
    mediating: sessions.length > 0,
    agreed: agreement !== null,
  }
  return [
    ...mediationSteps.filter(({ key }) => taken[key] === true).map(({ key, label }) => step(key, label, 'done')),
    { ...step('ended', ending, 'done'), note: short(textOf(record, 'closedOn') || textOf(record, 'voidedOn')) || undefined },
    ...(withoutFile.includes(status) ? [] : [step('filed', '立卷归档', status === 'archived' ? 'done' : 'now')]),
  ]
}

function stepNotes({ record, sessions, agreement }: CaseView): Readonly<Record<string, string>> {
  const day = (field: string) => short(textOf(record, field))
  const [closed, filed, archived] = [day('closedOn'), day('filedOn'), day('archivedOn')]
  const oral = agreement?.values['agreementForm'] === 'oral' ? '口头 ' : ''
  const unsigned = textOf(record, 'status') === 'agreed'
  const concluded = agreement === null ? '' : short(textOf(agreement, 'concludedOn'))
  const effective = agreement === null ? '' : short(textOf(agreement, 'effectiveOn'))
  const isClosed = ['closed', 'filed', 'archived'].includes(textOf(record, 'status'))
  return {
    registered: day('registeredOn'),
    accepted: day('acceptedOn'),
    mediating: sessions.length === 0 ? '' : `${String(sessions.length)} 次`,
    agreed: concluded === '' ? '' : unsigned ? '待签章' : `${oral}${concluded}`,
    effective: isClosed && closed !== '' ? `结案 ${closed}` : effective === '' ? '' : `生效 ${effective}`,
    filed: archived !== '' ? `归档 ${archived}` : filed === '' ? '' : `立卷 ${filed}`,
  }
}
