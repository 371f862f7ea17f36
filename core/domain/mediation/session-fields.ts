/** What happens while a case is mediated: investigations, evidence, sessions, a change of mediator (reference §1.6 (6)–(8)). */
import { z } from 'zod'
import { code, day, field, optional, phone, reference, text, type RegisterDescription } from '../field.ts'
import { form, matter, party, work } from './bases.ts'
import { checkParticipants } from './rules.ts'

/** What led to an agreement stays as it was when the parties agreed. */
const sealedByAgreement = ({ status }: Readonly<Record<string, unknown>>): string | null =>
  status === 'agreed' ? '已达成协议，调解过程中的记录不能再改' : null

export const mediationSession: RegisterDescription = {
  name: 'mediationSession',
  label: '调解记录',
  counter: '次',
  parent: { register: 'mediation', field: 'caseId', sealed: sealedByAgreement },
  fields: z.object({
    caseId: field(reference(), { ...matter, label: '案件', kind: 'reference', target: 'mediation', derived: true }),
    sessionNo: field(z.int().min(1), { ...matter, label: '次数', kind: 'integer', derived: true, width: 70 }),
    heldOn: field(day(), { ...matter, label: '调解日期', kind: 'day', required: true, width: 110 }),
    startedAt: field(optional(text(5)), { ...matter, label: '开始时间', kind: 'time', width: 90 }),
    endedAt: field(optional(text(5)), { ...matter, label: '结束时间', kind: 'time', width: 90 }),
    place: field(text(100), { ...matter, label: '地点', kind: 'text', required: true, width: 160 }),
    subject: field(optional(text(200)), { ...matter, label: '事由', kind: 'text', width: 160, help: '不填则为纠纷名称' }),
    participants: field(z.array(text(50)).max(50).default([]), {
      ...party,
      label: '受邀参加人',
      kind: 'list',
      width: 160,
      help: '姓名（身份），不含当事人、调解员和记录人',
    }),
    participantsAgreed: field(z.boolean().default(false), { ...matter, label: '已征得当事人同意邀请', kind: 'flag', width: 120 }),
    recorder: field(optional(text(50)), { ...work, label: '记录人', kind: 'text', width: 110 }),
    noticeGiven: field(z.boolean().default(true), {
      ...matter,
      label: '已告知权利义务、原则和人员身份',
      kind: 'flag',
      width: 120,
    }),
    isPublic: field(z.boolean().default(false), { ...matter, label: '公开调解', kind: 'flag', width: 90 }),
    body: field(text(20_000), {
      ...matter,
      label: '调解经过',
      kind: 'longText',
      level: 'L3',
      required: true,
      leaves: 'never',
      width: 260,
    }),
    result: field(code('sessionResult').default('continued'), {
      ...matter,
      label: '调解结果',
      kind: 'code',
      codes: 'sessionResult',
      required: true,
      width: 110,
    }),
    remark: field(optional(text(500)), { ...matter, label: '备注', kind: 'longText', width: 160 }),
  }),
  title: ['sessionNo', 'heldOn'],
  sections: [
    {
      title: '调解记录',
      fields: [
        'heldOn',
        'startedAt',
        'endedAt',
        'place',
        'subject',
        'participants',
        'participantsAgreed',
        'recorder',
        'noticeGiven',
        'isPublic',
        'body',
        'result',
        'remark',
      ],
    },
  ],
  check: ({ participants, participantsAgreed }) =>
    checkParticipants(Array.isArray(participants) ? participants : [], participantsAgreed === true),
  workflow: true,
  schemaVersion: 2,
}

export const investigation: RegisterDescription = {
  name: 'investigation',
  label: '调查记录',
  counter: '份',
  parent: { register: 'mediation', field: 'caseId', sealed: sealedByAgreement },
  fields: z.object({
    caseId: field(reference(), { ...matter, label: '案件', kind: 'reference', target: 'mediation', required: true }),
    investigatedOn: field(day(), { ...matter, label: '调查日期', kind: 'day', required: true, width: 110 }),
    startedAt: field(optional(text(5)), { ...matter, label: '开始时间', kind: 'time', width: 90 }),
    endedAt: field(optional(text(5)), { ...matter, label: '结束时间', kind: 'time', width: 90 }),
    place: field(text(100), { ...matter, label: '地点', kind: 'text', required: true, width: 160 }),
    subject: field(optional(text(200)), { ...matter, label: '事由', kind: 'text', width: 160 }),
    participants: field(z.array(text(50)).max(50).default([]), { ...party, label: '参加人', kind: 'list', width: 160 }),
    name: field(text(80), {
      ...party,
      basis: form('调查记录'),
      label: '被调查人',
      kind: 'personName',
      required: true,
      width: 110,
    }),
    sex: field(optional(code('sex')), {
      ...party,
      basis: form('调查记录'),
      label: '性别',
      kind: 'code',
      codes: 'sex',
      width: 70,
    }),
    age: field(optional(z.int().min(1).max(130)), {
      ...party,
      basis: form('调查记录'),
      label: '年龄',
      kind: 'integer',
      width: 70,
    }),
    address: field(optional(text(200)), { ...party, basis: form('调查记录'), label: '住址', kind: 'text', width: 200 }),
    phone: field(optional(phone()), {
      ...party,
      basis: form('调查记录'),
      label: '电话',
      kind: 'phone',
      mask: 'phone',
      width: 140,
    }),
    relationToDispute: field(optional(text(100)), {
      ...party,
      basis: form('调查记录'),
      label: '与纠纷关系',
      kind: 'text',
      width: 120,
    }),
    investigators: field(z.array(text(50)).min(1, { error: '请填写调查人' }).max(10), {
      ...work,
      label: '调查人',
      kind: 'list',
      required: true,
      width: 120,
    }),
    recorder: field(optional(text(50)), { ...work, label: '记录人', kind: 'text', width: 110 }),
    body: field(text(20_000), {
      ...matter,
      label: '问答记录',
      kind: 'longText',
      level: 'L3',
      required: true,
      leaves: 'never',
      width: 260,
    }),
  }),
  title: ['name', 'investigatedOn'],
  sections: [
    {
      title: '调查',
      fields: ['investigatedOn', 'startedAt', 'endedAt', 'place', 'subject', 'investigators', 'recorder', 'participants'],
    },
    { title: '被调查人', fields: ['name', 'sex', 'age', 'address', 'phone', 'relationToDispute'] },
    { title: '记录', fields: ['body'] },
  ],
  byVerb: ['caseId'],
  schemaVersion: 1,
}

export const evidence: RegisterDescription = {
  name: 'evidence',
  label: '证据',
  counter: '件',
  parent: { register: 'mediation', field: 'caseId', sealed: sealedByAgreement },
  fields: z.object({
    caseId: field(reference(), { ...matter, label: '案件', kind: 'reference', target: 'mediation', required: true }),
    name: field(text(100), { ...matter, label: '证据名称', kind: 'text', required: true, width: 180 }),
    evidenceKind: field(code('evidenceKind').default('documentary'), {
      ...matter,
      label: '种类',
      kind: 'code',
      codes: 'evidenceKind',
      required: true,
      width: 120,
    }),
    provider: field(optional(text(80)), { ...party, basis: form('证据材料'), label: '提供人', kind: 'text', width: 110 }),
    origin: field(optional(text(100)), { ...matter, label: '来源', kind: 'text', width: 140 }),
    evidenceForm: field(code('evidenceForm').default('copy'), {
      ...matter,
      label: '原件/复制件',
      kind: 'code',
      codes: 'evidenceForm',
      width: 90,
    }),
    pages: field(optional(z.int().min(1).max(9999)), { ...matter, label: '页数', kind: 'integer', width: 70 }),
    receivedOn: field(day(), { ...matter, label: '收取日期', kind: 'day', required: true, width: 110 }),
    checkedBy: field(optional(text(50)), { ...work, label: '核对人', kind: 'text', width: 110 }),
    proves: field(optional(text(500)), { ...matter, label: '证明事项', kind: 'longText', level: 'L3', width: 200 }),
  }),
  title: ['name'],
  sections: [
    {
      title: '证据',
      fields: ['name', 'evidenceKind', 'provider', 'origin', 'evidenceForm', 'pages', 'receivedOn', 'checkedBy', 'proves'],
    },
  ],
  byVerb: ['caseId'],
  schemaVersion: 1,
}

/** 申请回避、更换调解员: who asked, why, and how it was dealt with. */
export const mediatorChange: RegisterDescription = {
  name: 'mediatorChange',
  label: '更换调解员',
  counter: '次',
  parent: { register: 'mediation', field: 'caseId' },
  fields: z.object({
    caseId: field(reference(), { ...matter, label: '案件', kind: 'reference', target: 'mediation', derived: true }),
    changedOn: field(day(), { ...matter, label: '日期', kind: 'day', required: true, width: 110 }),
    requestedBy: field(text(80), {
      ...party,
      basis: '司法部令第 75 号',
      label: '提出人',
      kind: 'text',
      required: true,
      width: 110,
    }),
    reason: field(text(500), { ...matter, label: '理由', kind: 'longText', required: true, width: 200 }),
    handling: field(text(500), { ...matter, label: '处理', kind: 'longText', required: true, width: 200 }),
    beforeNames: field(text(200), { ...work, label: '原调解员', kind: 'text', derived: true, width: 120 }),
    afterNames: field(text(200), { ...work, label: '现调解员', kind: 'text', derived: true, width: 120 }),
  }),
  title: ['changedOn'],
  sections: [{ title: '更换调解员', fields: ['changedOn', 'requestedBy', 'reason', 'handling', 'beforeNames', 'afterNames'] }],
  workflow: true,
  onlyByVerb: true,
  schemaVersion: 1,
}
