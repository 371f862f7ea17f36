/** What holds for a member of a grid's staff beyond the single record: a grid has one lead at a time, after whom it is named (G-01). */
import type { StoredRow } from '../../db/rows.ts'
import { ruleViolation } from '../contract/errors.ts'
import type { RecordValues } from '../domain/field.ts'
import type { WriteContext } from '../server/command.ts'
import { gridLead, holdersOf } from './sole-role.ts'

type Values = Readonly<Record<string, unknown>>

/** the grid whose serving lead this is, or null */
const ledBy = (values: Values | null): string | null =>
  values !== null && gridLead.holds(values) && typeof values.gridId === 'string' ? values.gridId : null

/**
 * The grid's own lead follows what is about to be stored.
 * @param values all values of the record
 * @param exceptId the record itself, where it is there already
 * @throws RULE_VIOLATION G-01
 */
export function prepareGridStaff(write: WriteContext, values: RecordValues, exceptId: string | null): RecordValues {
  const stored = exceptId === null ? null : write.desk.rows.get('gridStaff', exceptId)
  const led = ledBy(stored?.deletedAt === null ? stored : null)
  const leads = ledBy(values)
  // asked only when it changes, so that old ledgers can be put right one by one
  const [other] = leads === null || leads === led ? [] : holdersOf(write.desk.database.writer, gridLead, leads, exceptId)
  if (other) {
    const message = `现任网格长是“${other.name}”，请用“网格交接”`
    throw ruleViolation([{ rule: 'G-01', level: 'block', field: 'role', message, recordId: other.id }])
  }
  if (led !== null && led !== leads) nameLead(write, led, null)
  if (leads !== null) nameLead(write, leads, values)
  return values
}

/** A lead who is deleted leaves the grid without one. */
export function releaseGrid(write: WriteContext, row: StoredRow): void {
  const led = ledBy(row)
  if (led !== null) nameLead(write, led, null)
}

function nameLead(write: WriteContext, gridId: string, lead: RecordValues | null): void {
  const grid = write.desk.rows.get('grid', gridId)
  if (grid?.deletedAt !== null || grid.unitId !== write.unit.unitId) return
  write.records.update('grid', gridId, null, { leadName: lead?.name ?? null, leadPhone: lead?.phone ?? null })
}
