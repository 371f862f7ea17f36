import { codeName, codeTables } from '../../../core/domain/codes.ts'
import { checkLifeEvent, isHistory, leaves, statusAfter } from '../../../core/domain/resident/life-events.ts'
import type { LifeEventKind, LifeState, ResidentStatus } from '../../../core/domain/resident/life-events.ts'
import { blocking } from '../../../core/domain/violation.ts'
import type { RecordView } from '../../../core/contract/register.ts'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldChoice, FieldFlag, FieldText } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { recordErrors } from '../../ui/register/form-values.ts'
import { useToday } from '../../ui/today.ts'
import { statusTag } from './resident-tags.tsx'

const kinds = codeTables.lifeEventKind.map(([code]) => code)
export const isLifeEventKind = (name: unknown): name is LifeEventKind => kinds.some((kind) => kind === name)

/** The usual one first; after a death only what came before it. */
const nextKinds: Readonly<Record<ResidentStatus, readonly LifeEventKind[]>> = {
  present: ['movedOut', 'died'],
  movedOut: ['returned', 'movedIn', 'died'],
  deceased: ['movedOut', 'returned', 'movedIn', 'born'],
}

/** Who is on the register without any event may still have told how they came. */
const offeredKinds = ({ status, events }: LifeState): readonly LifeEventKind[] =>
  status === 'present' && events.length === 0 ? [...nextKinds.present, 'movedIn', 'born'] : nextKinds[status]

const placeLabels: Partial<Record<LifeEventKind, string>> = {
  movedIn: '从何处迁来',
  movedOut: '迁往何处',
  returned: '从何处返回',
}

type EventForm = {
  kind: LifeEventKind
  happenedOn: string | null
  place: string | null
  note: string | null
  leaveHousehold: boolean
}

interface LifeEventDialogProps {
  view: RecordView
  events: readonly RecordView[]
  /** proposed, as from 办理返回 */
  kind?: LifeEventKind | undefined
  /** history: an event before the latest one, which left the 在册状态 alone */
  onSaved: (outcome: 'changed' | 'same' | 'history') => void
  onClose: () => void
}

/** 登记变动: what happened to a resident's registration; the 在册状态 follows. */
export function LifeEventDialog({ view, events, kind, onSaved, onClose }: LifeEventDialogProps) {
  const today = useToday()
  const { id, version, values: record, labels } = view
  const state = lifeState(view, events)
  const offered = offeredKinds(state)
  const first = (kind !== undefined && offered.includes(kind) ? kind : offered[0]) ?? 'movedOut'
  const initial: EventForm = { kind: first, happenedOn: today, place: null, note: null, leaveHousehold: false }
  const errorsOf = ({ kind: chosen, happenedOn, place, note }: EventForm) => {
    const broken = happenedOn === null ? [] : blocking(checkLifeEvent({ kind: chosen, happenedOn }, state, today))
    return {
      ...recordErrors('lifeEvent', { happenedOn, place, note }, ['happenedOn', 'place', 'note']),
      ...Object.fromEntries(broken.map(({ field, message }) => [field ?? 'kind', message])),
    }
  }
  return (
    <FormDialog
      title={`登记变动：${view.title}`}
      form={`resident/${id}/event`}
      narrow
      initial={initial}
      saveLabel="登记变动"
      errors={errorsOf}
      save={async ({ happenedOn: typed, place, leaveHousehold, ...form }) => {
        const happenedOn = typed ?? today
        await api.resident.recordLifeEvent({
          id,
          expectedVersion: version,
          ...form,
          happenedOn,
          place: placeLabels[form.kind] === undefined ? null : place,
          leaveHousehold: leaveHousehold && leaves(form.kind),
        })
        if (isHistory({ kind: form.kind, happenedOn }, state)) return 'history' as const
        return statusAfter[form.kind] === state.status ? ('same' as const) : ('changed' as const)
      }}
      onSaved={onSaved}
      onClose={onClose}
    >
      {(values) => {
        const placeLabel = placeLabels[values.kind]
        return (
          <FormSection title={`现在：${statusTag(view).text}`}>
            {state.status === 'deceased' && (
              <div className="field-full">
                <Notice tone="info">已登记去世。是误登的，请在“人员变动”里撤回；这里可以补登去世以前的变动。</Notice>
              </div>
            )}
            <FieldChoice
              name="kind"
              label="变动"
              span="full"
              options={offered.map((code) => ({ code, label: codeName('lifeEventKind', code) }))}
            />
            <FieldDay name="happenedOn" label="日期" required />
            {placeLabel !== undefined && <FieldText name="place" label={placeLabel} span="full" placeholder="如 郑州市金水区" />}
            <FieldText name="note" label="说明" span="full" />
            {leaves(values.kind) && typeof labels['householdId'] === 'string' && (
              <FieldFlag name="leaveHousehold" label={`同时移出所在户（${labels['householdId']}）`} span="full" />
            )}
            {leaves(values.kind) && record['relationToHead'] === '02' && (
              <div className="field-full">
                <Notice tone="info">{view.title}是户主。登记后请到所在户“变更户主”。</Notice>
              </div>
            )}
          </FormSection>
        )
      }}
    </FormDialog>
  )
}

function lifeState({ values }: RecordView, events: readonly RecordView[]): LifeState {
  const textOf = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    birthOn: textOf(values['birthOn']),
    status: (textOf(values['status']) ?? 'present') as ResidentStatus,
    statusOn: textOf(values['statusOn']),
    events: events
      .map((event) => ({ kind: event.values['kind'] as LifeEventKind, happenedOn: String(event.values['happenedOn']) }))
      .reverse(),
  }
}
