/** Rules for what follows an agreement, each with its id in reference appendix E: performance, judicial confirmation, the file. */
import { formatFen } from '../amount.ts'
import type { Violation } from '../violation.ts'

/** an agreement that is not signed so many days after it was reached is asked after */
export const signatureDays = 3

export interface DueItemState {
  state: string
  dueOn: string | null
}

/** What the items of an agreement add up to on a day: a code of the table performance. */
export function performanceOf(items: readonly DueItemState[], on: string): 'notDue' | 'partial' | 'performed' | 'overdue' {
  if (items.length > 0 && items.every(({ state }) => state === 'done')) return 'performed'
  const late = ({ state, dueOn }: DueItemState) => state !== 'done' && dueOn !== null && dueOn < on
  if (items.some((one) => one.state === 'defaulted' || late(one))) return 'overdue'
  return items.some(({ state }) => state === 'done' || state === 'partial') ? 'partial' : 'notDue'
}

/** 各期合计比协议金额少 100.00 元. @param missing fen the parts are short of the sum; negative when they are more */
export const differenceText = (missing: number): string =>
  `各期合计比协议金额${missing > 0 ? '少' : '多'} ${formatFen(Math.abs(missing))} 元`

/**
 * What is paid in parts adds up to what was agreed: the parts alone, or with what was paid before the agreement was made anew.
 * Parts without an amount are deeds, and do not count. All in fen.
 */
export function checkParts(amountFen: number | null, parts: readonly (number | null)[], paidFen: number): Violation[] {
  const given = parts.filter((one) => one !== null)
  const sum = given.reduce((total, one) => total + one, 0)
  if (given.length === 0 || sum === amountFen || sum + paidFen === amountFen) return []
  const message = amountFen === null ? '各期写了金额，请填写协议金额' : differenceText(amountFen - sum)
  return [{ rule: '分期', level: 'block', field: 'amountFen', message }]
}

/** What a party or a court said of a case: neither a payment in part nor the passing of a day unsays it. */
export const standingPerformance = (performance: unknown): string | null =>
  ['reneged', 'litigated', 'enforced'].find((one) => one === performance) ?? null

/** Said on a follow-up, they mean that the agreement was not kept. */
export const isBreach = (performance: unknown): boolean => performance === 'overdue' || performance === 'reneged'

export interface ConfirmationApplication {
  effectiveOn: string
  appliedOn: string
  /** last day of the term, moved over days off */
  dueOn: string
  days: number
  /** the holidays of the last day's year are known */
  certain: boolean
}

/** M-09: within thirty days of the day of effect (People's Mediation Law §33), counted by Civil Procedure Law §85. */
export function checkConfirmationTerm({ effectiveOn, appliedOn, dueOn, days, certain }: ConfirmationApplication): Violation[] {
  const block = (message: string): Violation[] => [{ rule: 'M-09', level: 'block', field: 'appliedOn', message }]
  if (appliedOn < effectiveOn) return block(`申请日期 ${appliedOn} 早于协议生效日 ${effectiveOn}，请核对`)
  if (appliedOn <= dueOn) return []
  const counting = `协议 ${effectiveOn} 生效，自次日起算 ${String(days)} 日，末日遇休息日顺延，截止 ${dueOn}`
  const doubt = certain ? '' : `；${dueOn.slice(0, 4)} 年的放假安排还没有导入，只按周末顺延，请先在“设置”里导入`
  return block(
    `${counting}${doubt}；申请日期 ${appliedOn} 已超过期限，法院不再受理确认申请，可就协议的履行向法院起诉（人民调解法第三十二、三十三条）`,
  )
}

/** M-10: both parties apply together (§33). */
export const checkJointApplication = (jointly: boolean): Violation[] =>
  jointly
    ? []
    : [
        {
          rule: 'M-10',
          level: 'block',
          field: 'jointly',
          message:
            '司法确认须双方当事人共同申请，一方单独申请法院不受理；请双方到场或由委托代理人共同申请（人民调解法第三十三条）',
        },
      ]

const familyCategory = '01'
/** words of disputes about what a court does not confirm; the division of property or support may be confirmed */
const identityWords = ['身份关系', '收养', '婚姻关系', '婚姻效力', '离婚', '解除婚约', '亲子关系', '监护权']

/** M-11: personal status is not confirmed (最高人民法院司法确认规定 §4): only a warning, terms on property may be. */
export function checkIdentityMatter(category: string, texts: readonly string[]): Violation[] {
  const word = identityWords.find((one) => texts.some((text) => text.includes(one)))
  if (category !== familyCategory && word === undefined) return []
  const why = word === undefined ? '本案为婚姻家庭纠纷' : `本案内容提到“${word}”`
  return [
    {
      rule: 'M-11',
      level: 'warn',
      message: `${why}：确认身份关系、收养关系、婚姻关系的申请，法院不予受理。申请只涉及财产等其他内容的，请说明（司法确认规定第四条）`,
    },
  ]
}

/** M-19: a file that lacks papers is filed only with an explanation (People's Mediation Law §27). */
export function checkCompleteness(missing: readonly { title: string }[], missingNote: string | null): Violation[] {
  if (missing.length === 0 || missingNote) return []
  const titles = missing.map(({ title }) => title).join('、')
  return [
    {
      rule: 'M-19',
      level: 'block',
      field: 'missingNote',
      message: `卷宗还缺：${titles}。请补齐，确实没有的请填写缺项说明后立卷（人民调解法第二十七条）`,
    },
  ]
}

/** The last day a file is kept: the end of the year of filing and the years of its class after it; null when for ever. */
export const retainedUntil = (filedOn: string, years: number | null): string | null =>
  years === null ? null : `${String(Number(filedOn.slice(0, 4)) + years)}-12-31`
