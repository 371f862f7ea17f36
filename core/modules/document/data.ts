/** From records to what a template prints. Keys are the tags of the templates, in the words of the paper. */
import type { SqliteConnection } from '../../../db/open.ts'
import type { StoredRow } from '../../../db/rows.ts'
import { badRequest, ruleViolation } from '../../contract/errors.ts'
import type { Unit } from '../../contract/session.ts'
import { codeName, type CodeTableName } from '../../domain/codes.ts'
import { ageOn, localDay } from '../../domain/day.ts'
import { printedAmount } from '../../domain/amount.ts'
import { formatDay } from '../../documents/chinese-date.ts'
import type { DocumentData } from '../../documents/render.ts'
import { getRow, listParts } from '../../register/queries.ts'
import { titleOf } from '../../register/views.ts'
import { registers } from '../../domain/registers.ts'

interface PackageHead {
  direction: 'sent' | 'received'
  kind: string
  package_no: string
  peer_unit_id: string
  digest: string
  counts: string
  file_name: string
  header: string
  at: string
}

export interface DocumentSource {
  reader: SqliteConnection
  unit: Unit
  today: string
}

type Builder = (source: DocumentSource, recordId: string) => { name: string; data: DocumentData }

const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
const date = (value: unknown): string => (typeof value === 'string' && value !== '' ? formatDay(value) : '')
const named = (table: CodeTableName, value: unknown): string => (typeof value === 'string' ? codeName(table, value) : '')
const yesNo = (value: unknown): string => (value === true ? '是' : '否')
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : [])

const mediatorNames = (reader: SqliteConnection, row: StoredRow): string =>
  list(row.mediatorIds)
    .map((id) => titleOf(reader, registers.mediator, getRow(reader, 'mediator', id)))
    .join('、')

const ordinals = ['甲方', '乙方', '丙方', '丁方', '戊方', '己方', '庚方', '辛方', '壬方', '癸方']

/** M-18: where there was violence at home, neither side's address and telephone reach the other. */
function partyData(row: StoredRow, index: number, today: string, hideContact: boolean): DocumentData {
  const contact = hideContact
    ? { 联系电话: '（依法不予载明）', 住址: '（依法不予载明）', 地址: '（依法不予载明）' }
    : { 联系电话: text(row.phone), 住址: text(row.address), 地址: text(row.address) }
  const common = { 称谓: `${ordinals[index] ?? '当事人'}（${named('partySide', row.side)}）`, ...contact }
  if (row.kind === 'organization') return { ...common, 单位: true, 名称: text(row.name), 法定代表人: text(row.representative) }
  const ethnicity = named('ethnicity', row.ethnicity)
  const guardian = row.guardianName ? [{ 身份: '法定代理人', 姓名: text(row.guardianName) }] : []
  return {
    ...common,
    姓名: text(row.name),
    性别: named('sex', row.sex),
    民族: ethnicity === '' ? '' : `${ethnicity}族`,
    年龄: typeof row.birthOn === 'string' ? ageOn(row.birthOn, today) : '',
    职业: text(row.occupation),
    身份证号: text(row.idNumber),
    代理人: guardian,
  }
}

const agreement: Builder = ({ reader, unit, today }, recordId) => {
  const row = getRow(reader, 'mediationAgreement', recordId)
  const mediation = getRow(reader, 'mediation', text(row.caseId))
  const parties = listParts(reader, 'mediationParty', mediation.id)
  const terms = list(row.terms).map((one, index) => ({
    内容: one,
    ...(index === 0 && typeof row.amountFen === 'number' && row.amountFen > 0
      ? { 金额: { ...printedAmount(row.amountFen) } }
      : {}),
  }))
  return {
    name: `人民调解协议书-${text(mediation.fileNo)}`,
    data: {
      编号: text(mediation.fileNo),
      调委会名称: unit.committeeName,
      当事人: parties.map((party, index) => partyData(party, index, today, mediation.domesticViolence === true)),
      事实: [text(row.facts), text(row.issues)].filter((one) => one !== '').join('\n'),
      条款: terms,
      履行方式: named('performMethod', row.performMethod),
      履行地点: text(row.performPlace),
      履行时限: date(row.performDueOn),
      份数: text(row.copies),
      日期: date(row.concludedOn),
    },
  }
}

const acceptance: Builder = ({ reader, unit, today }, recordId) => {
  const row = getRow(reader, 'mediation', recordId)
  const parties = listParts(reader, 'mediationParty', recordId)
  const mediators = mediatorNames(reader, row)
  return {
    name: `受理登记表-${text(row.fileNo) || text(row.title)}`,
    data: {
      编号: text(row.fileNo),
      调委会名称: unit.committeeName,
      登记日期: date(row.registeredOn),
      受理方式: row.source === '20' ? '主动' : '依申请',
      纠纷类型: named('disputeCategory', row.category),
      案件来源: named('disputeSource', row.source),
      当事人: parties.map((party, index) => ({
        ...partyData(party, index, today, row.domesticViolence === true),
        称谓: named('partySide', party.side),
        姓名: text(party.name),
      })),
      纠纷简要情况: text(row.summary),
      涉家暴: yesNo(row.domesticViolence),
      拟派调解员: mediators,
      受理意见: row.acceptedOn ? `符合受理条件，予以受理，由${mediators}主持调解。` : '',
      受理日期: date(row.acceptedOn),
    },
  }
}

/** T-02: what is not signed off says so on its face. */
const minutes: Builder = ({ reader, unit, today }, recordId) => {
  const row = getRow(reader, 'meeting', recordId)
  const attendees = listParts(reader, 'meetingAttendee', recordId)
  const decisions = listParts(reader, 'decision', recordId)
  const agenda = listParts(reader, 'agendaItem', recordId)
  const roll = (role: string) =>
    attendees
      .filter((one) => one.role === role)
      .map((one) => ({ 单位: text(one.organization), 姓名: text(one.name), 事由: text(one.duty) }))
  const day = date(row.heldOn)
  const opening =
    text(row.opening) ||
    `${day}${text(row.heldAt) === '' ? '' : ` ${text(row.heldAt)}`}，${text(row.chair)}在${text(row.place)}主持召开${text(row.title)}。现将会议议定事项纪要如下。`
  const signedOff = row.status === 'signedOff'
  return {
    name: `会议纪要-${text(row.meetingNo)}`,
    data: {
      纪要标志: `${unit.unitName}会议纪要`,
      期号: text(row.issueNo),
      标题: `${signedOff ? '' : '（草稿）'}${text(row.title)}纪要`,
      导语: opening,
      议题: [
        ...agenda.map((item) => ({
          题目: text(item.title),
          内容: item.reporter ? `会议听取了${text(item.reporter)}的汇报。` : '会议研究了本议题。',
        })),
        ...(text(row.discussion) === '' ? [] : [{ 题目: '会议研究情况', 内容: text(row.discussion) }]),
      ],
      议定事项: decisions.map((one) => ({
        事项: text(one.content),
        责任单位: text(one.leadOrganization),
        责任人: text(one.owner),
        时限: date(one.dueOn),
        验收标准: text(one.criterion),
      })),
      出席: roll('attendee'),
      列席: roll('observer'),
      请假: [...roll('leave'), ...roll('absent')],
      抄送: '',
      印发机关: unit.unitName,
      印发日期: signedOff ? date(row.signedOffOn) : formatDay(today),
    },
  }
}

const personOf = (reader: SqliteConnection, caseRow: StoredRow): StoredRow => getRow(reader, 'resident', text(caseRow.residentId))

/** village, group and house number, as one writes an address */
function homeOf(reader: SqliteConnection, person: StoredRow): string {
  const village = typeof person.villageId === 'string' ? text(getRow(reader, 'village', person.villageId).name) : ''
  return village + text(person.groupName) + text(person.residenceAddress)
}

const registerSheet: Builder = ({ reader, unit, today }, recordId) => {
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

const visitSheet: Builder = ({ reader, unit }, recordId) => {
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

const handover: Builder = ({ reader, unit }, packageId) => {
  const row = reader.prepare('SELECT * FROM packages WHERE package_id = ?').get(packageId) as PackageHead | undefined
  if (!row) throw badRequest('没有这个数据包')
  const peerName =
    (reader.prepare('SELECT name FROM peers WHERE unit_id = ?').pluck().get(row.peer_unit_id) as string | undefined) ??
    row.peer_unit_id
  const header = JSON.parse(row.header) as { period: { from: string; to: string } | null; payloadBytes: number }
  const counts = Object.entries(JSON.parse(row.counts) as Record<string, number>).filter(([, count]) => count > 0)
  const ledgerLines = (all: [string, number][]) =>
    all
      .filter(([name]) => parentOf(name) === undefined)
      .map(([name, count]) => {
        const parts = all.filter(([part]) => parentOf(part) === name).map(([part, number]) => `${label(part)} ${String(number)}`)
        return { 名称: label(name), 条数: count.toLocaleString('zh-CN'), 说明: parts.length > 0 ? `含${parts.join('、')}` : '' }
      })
  const parentOf = (name: string) => (name in registers ? registers[name as keyof typeof registers].parent?.register : undefined)
  const label = (name: string) =>
    name in registers ? registers[name as keyof typeof registers].label : name === 'tombstone' ? '删除' : name
  return {
    name: `数据包交接单-${row.package_no}`,
    data: {
      包号: row.package_no,
      发出单位: row.direction === 'sent' ? unit.unitName : peerName,
      接收单位: row.direction === 'sent' ? peerName : unit.unitName,
      种类: row.kind === 'up' ? '上报' : row.kind === 'receipt' ? '回执' : row.kind,
      期间: header.period ? `${formatDay(header.period.from)}至${formatDay(header.period.to)}` : '',
      卷号: 1,
      卷数: 1,
      摘要: row.digest
        .slice(0, 16)
        .toUpperCase()
        .replaceAll(/(.{4})(?=.)/g, '$1 '),
      生成日期: formatDay(localDay(new Date(row.at))),
      文件名: row.file_name,
      大小: `${(header.payloadBytes / 1024 / 1024).toFixed(1)} MB`,
      套件: '国密 SM2/SM3/SM4',
      台账: ledgerLines(counts),
      合计: counts.reduce((total, [, count]) => total + count, 0).toLocaleString('zh-CN'),
      附件数: 0,
    },
  }
}

export const documentBuilders: Readonly<Record<string, Builder>> = {
  'mediation-agreement': agreement,
  'mediation-acceptance': acceptance,
  'meeting-minutes': minutes,
  'resettlement-register': registerSheet,
  'resettlement-visit': visitSheet,
  'handover-slip': handover,
}

export function documentData(source: DocumentSource, template: string, recordId: string): { name: string; data: DocumentData } {
  const build = Object.hasOwn(documentBuilders, template) ? documentBuilders[template] : undefined
  if (!build) throw badRequest(`没有这种文书：${template}。可用：${Object.keys(documentBuilders).join('、')}`)
  // a case id is as good as its agreement's
  return build(source, template === 'mediation-agreement' ? agreementId(source.reader, recordId) : recordId)
}

function agreementId(reader: SqliteConnection, id: string): string {
  const own = reader.prepare('SELECT id FROM mediation_agreements WHERE id = ?').pluck().get(id) as string | undefined
  if (own) return own
  const [first] = listParts(reader, 'mediationAgreement', id)
  if (!first) throw ruleViolation([{ rule: 'M-06', level: 'block', message: '这个案件还没有协议，请先登记达成的协议' }])
  return first.id
}
