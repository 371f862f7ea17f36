/** Resettlement of released persons (reference §2.5): a voluntary service; no scores, no reporting duties, no location. */
import { z } from 'zod'
import { code, day, field, optional, reference, text, type RegisterDescription } from '../field.ts'
import { checkResettlement } from './rules.ts'

const gbt = (item: string) => `GB/T 31000 刑满释放人员·${item}`
const person = { about: 'person', level: 'L3', leaves: 'always' } as const

export const resettlement: RegisterDescription = {
  name: 'resettlement',
  label: '安置帮教',
  counter: '人',
  fields: z.object({
    residentId: field(reference(), { ...person, label: '人员', kind: 'reference', target: 'resident', basis: '监狱法 §59', required: true, mask: 'name', width: 110 }),
    category: field(code('resettlementCategory').default('released'), {
      ...person, label: '对象类别', kind: 'code', codes: 'resettlementCategory', basis: gbt('人员来源'), required: true, width: 150,
    }),
    status: field(code('resettlementStatus').default('inAssistance'), {
      ...person, label: '状态', kind: 'code', codes: 'resettlementStatus', basis: '工作状态', level: 'L2', derived: true, width: 90,
    }),
    assistanceClass: field(code('assistanceClass').default('02'), {
      ...person, label: '帮教类别', kind: 'code', codes: 'assistanceClass', basis: gbt('帮教类别'), required: true, width: 100,
    }),
    classAuthority: field(optional(text(100)), { ...person, label: '认定机关', kind: 'text', basis: '重点帮教认定书', width: 140, help: '重点帮教必填（R-02）' }),
    classDocumentNo: field(optional(text(60)), { ...person, label: '认定文号', kind: 'text', basis: '重点帮教认定书', width: 140 }),
    classDecidedOn: field(optional(day()), { ...person, label: '认定日期', kind: 'day', basis: '重点帮教认定书', width: 110 }),
    releasedOn: field(day(), { ...person, label: '释放日期', kind: 'day', basis: gbt('释放日期'), gbt: '释放日期 d8', required: true, width: 110 }),
    custodyPlace: field(optional(text(100)), { ...person, label: '服刑场所', kind: 'text', basis: gbt('服刑场所'), width: 140 }),
    offenceCategory: field(optional(code('offenceCategory')), {
      ...person, label: '原罪名类别', kind: 'code', codes: 'offenceCategory', basis: gbt('原罪名'), gbt: '原罪名 c2', width: 160,
    }),
    originalTerm: field(optional(text(50)), { ...person, label: '原判刑期', kind: 'text', basis: gbt('原判刑期'), width: 120 }),
    handoverOn: field(optional(day()), { ...person, label: '衔接日期', kind: 'day', basis: gbt('衔接日期'), width: 110 }),
    handoverType: field(optional(code('handoverType')), {
      ...person, label: '衔接情况', kind: 'code', codes: 'handoverType', basis: gbt('衔接情况'), width: 130,
    }),
    termFrom: field(day(), { ...person, label: '帮教期起', kind: 'day', basis: '帮教期限规则表', derived: true, width: 110 }),
    termTo: field(day(), { ...person, label: '帮教期止', kind: 'day', basis: '帮教期限规则表', derived: true, width: 110 }),
    termBasis: field(optional(text(200)), { ...person, label: '期限依据', kind: 'text', basis: '帮教期限规则表', derived: true, width: 160 }),
    needs: field(optional(text(1000)), { ...person, label: '帮扶需求', kind: 'longText', basis: '监狱法 §60', width: 200 }),
    noticeGivenOn: field(optional(day()), { ...person, label: '告知日期', kind: 'day', basis: '个人信息保护法 §17、§35', width: 110 }),
    lastVisitOn: field(optional(day()), { ...person, label: '上次走访', kind: 'day', basis: '走访频次规则表', level: 'L2', derived: true, width: 110 }),
    nextVisitOn: field(optional(day()), { ...person, label: '下次走访', kind: 'day', basis: '走访频次规则表', level: 'L2', derived: true, width: 110 }),
  }),
  title: ['residentId'],
  search: { names: ['residentId'], text: ['custodyPlace'], digits: [] },
  columns: ['residentId', 'category', 'assistanceClass', 'status', 'releasedOn', 'termTo', 'lastVisitOn', 'nextVisitOn'],
  sort: { field: 'nextVisitOn', descending: false },
  sections: [
    { title: '对象', fields: ['residentId', 'category', 'releasedOn', 'custodyPlace', 'offenceCategory', 'originalTerm'] },
    { title: '衔接', fields: ['handoverOn', 'handoverType', 'noticeGivenOn'] },
    { title: '帮教', fields: ['assistanceClass', 'classAuthority', 'classDocumentNo', 'classDecidedOn', 'needs', 'termFrom', 'termTo', 'termBasis', 'lastVisitOn', 'nextVisitOn'] },
  ],
  check: checkResettlement,
  workflow: true,
  schemaVersion: 1,
}

export const resettlementVisit: RegisterDescription = {
  name: 'resettlementVisit',
  label: '走访记录',
  counter: '次',
  parent: { register: 'resettlement', field: 'resettlementId' },
  fields: z.object({
    resettlementId: field(reference(), { ...person, label: '帮教对象', kind: 'reference', target: 'resettlement', basis: '走访记录', derived: true }),
    visitedOn: field(day(), { ...person, label: '走访日期', kind: 'day', basis: '走访记录', required: true, width: 110 }),
    mode: field(code('visitMode').default('home'), { ...person, label: '方式', kind: 'code', codes: 'visitMode', basis: '走访记录', required: true, width: 80 }),
    place: field(optional(text(100)), { ...person, label: '地点', kind: 'text', basis: '走访记录', width: 140 }),
    visitors: field(z.array(text(50)).min(1, { error: '请填写走访人' }).max(10), { ...person, label: '走访人', kind: 'list', basis: '走访记录', level: 'L2', required: true, width: 120, help: '入户建议两人' }),
    declined: field(z.boolean().default(false), { ...person, label: '本人谢绝', kind: 'flag', basis: '走访记录', width: 90, help: '只作登记，不影响救助和服务（R-05）' }),
    living: field(optional(text(1000)), { ...person, label: '生活居住', kind: 'longText', basis: '走访记录', width: 160 }),
    employment: field(optional(text(1000)), { ...person, label: '就业收入', kind: 'longText', basis: '走访记录', width: 160 }),
    difficulties: field(optional(text(1000)), { ...person, label: '困难与诉求', kind: 'longText', basis: '走访记录', width: 160 }),
    helpGiven: field(optional(text(1000)), { ...person, label: '已提供的帮助', kind: 'longText', basis: '走访记录', width: 160 }),
    nextStep: field(optional(text(1000)), { ...person, label: '下一步', kind: 'longText', basis: '走访记录', width: 160 }),
  }),
  title: ['visitedOn'],
  sections: [
    { title: '走访', fields: ['visitedOn', 'mode', 'place', 'visitors', 'declined', 'living', 'employment', 'difficulties', 'helpGiven', 'nextStep'] },
  ],
  workflow: true,
  schemaVersion: 1,
}
