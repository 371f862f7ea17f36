/** Coming, going, returning, dying: events of a resident's registration. 死亡、迁出不删除、停用 (reference §3.11). */
import type { StoredRow } from '../../../db/rows.ts'
import { badRequest, ruleViolation } from '../../contract/errors.ts'
import type { RecordValues } from '../../domain/field.ts'
import { headRelation, isHead } from '../../domain/household/relations.ts'
import {
  checkLifeEvent,
  isHistory,
  leaves,
  type LifeEventKind,
  type LifeState,
  type ResidentStatus,
} from '../../domain/resident/life-events.ts'
import { blocking } from '../../domain/violation.ts'
import { lifeEventsOf, prepareResident, stateAfter } from '../../register/resident-record.ts'
import { householdHead, holdersOf } from '../../register/sole-role.ts'
import { valuesOfRow } from '../../register/values.ts'
import { registers } from '../../domain/registers.ts'
import { command, type WriteContext } from '../../server/command.ts'

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

function stateOf(write: WriteContext, row: StoredRow): LifeState {
  return {
    birthOn: textOrNull(row.birthOn),
    status: row.status as ResidentStatus,
    statusOn: textOrNull(row.statusOn),
    events: lifeEventsOf(write.desk.database.writer, row.id),
  }
}

export const recordLifeEvent = command(
  'recordLifeEvent',
  { right: 'resident', label: '登记人员变动' },
  (
    write,
    input: {
      id: string
      expectedVersion: number
      kind: LifeEventKind
      happenedOn: string
      place: string | null
      note: string | null
      leaveHousehold: boolean
    },
  ) => {
    const { id, kind, happenedOn, expectedVersion } = input
    const row = write.records.get('resident', id)
    const event = { kind, happenedOn }
    const state = stateOf(write, row)
    const refused = blocking(checkLifeEvent(event, state, write.today))
    if (refused.length > 0) throw ruleViolation(refused)
    const history = isHistory(event, state)
    const patch: RecordValues = history ? {} : stateAfter(event)
    if (input.leaveHousehold && typeof row.householdId === 'string') {
      if (history || !leaves(kind)) throw badRequest('只有登记现在的迁出或去世时，才能同时离开所在户')
      Object.assign(patch, { householdId: null, relationToHead: null })
      prepareResident(write, { ...valuesOfRow(registers.resident, row), ...patch }, id)
      write.records.touch('household', row.householdId, null)
    }
    write.records.insert('lifeEvent', {
      residentId: id,
      kind,
      happenedOn,
      villageId: textOrNull(row.villageId),
      place: textOrNull(input.place),
      note: textOrNull(input.note),
    })
    write.about('resident', id)
    if (Object.keys(patch).length === 0) return write.records.touch('resident', id, expectedVersion)
    return write.records.update('resident', id, expectedVersion, patch)
  },
)

/** What the resident was before an event, as the change set that recorded it remembers. */
function before(write: WriteContext, eventId: string, residentId: string): RecordValues {
  const kept = write.desk.database.writer
    .prepare(
      `SELECT r.before FROM changes e JOIN changes r ON r.change_set_id = e.change_set_id
       WHERE e.record_id = ? AND e.register = 'lifeEvent' AND e.kind = 'create' AND r.record_id = ? AND r.register = 'resident'`,
    )
    .pluck()
    .get([eventId, residentId]) as string | null | undefined
  return JSON.parse(kept ?? '{}') as RecordValues
}

/** The household that was left with the event, where it is still there; a head comes back only to one without a head. */
function formerHousehold(write: WriteContext, { householdId, relationToHead }: RecordValues): RecordValues {
  if (typeof householdId !== 'string' || write.desk.rows.get('household', householdId)?.deletedAt !== null) return {}
  write.records.touch('household', householdId, null)
  const headed = holdersOf(write.desk.database.writer, householdHead, householdId, null).length > 0
  return { householdId, relationToHead: isHead(relationToHead) ? (headed ? null : headRelation) : (relationToHead ?? null) }
}

/** The latest in time: the one the state follows from. */
export const removeLastLifeEvent = command(
  'removeLastLifeEvent',
  { right: 'resident', label: '撤回人员变动' },
  (write, input: { id: string; expectedVersion: number }) => {
    const row = write.records.get('resident', input.id)
    const events = lifeEventsOf(write.desk.database.writer, input.id)
    const last = events.at(-1)
    if (!last) throw badRequest('没有可以撤回的变动记录')
    const earlier = events.at(-2)
    const { status = 'present', statusOn = null, ...left } = before(write, last.id, input.id)
    const patch: RecordValues = earlier ? stateAfter(earlier) : { status, statusOn }
    if (row.householdId === null) Object.assign(patch, formerHousehold(write, left))
    write.records.remove('lifeEvent', last.id, null, '撤回变动')
    write.about('resident', input.id)
    return write.records.update('resident', input.id, input.expectedVersion, patch)
  },
)
