/** Parties of a case: what is known of them, who comes and goes, what they say to being mediated. */
import { ruleViolation } from '../../contract/errors.ts'
import { codeName } from '../../domain/codes.ts'
import type { RecordValues } from '../../domain/field.ts'
import { checkDay, today } from '../../domain/mediation/day-rules.ts'
import { mediationParty } from '../../domain/mediation/party-fields.ts'
import { checkSides, countParties } from '../../domain/mediation/rules.ts'
import type { StoredRow } from '../../../db/rows.ts'
import { requireReferences } from '../../register/references.ts'
import { parseValues, typedValues } from '../../register/values.ts'
import { command, type WriteContext } from '../../server/command.ts'
import { begin, partsOf, refuse, refuseElsewhere } from './case-step.ts'

const copiedFields = ['name', 'sex', 'ethnicity', 'birthOn', 'idNumber', 'occupation', 'phone'] as const

/** Nothing is typed twice: a party chosen from the ledger brings what is known of the person; what was typed stands. */
function fromResident(write: WriteContext, party: RecordValues): RecordValues {
  if (typeof party.residentId !== 'string') return party
  const person = write.records.get('resident', party.residentId)
  const village = typeof person.villageId === 'string' ? write.records.get('village', person.villageId).name : ''
  const address = [village, person.groupName, person.residenceAddress].filter((one) => typeof one === 'string').join('')
  const known = Object.fromEntries(copiedFields.map((name) => [name, person[name] as RecordValues[string]]))
  const typed = Object.entries(party).filter(([, value]) => value !== null && value !== '')
  return { ...known, address: address === '' ? null : address, ...Object.fromEntries(typed) }
}

/** @param on day on which the party said whether it wants to be mediated */
export function insertParty(write: WriteContext, caseId: string, typed: RecordValues, on: string): void {
  const values = { ...fromResident(write, typedValues(mediationParty, typed)), consentOn: on, caseId }
  const parsed = parseValues(mediationParty, values)
  requireReferences(write.desk.database.writer, 'mediationParty', parsed.values)
  write.records.insert('mediationParty', parsed.values)
}

const beforeAgreement: readonly unknown[] = ['registered', 'accepted', 'mediating']

/** Who is a party is settled once there is an agreement. */
function openCase(write: WriteContext, id: string): StoredRow {
  const row = write.records.get('mediation', id)
  refuseElsewhere(write.desk, row)
  if (beforeAgreement.includes(row.status)) return row
  const message = `案件现为“${codeName('mediationStatus', String(row.status))}”，不能增减当事人`
  throw ruleViolation([{ rule: 'A.1', level: 'block', message }])
}

export const addParty = command(
  'addParty',
  { right: 'mediation', label: '添加当事人' },
  (write, input: { id: string; expectedVersion: number; values: RecordValues }) => {
    openCase(write, input.id)
    insertParty(write, input.id, input.values, write.today)
    write.about('mediation', input.id)
    const partyCount = countParties(partsOf(write, 'mediationParty', input.id))
    return write.records.update('mediation', input.id, input.expectedVersion, { partyCount })
  },
)

export const removeParty = command(
  'removeParty',
  { right: 'mediation', label: '移除当事人' },
  (write, input: { partyId: string; reason: string }) => {
    const party = write.records.get('mediationParty', input.partyId)
    const caseId = String(party.caseId)
    openCase(write, caseId)
    const left = partsOf(write, 'mediationParty', caseId).filter(({ id }) => id !== party.id)
    refuse(checkSides(left))
    write.records.remove('mediationParty', party.id, null, input.reason)
    write.about('mediation', caseId)
    return write.records.update('mediation', caseId, null, { partyCount: countParties(left) })
  },
)

export const recordConsent = command(
  'recordConsent',
  { right: 'mediation', label: '登记调解意愿' },
  (write, input: { partyId: string; consent: string; on: string }) => {
    const party = write.records.get('mediationParty', input.partyId)
    begin(write, 'recordConsent', String(party.caseId))
    refuse(checkDay('on', '表态日期', input.on, { notAfter: today(write.today) }))
    return write.records.update('mediationParty', input.partyId, null, { consent: input.consent, consentOn: input.on })
  },
)
