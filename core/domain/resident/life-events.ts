/** 出生、迁入、迁出、返回、去世: what may follow what, and which state a resident is in afterwards. */
import type { codeTables } from '../codes.ts'
import { codeName } from '../codes.ts'
import type { Violation } from '../violation.ts'

export type LifeEventKind = (typeof codeTables.lifeEventKind)[number][0]
export type ResidentStatus = (typeof codeTables.residentStatus)[number][0]

export const statusAfter: Readonly<Record<LifeEventKind, ResidentStatus>> = {
  born: 'present',
  movedIn: 'present',
  returned: 'present',
  movedOut: 'movedOut',
  died: 'deceased',
}

/** Who leaves the register may leave the household with it. */
export const leaves = (kind: LifeEventKind): boolean => statusAfter[kind] !== 'present'

interface LifeEvent {
  kind: LifeEventKind
  happenedOn: string
}

export interface LifeState {
  birthOn: string | null
  status: ResidentStatus
  statusOn: string | null
  /** in the order in which they happened */
  events: readonly LifeEvent[]
}

/** why a kind may not follow the present state, or null. A return is refused by nothing but death. */
const refusals: Readonly<Record<LifeEventKind, (state: LifeState) => string | null>> = {
  born: ({ events, status }) => (events.length > 0 || status !== 'present' ? '已有变动记录，出生只能登记在最前面' : null),
  movedIn: ({ events, status }) =>
    status === 'present' && events.length > 0 ? '此人在册，不必再登记迁入；如曾离开，请先登记迁出' : null,
  returned: () => null,
  movedOut: ({ status, statusOn }) =>
    status === 'movedOut' ? `此人 ${statusOn ?? ''} 已迁出，不能重复登记；如又回来，请先登记返回` : null,
  died: () => null,
}

/** The last day on which the state changed; what happened before it is history. */
const latestDay = ({ statusOn, events }: LifeState): string | null => events.at(-1)?.happenedOn ?? statusOn

/** An event before the latest one completes the record and leaves the state as it is. */
export const isHistory = (event: LifeEvent, state: LifeState): boolean => event.happenedOn < (latestDay(state) ?? '')

/** @param today the local day */
export function checkLifeEvent(event: LifeEvent, state: LifeState, today: string): Violation[] {
  const block = (message: string, field: string): Violation[] => [{ rule: 'P-06', level: 'block', field, message }]
  const { kind, happenedOn } = event
  const { birthOn, events } = state
  if (happenedOn > today) return block('日期不能晚于今天', 'happenedOn')
  if (birthOn !== null && happenedOn < birthOn) return block(`日期不能早于出生日期 ${birthOn}`, 'happenedOn')
  if (kind === 'born' && birthOn !== null && happenedOn !== birthOn)
    return block(`出生日期已登记为 ${birthOn}，请填同一天，或先改正出生日期`, 'happenedOn')
  if (events.some((one) => one.kind === kind && one.happenedOn === happenedOn))
    return block(`${happenedOn} 的${codeName('lifeEventKind', kind)}已经登记过了`, 'happenedOn')
  if (kind === 'born' && events.some((one) => one.kind === 'born')) return block('出生已经登记过了', 'kind')
  if (isHistory(event, state)) {
    return kind === 'died' ? block(`${latestDay(state) ?? ''} 还有变动记录，去世日期不能比它早，请核对`, 'happenedOn') : []
  }
  if (state.status === 'deceased') return block(`此人 ${state.statusOn ?? ''} 已登记去世；如是误登，请先撤回去世登记`, 'kind')
  const refused = refusals[kind](state)
  return refused === null ? [] : block(refused, 'kind')
}
