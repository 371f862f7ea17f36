/** By what a row is known again as a record: in the ledger, and among the rows of one file. */
import type { RecordValues, RegisterName } from '../../domain/field.ts'

export interface ImportKey {
  /** fields that must be the same, none of them empty */
  same: readonly string[]
  /** fields that must be the same where both sides know them */
  alike?: readonly string[]
}

/** In their order: the first that finds a record decides. Persons without a number are found by name and birthday, see match.ts. */
export const importKeys: Partial<Record<RegisterName, readonly ImportKey[]>> = {
  resident: [{ same: ['idNumber'] }, { same: ['otherIdNo'] }],
  household: [{ same: ['householdNo'], alike: ['villageId'] }, { same: ['headName', 'villageId', 'address'] }],
  village: [{ same: ['divisionCode'] }, { same: ['name'] }],
  grid: [{ same: ['code'] }, { same: ['name', 'villageId'] }],
  gridStaff: [{ same: ['gridId', 'name', 'fromOn'] }],
  division: [{ same: ['code', 'year'] }],
  mediation: [{ same: ['title', 'registeredOn'] }],
  committee: [{ same: ['name'] }],
  mediator: [{ same: ['name'], alike: ['phone', 'birthOn'] }],
}

/** What rows of one file must not have in common, or null where a row has no such thing. References count as they are written. */
export function identityIn(
  register: RegisterName,
  values: RecordValues,
  references: Readonly<Record<string, string>>,
): string | null {
  for (const [index, { same, alike }] of (importKeys[register] ?? []).entries()) {
    if (alike) continue
    const parts = same.map((name) => values[name] ?? references[name] ?? null)
    if (parts.every((one) => one !== null && one !== '')) return [index, ...parts].join('|')
  }
  return null
}
