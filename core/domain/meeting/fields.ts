/** Meetings, minutes and decisions that are followed up (reference §4). */
import { z } from 'zod'
import { code, day, field, optional, reference, text, type RegisterDescription } from '../field.ts'
import { checkDecision } from './rules.ts'

const matter = { about: 'matter', level: 'L2', leaves: 'always' } as const
const staff = { about: 'person', basis: 'GB/T 9704-2012 10.3 出席人员名单', level: 'L2', leaves: 'always' } as const

export const meeting: RegisterDescription = {
  name: 'meeting',
  label: '会议',
  counter: '次',
  fields: z.object({
    title: field(text(200), { ...matter, label: '会议名称', kind: 'text', required: true, width: 260 }),
    meetingNo: field(optional(text(40)), { ...matter, label: '会议号', kind: 'text', derived: true, width: 130 }),
    kind: field(code('meetingKind'), {
      ...matter,
      label: '会议类型',
      kind: 'code',
      codes: 'meetingKind',
      required: true,
      width: 140,
    }),
    status: field(code('meetingStatus').default('planned'), {
      ...matter,
      label: '状态',
      kind: 'code',
      codes: 'meetingStatus',
      derived: true,
      width: 90,
    }),
    heldOn: field(day(), { ...matter, label: '会议日期', kind: 'day', required: true, width: 110 }),
    heldAt: field(optional(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: '时间应写成 14:30' })), {
      ...matter,
      label: '时间',
      kind: 'time',
      width: 80,
    }),
    place: field(text(100), { ...matter, label: '地点', kind: 'text', required: true, width: 140 }),
    chair: field(text(50), { ...staff, label: '主持人', kind: 'text', required: true, width: 100 }),
    recorder: field(optional(text(50)), { ...staff, label: '记录人', kind: 'text', width: 100 }),
    opening: field(optional(text(4000)), { ...matter, label: '纪要导语', kind: 'longText', width: 200 }),
    discussion: field(optional(text(20_000)), { ...matter, label: '会议听取和研究', kind: 'longText', width: 200 }),
    issueNo: field(optional(z.int().min(1).max(9999)), { ...matter, label: '纪要期号', kind: 'integer', width: 90 }),
    signedOffBy: field(optional(text(50)), { ...staff, label: '签发人', kind: 'text', derived: true, width: 100 }),
    signedOffOn: field(optional(day()), { ...matter, label: '签发日期', kind: 'day', derived: true, width: 110 }),
  }),
  title: ['title'],
  search: { names: ['title', 'chair'], text: ['place', 'meetingNo'], digits: ['meetingNo'] },
  columns: ['meetingNo', 'title', 'kind', 'status', 'heldOn', 'place', 'chair'],
  sort: { field: 'heldOn', descending: true },
  sections: [
    { title: '会议', fields: ['title', 'kind', 'heldOn', 'heldAt', 'place', 'chair', 'recorder'] },
    { title: '纪要', fields: ['issueNo', 'opening', 'discussion'] },
  ],
  sealed: ({ status }) => (status === 'signedOff' ? '纪要已签发，内容不能再改' : null),
  workflow: true,
  schemaVersion: 1,
}

export const agendaItem: RegisterDescription = {
  name: 'agendaItem',
  label: '议题',
  counter: '项',
  parent: { register: 'meeting', field: 'meetingId' },
  fields: z.object({
    meetingId: field(reference(), { ...matter, label: '会议', kind: 'reference', target: 'meeting', derived: true }),
    seq: field(z.int().min(1), { ...matter, label: '序号', kind: 'integer', derived: true, width: 60 }),
    title: field(text(200), { ...matter, label: '议题', kind: 'text', required: true, width: 240 }),
    reporter: field(optional(text(50)), { ...staff, label: '汇报人', kind: 'text', width: 100 }),
    caseId: field(optional(reference()), { ...matter, label: '相关案件', kind: 'reference', target: 'mediation', width: 200 }),
  }),
  title: ['title'],
  sections: [{ title: '议题', fields: ['title', 'reporter', 'caseId'] }],
  workflow: true,
  schemaVersion: 1,
}

export const meetingAttendee: RegisterDescription = {
  name: 'meetingAttendee',
  label: '参会人员',
  counter: '人',
  parent: { register: 'meeting', field: 'meetingId' },
  fields: z.object({
    meetingId: field(reference(), { ...matter, label: '会议', kind: 'reference', target: 'meeting', derived: true }),
    name: field(text(50), { ...staff, label: '姓名', kind: 'text', required: true, width: 100 }),
    organization: field(optional(text(100)), { ...staff, label: '单位', kind: 'text', width: 140 }),
    duty: field(optional(text(50)), { ...staff, label: '职务', kind: 'text', width: 100 }),
    role: field(code('attendeeRole').default('attendee'), {
      ...staff,
      label: '参会情况',
      kind: 'code',
      codes: 'attendeeRole',
      width: 90,
    }),
  }),
  title: ['name'],
  sections: [{ title: '参会人员', fields: ['name', 'organization', 'duty', 'role'] }],
  workflow: true,
  schemaVersion: 1,
}

export const decision: RegisterDescription = {
  name: 'decision',
  label: '会议决定',
  counter: '项',
  parent: { register: 'meeting', field: 'meetingId' },
  fields: z.object({
    meetingId: field(reference(), { ...matter, label: '会议', kind: 'reference', target: 'meeting', derived: true, width: 200 }),
    decisionNo: field(text(50), { ...matter, label: '决定号', kind: 'text', derived: true, width: 150 }),
    content: field(text(2000), { ...matter, label: '决定事项', kind: 'longText', required: true, width: 300 }),
    leadOrganization: field(optional(text(100)), { ...matter, label: '责任单位', kind: 'text', width: 140 }),
    owner: field(optional(text(50)), { ...staff, label: '责任人', kind: 'text', required: true, width: 100 }),
    dueOn: field(optional(day()), { ...matter, label: '完成时限', kind: 'day', required: true, width: 110 }),
    criterion: field(optional(text(500)), { ...matter, label: '验收标准', kind: 'text', required: true, width: 200 }),
    status: field(code('decisionStatus').default('pending'), {
      ...matter,
      label: '状态',
      kind: 'code',
      codes: 'decisionStatus',
      derived: true,
      width: 90,
    }),
    progress: field(optional(text(2000)), { ...matter, label: '办理情况', kind: 'longText', derived: true, width: 200 }),
    completedOn: field(optional(day()), { ...matter, label: '办结日期', kind: 'day', derived: true, width: 110 }),
  }),
  title: ['content'],
  columns: ['decisionNo', 'content', 'owner', 'dueOn', 'status', 'leadOrganization', 'completedOn'],
  search: { names: ['owner'], text: ['content', 'leadOrganization'], digits: ['decisionNo'] },
  sort: { field: 'dueOn', descending: false },
  sections: [{ title: '会议决定', fields: ['content', 'leadOrganization', 'owner', 'dueOn', 'criterion'] }],
  check: checkDecision,
  workflow: true,
  schemaVersion: 1,
}
