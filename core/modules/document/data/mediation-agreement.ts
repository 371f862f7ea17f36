/** The agreement, written or by word, and the application to the court that confirms it. */
import type { StoredRow } from '../../../../db/rows.ts'
import { chineseOrdinal } from '../../../documents/chinese-date.ts'
import type { DocumentData } from '../../../documents/render.ts'
import { getRow } from '../../../register/queries.ts'
import type { Builder } from './builder.ts'
import {
  agreedData,
  amountData,
  itemsOf,
  latestAgreement,
  paperName,
  readCase,
  termsOf,
  type CaseForPaper,
} from './mediation-case.ts'
import { fullParties, partyRows, signatureLines } from './mediation-parties.ts'
import { clause, date, named, text } from './values.ts'

/** 履行方式, 履行地点, 履行时限; at once means on the spot where no day is given. */
function performanceData(agreement: StoredRow): DocumentData {
  const dueOn = date(agreement.performDueOn)
  return {
    履行方式: named('performMethod', agreement.performMethod),
    履行地点: clause(agreement.performPlace),
    履行时限: dueOn !== '' ? `${dueOn}前` : agreement.performMethod === 'immediate' ? '当场' : '',
  }
}

/** What is paid, and by when: one line, or one for each part of it. */
function paymentData(found: CaseForPaper, agreement: StoredRow | undefined): DocumentData {
  const items = itemsOf(found, agreement)
  return {
    金额: amountData(agreement?.amountFen),
    分期:
      items.length < 2
        ? []
        : items.map((item, index) => ({
            期次: index + 1,
            内容: clause(item.content),
            到期日: date(item.dueOn),
            ...amountData(item.amountFen),
          })),
  }
}

export const writtenAgreement: Builder = (source, recordId) => {
  const own = getRow(source.reader, 'mediationAgreement', recordId)
  const found = readCase(source, text(own.caseId))
  return {
    name: paperName('人民调解协议书', found),
    data: {
      ...found.common,
      当事人: fullParties(found, source),
      事实: [text(own.facts), text(own.issues)].filter((one) => one !== '').join('\n'),
      责任: text(own.liabilities),
      条款: termsOf(own),
      ...paymentData(found, own),
      ...performanceData(own),
      份数: typeof own.copies === 'number' ? chineseOrdinal(own.copies) : '',
      签名栏: signatureLines(found, 'role'),
      日期: date(own.concludedOn),
    },
  }
}

export const oralAgreement: Builder = (source, recordId) => {
  const own = getRow(source.reader, 'mediationAgreement', recordId)
  const found = readCase(source, text(own.caseId))
  return {
    name: paperName('口头协议登记表', found),
    data: {
      ...found.common,
      当事人: partyRows(found, source),
      纠纷类型: named('disputeCategory', found.row.category),
      达成日期: date(own.concludedOn),
      纠纷简要情况: text(own.facts) || text(found.row.summary),
      条款: termsOf(own),
      金额: amountData(own.amountFen),
      ...performanceData(own),
      履行情况: named('performance', found.row.performance),
      签名栏: signatureLines(found, 'name'),
      日期: date(own.concludedOn),
    },
  }
}

export const confirmation: Builder = (source, recordId) => {
  const own = getRow(source.reader, 'judicialConfirmation', recordId)
  const found = readCase(source, text(own.caseId))
  const agreement = latestAgreement(found)
  return {
    name: paperName('司法确认申请书', found),
    data: {
      ...found.common,
      ...agreedData(agreement),
      当事人: fullParties(found, source),
      涉家暴: found.hidden,
      法院: text(own.courtName),
      条款: termsOf(agreement),
      ...paymentData(found, agreement),
      ...(agreement ? performanceData(agreement) : {}),
      说明: text(own.note),
      签名栏: signatureLines(found, 'role'),
      份数: '一',
    },
  }
}
