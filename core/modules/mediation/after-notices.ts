/** What the page of a case says above the record once there is an agreement: terms that run, what was not kept, what the court said. */
import type { StoredRow } from '../../../db/rows.ts'
import { yearOf, type KnownYears } from '../../domain/calendar.ts'
import { codeName } from '../../domain/codes.ts'
import { daysBetween } from '../../domain/day.ts'
import { startsFrom } from '../../domain/mediation/machine.ts'
import type { Violation } from '../../domain/violation.ts'

export type Notice = Pick<Violation, 'rule' | 'level' | 'message'>

/** days before its end at which the term of confirmation is urgent (reference §1.7) */
const urgentDays = 10

const inForce = (status: unknown) => status === 'effective' || status === 'closed'

/** A case with those of its parts that are asked. */
export interface AfterState {
  row: StoredRow
  items: readonly StoredRow[]
  confirmations: readonly StoredRow[]
  loans: readonly StoredRow[]
}

/** Notices of performance, judicial confirmation, filing and re-opening. */
export const afterNotices = ({ row, items, confirmations, loans }: AfterState, today: string, years: KnownYears): Notice[] => {
  // an application for an agreement that was replaced says nothing of the new one
  const current = confirmations.filter(({ appliedOn }) => String(appliedOn) >= String(row.effectiveOn))
  return [
    ...reopening(row),
    ...(inForce(row.status)
      ? [...confirmationTerm(row, current, today, years), ...court(row, current, today), ...performance(items, today)]
      : []),
    ...filing(row, loans, today),
  ]
}

const reopening = ({ status, reopenedOn, reopenReason }: StoredRow): Notice[] =>
  typeof reopenedOn === 'string' && (status === 'effective' || status === 'mediating')
    ? [
        {
          rule: 'A.1',
          level: 'auto',
          message: `本案于 ${reopenedOn} 重新办理：${codeName('reopenReason', String(reopenReason))}`,
        },
      ]
    : []

function confirmationTerm(row: StoredRow, confirmations: readonly StoredRow[], today: string, years: KnownYears): Notice[] {
  const { confirmDueOn, confirmedOn } = row
  if (typeof confirmDueOn !== 'string' || confirmedOn !== null || confirmations.length > 0 || confirmDueOn < today) return []
  const left = daysBetween(today, confirmDueOn)
  const days = left === 0 ? '今天截止' : `还有 ${String(left)} 日（截止 ${confirmDueOn}）`
  const found: Notice[] = [
    {
      rule: 'M-09',
      level: 'auto',
      message: `双方可以共同申请司法确认，${days}${left <= urgentDays ? '，请提醒当事人' : ''}`,
    },
  ]
  if (!years.has(yearOf(confirmDueOn)))
    found.push({
      rule: 'M-09',
      level: 'warn',
      message: `${confirmDueOn.slice(0, 4)} 年的放假安排还没有导入，司法确认截止日只按周末计算；请在“设置”里导入`,
    })
  return found
}

function court({ confirmedOn }: StoredRow, confirmations: readonly StoredRow[], today: string): Notice[] {
  const last = confirmations.at(-1)
  if (!last || confirmedOn !== null) return []
  const { result, acceptedOn, acceptDueOn, decideDueOn } = last
  if (result === 'notConfirmed')
    return [
      {
        rule: 'M-09',
        level: 'warn',
        message: '法院不予确认：当事人可以变更协议或者重新达成协议，也可以起诉；请用“重新办理”，原因选“法院撤销或不予确认”',
      },
    ]
  if (result !== null) return []
  const [dueOn, what] = acceptedOn === null ? [acceptDueOn, '决定是否受理'] : [decideDueOn, '作出裁定']
  return typeof dueOn === 'string' && dueOn < today
    ? [{ rule: 'M-09', level: 'auto', message: `法院应于 ${dueOn} 前${what}，请与法院联系后登记结果` }]
    : []
}

const performance = (items: readonly StoredRow[], today: string): Notice[] =>
  items
    .filter(({ state, dueOn }) => state === 'defaulted' || (state !== 'done' && typeof dueOn === 'string' && dueOn < today))
    .map(({ itemNo, dueOn, state }) => ({
      rule: 'A.1',
      level: 'warn',
      message: `第 ${String(itemNo)} 项${typeof dueOn === 'string' ? ` ${dueOn} 到期` : ''}${
        state === 'partial' ? '，只履行了一部分' : '未履行'
      }：请登记履行或督促履行（人民调解法第三十一条）`,
    }))

function filing(row: StoredRow, loans: readonly StoredRow[], today: string): Notice[] {
  const { status, fileDueOn, retainUntil } = row
  const found: Notice[] = []
  if (startsFrom('fileCase', String(status)) && typeof fileDueOn === 'string' && fileDueOn < today)
    found.push({ rule: 'M-19', level: 'warn', message: `立卷期限 ${fileDueOn} 已过，请整理卷宗立卷（人民调解法第二十七条）` })
  const out = loans.find(({ returnedOn }) => returnedOn === null)
  if (out)
    found.push({
      rule: 'A.1',
      level: String(out.dueOn) < today ? 'warn' : 'auto',
      message: `卷宗由${String(out.borrower)}借阅，应于 ${String(out.dueOn)} 归还`,
    })
  if ((status === 'filed' || status === 'archived') && typeof retainUntil === 'string' && retainUntil < today)
    found.push({
      rule: 'A.1',
      level: 'auto',
      message: `保管期限于 ${retainUntil} 届满，待鉴定；未经鉴定不得销毁（档案法实施条例第二十四条）`,
    })
  return found
}
