/** The papers of 安置帮教. */
import type { SqliteConnection } from '../../../../db/open.ts'
import type { StoredRow } from '../../../../db/rows.ts'
import { formatDay } from '../../../documents/chinese-date.ts'
import { getRow, listParts } from '../../../register/queries.ts'
import type { Builder } from './builder.ts'
import { date, list, named, text } from './values.ts'

const personOf = (reader: SqliteConnection, caseRow: StoredRow): StoredRow => getRow(reader, 'resident', text(caseRow.residentId))

/** village, group and house number, as one writes an address */
function homeOf(reader: SqliteConnection, person: StoredRow): string {
  const village = typeof person.villageId === 'string' ? text(getRow(reader, 'village', person.villageId).name) : ''
  return village + text(person.groupName) + text(person.residenceAddress)
}

export const registerSheet: Builder = ({ reader, unit, today }, recordId) => {
  const row = getRow(reader, 'resettlement', recordId)
  const person = personOf(reader, row)
  return {
    name: `安置帮教信息登记表-${text(person.name)}`,
    data: {
      单位名称: unit.unitName,
      登记日期: formatDay(today),
      姓名: text(person.name),
      性别: named('sex', person.sex),
      出生日期: date(person.birthOn),
      民族: named('ethnicity', person.ethnicity),
      文化程度: named('education', person.education),
      身份证号: text(person.idNumber),
      联系电话: text(person.phone),
      户籍地址: text(person.hukouAddress),
      现居住地: homeOf(reader, person),
      原罪名: named('offenceCategory', row.offenceCategory),
      原判刑期: text(row.originalTerm),
      服刑场所: text(row.custodyPlace),
      释放日期: date(row.releasedOn),
      帮教类别: named('assistanceClass', row.assistanceClass),
      衔接日期: date(row.handoverOn),
      衔接情况: named('handoverType', row.handoverType),
      帮教起: date(row.termFrom),
      帮教止: date(row.termTo),
      帮扶需求: text(row.needs),
      告知日期: date(row.noticeGivenOn),
      家庭成员: [],
    },
  }
}

export const visitSheet: Builder = ({ reader, unit }, recordId) => {
  const visit = getRow(reader, 'resettlementVisit', recordId)
  const row = getRow(reader, 'resettlement', text(visit.resettlementId))
  const person = personOf(reader, row)
  const visits = listParts(reader, 'resettlementVisit', row.id)
  return {
    name: `走访记录-${text(person.name)}-${text(visit.visitedOn)}`,
    data: {
      单位名称: unit.unitName,
      次数: visits.findIndex((one) => one.id === recordId) + 1,
      姓名: text(person.name),
      性别: named('sex', person.sex),
      帮教类别: named('assistanceClass', row.assistanceClass),
      走访日期: date(visit.visitedOn),
      方式: named('visitMode', visit.mode),
      地点: text(visit.place),
      走访人: list(visit.visitors).join('、'),
      生活居住: text(visit.living),
      就业收入: text(visit.employment),
      困难与诉求: text(visit.difficulties),
      已给予帮助: text(visit.helpGiven),
      下一步安排: text(visit.nextStep),
      本人意见: visit.declined === true ? '本人谢绝走访' : '',
    },
  }
}
