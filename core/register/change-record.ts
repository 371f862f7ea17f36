/** Values typed by a person into a record that is there: every rule is asked, for one record or for many. */
import type { StoredRow } from '../../db/rows.ts'
import { badRequest, ruleViolation } from '../contract/errors.ts'
import { fieldOf, type RecordValues, type RegisterName } from '../domain/field.ts'
import { checkMediatorAge } from '../domain/mediation/committee-rules.ts'
import { registers } from '../domain/registers.ts'
import type { Desk } from '../server/context.ts'
import type { WriteContext } from '../server/command.ts'
import { prepareGridStaff } from './grid-staff-record.ts'
import type { Written } from './record-writer.ts'
import { requireReferences } from './references.ts'
import { prepareResident } from './resident-record.ts'
import { changedValues } from './values.ts'

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
  return register === 'gridStaff' ? prepareGridStaff(write, values, exceptId) : values
}

/** Why a record cannot be changed any more, it or the one it is a part of; null when it can. */
export function sealedReason(desk: Desk, register: RegisterName, row: Readonly<Record<string, unknown>>): string | null {
  const { sealed, parent } = registers[register]
  const own = sealed?.(row)
  if (own || !parent || parent.afterSeal) return own ?? null
  const { sealed: whole } = registers[parent.register]
  const parentRow = whole ? desk.rows.get(parent.register, String(row[parent.field])) : null
  return (parentRow && whole?.(parentRow)) ?? null
}

/** A signed paper is not edited, and nothing comes to it or goes from it. @throws RULE_VIOLATION */
export function refuseSealed(desk: Desk, register: RegisterName, row: Readonly<Record<string, unknown>>): void {
  const reason = sealedReason(desk, register, row)
  if (reason !== null) throw ruleViolation([{ rule: 'A', level: 'block', message: reason }])
}

/** What a verb decides is changed by that verb. */
function refuseByVerb(register: RegisterName, row: StoredRow, values: RecordValues): void {
  const { byVerb } = registers[register]
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
