/** A case that is done comes back: because the agreement was not kept, is changed by the parties, or was not upheld by the court. */
import type { StoredRow } from '../../../db/rows.ts'
import { ruleViolation } from '../../contract/errors.ts'
import { codeName } from '../../domain/codes.ts'
import type { RecordValues } from '../../domain/field.ts'
import { standingPerformance } from '../../domain/mediation/after-rules.ts'
import { checkDay, today } from '../../domain/mediation/day-rules.ts'
import { mediationDueOn } from '../../domain/mediation/rules.ts'
import { command, type WriteContext } from '../../server/command.ts'
import { begin, partsOf, refuse } from './case-step.ts'
import { awaitsCourt } from './confirm.ts'
import { openPlans } from './follow-up-plan.ts'

/** What was paid of an item is done; the rest is the new agreement's. */
function settleHalf(write: WriteContext, { id, paidFen, amountFen }: StoredRow, reason: string): void {
  const paid = (paidFen ?? amountFen ?? null) as number | null
  write.records.update('performanceItem', id, null, { state: 'done', amountFen: paid, note: `${reason}，其余部分不再履行` })
}

/**
 * Makes room for a new agreement. The old one, what is not yet done of it and the visits planned for it are removed with the
 * reason and stay in the history; what was performed stays. The parties sign anew.
 * @returns the patch of the case
 */
export function setAgreementAside(write: WriteContext, caseId: string, reason: string): RecordValues {
  for (const { id } of partsOf(write, 'mediationAgreement', caseId)) write.records.remove('mediationAgreement', id, null, reason)
  for (const item of partsOf(write, 'performanceItem', caseId)) {
    if (item.state === 'partial') settleHalf(write, item, reason)
    else if (item.state !== 'done') write.records.remove('performanceItem', item.id, null, reason)
  }
  for (const { id } of openPlans(write, caseId)) write.records.remove('followUp', id, null, reason)
  for (const { id, signedOn } of partsOf(write, 'mediationParty', caseId))
    if (signedOn !== null) write.records.update('mediationParty', id, null, { signedOn: null })
  return {
    outcome: null,
    closedOn: null,
    agreedFen: null,
    effectiveOn: null,
    confirmDueOn: null,
    confirmedOn: null,
    performance: null,
    performDueOn: null,
    nextFollowUpOn: null,
    fileDueOn: null,
  }
}

const noteLimit = 2000

/** What was bound is no longer bound; when and what was missing stays in words. */
function unbound({ filedOn, archivedOn, missingNote }: Readonly<Record<string, unknown>>): string {
  const told = [
    typeof filedOn === 'string' ? `原于 ${filedOn} 立卷` : '',
    typeof archivedOn === 'string' ? `${archivedOn} 归档` : '',
    typeof missingNote === 'string' ? `缺项说明：${missingNote}` : '',
  ].filter((one) => one !== '')
  return told.length === 0 ? '' : `（${told.join('，')}）`
}

/** The note of the file tells what happened to it after it was bound (reference §1.6 (13)); it is bound and kept anew. */
export function reopened(row: Readonly<Record<string, unknown>>, reason: string, on: string, note: string): RecordValues {
  const earlier = typeof row.fileNote === 'string' ? `${row.fileNote}\n` : ''
  const line = `${on} 重新办理（${codeName('reopenReason', reason)}）：${note}${unbound(row)}`
  return {
    reopenedOn: on,
    reopenReason: reason,
    fileNote: (earlier + line).slice(-noteLimit),
    filedOn: null,
    fileDueOn: null,
    missingNote: null,
    archivedOn: null,
    shelfNo: null,
    retainUntil: null,
  }
}

/** A breach brings the case back to its performance; a change or an annulment back to the table. */
export const reopenCase = command(
  'reopenCase',
  { right: 'mediation', label: '重新办理' },
  (
    write,
    { id, expectedVersion, reason, note, on }: { id: string; expectedVersion: number; reason: string; note: string; on: string },
  ) => {
    const { row } = begin(write, 'reopenCase', id)
    const refuseWith = (message: string) => ruleViolation([{ rule: 'A.1', level: 'block', message }])
    if (row.outcome !== 'written' && row.outcome !== 'oral')
      throw refuseWith('没有达成协议的案件不能重新办理，当事人再次申请的，请登记新的案件')
    refuse(
      checkDay('on', '重新办理日期', on, {
        notBefore: [{ on: row.effectiveOn, label: '协议生效日' }],
        notAfter: today(write.today),
      }),
    )
    if (reason !== 'breach' && awaitsCourt(write, id))
      throw refuseWith('司法确认申请还没有登记法院结果，请先登记（撤回申请也是结果），再重新办理')
    if (reason === 'breach' && row.status === 'effective')
      throw refuseWith('案件正在履行，不需要重新办理；请登记履行情况或者督促履行')
    write.about('mediation', id)
    write.note({ reason, from: row.status })
    const trace = reopened(row, reason, on, note)
    if (reason === 'breach') {
      const performance = standingPerformance(row.performance) ?? 'overdue'
      return write.records.update('mediation', id, expectedVersion, { ...trace, status: 'effective', performance })
    }
    const terms = { termDays: write.rule('med.termDays'), labourDays: write.rule('med.labourDays') }
    return write.records.update('mediation', id, expectedVersion, {
      ...setAgreementAside(write, id, `重新办理：${codeName('reopenReason', reason)}`),
      ...trace,
      status: 'mediating',
      dueOn: mediationDueOn(on, String(row.category), terms),
    })
  },
)
