/** What holds for a resident beyond the single record: one number, one person (P-02); one household, one head (P-05). */
import type { SqliteConnection } from '../../db/open.ts'
import type { StoredRow } from '../../db/rows.ts'
import { ruleViolation } from '../contract/errors.ts'
import type { RecordValues } from '../domain/field.ts'
import { isHead } from '../domain/household/relations.ts'
import { statusAfter, type LifeEventKind } from '../domain/resident/life-events.ts'
import type { Violation } from '../domain/violation.ts'
import type { WriteContext } from '../server/command.ts'
import { householdHead, holdersOf } from './sole-role.ts'

/**
 * The values as they may be stored: with a temporary number for who has none; the household is called after its head.
 * @param values all values of the record
 * @param exceptId the record itself, where it is there already
 * @throws RULE_VIOLATION P-02 (with the id of the twin), P-05
 */
export function prepareResident(write: WriteContext, values: RecordValues, exceptId: string | null): RecordValues {
  const stored = exceptId === null ? null : write.desk.rows.get('resident', exceptId)
  if (typeof values.idNumber === 'string') refuseTwin(write, values.idNumber, exceptId, typeof stored?.idNumber === 'string')
  keepOneHead(write, values, stored)
  return values.idNumber || values.temporaryNo ? values : { ...values, temporaryNo: temporaryNumber(write) }
}

export const temporaryNumber = (write: WriteContext): string =>
  `T-${write.unit.unitCode.slice(0, 9)}-${String(write.nextNumber('temporaryNo')).padStart(6, '0')}`

interface LifeEventRow {
  id: string
  kind: LifeEventKind
  happenedOn: string
}

/** What happened to a resident's registration, oldest first; of several records of one person, together. */
export const lifeEventsOf = (connection: SqliteConnection, ...residentIds: string[]): LifeEventRow[] =>
  connection
    .prepare(
      `SELECT id, kind, happened_on AS happenedOn FROM life_events
       WHERE resident_id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL ORDER BY happened_on, row_no`,
    )
    .all(JSON.stringify(residentIds)) as LifeEventRow[]

/** 在册状态 follows from the latest event. */
export const stateAfter = ({ kind, happenedOn }: Omit<LifeEventRow, 'id'>): RecordValues => ({
  status: statusAfter[kind],
  statusOn: happenedOn,
})

interface Twin {
  id: string
  name: string
  status: string
  status_on: string | null
}

function refuseTwin(write: WriteContext, idNumber: string, exceptId: string | null, numbered: boolean): void {
  const twin = write.desk.database.writer
    .prepare(
      'SELECT id, name, status, status_on FROM residents WHERE unit_id = ? AND id_number = ? AND deleted_at IS NULL AND id <> ?',
    )
    .get([write.unit.unitId, idNumber, exceptId ?? '']) as Twin | undefined
  if (!twin) return
  // a record that had only a temporary number may be the same person twice
  const mayMerge = exceptId !== null && !numbered
  throw ruleViolation([
    { rule: 'P-02', level: 'block', field: 'idNumber', message: twinMessage(twin, mayMerge), recordId: twin.id },
  ])
}

function twinMessage({ name, status, status_on: on }: Twin, mayMerge: boolean): string {
  if (mayMerge) return `该身份证号已登记为“${name}”，如是同一个人，请合并两条记录`
  if (status === 'movedOut') return `此人 ${on ?? ''} 已迁出，请打开原记录办理“返回”`
  if (status === 'deceased') return `该身份证号已登记为“${name}”（${on ?? ''} 去世），请核对号码`
  return `该身份证号已登记为“${name}”，请打开原记录修改，不要重复登记`
}

const headProblem = (field: string, message: string, recordId?: string): Violation => ({
  rule: 'P-05',
  level: 'block',
  field,
  message,
  ...(recordId === undefined ? {} : { recordId }),
})

/** P-05 户主唯一. Asked only when the household or the relation changes, so that old ledgers can be put right one by one. */
function keepOneHead(write: WriteContext, values: RecordValues, stored: StoredRow | null): void {
  const { householdId = null, relationToHead = null } = values
  const moved = stored?.householdId !== householdId
  if (
    stored?.deletedAt === null &&
    isHead(stored.relationToHead) &&
    typeof stored.householdId === 'string' &&
    (moved || !isHead(relationToHead))
  ) {
    const others = write.desk.database.writer
      .prepare('SELECT count(*) FROM residents WHERE household_id = ? AND deleted_at IS NULL AND id <> ?')
      .pluck()
      .get([stored.householdId, stored.id]) as number
    if (others > 0)
      throw ruleViolation([
        headProblem(moved ? 'householdId' : 'relationToHead', `“${String(stored.name)}”是本户户主，请先变更户主`),
      ])
  }
  if (typeof householdId !== 'string' || !isHead(relationToHead)) return
  if (stored?.deletedAt !== null || moved || stored.relationToHead !== relationToHead) {
    const [other] = holdersOf(write.desk.database.writer, householdHead, householdId, stored?.id ?? null)
    if (other) throw ruleViolation([headProblem('relationToHead', `本户户主已是“${other.name}”，请用“变更户主”`, other.id)])
  }
  const household = write.desk.rows.get('household', householdId)
  if (household?.deletedAt === null && household.unitId === write.unit.unitId && household.headName !== values.name)
    write.records.update('household', householdId, null, { headName: values.name ?? null })
}
