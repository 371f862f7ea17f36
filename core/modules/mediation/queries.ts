/** A case as its page shows it. */
import type { SqliteConnection } from '../../../db/open.ts'
import type { StoredRow } from '../../../db/rows.ts'
import { codeName } from '../../domain/codes.ts'
import { mediationMachine, type MediationVerb } from '../../domain/mediation/machine.ts'
import { checkConsent, checkMediators } from '../../domain/mediation/rules.ts'
import { getRow, listParts } from '../../register/queries.ts'
import { recordTimeline, type TimelineChange } from '../../register/timeline.ts'
import { viewRows } from '../../register/views.ts'
import { partyOf } from './commands.ts'

export function getMediation(reader: SqliteConnection, id: string) {
  const row = getRow(reader, 'mediation', id)
  const parties = listParts(reader, 'mediationParty', id)
  const sessions = listParts(reader, 'mediationSession', id)
  const agreement = listParts(reader, 'mediationAgreement', id)[0] ?? null
  const status = String(row.status)
  const blocked = [...checkConsent(parties.map(partyOf)), ...checkMediators(row.mediatorIds as string[])]
  const refusedBy = (verb: MediationVerb): string | null => {
    const machine = mediationMachine[verb]
    if (!(machine.from as readonly string[]).includes(status))
      return `案件现为“${codeName('mediationStatus', status)}”，不能${machine.label}`
    const stopped = verb === 'recordSession' || verb === 'concludeAgreement' ? blocked[0] : undefined
    return stopped ? `${stopped.message}（${stopped.rule}）` : null
  }
  return {
    record: viewRows(reader, 'mediation', [row])[0] ?? never(),
    committeeName: '',
    mediatorChanges: [],
    investigations: [],
    evidence: [],
    items: [],
    urges: [],
    followUps: [],
    confirmations: [],
    loans: [],
    notices: [],
    parties: viewRows(reader, 'mediationParty', parties),
    sessions: viewRows(reader, 'mediationSession', sessions),
    agreement: agreement ? (viewRows(reader, 'mediationAgreement', [agreement])[0] ?? null) : null,
    documents: [],
    verbs: (Object.keys(mediationMachine) as MediationVerb[]).map((verb) => ({
      verb,
      label: mediationMachine[verb].label,
      refused: refusedBy(verb),
    })),
    timeline: recordTimeline(
      reader,
      [id, ...parties.map((one) => one.id), ...sessions.map((one) => one.id), ...(agreement ? [agreement.id] : [])],
      sayOf(parties, sessions),
    ),
  }
}

/** One change of a case in the words of the trade. */
const sayOf =
  (parties: StoredRow[], sessions: StoredRow[]) =>
  ({ register, recordId, kind, after }: TimelineChange): string | null => {
    if (register === 'mediationSession' && kind === 'create') {
      const session = sessions.find((one) => one.id === recordId)
      return session ? `第 ${String(session.sessionNo)} 次调解：${codeName('sessionResult', String(session.result))}` : null
    }
    if (register === 'mediationParty' && typeof after.consent === 'string') {
      const party = parties.find((one) => one.id === recordId)
      return `${typeof party?.name === 'string' ? party.name : '当事人'}：${codeName('partyConsent', after.consent)}`
    }
    if (register !== 'mediation' || kind !== 'update') return null
    if (typeof after.fileNo === 'string') return `受理，发卷号 ${after.fileNo}`
    if (after.status === 'effective') return '签章齐备，协议生效'
    if (typeof after.terminationReason === 'string') return `终止调解：${codeName('terminationReason', after.terminationReason)}`
    return null
  }

function never(): never {
  throw new Error('a read row has a view')
}
