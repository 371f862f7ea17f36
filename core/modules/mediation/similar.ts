/**
 * Earlier cases that may help the mediator of this one: the same parties, the same place, the same kind of dispute within three
 * years. Asked for one case at a time and written to the audit trail: it is help for a case, never a list about a person.
 */
import type { SqliteConnection } from '../../../db/open.ts'
import { codeName } from '../../domain/codes.ts'
import { addYears } from '../../domain/day.ts'
import { readObjects } from '../../register/prepared.ts'
import { getRow, listParts } from '../../register/queries.ts'
import { command } from '../../server/command.ts'

export interface SimilarCase {
  id: string
  title: string
  fileNo: string
  category: string
  on: string
  outcome: string
  likeness: string[]
  terms: string[]
}

const yearsBack = 3
const shown = 20
/** of one likeness, newest first: a name or a place that answers with more than this tells nothing */
const reach = 500

/** What all candidates have in common: bound by the caller as @unit, @self, @from, @to. */
const within = `c.unit_id = @unit AND c.id <> @self AND c.deleted_at IS NULL AND c.status <> 'voided'
  AND c.registered_on BETWEEN @from AND @to`

const byParties = `
  SELECT c.id FROM mediation_cases c WHERE ${within} AND c.id IN (
    SELECT p.case_id FROM json_each(@residents) r CROSS JOIN mediation_parties p ON p.resident_id = r.value
     WHERE p.deleted_at IS NULL
    UNION
    SELECT p.case_id FROM json_each(@names) n CROSS JOIN mediation_parties p ON p.name = n.value ->> 'name'
      CROSS JOIN mediation_cases o ON o.id = p.case_id
     WHERE p.deleted_at IS NULL AND p.kind = n.value ->> 'kind' AND (
       p.kind <> 'person' OR o.village_id = @village OR p.phone = n.value ->> 'phone' OR p.id_number = n.value ->> 'idNumber'))
  ORDER BY c.registered_on DESC LIMIT ${String(reach)}`

const byPlace = `
  SELECT c.id FROM mediation_cases c WHERE ${within} AND c.village_id = @village AND c.place = @place
  ORDER BY c.registered_on DESC LIMIT ${String(reach)}`

/** A kind of dispute alone is help only where the case has come to an end. */
const byCategory = `
  SELECT c.id FROM mediation_cases c WHERE ${within} AND c.category = @category AND c.outcome IS NOT NULL
  ORDER BY c.registered_on DESC LIMIT ${String(shown)}`

const details = `
  SELECT c.id, c.title, c.file_no AS fileNo, c.category, c.status, c.outcome, coalesce(c.closed_on, c.registered_on) AS "on",
    (SELECT a.terms FROM mediation_agreements a WHERE a.case_id = c.id AND a.deleted_at IS NULL ORDER BY a.row_no DESC LIMIT 1) AS terms
  FROM mediation_cases c WHERE c.id IN (SELECT value FROM json_each(?))`

interface DetailRow {
  id: string
  title: string
  fileNo: string | null
  category: string
  status: string
  outcome: string | null
  on: string
  terms: string | null
}

/** At most 20, those with the most in common first, then the newest. @throws NOT_FOUND */
export function similarCases(reader: SqliteConnection, id: string): SimilarCase[] {
  const row = getRow(reader, 'mediation', id)
  const parties = listParts(reader, 'mediationParty', id)
  const registeredOn = String(row.registeredOn)
  const bound = {
    unit: row.unitId,
    self: id,
    from: addYears(registeredOn, -yearsBack),
    // the day itself too: a case of this morning is an earlier one
    to: registeredOn,
    village: row.villageId,
    place: row.place,
    category: row.category,
    residents: JSON.stringify(parties.map(({ residentId }) => residentId).filter((one) => one !== null)),
    names: JSON.stringify(parties.map(({ name, kind, phone, idNumber }) => ({ name, kind, phone, idNumber }))),
  }
  const found = (sql: string) => new Set(reader.prepare(sql).pluck().all(bound) as string[])
  const sameParties = found(byParties)
  const samePlace = row.villageId === null || row.place === null ? new Set<string>() : found(byPlace)
  const candidates = new Set([...sameParties, ...samePlace, ...found(byCategory)])
  const rows = readObjects(reader, details, [JSON.stringify([...candidates])]) as unknown as DetailRow[]
  return rows
    .map((one): SimilarCase => ({
      id: one.id,
      title: one.title,
      fileNo: one.fileNo ?? '',
      category: codeName('disputeCategory', one.category),
      on: one.on,
      outcome: one.outcome === null ? codeName('mediationStatus', one.status) : codeName('mediationOutcome', one.outcome),
      likeness: [
        ...(sameParties.has(one.id) ? ['当事人相同'] : []),
        ...(samePlace.has(one.id) ? ['地点相同'] : []),
        ...(one.category === row.category ? ['类别相同'] : []),
      ],
      terms: one.terms === null ? [] : (JSON.parse(one.terms) as string[]),
    }))
    .sort((a, b) => b.likeness.length - a.likeness.length || (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
    .slice(0, shown)
}

/** Other people's cases are shown: who looked, for which case, and at which ones, is kept. */
export const viewSimilarCases = command(
  'viewSimilarCases',
  { right: 'read', label: '查看类似案件' },
  (write, { id }: { id: string }) => {
    write.records.get('mediation', id)
    const cases = similarCases(write.desk.database.writer, id)
    write.about('mediation', id)
    write.note({ shown: cases.map((one) => one.id) })
    return { cases }
  },
)
