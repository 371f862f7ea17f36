/** A case as its papers need it, with what nearly all of them print. */
import type { SqliteConnection } from '../../../../db/open.ts'
import type { StoredRow } from '../../../../db/rows.ts'
import type { RegisterName } from '../../../domain/field.ts'
import { printedAmount } from '../../../domain/amount.ts'
import { getRow, listParts } from '../../../register/queries.ts'
import { titlesOf } from '../../../register/views.ts'
import { committeeNameAt } from '../../../server/unit-names.ts'
import type { DocumentData } from '../../../documents/render.ts'
import type { DocumentSource } from './builder.ts'
import { clause, date, list, named, telephone, text } from './values.ts'

export interface CaseForPaper {
  row: StoredRow
  parties: StoredRow[]
  /** 编号, 调委会名称, 纠纷名称, 当事人名单, 调解员, 受理日期 */
  common: { 编号: string; 调委会名称: string; 纠纷名称: string; 当事人名单: string; 调解员: string; 受理日期: string }
  committeePhone: string
  /** M-18: where there was violence at home, neither side's address and telephone reach the other */
  hidden: boolean
  part(register: RegisterName): StoredRow[]
}

export function readCase({ reader, unit }: DocumentSource, caseId: string): CaseForPaper {
  const row = getRow(reader, 'mediation', caseId)
  const parties = listParts(reader, 'mediationParty', caseId)
  const committee = typeof row.committeeId === 'string' ? getRow(reader, 'committee', row.committeeId) : null
  return {
    row,
    parties,
    common: {
      编号: text(row.fileNo),
      调委会名称: text(committee?.name) || committeeNameAt(reader, unit, row.unitId),
      纠纷名称: text(row.title),
      当事人名单: parties.map(({ name }) => text(name)).join('、'),
      调解员: mediatorNames(reader, row),
      受理日期: date(row.acceptedOn),
    },
    committeePhone: telephone(committee?.phone),
    hidden: row.domesticViolence === true,
    part: (register) => listParts(reader, register, caseId),
  }
}

function mediatorNames(reader: SqliteConnection, row: StoredRow): string {
  const ids = list(row.mediatorIds)
  const titles = titlesOf(reader, 'mediator', ids)
  return ids.map((id) => titles.get(id) ?? '').join('、')
}

/** The agreement that counts: the latest. */
export const latestAgreement = (found: CaseForPaper): StoredRow | undefined => found.part('mediationAgreement').at(-1)

/** 达成日期, 协议形式, 生效日期: what every paper after an agreement says of it. */
export const agreedData = (agreement: StoredRow | undefined): DocumentData => ({
  达成日期: date(agreement?.concludedOn),
  协议形式: named('agreementForm', agreement?.agreementForm),
  生效日期: date(agreement?.effectiveOn),
})

/** 数字 and 大写 of a sum, or nothing where no money is meant. */
export const amountData = (fen: unknown): { 数字: string; 大写: string } | null =>
  typeof fen === 'number' && fen > 0 ? { ...printedAmount(fen) } : null

/** What is to be performed under one agreement: made with it, and before the next one. */
export function itemsOf(found: CaseForPaper, agreement: StoredRow | undefined): StoredRow[] {
  if (!agreement) return []
  const agreements = found.part('mediationAgreement')
  const next = agreements[agreements.findIndex(({ id }) => id === agreement.id) + 1]
  return found
    .part('performanceItem')
    .filter(({ createdAt }) => createdAt >= agreement.createdAt && (!next || createdAt < next.createdAt))
}

export const termsOf = (agreement: StoredRow | undefined): DocumentData[] =>
  list(agreement?.terms).map((one) => ({ 内容: `${clause(one)}。` }))

/** Lines of a text as a list, with numbers people typed before them taken away. */
export const linesOf = (value: unknown): string[] =>
  text(value)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim().replace(/^(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、)）]\s*(?!\d)/, ''))
    .filter((line) => line !== '')

/** What the file is called: the paper, and the case it is of. */
export const paperName = (paper: string, { common }: CaseForPaper): string => `${paper}-${common.编号 || common.纠纷名称}`
