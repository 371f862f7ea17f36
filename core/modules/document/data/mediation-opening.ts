/** Papers of the beginning: application, acceptance, notice of rights, refusal. */
import { addDays } from '../../../domain/day.ts'
import { isEntrusted } from '../../../domain/mediation/case-documents.ts'
import type { Builder } from './builder.ts'
import { linesOf, paperName, readCase } from './mediation-case.ts'
import { partyRows, receivers, signatureLines } from './mediation-parties.ts'
import { clause, date, named, remedies, text, yesNo } from './values.ts'

export const application: Builder = (source, recordId) => {
  const found = readCase(source, recordId)
  const { row, common } = found
  return {
    name: paperName('人民调解申请书', found),
    data: {
      调委会名称: common.调委会名称,
      当事人: partyRows(found, source),
      纠纷简要情况: text(row.summary),
      申请事项: linesOf(row.requests).map((事项) => ({ 事项 })),
      签名栏: signatureLines({ parties: found.parties.filter(({ side }) => side === 'applicant') }, 'name'),
      申请日期: date(row.registeredOn),
    },
  }
}

const ways: Readonly<Record<string, string>> = { '10': '依申请', '20': '主动' }

export const acceptance: Builder = (source, recordId) => {
  const found = readCase(source, recordId)
  const { row, common } = found
  const remarks = [
    isEntrusted(row.source) ? `委托机关：${text(row.entrustedBy)}，函号：${text(row.entrustNo)}` : '',
    text(row.reportedTo) === '' ? '' : `${date(row.reportedOn)}已向${text(row.reportedTo)}报告`,
  ]
  const opinion =
    row.outcome === 'rejected'
      ? '不符合受理条件，不予受理，另行书面告知。'
      : row.acceptedOn
        ? `符合受理条件，予以受理，由${common.调解员}主持调解。`
        : ''
  return {
    name: paperName('受理登记表', found),
    data: {
      ...common,
      登记日期: date(row.registeredOn),
      受理方式: ways[text(row.source)] ?? '接受委托移送',
      纠纷类型: named('disputeCategory', row.category),
      案件来源: named('disputeSource', row.source),
      来源细分: named('disputeSubSource', row.subSource),
      当事人: partyRows(found, source),
      纠纷简要情况: text(row.summary),
      可能激化: row.escalationKind === 'none' ? '否' : named('escalationKind', row.escalationKind),
      涉家暴: yesNo(row.domesticViolence),
      已由他处处理: named('handledBy', row.handledBy),
      审查期限: date(row.acceptDueOn),
      调解期限: date(row.dueOn),
      拟派调解员: common.调解员,
      签名栏: signatureLines(found, 'name'),
      受理意见: opinion,
      受理日期: date(row.acceptedOn),
      备注: remarks.filter((one) => one !== '').join('；'),
    },
  }
}

export const rightsNotice: Builder = (source, recordId) => {
  const found = readCase(source, recordId)
  const { row } = found
  const held = found.part('mediationSession')[0]
  return {
    name: paperName('权利义务告知书', found),
    data: {
      ...found.common,
      // M-18
      家暴告知: found.hidden
        ? '存在家庭暴力的，调解不能代替报警、公安机关告诫书和人身安全保护令；您随时可以报警，也可以向人民法院申请人身安全保护令。'
        : '',
      // before acceptance, and before the first session, the box is ticked by hand
      由指定: Boolean(row.acceptedOn) && row.mediatorChoice === 'appointed',
      由选择: Boolean(row.acceptedOn) && row.mediatorChoice === 'chosen',
      公开: held?.isPublic === true,
      不公开: held?.isPublic === false,
      签名栏: signatureLines(found, 'name', '被告知人'),
    },
  }
}

export const rejection: Builder = (source, recordId) => {
  const found = readCase(source, recordId)
  const { row, common, parties } = found
  const applicants = parties.filter(({ side }) => side === 'applicant')
  return {
    name: paperName('不予受理告知书', found),
    data: {
      ...common,
      申请人名单: applicants.map(({ name }) => text(name)).join('、'),
      登记日期: date(row.registeredOn),
      不予受理理由: row.rejectionReason === 'other' ? clause(row.outcomeNote) : named('rejectionReason', row.rejectionReason),
      说明: row.rejectionReason === 'other' ? '' : text(row.outcomeNote),
      救济途径: remedies(row.remedyNotice),
      告知日期: date(row.closedOn),
      送达: receivers(applicants),
    },
  }
}

/** Before the extension is entered its days are written in by hand: the parties sign first. */
export const extension: Builder = (source, recordId) => {
  const found = readCase(source, recordId)
  const { row, common } = found
  const days = typeof row.extensionDays === 'number' && row.extendedOn ? row.extensionDays : 0
  const dueOn = text(row.dueOn)
  return {
    name: paperName('延长调解期限确认书', found),
    data: {
      ...common,
      原期限: dueOn === '' ? '' : date(addDays(dueOn, -days)),
      理由: text(row.extensionReason),
      天数: days === 0 ? '' : days,
      延长至: days === 0 ? '' : date(dueOn),
      签名栏: signatureLines(found, 'name'),
      日期: date(row.extendedOn),
    },
  }
}
