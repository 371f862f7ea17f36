/** People's mediation: case, parties, sessions, agreement (reference §1.3–1.6). */
import { z } from 'zod'
import { code, day, field, idNumber, money, optional, phone, reference, text, type RegisterDescription } from '../field.ts'
import { checkParty } from './rules.ts'

const matter = { about: 'matter', level: 'L2', leaves: 'always' } as const
const form = (name: string) => `司发通〔2010〕239 号·${name}`
const party = { about: 'person', basis: form('申请书、协议书当事人栏'), level: 'L3', leaves: 'always' } as const
const work = { about: 'person', basis: '人民调解法 §13、§27', level: 'L2', leaves: 'always' } as const

export const mediator: RegisterDescription = {
  name: 'mediator',
  label: '人民调解员',
  counter: '人',
  fields: z.object({
    name: field(text(50), { ...work, label: '姓名', kind: 'text', required: true, width: 110 }),
    duty: field(optional(text(40)), { ...work, label: '职务', kind: 'text', help: '主任、副主任、委员、聘任', width: 110 }),
    fullTime: field(z.boolean().default(false), { ...work, label: '专职', kind: 'flag', width: 70 }),
    phone: field(optional(phone()), { ...work, label: '电话', kind: 'phone', width: 140 }),
    birthOn: field(optional(day()), { ...work, label: '出生日期', kind: 'day', width: 120 }),
    appointedFrom: field(optional(day()), { ...work, label: '聘期起', kind: 'day', width: 120 }),
    appointedTo: field(optional(day()), { ...work, label: '聘期止', kind: 'day', width: 120 }),
  }),
  title: ['name'],
  search: { names: ['name'], text: ['duty'], digits: ['phone'] },
  columns: ['name', 'duty', 'fullTime', 'phone', 'appointedFrom', 'appointedTo'],
  sort: { field: 'name', descending: false },
  sections: [{ title: '基本信息', fields: ['name', 'duty', 'fullTime', 'phone', 'birthOn', 'appointedFrom', 'appointedTo'] }],
  schemaVersion: 1,
}

export const mediation: RegisterDescription = {
  name: 'mediation',
  label: '调解案件',
  counter: '件',
  fields: z.object({
    title: field(text(200), { ...matter, label: '纠纷名称', kind: 'text', required: true, width: 260, help: '如：甲与乙邻里纠纷' }),
    fileNo: field(optional(text(60)), { ...matter, label: '卷号', kind: 'text', derived: true, width: 230 }),
    status: field(code('mediationStatus').default('registered'), { ...matter, label: '状态', kind: 'code', codes: 'mediationStatus', derived: true, width: 100 }),
    source: field(code('disputeSource').default('10'), { ...matter, label: '案件来源', kind: 'code', codes: 'disputeSource', required: true, width: 120 }),
    category: field(code('disputeCategory'), { ...matter, label: '纠纷类别', kind: 'code', codes: 'disputeCategory', required: true, width: 110 }),
    difficulty: field(code('difficulty').default('normal'), { ...matter, label: '难度', kind: 'code', codes: 'difficulty', width: 90 }),
    registeredOn: field(day(), { ...matter, label: '登记日期', kind: 'day', required: true, width: 110 }),
    occurredOn: field(optional(day()), { ...matter, label: '发生日期', kind: 'day', width: 110 }),
    villageId: field(optional(reference()), { ...matter, label: '发生地村（社区）', kind: 'reference', target: 'village', width: 130 }),
    place: field(optional(text(100)), { ...matter, label: '发生地点', kind: 'text', width: 160 }),
    summary: field(text(4000), { ...matter, label: '纠纷简要情况', kind: 'longText', required: true, width: 260, level: 'L3' }),
    requests: field(optional(text(2000)), { ...matter, label: '申请事项', kind: 'longText', width: 200, level: 'L3' }),
    involvedCount: field(optional(z.int().min(1).max(999_999)), { ...matter, label: '涉及人数', kind: 'integer', width: 90 }),
    domesticViolence: field(z.boolean().default(false), {
      ...matter, label: '涉家庭暴力', kind: 'flag', level: 'L3', width: 90, help: '调解不能替代报警、告诫书和人身安全保护令',
    }),
    acceptedOn: field(optional(day()), { ...matter, label: '受理日期', kind: 'day', derived: true, width: 110 }),
    dueOn: field(optional(day()), { ...matter, label: '调解期限', kind: 'day', derived: true, width: 110 }),
    mediatorIds: field(z.array(reference()).default([]), { ...matter, label: '调解员', kind: 'references', target: 'mediator', derived: true, width: 160 }),
    closedOn: field(optional(day()), { ...matter, label: '结案日期', kind: 'day', derived: true, width: 110 }),
    terminationReason: field(optional(code('terminationReason')), {
      ...matter, label: '终止原因', kind: 'code', codes: 'terminationReason', derived: true, width: 140,
    }),
    remedyNotice: field(optional(text(1000)), { ...matter, label: '救济途径告知', kind: 'longText', derived: true, width: 200 }),
  }),
  title: ['title'],
  search: { names: ['title'], text: ['villageId', 'place', 'fileNo'], digits: ['fileNo'] },
  columns: ['fileNo', 'title', 'status', 'category', 'source', 'acceptedOn', 'dueOn', 'villageId', 'mediatorIds', 'closedOn'],
  sort: { field: 'registeredOn', descending: true },
  sections: [
    { title: '登记', fields: ['title', 'category', 'source', 'difficulty', 'registeredOn', 'occurredOn', 'villageId', 'place', 'involvedCount'] },
    { title: '案情', fields: ['summary', 'requests', 'domesticViolence'] },
    { title: '办理', fields: ['fileNo', 'status', 'acceptedOn', 'dueOn', 'mediatorIds', 'closedOn', 'terminationReason', 'remedyNotice'] },
  ],
  workflow: true,
  schemaVersion: 1,
}

export const mediationParty: RegisterDescription = {
  name: 'mediationParty',
  label: '当事人',
  counter: '人',
  parent: { register: 'mediation', field: 'caseId' },
  fields: z.object({
    caseId: field(reference(), { ...matter, label: '案件', kind: 'reference', target: 'mediation', derived: true }),
    side: field(code('partySide'), { ...matter, label: '地位', kind: 'code', codes: 'partySide', required: true, width: 90 }),
    kind: field(code('partyKind').default('person'), { ...matter, label: '类型', kind: 'code', codes: 'partyKind', width: 80 }),
    residentId: field(optional(reference()), { ...party, label: '居民', kind: 'reference', target: 'resident', leaves: 'always' }),
    name: field(text(80), { ...party, label: '姓名或名称', kind: 'personName', required: true, width: 110 }),
    sex: field(optional(code('sex')), { ...party, label: '性别', kind: 'code', codes: 'sex', width: 70 }),
    ethnicity: field(optional(code('ethnicity')), { ...party, label: '民族', kind: 'code', codes: 'ethnicity', width: 80 }),
    birthOn: field(optional(day()), { ...party, label: '出生日期', kind: 'day', width: 120 }),
    idNumber: field(optional(idNumber()), { ...party, label: '身份证号', kind: 'idNumber', mask: 'idNumber', leaves: 'onRequest', width: 190 }),
    occupation: field(optional(text(50)), { ...party, label: '职业或职务', kind: 'text', width: 110 }),
    phone: field(optional(phone()), { ...party, label: '联系方式', kind: 'phone', mask: 'phone', width: 140 }),
    address: field(optional(text(200)), { ...party, label: '单位或住址', kind: 'text', width: 220 }),
    guardianName: field(optional(text(80)), { ...party, label: '法定代理人', kind: 'text', width: 110, help: '未满 18 周岁必填（M-17）' }),
    representative: field(optional(text(80)), { ...party, label: '法定代表人', kind: 'text', width: 110, help: '单位填写' }),
    consent: field(code('partyConsent').default('unstated'), { ...matter, label: '调解意愿', kind: 'code', codes: 'partyConsent', width: 100 }),
    consentOn: field(optional(day()), { ...matter, label: '表态日期', kind: 'day', derived: true, width: 110 }),
    signedOn: field(optional(day()), { ...matter, label: '签名日期', kind: 'day', derived: true, width: 110 }),
  }),
  title: ['name'],
  sections: [
    { title: '当事人', fields: ['side', 'kind', 'residentId', 'name', 'sex', 'ethnicity', 'birthOn', 'idNumber', 'occupation', 'phone', 'address', 'guardianName', 'representative', 'consent'] },
  ],
  check: checkParty,
  workflow: true,
  schemaVersion: 1,
}

export const mediationSession: RegisterDescription = {
  name: 'mediationSession',
  label: '调解记录',
  counter: '次',
  parent: { register: 'mediation', field: 'caseId' },
  fields: z.object({
    caseId: field(reference(), { ...matter, label: '案件', kind: 'reference', target: 'mediation', derived: true }),
    sessionNo: field(z.int().min(1), { ...matter, label: '次数', kind: 'integer', derived: true, width: 70 }),
    heldOn: field(day(), { ...matter, label: '调解日期', kind: 'day', required: true, width: 110 }),
    place: field(text(100), { ...matter, label: '地点', kind: 'text', required: true, width: 160 }),
    participants: field(z.array(text(50)).max(50).default([]), { ...party, label: '受邀参加人', kind: 'list', width: 160 }),
    participantsAgreed: field(z.boolean().default(false), { ...matter, label: '已征得当事人同意邀请', kind: 'flag', width: 120 }),
    recorder: field(optional(text(50)), { ...work, label: '记录人', kind: 'text', width: 110 }),
    noticeGiven: field(z.boolean().default(true), { ...matter, label: '已告知权利义务、原则和人员身份', kind: 'flag', width: 120 }),
    isPublic: field(z.boolean().default(false), { ...matter, label: '公开调解', kind: 'flag', width: 90 }),
    body: field(text(20_000), { ...matter, label: '调解经过', kind: 'longText', level: 'L3', required: true, leaves: 'never', width: 260 }),
    result: field(code('sessionResult').default('continued'), { ...matter, label: '调解结果', kind: 'code', codes: 'sessionResult', required: true, width: 110 }),
  }),
  title: ['sessionNo', 'heldOn'],
  sections: [
    { title: '调解记录', fields: ['heldOn', 'place', 'participants', 'participantsAgreed', 'recorder', 'noticeGiven', 'isPublic', 'body', 'result'] },
  ],
  workflow: true,
  schemaVersion: 1,
}

export const mediationAgreement: RegisterDescription = {
  name: 'mediationAgreement',
  label: '调解协议',
  counter: '份',
  parent: { register: 'mediation', field: 'caseId' },
  fields: z.object({
    caseId: field(reference(), { ...matter, label: '案件', kind: 'reference', target: 'mediation', derived: true }),
    facts: field(text(8000), { ...matter, label: '纠纷主要事实', kind: 'longText', level: 'L3', required: true, width: 200 }),
    issues: field(optional(text(4000)), { ...matter, label: '争议事项', kind: 'longText', level: 'L3', width: 200 }),
    terms: field(z.array(text(2000)).min(1, { error: '请至少写一条协议内容' }).max(50), { ...matter, label: '协议内容', kind: 'list', level: 'L3', required: true, width: 260 }),
    amountFen: field(optional(money()), { ...matter, label: '协议金额', kind: 'money', width: 120 }),
    performMethod: field(code('performMethod'), { ...matter, label: '履行方式', kind: 'code', codes: 'performMethod', required: true, width: 110 }),
    performPlace: field(optional(text(100)), { ...matter, label: '履行地点', kind: 'text', width: 140 }),
    performDueOn: field(optional(day()), { ...matter, label: '履行期限', kind: 'day', width: 110 }),
    copies: field(z.int().min(1).max(99), { ...matter, label: '份数', kind: 'integer', derived: true, width: 70, help: '当事人各一份，调委会留一份' }),
    concludedOn: field(day(), { ...matter, label: '达成日期', kind: 'day', required: true, width: 110 }),
    recorder: field(optional(text(50)), { ...work, label: '记录人', kind: 'text', width: 110 }),
    mediatorSignedOn: field(optional(day()), { ...matter, label: '调解员签名日期', kind: 'day', derived: true, width: 120 }),
    sealedOn: field(optional(day()), { ...matter, label: '调委会盖章日期', kind: 'day', derived: true, width: 120 }),
    effectiveOn: field(optional(day()), { ...matter, label: '生效日期', kind: 'day', derived: true, width: 110 }),
  }),
  title: ['concludedOn'],
  sections: [
    { title: '协议', fields: ['concludedOn', 'facts', 'issues', 'terms', 'amountFen', 'performMethod', 'performPlace', 'performDueOn', 'recorder'] },
    { title: '签章', fields: ['copies', 'mediatorSignedOn', 'sealedOn', 'effectiveOn'] },
  ],
  workflow: true,
  schemaVersion: 1,
}
