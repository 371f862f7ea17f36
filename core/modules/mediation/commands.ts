/** The verbs of people's mediation, from register to an agreement in force. */
import { ruleViolation } from '../../contract/errors.ts'
import { codeName } from '../../domain/codes.ts'
import type { RecordValues } from '../../domain/field.ts'
import { mediationAgreement } from '../../domain/mediation/agreement-fields.ts'
import { mediation } from '../../domain/mediation/fields.ts'
import { mediationMachine, type MediationVerb } from '../../domain/mediation/machine.ts'
import { mediationParty } from '../../domain/mediation/party-fields.ts'
import { mediationSession } from '../../domain/mediation/session-fields.ts'
import {
  agreementCopies,
  checkConsent,
  checkMediators,
  checkParticipants,
  checkSignatures,
  checkTermination,
  checkTransition,
  effectiveDay,
  mediationDueOn,
  mediationFileNo,
  type Party,
} from '../../domain/mediation/rules.ts'
import { blocking, type Violation } from '../../domain/violation.ts'
import type { StoredRow } from '../../../db/rows.ts'
import { listParts } from '../../register/queries.ts'
import { requireReferences } from '../../register/references.ts'
import { parseValues, typedValues } from '../../register/values.ts'
import { command, type WriteContext } from '../../server/command.ts'

const refuse = (violations: Violation[]): void => {
  const blocked = blocking(violations)
  if (blocked.length > 0) throw ruleViolation(blocked)
}

const partsOf = (
  write: WriteContext,
  register: 'mediationParty' | 'mediationSession' | 'mediationAgreement',
  caseId: string,
): StoredRow[] => listParts(write.desk.database.writer, register, caseId)

export const partyOf = (row: StoredRow): Party => ({
  name: String(row.name),
  consent: String(row.consent),
  signedOn: typeof row.signedOn === 'string' ? row.signedOn : null,
})

/** The case, in a state from which the verb may start; its next state is part of the patch the caller writes. */
function begin(write: WriteContext, verb: MediationVerb, id: string): { row: StoredRow; status: RecordValues } {
  const row = write.records.get('mediation', id)
  const current = String(row.status)
  refuse(checkTransition(verb, current, codeName('mediationStatus', current)))
  const { to } = mediationMachine[verb]
  return { row, status: to === null ? {} : { status: to } }
}

export const registerDispute = command(
  'registerDispute',
  { right: 'mediation', label: '登记纠纷' },
  (write, input: { values: RecordValues; parties: RecordValues[] }) => {
    const { values } = parseValues(mediation, { registeredOn: write.today, ...typedValues(mediation, input.values) })
    const parties = input.parties.map((party): RecordValues => ({
      ...typedValues(mediationParty, party),
      consentOn: values.registeredOn ?? write.today,
    }))
    if (!parties.some((one) => one.side === 'applicant') || !parties.some((one) => one.side === 'respondent')) {
      throw ruleViolation([{ rule: 'A.1', level: 'block', field: 'parties', message: '请登记申请人和被申请人各至少一方' }])
    }
    requireReferences(write.desk.database.writer, 'mediation', values)
    const written = write.records.insert('mediation', values)
    for (const party of parties) {
      const parsed = parseValues(mediationParty, { ...fromResident(write, party), caseId: written.id })
      write.records.insert('mediationParty', parsed.values)
    }
    write.about('mediation', written.id)
    return written
  },
)

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

/** Acceptance gives the file number: per committee and year, never reused. */
export const acceptCase = command(
  'acceptCase',
  { right: 'mediation', label: '受理案件' },
  (write, input: { id: string; expectedVersion: number; acceptedOn: string; mediatorIds: string[] }) => {
    const { row, status } = begin(write, 'acceptCase', input.id)
    refuse(checkMediators(input.mediatorIds))
    for (const mediatorId of input.mediatorIds) write.records.get('mediator', mediatorId)
    const year = Number(input.acceptedOn.slice(0, 4))
    const fileNo = mediationFileNo(year, write.unit.shortName, write.nextNumber(`fileNo/${String(year)}`))
    const dueOn = mediationDueOn(input.acceptedOn, String(row.category), {
      termDays: write.rule('med.termDays'),
      labourDays: write.rule('med.labourDays'),
    })
    const written = write.records.update('mediation', input.id, input.expectedVersion, {
      ...status,
      fileNo,
      dueOn,
      acceptedOn: input.acceptedOn,
      mediatorIds: input.mediatorIds,
    })
    return { ...written, fileNo }
  },
)

export const recordConsent = command(
  'recordConsent',
  { right: 'mediation', label: '登记调解意愿' },
  (write, input: { partyId: string; consent: string; on: string }) => {
    const party = write.records.get('mediationParty', input.partyId)
    begin(write, 'recordConsent', String(party.caseId))
    return write.records.update('mediationParty', input.partyId, null, { consent: input.consent, consentOn: input.on })
  },
)

/** M-01, M-02, M-03 stand before every session. */
export const recordSession = command(
  'recordSession',
  { right: 'mediation', label: '记录调解' },
  (write, input: { id: string; expectedVersion: number; values: RecordValues }) => {
    const { row, status } = begin(write, 'recordSession', input.id)
    const parties = partsOf(write, 'mediationParty', input.id).map(partyOf)
    const sessionNo = partsOf(write, 'mediationSession', input.id).length + 1
    const { values } = parseValues(mediationSession, {
      ...typedValues(mediationSession, input.values),
      caseId: input.id,
      sessionNo,
    })
    refuse([
      ...checkConsent(parties),
      ...checkMediators(row.mediatorIds as string[]),
      ...checkParticipants(values.participants as string[], values.participantsAgreed === true),
    ])
    write.records.insert('mediationSession', values)
    write.about('mediation', input.id)
    return write.records.update('mediation', input.id, input.expectedVersion, status)
  },
)

export const concludeAgreement = command(
  'concludeAgreement',
  { right: 'mediation', label: '达成协议' },
  (write, input: { id: string; expectedVersion: number; values: RecordValues }) => {
    const { row, status } = begin(write, 'concludeAgreement', input.id)
    const parties = partsOf(write, 'mediationParty', input.id)
    refuse([...checkConsent(parties.map(partyOf)), ...checkMediators(row.mediatorIds as string[])])
    const { values } = parseValues(mediationAgreement, {
      ...typedValues(mediationAgreement, input.values),
      caseId: input.id,
      copies: agreementCopies(parties.length),
    })
    write.records.insert('mediationAgreement', values)
    write.about('mediation', input.id)
    return write.records.update('mediation', input.id, input.expectedVersion, { ...status, closedOn: values.concludedOn ?? null })
  },
)

/** M-06 and M-08: what has been signed is kept; in force only when nothing is missing. */
export const makeEffective = command(
  'makeEffective',
  { right: 'mediation', label: '登记签章' },
  (
    write,
    input: {
      id: string
      expectedVersion: number
      partySignedOn: Record<string, string | null>
      mediatorSignedOn: string | null
      sealedOn: string | null
    },
  ) => {
    const { status } = begin(write, 'makeEffective', input.id)
    const agreement = partsOf(write, 'mediationAgreement', input.id)[0]
    if (!agreement) throw ruleViolation([{ rule: 'M-06', level: 'block', message: '还没有协议' }])
    const parties = partsOf(write, 'mediationParty', input.id)
    const signed = parties.map((row) => ({ row, party: { ...partyOf(row), signedOn: input.partySignedOn[row.id] ?? null } }))
    const signatures = {
      parties: signed.map((one) => one.party),
      mediatorSignedOn: input.mediatorSignedOn,
      sealedOn: input.sealedOn,
    }
    refuse(checkSignatures(signatures))
    const effectiveOn = effectiveDay(signatures)
    for (const { row, party } of signed) write.records.update('mediationParty', row.id, null, { signedOn: party.signedOn })
    write.records.update('mediationAgreement', agreement.id, null, {
      mediatorSignedOn: input.mediatorSignedOn,
      sealedOn: input.sealedOn,
      effectiveOn,
    })
    write.about('mediation', input.id)
    return { ...write.records.update('mediation', input.id, input.expectedVersion, status), effectiveOn }
  },
)

/** M-05: never without a reason and the notice of remedies. */
export const terminateCase = command(
  'terminateCase',
  { right: 'mediation', label: '终止调解' },
  (write, input: { id: string; expectedVersion: number; reason: string; remedyNotice: string; on: string }) => {
    const { status } = begin(write, 'terminateCase', input.id)
    refuse(checkTermination(input.reason, input.remedyNotice))
    return write.records.update('mediation', input.id, input.expectedVersion, {
      ...status,
      terminationReason: input.reason,
      remedyNotice: input.remedyNotice.trim(),
      closedOn: input.on,
    })
  },
)
