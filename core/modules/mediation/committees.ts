/** Committees: the unit's own, what the law says of one as it is manned, and the series its file numbers come from. */
import type { SqliteConnection } from '../../../db/open.ts'
import type { StoredRow } from '../../../db/rows.ts'
import type { Unit } from '../../contract/session.ts'
import { checkCommittee } from '../../domain/mediation/committee-rules.ts'
import { committee } from '../../domain/mediation/committee-fields.ts'
import type { Violation } from '../../domain/violation.ts'
import { getRow } from '../../register/queries.ts'
import { parseValues } from '../../register/values.ts'
import { viewRows } from '../../register/views.ts'
import { command, type WriteContext } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import { ownCommitteeId, ownCommitteeKey } from '../../register/committee-record.ts'
import { writeSetting } from '../../server/desk.ts'
import { may } from '../../server/rights.ts'

const kindOfUnit = ({ unitName }: Unit): string => (unitName.includes('街道') ? 'subdistrict' : 'township')

const makeOwnCommittee = command('makeOwnCommittee', { right: 'mediation', label: '建立本单位调委会档案' }, (write) => {
  if (ownCommitteeId(write.desk) !== null) return
  const { committeeName, shortName } = write.unit
  const { values } = parseValues(committee, { name: committeeName, shortName, committeeKind: kindOfUnit(write.unit) })
  writeSetting(write.desk.database, ownCommitteeKey, write.records.insert('committee', values).id)
})

/** A unit that mediates has a committee of its own in the ledger, made once: at the first run, or when an older desk is opened. */
export async function ensureOwnCommittee(context: OpenContext): Promise<void> {
  const { desk, session } = context
  if (desk.unit.kind === 'county' || !may(session, 'mediation') || ownCommitteeId(desk) !== null) return
  await makeOwnCommittee(context, undefined)
}

export interface CaseCommittee {
  id: string | null
  kind: string
  shortName: string
  dissolvedOn: unknown
  /** key of the number series without its year (M-20); the unit's own goes on with the one that older desks began */
  series: string
}

/** The committee that accepts a case: the unit's own when none is named. @throws NOT_FOUND */
export function committeeOf(write: WriteContext, committeeId: string | undefined): CaseCommittee {
  const own = ownCommitteeId(write.desk)
  const id = committeeId ?? own
  const row = id === null ? null : write.desk.rows.get('committee', id)
  if (committeeId === undefined && row?.deletedAt !== null)
    return { id: null, kind: kindOfUnit(write.unit), shortName: write.unit.shortName, dissolvedOn: null, series: 'fileNo' }
  const live = write.records.get('committee', id ?? '')
  return {
    id: live.id,
    kind: String(live.committeeKind),
    shortName: String(live.shortName),
    dissolvedOn: live.dissolvedOn,
    series: live.id === own ? 'fileNo' : `fileNo/${live.id}`,
  }
}

const mediatorsOf = (reader: SqliteConnection, committeeId: string): StoredRow[] =>
  reader
    .prepare('SELECT id FROM mediators WHERE committee_id = ? AND deleted_at IS NULL ORDER BY row_no')
    .pluck()
    .all(committeeId)
    .map((id) => getRow(reader, 'mediator', String(id)))

/** M-21 of a committee whose members have been entered; of one without any nothing can be said yet. */
export function manning(reader: SqliteConnection, committeeId: string | null): Violation[] {
  const mediators = committeeId === null ? [] : mediatorsOf(reader, committeeId)
  if (mediators.length === 0) return []
  return checkCommittee(mediators.map(({ sex, duty, leftOn }) => ({ sex, duty, leftOn })))
}

export function getCommittee(reader: SqliteConnection, id: string) {
  const row = getRow(reader, 'committee', id)
  const mediators = mediatorsOf(reader, row.id)
  const caseCount = reader
    .prepare('SELECT count(*) FROM mediation_cases WHERE committee_id = ? AND deleted_at IS NULL')
    .pluck()
    .get(id) as number
  const notices = checkCommittee(mediators.map(({ sex, duty, leftOn }) => ({ sex, duty, leftOn })))
  return {
    notices: notices.map(({ rule, level, message }) => ({ rule, level, message })),
    mediators: viewRows(reader, 'mediator', mediators),
    caseCount,
  }
}
