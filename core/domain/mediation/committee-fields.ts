/** Committees, mediators and what they are measured by (People's Mediation Law §8–16; reference §1.8–1.9). */
import { z } from 'zod'
import { code, day, field, idNumber, money, optional, phone, reference, text, type RegisterDescription } from '../field.ts'
import { matter, own, work } from './bases.ts'
import { checkMediator } from './committee-rules.ts'

export const committee: RegisterDescription = {
  name: 'committee',
  label: '调委会',
  counter: '个',
  fields: z.object({
    name: field(text(100), { ...matter, label: '名称', kind: 'text', required: true, width: 260 }),
    shortName: field(text(20), {
      ...matter,
      label: '简称',
      kind: 'text',
      required: true,
      width: 110,
      help: '用于卷号：（2026）石榴人调字第3号 中的“石榴”',
    }),
    committeeKind: field(code('committeeKind'), {
      ...matter,
      label: '类型',
      kind: 'code',
      codes: 'committeeKind',
      required: true,
      width: 150,
    }),
    villageId: field(optional(reference()), {
      ...matter,
      label: '村（社区）',
      kind: 'reference',
      target: 'village',
      width: 130,
    }),
    foundedOn: field(optional(day()), { ...matter, label: '成立日期', kind: 'day', width: 110 }),
    termFrom: field(optional(day()), { ...matter, label: '本届起', kind: 'day', width: 110 }),
    termTo: field(optional(day()), { ...matter, label: '本届止', kind: 'day', width: 110, help: '委员任期三年' }),
    filedOn: field(optional(day()), { ...matter, label: '备案日期', kind: 'day', width: 110 }),
    officePlace: field(optional(text(100)), { ...matter, label: '办公地点', kind: 'text', width: 180 }),
    phone: field(optional(phone()), { ...matter, label: '电话', kind: 'phone', width: 140 }),
    sealNo: field(optional(text(40)), { ...matter, label: '印章编号', kind: 'text', width: 120 }),
    hasRoom: field(z.boolean().default(false), { ...matter, label: '有调解室', kind: 'flag', width: 80 }),
    posted: field(z.boolean().default(false), { ...matter, label: '派驻调解室', kind: 'flag', width: 80 }),
    dissolvedOn: field(optional(day()), { ...matter, label: '撤销日期', kind: 'day', width: 110 }),
  }),
  title: ['name'],
  search: { names: ['name'], text: ['shortName', 'villageId'], digits: ['phone'] },
  columns: ['name', 'committeeKind', 'shortName', 'villageId', 'termTo', 'phone', 'hasRoom'],
  sort: { field: 'name', descending: false },
  sections: [
    { title: '基本信息', fields: ['name', 'shortName', 'committeeKind', 'villageId', 'foundedOn', 'filedOn', 'dissolvedOn'] },
    { title: '届期和场所', fields: ['termFrom', 'termTo', 'officePlace', 'phone', 'sealNo', 'hasRoom', 'posted'] },
  ],
  schemaVersion: 1,
}

export const mediator: RegisterDescription = {
  name: 'mediator',
  label: '人民调解员',
  counter: '人',
  fields: z.object({
    name: field(text(50), { ...work, label: '姓名', kind: 'text', required: true, width: 110 }),
    sex: field(optional(code('sex')), { ...work, label: '性别', kind: 'code', codes: 'sex', width: 70 }),
    committeeId: field(optional(reference()), {
      ...work,
      label: '调委会',
      kind: 'reference',
      target: 'committee',
      width: 180,
    }),
    duty: field(optional(code('mediatorDuty')), { ...work, label: '职务', kind: 'code', codes: 'mediatorDuty', width: 110 }),
    fullTime: field(z.boolean().default(false), { ...work, label: '专职', kind: 'flag', width: 70 }),
    residentId: field(optional(reference()), {
      ...work,
      label: '居民',
      kind: 'reference',
      target: 'resident',
      leaves: 'never',
      width: 110,
      help: '选了居民，才能查出与当事人同户的亲属关系',
    }),
    idNumber: field(optional(idNumber()), {
      ...work,
      label: '身份证号',
      kind: 'idNumber',
      mask: 'idNumber',
      leaves: 'onRequest',
      width: 190,
    }),
    ethnicity: field(optional(code('ethnicity')), { ...work, label: '民族', kind: 'code', codes: 'ethnicity', width: 80 }),
    education: field(optional(code('education')), { ...work, label: '学历', kind: 'code', codes: 'education', width: 80 }),
    grade: field(optional(text(20)), { ...work, label: '等级', kind: 'text', width: 90 }),
    legalBackground: field(z.boolean().default(false), { ...work, label: '法律专业背景', kind: 'flag', width: 90 }),
    phone: field(optional(phone()), { ...work, label: '电话', kind: 'phone', width: 140 }),
    birthOn: field(optional(day()), { ...work, label: '出生日期', kind: 'day', width: 120 }),
    appointedFrom: field(optional(day()), { ...work, label: '聘期起', kind: 'day', width: 120 }),
    appointedTo: field(optional(day()), { ...work, label: '聘期止', kind: 'day', width: 120 }),
    leftOn: field(optional(day()), { ...work, label: '卸任日期', kind: 'day', width: 110 }),
    honours: field(optional(text(500)), { ...work, label: '奖惩', kind: 'longText', width: 160 }),
  }),
  title: ['name'],
  search: { names: ['name'], text: ['committeeId'], digits: ['phone'] },
  columns: ['name', 'committeeId', 'duty', 'fullTime', 'phone', 'appointedFrom', 'appointedTo'],
  sort: { field: 'name', descending: false },
  sections: [
    {
      title: '基本信息',
      fields: ['name', 'sex', 'birthOn', 'idNumber', 'ethnicity', 'education', 'phone', 'residentId'],
    },
    {
      title: '任职',
      fields: [
        'committeeId',
        'duty',
        'fullTime',
        'appointedFrom',
        'appointedTo',
        'leftOn',
        'grade',
        'legalBackground',
        'honours',
      ],
    },
  ],
  check: checkMediator,
  schemaVersion: 2,
}

export const mediatorTraining: RegisterDescription = {
  name: 'mediatorTraining',
  label: '调解员培训',
  counter: '次',
  parent: { register: 'mediator', field: 'mediatorId' },
  fields: z.object({
    mediatorId: field(reference(), { ...matter, label: '调解员', kind: 'reference', target: 'mediator', required: true }),
    heldOn: field(day(), { ...matter, label: '培训日期', kind: 'day', required: true, width: 110 }),
    topic: field(text(100), { ...matter, label: '内容', kind: 'text', required: true, width: 220 }),
    organizer: field(optional(text(100)), { ...matter, label: '主办单位', kind: 'text', width: 180 }),
    hours: field(optional(z.int().min(1).max(999)), { ...matter, label: '学时', kind: 'integer', width: 70 }),
  }),
  title: ['heldOn', 'topic'],
  sections: [{ title: '培训', fields: ['heldOn', 'topic', 'organizer', 'hours'] }],
  byVerb: ['mediatorId'],
  schemaVersion: 1,
}

/** Money a year was given for mediation; names of the three kinds from the Ningbo regulation §28. Amounts in fen. */
export const mediationFunding: RegisterDescription = {
  name: 'mediationFunding',
  label: '调解经费',
  counter: '年',
  fields: z.object({
    year: field(z.int().min(2011).max(2100), { ...matter, label: '年度', kind: 'integer', required: true, width: 90 }),
    guidanceFen: field(optional(money()), { ...matter, label: '指导经费', kind: 'money', width: 140 }),
    committeeFen: field(optional(money()), { ...matter, label: '补助经费', kind: 'money', width: 140 }),
    subsidyFen: field(optional(money()), { ...matter, label: '补贴经费', kind: 'money', width: 140 }),
    note: field(optional(text(500)), { ...matter, label: '说明', kind: 'longText', width: 200 }),
  }),
  title: ['year'],
  search: { names: [], text: ['note'], digits: [] },
  columns: ['year', 'guidanceFen', 'committeeFen', 'subsidyFen', 'note'],
  sort: { field: 'year', descending: true },
  sections: [{ title: '经费', fields: ['year', 'guidanceFen', 'committeeFen', 'subsidyFen', 'note'] }],
  schemaVersion: 1,
}

/** 常用语: words an office uses again and again, inserted while a record is written. */
export const phrase: RegisterDescription = {
  name: 'phrase',
  label: '常用语',
  counter: '条',
  fields: z.object({
    topic: field(code('phraseTopic').default('session'), {
      ...own,
      label: '用于',
      kind: 'code',
      codes: 'phraseTopic',
      required: true,
      width: 120,
    }),
    title: field(text(60), { ...own, label: '名称', kind: 'text', required: true, width: 180 }),
    content: field(text(2000), { ...own, label: '内容', kind: 'longText', required: true, width: 420 }),
  }),
  title: ['title'],
  search: { names: ['title'], text: ['content'], digits: [] },
  columns: ['topic', 'title', 'content'],
  sort: { field: 'title', descending: false },
  sections: [{ title: '常用语', fields: ['topic', 'title', 'content'] }],
  schemaVersion: 1,
}
