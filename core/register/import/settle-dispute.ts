/** A row of a rolling ledger of disputes: days without a year, places in one cell, sources and results in anybody's words. */
import { codeName } from '../../domain/codes.ts'
import { dayOf } from '../../domain/day.ts'
import { disputeTitle, isResolved, sourceOf } from '../../domain/mediation/rolling-ledger.ts'
import { splitAddress } from './address.ts'
import { compactText, halfWidth } from './plain-text.ts'
import type { RowDraft } from './row-draft.ts'

const monthAndDay = /^(\d{1,2})(?:月|[./-])(\d{1,2})(?:日|号)?$/

/** `5月20日` is the latest such day that is not after the term of the dispute, or not after today where there is no term. */
function dayWithoutYear(written: string, latest: string): string | null {
  const [, month, day] = monthAndDay.exec(compactText(halfWidth(written))) ?? []
  if (month === undefined || day === undefined) return null
  const year = Number(latest.slice(0, 4))
  for (const candidate of [year, year - 1, year - 2, year - 3, year - 4]) {
    const found = dayOf(candidate, Number(month), Number(day))
    if (found !== null && found <= latest) return found
  }
  return null
}

/** Puts the guessed day where the cell could not be read, and says so. `latest`: the day it cannot be after. */
function settleDay(draft: RowDraft, field: string, label: string, latest: string, basis: string): void {
  const { values, given, warnings, problems, remarkOn } = draft
  for (const list of [problems, warnings]) {
    const at = list.findIndex((one) => one.field === field)
    const found = at < 0 ? null : dayWithoutYear(list[at]?.value ?? '', latest)
    if (found === null) continue
    list.splice(at, 1)
    values[field] = found
    given.push(field)
    warnings.push(remarkOn(field, 'YEAR_ASSUMED', `${label}没有写年份，按${basis}推定为 ${found}，请核对`))
  }
}

/** @param today day of the import */
export function settleDispute(draft: RowDraft, today: string): void {
  const { values, references, given, warnings, remarkOn } = draft
  settleDay(draft, 'resolveDueOn', '化解时限', `${String(Number(today.slice(0, 4)) + 1)}-12-31`, '今年或明年')
  settleDay(draft, 'closedOn', '化解日期', today, '导入日期')
  const term = [values.resolveDueOn, values.closedOn].find((one): one is string => typeof one === 'string' && one <= today)
  const latest = term ?? today
  settleDay(draft, 'registeredOn', '排查日期', latest, term === undefined ? '导入日期' : '化解时限')

  if (typeof values.place === 'string' && references.villageId === undefined) {
    const { village, group, rest } = splitAddress(values.place)
    if (village !== null) {
      references.villageId = village
      given.push('villageId')
      values.place = `${group ?? ''}${rest}` || null
    }
  }

  if (typeof values.sourceText === 'string' && sourceOf(values.sourceText) === null)
    warnings.push(remarkOn('sourceText', 'CODE_UNKNOWN', `来源“${values.sourceText}”不认识，按“主动调解”登记，请核对`))

  if (values.category === null) {
    values.category = '99'
    if (!warnings.some((one) => one.field === 'category'))
      warnings.push(remarkOn('category', 'CODE_UNKNOWN', '没有写纠纷类别，按“其他”登记，请核对'))
  }
  const result = typeof values.resultText === 'string' ? values.resultText : ''
  const resolved = isResolved(result, values.closedOn)
  if (resolved === null)
    warnings.push(remarkOn('resultText', 'VALUE_INVALID', `结果“${result}”看不出是否化解，按“未化解”登记，请核对`))
  if (resolved === true && values.closedOn === null)
    warnings.push(remarkOn('closedOn', 'RULE_WARNING', '写着已化解，没有化解日期；请补上'))
  if (resolved !== true && values.closedOn !== null) {
    warnings.push(remarkOn('closedOn', 'RULE_WARNING', '有化解日期而结果不是已化解，日期已略去；请核对'))
    values.closedOn = null
  }
  const { firstParty, secondParty, registeredOn, closedOn } = values
  if (typeof registeredOn === 'string' && typeof closedOn === 'string' && closedOn < registeredOn)
    warnings.push(remarkOn('closedOn', 'RULE_WARNING', '化解日期早于排查日期，请核对'))
  if (typeof firstParty === 'string')
    values.title = disputeTitle(
      firstParty,
      typeof secondParty === 'string' ? secondParty : null,
      codeName('disputeCategory', String(values.category)),
    )
}
