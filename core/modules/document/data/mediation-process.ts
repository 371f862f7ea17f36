/** Papers of the mediation itself: investigation, evidence, sessions. */
import { getRow } from '../../../register/queries.ts'
import type { Builder } from './builder.ts'
import { paperName, readCase } from './mediation-case.ts'
import { contactData, signatureLines } from './mediation-parties.ts'
import { date, list, named, period, text } from './values.ts'

export const investigation: Builder = (source, recordId) => {
  const own = getRow(source.reader, 'investigation', recordId)
  const found = readCase(source, text(own.caseId))
  return {
    name: `${paperName('调查记录', found)}-${text(own.name)}`,
    data: {
      ...found.common,
      时间: period(own.investigatedOn, own.startedAt, own.endedAt),
      地点: text(own.place),
      事由: text(own.subject) || found.common.纠纷名称,
      调查人: list(own.investigators).join('、'),
      记录人: text(own.recorder),
      参加人: list(own.participants).join('、'),
      姓名: text(own.name),
      性别: named('sex', own.sex),
      年龄: text(own.age),
      与纠纷关系: text(own.relationToDispute),
      ...contactData(found.hidden, own.phone, own.address),
      问答: text(own.body),
    },
  }
}

export const evidenceList: Builder = (source, recordId) => {
  const found = readCase(source, recordId)
  const rows = found.part('evidence')
  const pages = rows.reduce((sum, one) => sum + (typeof one.pages === 'number' ? one.pages : 0), 0)
  const checkers = [...new Set(rows.map((one) => text(one.checkedBy)).filter((one) => one !== ''))]
  return {
    name: paperName('证据清单', found),
    data: {
      ...found.common,
      证据: rows.map((one) => ({
        名称: text(one.name),
        证明事项: text(one.proves),
        种类: named('evidenceKind', one.evidenceKind),
        来源: text(one.origin),
        提供人: text(one.provider),
        形式: named('evidenceForm', one.evidenceForm),
        页数: text(one.pages),
        收取日期: date(one.receivedOn),
      })),
      件数: rows.length === 0 ? '' : rows.length,
      总页数: pages === 0 ? '' : pages,
      核对人: checkers.join('、'),
    },
  }
}

const tellsOfRights = (body: string): boolean => /自主表达意愿|告知[^。\n]*权利/.test(body)

export const sessionRecord: Builder = (source, recordId) => {
  const own = getRow(source.reader, 'mediationSession', recordId)
  const found = readCase(source, text(own.caseId))
  return {
    name: `${paperName('调解记录', found)}-第${text(own.sessionNo)}次`,
    data: {
      ...found.common,
      次数: text(own.sessionNo),
      时间: period(own.heldOn, own.startedAt, own.endedAt),
      地点: text(own.place),
      事由: text(own.subject) || found.common.纠纷名称,
      参加人: list(own.participants).join('、'),
      记录人: text(own.recorder),
      是否公开: own.isPublic === true ? '公开' : '不公开',
      // said once: where the text itself tells of it, not again before it
      已告知: own.noticeGiven === true && !tellsOfRights(text(own.body)),
      已征得同意: own.participantsAgreed === true && list(own.participants).length > 0,
      正文: text(own.body),
      调解结果: named('sessionResult', own.result),
      备注: text(own.remark),
      签名栏: signatureLines(found, 'name'),
    },
  }
}
