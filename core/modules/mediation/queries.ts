/** A case as its page shows it. */
import { columnName, decodeRow, tableShapes, type StoredRow } from '../../../db/rows.ts'
import type { SqliteConnection } from '../../../db/open.ts'
import { casePapersOf } from '../../documents/case-papers.ts'
import type { KnownYears } from '../../domain/calendar.ts'
import type { RegisterName } from '../../domain/field.ts'
import { registerNames, registers } from '../../domain/registers.ts'
import { readObjects } from '../../register/prepared.ts'
import { getRow, listParts } from '../../register/queries.ts'
import { recordTimeline } from '../../register/timeline.ts'
import { viewRows } from '../../register/views.ts'
import type { Desk } from '../../server/context.ts'
import { committeeNameAt } from '../../server/unit-names.ts'
import { wordsOf } from './case-words.ts'
import { noticesOf, verbsOf } from './notices.ts'

/** @param today day by which terms are counted, over the holidays of `years`. @throws NOT_FOUND */
export function getMediation(desk: Desk, today: string, years: KnownYears, id: string) {
  const { reader } = desk.database
  const row = getRow(reader, 'mediation', id)
  const parts = (register: RegisterName) => listParts(reader, register, id)
  const shown = (register: RegisterName, rows: StoredRow[]) => viewRows(reader, register, rows)
  const [parties, items, confirmations, loans] = [
    parts('mediationParty'),
    parts('performanceItem'),
    parts('judicialConfirmation'),
    parts('fileLoan'),
  ]
  const agreement = parts('mediationAgreement').at(-1) ?? null
  const state = { row, parties, agreement, items, confirmations, loans }
  const everything = partsEver(reader, id)
  const [record] = shown('mediation', [row])
  if (!record) throw new Error('a read row has a view')
  return {
    record,
    committeeName: record.labels.committeeId ?? committeeNameAt(reader, desk.unit, row.unitId),
    parties: shown('mediationParty', parties),
    mediatorChanges: shown('mediatorChange', parts('mediatorChange')),
    investigations: shown('investigation', parts('investigation')),
    evidence: shown('evidence', parts('evidence')),
    sessions: shown('mediationSession', parts('mediationSession')),
    agreement: agreement ? (shown('mediationAgreement', [agreement])[0] ?? null) : null,
    items: shown('performanceItem', items),
    urges: shown('urge', parts('urge')),
    followUps: shown('followUp', parts('followUp')),
    confirmations: shown('judicialConfirmation', confirmations),
    loans: shown('fileLoan', loans),
    documents: casePapersOf(reader, id),
    notices: noticesOf(desk, today, years, state).map(({ rule, level, message }) => ({ rule, level, message })),
    verbs: verbsOf(desk, state),
    // of a case that was received only its packages are known: who did what stands in the unit it is of
    timeline: recordTimeline(reader, [id, ...everything.keys()], row.packageId === null ? wordsOf(everything) : undefined),
  }
}

/** Scans are told of at their places in the file. */
const told = registerNames.filter((name) => registers[name].parent?.register === 'mediation' && name !== 'attachment')

/** All parts of the case, those that were removed too: what was done with them is part of its history. */
const partsEver = (reader: SqliteConnection, caseId: string): Map<string, StoredRow> =>
  new Map(
    told.flatMap((register) => {
      const sql = `SELECT * FROM ${tableShapes[register].name} WHERE ${columnName(register, 'caseId')} = ?`
      return readObjects(reader, sql, [caseId]).map((one) => {
        const row = decodeRow(register, one)
        return [row.id, row] as const
      })
    }),
  )
