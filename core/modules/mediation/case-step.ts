/** What every verb of people's mediation begins with: the state it starts from, the refusal in words, the parts of the case. */
import { DeskError, ruleViolation } from '../../contract/errors.ts'
import { codeName } from '../../domain/codes.ts'
import type { RecordValues, RegisterName } from '../../domain/field.ts'
import { mediationMachine, type MediationVerb } from '../../domain/mediation/machine.ts'
import { checkTransition, type Party } from '../../domain/mediation/rules.ts'
import { blocking, type Violation } from '../../domain/violation.ts'
import type { StoredRow } from '../../../db/rows.ts'
import { listParts } from '../../register/queries.ts'
import type { WriteContext } from '../../server/command.ts'
import type { Desk } from '../../server/context.ts'
import { unitNameOf } from '../../server/unit-names.ts'

/** @throws RULE_VIOLATION with what blocks; warnings pass. */
export function refuse(violations: readonly Violation[]): void {
  const blocked = blocking([...violations])
  if (blocked.length > 0) throw ruleViolation(blocked)
}

/**
 * What blocks, blocks; what warns passes once it is explained: the words go to the history of the case, the ids of the rules to the audit trail.
 * @throws RULE_VIOLATION with everything that blocks, or else with the warnings.
 */
export function refuseUnlessExplained(violations: readonly Violation[], explained: string | null, write?: WriteContext): void {
  refuse(violations)
  const warnings = violations.filter(({ level }) => level === 'warn')
  if (warnings.length === 0) return
  if (explained === null) throw ruleViolation(warnings)
  write?.records.explain(explained)
  write?.note({ rules: warnings.map(({ rule }) => rule) })
}

export const partsOf = (write: WriteContext, register: RegisterName, caseId: string): StoredRow[] =>
  listParts(write.desk.database.writer, register, caseId)

export const partyOf = (row: StoredRow): Party => ({
  name: String(row.name),
  consent: String(row.consent),
  signedOn: typeof row.signedOn === 'string' ? row.signedOn : null,
})

/** Why nothing can be done here with the case of another unit, or null for one of our own. */
export const handledElsewhere = ({ database, unit }: Desk, { unitId }: Pick<StoredRow, 'unitId'>): string | null =>
  unitId === unit.unitId ? null : `这个案件由${unitNameOf(database.reader, unit, unitId)}上报，请由原单位办理后再报`

/** @throws FORBIDDEN for the case of another unit */
export function refuseElsewhere(desk: Desk, row: StoredRow): void {
  const elsewhere = handledElsewhere(desk, row)
  if (elsewhere !== null) throw new DeskError('FORBIDDEN', elsewhere, {})
}

/** The case, in a state from which the verb may start; its next state is part of the patch the caller writes. @throws FORBIDDEN, RULE_VIOLATION */
export function begin(write: WriteContext, verb: MediationVerb, id: string): { row: StoredRow; status: RecordValues } {
  const row = write.records.get('mediation', id)
  refuseElsewhere(write.desk, row)
  const current = String(row.status)
  refuse(checkTransition(verb, current, codeName('mediationStatus', current)))
  const { to } = mediationMachine[verb]
  return { row, status: to === null ? {} : { status: to } }
}
