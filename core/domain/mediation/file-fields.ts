/** The case file: scans and photographs in their places, and who has the file (reference §1.5, §1.7). */
import { z } from 'zod'
import { code, day, field, optional, reference, text, type RegisterDescription } from '../field.ts'
import { own, work } from './bases.ts'

/** A scan, photograph or document in its place in the file. The bytes lie encrypted beside the database, under `hash`. */
export const attachment: RegisterDescription = {
  name: 'attachment',
  label: '附件',
  counter: '件',
  parent: { register: 'mediation', field: 'caseId', afterSeal: true },
  fields: z.object({
    caseId: field(reference(), { ...own, label: '案件', kind: 'reference', target: 'mediation', derived: true }),
    docType: field(code('caseDocument'), {
      ...own,
      label: '位置',
      kind: 'code',
      codes: 'caseDocument',
      required: true,
      width: 160,
    }),
    /** the evidence it belongs to, where it is one */
    evidenceId: field(optional(reference()), { ...own, label: '证据', kind: 'reference', target: 'evidence', width: 140 }),
    /** the session, investigation, urge, … whose paper it is, where the place has one paper for each */
    partId: field(optional(text(36)), { ...own, label: '所属记录', kind: 'text', derived: true, width: 140 }),
    name: field(text(120), { ...own, label: '名称', kind: 'text', required: true, width: 200 }),
    place: field(z.int().min(0), { ...own, label: '次序', kind: 'integer', derived: true, width: 70 }),
    mediaType: field(text(100), { ...own, label: '格式', kind: 'text', derived: true, width: 140 }),
    bytes: field(z.int().min(0), { ...own, label: '字节', kind: 'integer', derived: true, width: 100 }),
    pages: field(z.int().min(1), { ...own, label: '页数', kind: 'integer', derived: true, width: 70 }),
    hash: field(text(64), { ...own, label: '摘要', kind: 'text', derived: true, width: 140 }),
    /** small picture for lists, kept like the file itself */
    thumbHash: field(optional(text(64)), { ...own, label: '缩略图', kind: 'text', derived: true, width: 140 }),
    source: field(code('attachmentSource').default('file'), {
      ...own,
      label: '来源',
      kind: 'code',
      codes: 'attachmentSource',
      derived: true,
      width: 90,
    }),
    note: field(optional(text(200)), { ...own, label: '备注', kind: 'text', width: 160 }),
  }),
  title: ['name'],
  sections: [{ title: '附件', fields: ['docType', 'evidenceId', 'name', 'note'] }],
  byVerb: ['caseId', 'partId', 'place', 'mediaType', 'bytes', 'pages', 'hash', 'thumbHash', 'source'],
  workflow: true,
  restorable: true,
  schemaVersion: 1,
}

/** 借阅: who took the file, and when it came back. */
export const fileLoan: RegisterDescription = {
  name: 'fileLoan',
  label: '卷宗借阅',
  counter: '次',
  parent: { register: 'mediation', field: 'caseId', afterSeal: true },
  fields: z.object({
    caseId: field(reference(), { ...own, label: '案件', kind: 'reference', target: 'mediation', derived: true }),
    borrower: field(text(50), {
      about: 'person',
      basis: '档案法实施条例 §24、卷宗借阅登记',
      level: 'L2',
      leaves: 'never',
      label: '借阅人',
      kind: 'text',
      required: true,
      width: 110,
    }),
    organization: field(optional(text(100)), { ...own, label: '单位', kind: 'text', width: 160 }),
    purpose: field(text(200), { ...own, label: '用途', kind: 'text', required: true, width: 200 }),
    lentOn: field(day(), { ...own, label: '借出日期', kind: 'day', required: true, width: 110 }),
    dueOn: field(day(), { ...own, label: '应还日期', kind: 'day', required: true, width: 110 }),
    approvedBy: field(text(50), { ...work, leaves: 'never', label: '批准人', kind: 'text', required: true, width: 110 }),
    returnedOn: field(optional(day()), { ...own, label: '归还日期', kind: 'day', derived: true, width: 110 }),
  }),
  title: ['borrower', 'lentOn'],
  sections: [{ title: '借阅', fields: ['borrower', 'organization', 'purpose', 'lentOn', 'dueOn', 'approvedBy', 'returnedOn'] }],
  workflow: true,
  onlyByVerb: true,
  schemaVersion: 1,
}
