/** What the rules say of a case as it stands: what its page shows above it, and why a verb cannot be used now. */
import type { SqliteConnection } from '../../../db/open.ts'
import type { StoredRow } from '../../../db/rows.ts'
import type { KnownYears } from '../../domain/calendar.ts'
import { codeName } from '../../domain/codes.ts'
import { addDays } from '../../domain/day.ts'
import { signatureDays } from '../../domain/mediation/after-rules.ts'
import { isEntrusted } from '../../domain/mediation/case-documents.ts'
import { mediation } from '../../domain/mediation/fields.ts'
import { mediationMachine, startsFrom, type MediationVerb } from '../../domain/mediation/machine.ts'
import {
  agreementCopies,
  checkAcceptance,
  checkCase,
  checkConsent,
  checkMediators,
  checkSides,
  checkTerm,
  checkViolence,
  checkVoid,
  isOpenCase,
} from '../../domain/mediation/rules.ts'
import type { Violation } from '../../domain/violation.ts'
import { valuesOfRow } from '../../register/values.ts'
import type { Desk } from '../../server/context.ts'
import { afterNotices } from './after-notices.ts'
import { handledElsewhere, partyOf } from './case-step.ts'
import { conflicts, representation } from './intake.ts'

/** A case with those of its parts that rules ask about. */
export interface CaseState {
  row: StoredRow
  parties: StoredRow[]
  agreement: StoredRow | null
  items: StoredRow[]
  confirmations: StoredRow[]
  loans: StoredRow[]
}

const warn = (rule: string, message: string): Violation => ({ rule, level: 'warn', message })

export function noticesOf(desk: Desk, today: string, years: KnownYears, state: CaseState): Violation[] {
  const { row, parties } = state
  const connection: SqliteConnection = desk.database.reader
  const open = isOpenCase(row.status)
  const running = row.status === 'accepted' || row.status === 'mediating'
  const { status, acceptedOn, dueOn, extendedOn, category } = row
  return [
    ...checkViolence(row.domesticViolence),
    ...(open ? checkCase(valuesOfRow(mediation, row)) : []),
    ...(open && row.status !== 'settled'
      ? checkAcceptance(row).filter(({ rule }) => rule !== 'A.1' || status === 'registered')
      : []),
    ...acceptanceTerm(row, today),
    ...(open ? checkConsent(parties.map(partyOf)) : []),
    ...checkTerm({ today, status, acceptedOn, dueOn, extendedOn, category, labourDays: desk.rule('med.labourDays') }),
    ...(running ? conflicts(connection, row.id, row.mediatorIds as string[]) : []),
    ...(open ? representation(parties, desk.rule('med.maxRepresentatives')) : []),
    ...copyNotices(state),
    ...unsigned(row, today),
    ...afterNotices(state, today, years),
  ]
}

function acceptanceTerm({ status, acceptDueOn }: StoredRow, today: string): Violation[] {
  if (status !== 'registered' || typeof acceptDueOn !== 'string' || today <= acceptDueOn) return []
  return [warn('A.1', `受理审查期限 ${acceptDueOn} 已过，请受理或办理不予受理`)]
}

/** Nobody is bound, and nothing counts as settled, before it is signed and sealed. */
function unsigned({ status, closedOn }: StoredRow, today: string): Violation[] {
  if (status !== 'agreed' || typeof closedOn !== 'string' || addDays(closedOn, signatureDays) >= today) return []
  return [warn('M-06', `协议 ${closedOn} 达成，还没有登记签章；签章齐备后才生效，才计为调解成功（人民调解法第二十九条）`)]
}

/** M-07 */
function copyNotices({ row, parties, agreement }: CaseState): Violation[] {
  const copies = agreementCopies(parties.length)
  if (!agreement || row.status !== 'agreed' || agreement.copies === copies) return []
  return [warn('M-07', `协议应为 ${String(copies)} 份：当事人各一份，调委会留一份，现为 ${String(agreement.copies)} 份`)]
}

const block = (message: string): Violation[] => [{ rule: 'A.1', level: 'block', message }]

/** What stands against a verb beside the state of the case; the verbs themselves ask the same rules. */
function guard(verb: MediationVerb, { row, parties, confirmations, loans }: CaseState, maxExtension: number): Violation[] {
  const agreeing = [...checkConsent(parties.map(partyOf)), ...checkMediators(row.mediatorIds as string[])]
  const lent = loans.some(({ returnedOn }) => returnedOn === null)
  const waiting = confirmations.some(({ result }) => result === null)
  switch (verb) {
    case 'acceptCase':
      return [...checkSides(parties), ...checkCase(valuesOfRow(mediation, row)), ...checkAcceptance(row)]
    case 'settleOrally':
      return [...checkConsent(parties.map(partyOf)), ...checkCase(valuesOfRow(mediation, row)), ...checkAcceptance(row)]
    case 'recordSession':
    case 'concludeAgreement':
    case 'concludeOrally':
      return agreeing
    case 'extendTerm':
      return Number(row.extensionDays ?? 0) >= maxExtension ? block(`调解期限已延长 ${String(maxExtension)} 日，不能再延`) : []
    case 'promoteOral':
      return row.outcome === 'oral' ? [] : block('本案不是口头协议，不能转为书面调解')
    case 'voidCase':
      return checkVoid(row, confirmations)
    case 'urgePerformance':
      return row.performance === 'performed' ? block('协议已全部履行，不需要督促') : []
    case 'applyConfirmation':
      if (row.outcome === 'oral') return block('口头协议没有协议书，请先转为书面调解')
      if (row.confirmedOn !== null) return block('本案协议已经法院确认')
      return waiting ? block('已有一次申请在等待法院结果，请先登记法院结果') : []
    case 'recordConfirmation':
      return confirmations.length > 0 ? [] : block('还没有申请司法确认')
    case 'replyEntrustment':
      return isEntrusted(row.source) ? [] : block('本案不是委托移送的，不需要反馈')
    case 'lendFile':
      return lent ? block('卷宗已借出，请先登记归还') : []
    case 'returnFile':
      return lent ? [] : block('卷宗没有借出')
    case 'reopenCase':
      return row.outcome === 'written' || row.outcome === 'oral' ? [] : block('没有达成协议的案件不能重新办理')
    default:
      return []
  }
}

export function verbsOf(desk: Desk, state: CaseState) {
  const status = String(state.row.status)
  const elsewhere = handledElsewhere(desk, state.row)
  return (Object.keys(mediationMachine) as MediationVerb[]).map((verb) => {
    const { label } = mediationMachine[verb]
    if (elsewhere !== null) return { verb, label, refused: elsewhere }
    if (!startsFrom(verb, status))
      return { verb, label, refused: `案件现为“${codeName('mediationStatus', status)}”，不能${label}` }
    const [stopped] = guard(verb, state, desk.rule('med.extendDays')).filter(({ level }) => level === 'block')
    return { verb, label, refused: stopped ? `${stopped.message}（${stopped.rule}）` : null }
  })
}
