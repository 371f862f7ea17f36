/** Values typed by a person into a record that is there: every rule is asked, for one record or for many. */
import type { StoredRow } from '../../db/rows.ts'
import { badRequest, ruleViolation } from '../contract/errors.ts'
import { fieldOf, type RecordValues, type RegisterName } from '../domain/field.ts'
import { checkMediatorAge } from '../domain/mediation/committee-rules.ts'
import { registers } from '../domain/registers.ts'
import type { Desk } from '../server/context.ts'
import type { WriteContext } from '../server/command.ts'
import { prepareGridStaff } from './grid-staff-record.ts'
import { prepareCommittee } from './committee-record.ts'
import { checkPartDay, prepareCase, prepareParty } from './mediation-record.ts'
import type { Written } from './record-writer.ts'
import { requireReferences } from './references.ts'
import { prepareResident } from './resident-record.ts'
import { changedValues } from './values.ts'

/** The years of the official table add up what they find: one record for a year of a unit. @throws RULE_VIOLATION */
function refuseYearTwice(write: WriteContext, { year }: RecordValues, exceptId: string | null): void {
  const twice = write.desk.database.writer
    .prepare('SELECT 1 FROM mediation_funding WHERE year = ? AND unit_id = ? AND deleted_at IS NULL AND id IS NOT ?')
    .get([year, write.unit.unitId, exceptId])
  if (twice === undefined) return
  const message = `${String(year)} 年的调解经费已经登记，请打开那一条修改`
  throw ruleViolation([{ rule: '年度', level: 'block', field: 'year', message }])
}

/** What holds beyond the single record. @param values all of its values */
export const prepareValues = (
  write: WriteContext,
  register: RegisterName,
  values: RecordValues,
  exceptId: string | null,
): RecordValues => {
  if (register === 'resident') return prepareResident(write, values, exceptId)
  if (register === 'mediator') {
    const young = checkMediatorAge(values, write.today)
    if (young.length > 0) throw ruleViolation(young)
  }
  if (register === 'committee') return prepareCommittee(write, values, exceptId)
  checkPartDay(write, register, values)
  if (register === 'mediationFunding') refuseYearTwice(write, values, exceptId)
  if (register === 'mediation') return prepareCase(write, values, exceptId)
  if (register === 'mediationParty') return prepareParty(write, values, exceptId)
  return register === 'gridStaff' ? prepareGridStaff(write, values, exceptId) : values
}

/** Why a record cannot be changed any more, it or the one it is a part of; null when it can. */
export function sealedReason(desk: Desk, register: RegisterName, row: Readonly<Record<string, unknown>>): string | null {
  const { sealed, parent } = registers[register]
  const own = sealed?.(row)
  if (own || !parent || parent.afterSeal) return own ?? null
  const { sealed: whole } = registers[parent.register]
  if (!whole && !parent.sealed) return null
  const parentRow = desk.rows.get(parent.register, String(row[parent.field]))
  return parentRow ? (whole?.(parentRow) ?? parent.sealed?.(parentRow) ?? null) : null
}

/** A signed paper is not edited, and nothing comes to it or goes from it. @throws RULE_VIOLATION */
export function refuseSealed(desk: Desk, register: RegisterName, row: Readonly<Record<string, unknown>>): void {
  const reason = sealedReason(desk, register, row)
  if (reason !== null) throw ruleViolation([{ rule: 'A', level: 'block', message: reason }])
}

/** What a verb decides is changed by that verb. */
function refuseByVerb(register: RegisterName, row: StoredRow, values: RecordValues): void {
  const { byVerb, onlyByVerb, label } = registers[register]
  if (onlyByVerb) throw badRequest(`${label}请在案件页面上办理`)
  const own = byVerb?.find((name) => Object.hasOwn(values, name) && values[name] !== row[name])
  if (own !== undefined) throw badRequest(`${fieldOf(registers[register], own).meta.label}请用办理步骤修改`)
}

/** @throws BAD_REQUEST, RULE_VIOLATION, and what the record writer throws */
export function changeRecord(
  write: WriteContext,
  register: RegisterName,
  id: string,
  expectedVersion: number | null,
  typed: RecordValues,
): Written {
  const row = write.records.get(register, id)
  refuseSealed(write.desk, register, row)
  refuseByVerb(register, row, typed)
  const values = changedValues(registers[register], row, typed)
  requireReferences(
    write.desk.database.writer,
    register,
    Object.fromEntries(Object.keys(typed).map((name) => [name, values[name] ?? null])),
  )
  return write.records.update(register, id, expectedVersion, prepareValues(write, register, values, id))
}
