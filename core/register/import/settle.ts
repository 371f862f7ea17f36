/** What single registers need beyond the kinds of their fields. */
import type { RegisterName } from '../../domain/field.ts'
import { idBirthday } from '../../domain/id-number.ts'
import { isCitizenNumbered } from '../../domain/resident/rules.ts'
import { groupName, plainVillageName, splitAddress, villageKindOf } from './address.ts'
import type { RowDraft } from './row-draft.ts'
import { settleDispute } from './settle-dispute.ts'

/**
 * @param splitsAddress whether village and group stand in the address alone
 * @param today day of the import
 */
export function settle(register: RegisterName, draft: RowDraft, splitsAddress: boolean, today: string): void {
  if (register === 'resident') settleResident(draft, splitsAddress)
  else if (register === 'mediation') settleDispute(draft, today)
  else if (register === 'village') settleVillage(draft)
}

/** Other kinds of papers, 板桥村7组261号 in one cell, 三组 as 3组. */
function settleResident(draft: RowDraft, splitsAddress: boolean): void {
  const { values, references, given, warnings, problems, remarkOn } = draft
  const idProblem = problems.findIndex((one) => one.field === 'idNumber')
  const written = problems[idProblem]?.value.replaceAll(/\s/g, '').toUpperCase() ?? ''
  if (!isCitizenNumbered(values.idType) && idProblem >= 0) {
    problems.splice(idProblem, 1)
    if (written.length <= 22 && values.otherIdNo === null) {
      values.otherIdNo = written
      given.push('otherIdNo')
    } else warnings.push(remarkOn('idNumber', 'ID_OTHER_KIND', '证件号码不能识别，暂按没有证号登记'))
  }
  if (typeof values.groupName === 'string') values.groupName = groupName(values.groupName)
  if (!splitsAddress || typeof values.residenceAddress !== 'string') return
  const { village, group, rest } = splitAddress(values.residenceAddress)
  if (village === null) return
  references.villageId = village
  given.push('villageId')
  if (group !== null && values.groupName === null) {
    values.groupName = group
    given.push('groupName')
  }
  values.residenceAddress = rest === '' ? null : rest
}

/** Lists of the statistics office: 石榴村民委员会 with its 12 digits, of which the last three tell villages from communities. */
function settleVillage({ values, given }: RowDraft): void {
  if (typeof values.name !== 'string') return
  values.name = plainVillageName(values.name)
  if (given.includes('kind')) return
  const last = typeof values.divisionCode === 'string' ? Number(values.divisionCode.slice(9)) : Number.NaN
  values.kind = villageKindOf(values.name) ?? (last < 200 ? 'community' : 'village')
}

/** A birthday known by year or month takes its day from the number, with which it must agree. */
export function settleBeginnings(
  { field, beginnings }: { field: string; beginnings: string[] },
  { values, warnings, problems, remarkOn }: RowDraft,
): void {
  const number = values.idNumber
  const written = beginnings.join(' 或 ')
  if (field !== 'birthOn' || typeof number !== 'string') {
    if (!problems.some((one) => one.field === 'idNumber'))
      warnings.push(remarkOn(field, 'DAY_PARTIAL', `只写到 ${written}，缺日，已略去；请补全`))
    return
  }
  const birthday = idBirthday(number) ?? ''
  if (beginnings.some((one) => birthday.startsWith(one))) values[field] = birthday
  else problems.push(remarkOn(field, 'BIRTHDAY_MISMATCH', `出生日期与身份证号不符：证号为 ${birthday}，所填为 ${written}`))
}
