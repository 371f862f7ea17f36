/** A case in the words and colours of its page: state, term, steps. */
import { mediationSteps } from '../../../core/domain/mediation/machine.ts'
import type { RecordView } from '../../../core/contract/register.ts'
import { dayNumber } from '../../lib/day.ts'
import { dueText } from '../../lib/format.ts'
import type { Tone } from '../../ui/sheet.tsx'
import type { Step } from '../../ui/stepper.tsx'

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
  terminated: 'grey',
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

/** The step a case in this state is at, counted from 0; a case that ended without agreement is at none. */
const stepAt: Readonly<Record<string, number>> = { registered: 1, accepted: 2, mediating: 2, agreed: 3, effective: 4 }
const short = (day: string) => day.slice(5)

export function caseSteps(
  record: RecordView,
  { sessions, agreement, refused }: { sessions: number; agreement: RecordView | null; refused: string | null },
): Step[] {
  const status = textOf(record, 'status')
  const reached = textOf(record, 'acceptedOn') === '' ? 1 : sessions === 0 ? 2 : 3
  const now = stepAt[status] ?? reached
  const notes: Readonly<Record<string, string>> = {
    registered: short(textOf(record, 'registeredOn')),
    accepted: short(textOf(record, 'acceptedOn')),
    mediating: sessions === 0 ? '' : `${String(sessions)} 次`,
    agreed: agreement === null ? '' : short(textOf(agreement, 'concludedOn')),
    effective:
      agreement === null || textOf(agreement, 'effectiveOn') === '' ? '' : `生效 ${short(textOf(agreement, 'effectiveOn'))}`,
  }
  return mediationSteps.map(({ key, label }, index) => {
    const note = notes[key] ?? ''
    const stopped = index === now && refused !== null
    return {
      id: key,
      label,
      note: note === '' ? undefined : note,
      state: index < now ? 'done' : index > now || status === 'terminated' ? 'todo' : stopped ? 'blocked' : 'now',
      reason: stopped ? refused : undefined,
    }
  })
}
