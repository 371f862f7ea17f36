/** From a dispute to a case: registered, accepted under a number, or not accepted. */
import type { SqliteConnection } from '../../../db/open.ts'
import type { StoredRow } from '../../../db/rows.ts'
import type { RecordValues } from '../../domain/field.ts'
import { addDays } from '../../domain/day.ts'
import { begun, checkCaseDays, checkDay, today } from '../../domain/mediation/day-rules.ts'
import { mediation } from '../../domain/mediation/fields.ts'
import {
  checkAcceptance,
  checkCase,
  checkConflict,
  checkMediators,
  checkRepresentatives,
  checkSides,
  checkTermination,
  countParties,
  mediationDueOn,
  mediationFileNo,
  type Person,
} from '../../domain/mediation/rules.ts'
import { checkDissolved, checkOffice } from '../../domain/mediation/committee-rules.ts'
import type { Violation } from '../../domain/violation.ts'
import { mappedCategory } from '../../register/category-mapping.ts'
import { getRow, listParts } from '../../register/queries.ts'
import { requireReferences } from '../../register/references.ts'
import { parseValues, typedValues, valuesOfRow } from '../../register/values.ts'
import { command, type WriteContext } from '../../server/command.ts'
import { begin, partsOf, refuse, refuseUnlessExplained } from './case-step.ts'
import { committeeOf, manning, type CaseCommittee } from './committees.ts'
import { insertParty } from './parties.ts'

/** The dispute and its parties as they were entered. @throws BAD_REQUEST, RULE_VIOLATION */
export function insertDispute(
  write: WriteContext,
  typed: RecordValues,
  parties: readonly RecordValues[],
): { id: string; version: number } {
  const { values } = parseValues(mediation, { registeredOn: write.today, ...typedValues(mediation, typed) })
  refuse([...checkSides(parties), ...checkCaseDays(values, write.today)])
  const { writer } = write.desk.database
  requireReferences(writer, 'mediation', values)
  const registeredOn = String(values.registeredOn)
  const written = write.records.insert('mediation', {
    ...values,
    category17: values.category17 ?? mappedCategory(writer, String(values.category)),
    partyCount: countParties(parties),
    acceptDueOn: addDays(registeredOn, write.rule('med.acceptDays')),
  })
  for (const party of parties) insertParty(write, written.id, party, registeredOn)
  return written
}

export const registerDispute = command(
  'registerDispute',
  { right: 'mediation', label: '登记纠纷' },
  (write, input: { values: RecordValues; parties: RecordValues[] }) => {
    const written = insertDispute(write, input.values, input.parties)
    write.about('mediation', written.id)
    return written
  },
)

const personOf = (row: StoredRow): Person => ({
  name: String(row.name),
  idNumber: row.idNumber,
  residentId: row.residentId,
})

/** M-16 for these mediators and the parties of the case. */
export function conflicts(connection: SqliteConnection, caseId: string, mediatorIds: readonly string[]): Violation[] {
  const householdOf = connection.prepare('SELECT household_id FROM residents WHERE id = ?').pluck()
  return checkConflict(
    mediatorIds.map((id) => personOf(getRow(connection, 'mediator', id))),
    listParts(connection, 'mediationParty', caseId).map(personOf),
    (resident, other) => {
      const household = householdOf.get(resident) ?? null
      return household !== null && household === householdOf.get(other)
    },
  )
}

/** Who has left, or was appointed for a time that is over, mediates no new case. @throws NOT_FOUND */
export const checkServing = (write: WriteContext, mediatorIds: readonly string[], on: string): Violation[] =>
  checkOffice(
    mediatorIds.map((id) => write.records.get('mediator', id)),
    on,
  )

/** More spokesmen of one side than the rule wants. */
export const representation = (parties: readonly StoredRow[], most: number): Violation[] =>
  checkRepresentatives(
    parties.map(({ name, representatives }) => ({ name: String(name), representatives: representatives as string[] })),
    most,
  )

export interface Acceptance {
  acceptedOn: string
  mediatorIds: string[]
  committeeId?: string | undefined
  mediatorChoice: string
  explained: string | null
}

/**
 * What acceptance writes into the case, with its number: per committee and year, never given again (M-20).
 * @param also further rules of the verb, asked before the number is taken
 * @throws RULE_VIOLATION with what blocks, or with the warnings while nothing explains them
 */
export function acceptance(
  write: WriteContext,
  row: StoredRow,
  input: Acceptance,
  also: Violation[] = [],
): RecordValues & { fileNo: string } {
  const { acceptedOn, mediatorIds } = input
  const committee = committeeOf(write, input.committeeId)
  const parties = partsOf(write, 'mediationParty', row.id)
  refuseUnlessExplained(
    [
      ...checkDay('acceptedOn', '受理日期', acceptedOn, { notBefore: begun(row), notAfter: today(write.today) }),
      ...checkSides(parties),
      ...checkMediators(mediatorIds),
      ...checkServing(write, mediatorIds, acceptedOn),
      ...checkDissolved(committee, acceptedOn),
      ...checkCase(valuesOfRow(mediation, row)),
      ...checkAcceptance(row),
      ...conflicts(write.desk.database.writer, row.id, mediatorIds),
      ...representation(parties, write.rule('med.maxRepresentatives')),
      ...manningWarnings(write, committee),
      ...also,
    ],
    input.explained,
    write,
  )
  return {
    fileNo: nextFileNo(write, committee, Number(acceptedOn.slice(0, 4))),
    acceptedOn,
    // one that was settled while it was screened is open again
    closedOn: null,
    mediatorIds,
    mediatorChoice: input.mediatorChoice,
    committeeId: committee.id,
    committeeKind: committee.kind,
    category17:
      typeof row.category17 === 'string' ? row.category17 : mappedCategory(write.desk.database.writer, String(row.category)),
    partyCount: countParties(parties),
    dueOn: mediationDueOn(acceptedOn, String(row.category), {
      termDays: write.rule('med.termDays'),
      labourDays: write.rule('med.labourDays'),
    }),
  }
}

/** The committee is told on its own page what it lacks; here it only has to be explained. */
const manningWarnings = (write: WriteContext, { id }: CaseCommittee): Violation[] =>
  manning(write.desk.database.writer, id)
    .filter(({ rule }) => rule === 'M-21')
    .map((one) => ({ ...one, level: 'warn', field: 'committeeId' }))

const nextFileNo = (write: WriteContext, { series, shortName }: CaseCommittee, year: number): string =>
  mediationFileNo(year, shortName, write.nextNumber(`${series}/${String(year)}`))

export const acceptCase = command(
  'acceptCase',
  { right: 'mediation', label: '受理案件' },
  (write, input: Acceptance & { id: string; expectedVersion: number }) => {
    const { row, status } = begin(write, 'acceptCase', input.id)
    const accepted = acceptance(write, row, input)
    const written = write.records.update('mediation', input.id, input.expectedVersion, { ...status, ...accepted })
    return { ...written, fileNo: accepted.fileNo }
  },
)

/** M-05 holds for a case that is not accepted, too: a reason, and what else the applicant may do. */
export const rejectCase = command(
  'rejectCase',
  { right: 'mediation', label: '不予受理' },
  (
    write,
    input: { id: string; expectedVersion: number; reason: string; note: string | null; remedyNotice: string; on: string },
  ) => {
    const { row, status } = begin(write, 'rejectCase', input.id)
    refuse([
      ...checkTermination(input.reason, input.remedyNotice),
      ...checkDay('on', '不予受理日期', input.on, { notBefore: begun(row), notAfter: today(write.today) }),
    ])
    return write.records.update('mediation', input.id, input.expectedVersion, {
      ...status,
      outcome: 'rejected',
      rejectionReason: input.reason,
      outcomeNote: input.note,
      remedyNotice: input.remedyNotice.trim(),
      closedOn: input.on,
      fileDueOn: addDays(input.on, write.rule('med.fileDays')),
    })
  },
)
