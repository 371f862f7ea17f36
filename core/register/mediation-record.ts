/** What holds for a case, beyond the single record, when its record, a party or another part is put right. */
import { ruleViolation } from '../contract/errors.ts'
import { addDays } from '../domain/day.ts'
import { fieldOf, type RecordValues, type RegisterName } from '../domain/field.ts'
import { begun, checkCaseDays, checkDay, today } from '../domain/mediation/day-rules.ts'
import { mediationParty } from '../domain/mediation/party-fields.ts'
import { checkAcceptance, checkSides, countParties, isLabour, mediationDueOn } from '../domain/mediation/rules.ts'
import { blocking, type Violation } from '../domain/violation.ts'
import type { StoredRow } from '../../db/rows.ts'
import type { WriteContext } from '../server/command.ts'
import { mappedCategory } from './category-mapping.ts'
import { listParts } from './queries.ts'

function refuse(violations: readonly Violation[]): void {
  const blocked = blocking([...violations])
  if (blocked.length > 0) throw ruleViolation(blocked)
}

/** What became wrong now; a case that was imported as it is can still be put right in other things. */
function newlyBroken(write: WriteContext, values: RecordValues, before: StoredRow): Violation[] {
  const known = (one: Violation) => checkAcceptance(before).some(({ rule, field }) => rule === one.rule && field === one.field)
  const acceptance = typeof values.acceptedOn === 'string' ? checkAcceptance(values).filter((one) => !known(one)) : []
  const days = checkCaseDays(values, write.today).filter(({ field }) => field && values[field] !== before[field])
  return [...acceptance, ...days]
}

/** The term of a running case that becomes, or is no longer, a labour dispute; its extensions stay. */
function termOf(write: WriteContext, values: RecordValues, before: StoredRow): RecordValues {
  const { status, acceptedOn, category, extensionDays } = values
  const running = status === 'accepted' || status === 'mediating'
  if (!running || typeof acceptedOn !== 'string' || isLabour(before.category) === isLabour(category)) return {}
  const rules = { termDays: write.rule('med.termDays'), labourDays: write.rule('med.labourDays') }
  return { dueOn: addDays(mediationDueOn(acceptedOn, String(category), rules), Number(extensionDays ?? 0)) }
}

/** A category of the 17 that came from the table follows its category; one chosen by a person stays. */
function mappedOf({ desk }: WriteContext, values: RecordValues, before: StoredRow): RecordValues {
  const { writer } = desk.database
  const followed = before.category17 === mappedCategory(writer, String(before.category))
  return values.category !== before.category && values.category17 === before.category17 && followed
    ? { category17: mappedCategory(writer, String(values.category)) }
    : {}
}

/** @param values all values of the case @throws RULE_VIOLATION for what an acceptance would have been refused for (M-13, M-04), and days out of order */
export function prepareCase(write: WriteContext, values: RecordValues, id: string | null): RecordValues {
  if (id === null) return values
  const before = write.records.get('mediation', id)
  refuse(newlyBroken(write, values, before))
  const moved = values.status === 'registered' && values.registeredOn !== before.registeredOn
  return {
    ...values,
    ...termOf(write, values, before),
    ...mappedOf(write, values, before),
    ...(moved ? { acceptDueOn: addDays(String(values.registeredOn), write.rule('med.acceptDays')) } : {}),
  }
}

/** Who the parties are stands in the agreement. */
const agreedFields = ['side', 'kind', 'name', 'idNumber', 'residentId', 'groupSize'] as const

/** A dispute keeps its two sides, and the case counts the members of a group. @param values all values of the party @throws RULE_VIOLATION */
export function prepareParty(write: WriteContext, values: RecordValues, id: string | null): RecordValues {
  const caseId = String(values.caseId)
  const { status, partyCount: counted } = write.records.get('mediation', caseId)
  const before = id === null ? null : write.desk.rows.get('mediationParty', id)
  const others = listParts(write.desk.database.writer, 'mediationParty', caseId).filter((one) => one.id !== id)
  const settled = before && status === 'agreed' ? agreedFields.filter((name) => (values[name] ?? null) !== before[name]) : []
  refuse([
    ...settled.map((field): Violation => ({
      rule: 'A.1',
      level: 'block',
      field,
      message: `已达成协议，${fieldOf(mediationParty, field).meta.label}不能再改；确有错误的，请终止或作废后重新登记`,
    })),
    ...(before && before.side !== values.side ? checkSides([...others, values]) : []),
  ])
  const partyCount = countParties([...others, values])
  if (counted !== partyCount) write.records.update('mediation', caseId, null, { partyCount })
  return values
}

const partDays: Partial<Record<RegisterName, { field: string; label: string }>> = {
  mediationSession: { field: 'heldOn', label: '调解日期' },
  investigation: { field: 'investigatedOn', label: '调查日期' },
  evidence: { field: 'receivedOn', label: '收取日期' },
}

/** @param values all values of the part @throws RULE_VIOLATION for a day that has not come, and a session before the case was accepted */
export function checkPartDay(write: WriteContext, register: RegisterName, values: RecordValues): void {
  const known = partDays[register]
  if (!known) return
  const notBefore = register === 'mediationSession' ? begun(write.records.get('mediation', String(values.caseId))) : []
  refuse(checkDay(known.field, known.label, values[known.field], { notBefore, notAfter: today(write.today) }))
}
