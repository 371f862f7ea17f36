/** What follows an agreement: proof of performance, urging, follow-up. */
import { formatFen } from '../../../domain/amount.ts'
import { getRow } from '../../../register/queries.ts'
import type { Builder } from './builder.ts'
import { agreedData, amountData, itemsOf, latestAgreement, paperName, readCase } from './mediation-case.ts'
import { clause, date, named, text } from './values.ts'

const fenOf = (value: unknown): number => (typeof value === 'number' ? value : 0)
const figures = (fen: unknown): string => (fenOf(fen) > 0 ? formatFen(fenOf(fen)) : '')

export const performanceProof: Builder = (source, recordId) => {
  const found = readCase(source, recordId)
  const agreement = latestAgreement(found)
  const items = itemsOf(found, agreement)
  const paid = amountData(items.reduce((sum, item) => sum + fenOf(item.paidFen), 0))
  const owed = items.some((item) => fenOf(item.amountFen) > 0) || fenOf(agreement?.amountFen) > 0
  return {
    name: paperName('履行证明', found),
    data: {
      ...found.common,
      ...agreedData(agreement),
      履行情况: named('performance', found.row.performance),
      事项: items.map((item, index) => ({
        期次: index + 1,
        内容: clause(item.content),
        应付: figures(item.amountFen),
        到期日: date(item.dueOn),
        履行日: date(item.doneOn),
        实付: figures(item.paidFen),
      })),
      已付合计: paid,
      // who paid is nowhere recorded: written in by hand
      // §9 of the police's law is of fights and of damage
      治安案件: found.row.category === '06' || found.row.source === '33',
      收条: owed ? { 收款数字: paid?.数字 ?? '', 收款大写: paid?.大写 ?? '' } : null,
    },
  }
}

export const urgeLetter: Builder = (source, recordId) => {
  const own = getRow(source.reader, 'urge', recordId)
  const found = readCase(source, text(own.caseId))
  const agreement = latestAgreement(found)
  return {
    name: `${paperName('履行催告函', found)}-${text(own.urgedOn)}`,
    data: {
      ...found.common,
      ...agreedData(agreement),
      被督促人: text(own.toWhom),
      未履行: itemsOf(found, agreement)
        .filter(({ state, dueOn }) => state !== 'done' && (typeof dueOn !== 'string' || dueOn <= text(own.urgedOn)))
        .map((item) => {
          const left = amountData(fenOf(item.amountFen) - fenOf(item.paidFen))
          return { 内容: clause(item.content), 到期日: date(item.dueOn), 未付: left?.数字 ?? '', 大写: left?.大写 ?? '' }
        }),
      督促内容: text(own.content),
      限期: date(own.deadlineOn),
      督促人: text(own.urgedBy),
      联系电话: found.committeePhone,
      送达: [{ 受送达人: text(own.toWhom) }],
      日期: date(own.urgedOn),
    },
  }
}

export const followUpRecord: Builder = (source, recordId) => {
  const own = getRow(source.reader, 'followUp', recordId)
  const found = readCase(source, text(own.caseId))
  const done = Boolean(own.doneOn)
  return {
    name: `${paperName('回访记录', found)}${done ? `-${text(own.doneOn)}` : ''}`,
    data: {
      ...found.common,
      回访种类: named('followUpReason', own.reason),
      回访方式: done ? named('followUpMode', own.mode) : '',
      回访时间: date(own.doneOn),
      回访对象: text(own.visited),
      履行情况: named('performance', own.performance),
      满意程度: done ? named('satisfaction', own.satisfaction) : '',
      有无反复: done ? (own.relapsed === true ? '有' : '无') : '',
      回访情况: text(own.situation),
      措施: text(own.measures),
      回访人: text(own.visitedBy),
    },
  }
}
