/** How a case ended, told to the parties, to whoever entrusted it, and to whoever reviews it. */
import type { StoredRow } from '../../../../db/rows.ts'
import { formatFen } from '../../../domain/amount.ts'
import type { Builder } from './builder.ts'
import { latestAgreement, paperName, readCase, type CaseForPaper } from './mediation-case.ts'
import { receivers } from './mediation-parties.ts'
import { clause, date, named, remedies, text } from './values.ts'

const reasons: Readonly<Record<string, string>> = {
  refused: '一方当事人拒绝或者放弃调解',
  noAgreement: '各方当事人无法达成协议',
}

/** Where the code says nothing by itself, the note is the reason. */
const reasonOf = (row: StoredRow): string => reasons[text(row.terminationReason)] ?? clause(row.outcomeNote)

export const termination: Builder = (source, recordId) => {
  const found = readCase(source, recordId)
  const { row, common, parties } = found
  const title = row.outcome === 'failed' ? '人民调解不成告知书' : '终止人民调解通知书'
  return {
    name: paperName(title, found),
    data: {
      ...common,
      标题: title,
      终止原因: reasonOf(row),
      说明: text(row.terminationReason) in reasons ? text(row.outcomeNote) : '',
      救济途径: remedies(row.remedyNotice),
      终止日期: date(row.closedOn),
      送达: receivers(parties),
    },
  }
}

/** One sentence on what became of the case; empty while nothing has. */
function outcomeWords({ row }: CaseForPaper, agreement: StoredRow | undefined): string {
  const on = date(row.closedOn)
  switch (row.outcome) {
    case 'written':
    case 'oral': {
      const effective = date(row.effectiveOn)
      const performance = named('performance', row.performance)
      return [
        `经调解，各方当事人于${date(agreement?.concludedOn)}自愿达成${named('agreementForm', agreement?.agreementForm)}`,
        effective === '' ? '' : `，协议自${effective}起生效`,
        performance === '' ? '。' : `。目前履行情况：${performance}。`,
      ].join('')
    }
    case 'failed':
    case 'terminated':
      return `因${reasonOf(row)}，我会于${on}终止调解，并已告知各方当事人可以依法通过仲裁、行政、司法等途径维护自己的权利。`
    case 'withdrawn':
      return `${clause(row.outcomeNote) || '申请人撤回申请'}，我会于${on}终结调解。`
    case 'rejected':
      return `经审查，因${named('rejectionReason', row.rejectionReason)}，我会决定不予受理。`
    case 'transferred':
      return `经审查，本案已转由${text(row.transferredTo)}处理。`
    default:
      return ''
  }
}

const enclosures: Readonly<Record<string, string>> = {
  written: '人民调解协议书复印件1份',
  oral: '人民调解口头协议登记表复印件1份',
  failed: '人民调解不成告知书复印件1份',
  terminated: '终止人民调解通知书复印件1份',
  rejected: '不予受理告知书复印件1份',
}

export const entrustReply: Builder = (source, recordId) => {
  const found = readCase(source, recordId)
  const { row, common } = found
  return {
    name: paperName('委托调解反馈函', found),
    data: {
      ...common,
      委托机关: text(row.entrustedBy),
      委托日期: date(row.entrustedOn),
      委托函号: text(row.entrustNo),
      结果: outcomeWords(found, latestAgreement(found)),
      // of a withdrawal the note is the outcome itself
      说明: row.outcome === 'withdrawn' ? '' : text(row.outcomeNote),
      附件: enclosures[text(row.outcome)] ?? '',
      联系人: common.调解员,
      联系电话: found.committeePhone,
      反馈日期: date(row.entrustRepliedOn),
    },
  }
}

/** 调解经过: one line for every step, in the order of the days. */
function course(found: CaseForPaper, agreement: StoredRow | undefined): string {
  const { row, common } = found
  const step = (day: unknown, words: string): [string, string][] =>
    text(day) === '' ? [] : [[text(day), `${date(day)}${words}`]]
  const steps = [
    ...step(row.acceptedOn, `受理，由${common.调解员}主持调解。`),
    ...found
      .part('mediationSession')
      .flatMap((one) => step(one.heldOn, `第${text(one.sessionNo)}次调解：${named('sessionResult', one.result)}。`)),
    ...step(row.extendedOn, `经各方当事人确认，延长调解期限${text(row.extensionDays)}日。`),
    ...step(agreement?.concludedOn, `达成${named('agreementForm', agreement?.agreementForm)}。`),
    ...step(agreement?.effectiveOn, '协议生效。'),
    ...step(row.confirmedOn, '人民法院裁定确认协议有效。'),
    ...(agreement || row.outcome === null ? [] : step(row.closedOn, `结案：${named('mediationOutcome', row.outcome)}。`)),
  ]
  return steps
    .sort(([first], [second]) => first.localeCompare(second))
    .map(([, words]) => words)
    .join('\n')
}

export const closingReport: Builder = (source, recordId) => {
  const found = readCase(source, recordId)
  const { row, common, parties } = found
  const agreement = latestAgreement(found)
  const closed = row.status !== 'agreed' && row.status !== 'effective'
  return {
    name: paperName('结案报告表', found),
    data: {
      ...common,
      // before the case is closed both are written in by hand
      填表日期: date(row.filedOn) || (closed ? date(source.today) : ''),
      结案日期: closed ? date(row.closedOn) : '',
      案件来源: named('disputeSource', row.source),
      纠纷类别: named('disputeCategory', row.category),
      调解结果: named('mediationOutcome', row.outcome),
      协议金额: typeof row.agreedFen === 'number' && row.agreedFen > 0 ? formatFen(row.agreedFen) : '',
      履行情况: named('performance', row.performance),
      司法确认: row.confirmedOn
        ? `${date(row.confirmedOn)}确认`
        : found.part('judicialConfirmation').length > 0
          ? '已申请'
          : '未申请',
      当事人名单: parties.map(({ side, name }) => `${named('partySide', side)}${text(name)}`).join('；'),
      简要事实: text(agreement?.facts) || text(row.summary),
      经过: [course(found, agreement), text(row.outcomeNote)].filter((one) => one !== '').join('\n'),
    },
  }
}
