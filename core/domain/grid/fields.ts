import { z } from 'zod'
import { code, day, division12, field, optional, phone, reference, text, type RegisterDescription } from '../field.ts'

/** A village or community of the township (12-digit statistical division, level 5). */
export const village: RegisterDescription = {
  name: 'village',
  label: '村（社区）',
  counter: '个',
  fields: z.object({
    name: field(text(50), {
      label: '名称',
      kind: 'text',
      about: 'matter',
      level: 'L1',
      leaves: 'always',
      required: true,
      width: 160,
    }),
    kind: field(code('villageKind').default('village'), {
      label: '类型',
      kind: 'code',
      codes: 'villageKind',
      about: 'matter',
      level: 'L1',
      leaves: 'always',
      width: 90,
    }),
    divisionCode: field(optional(division12()), {
      label: '区划代码',
      kind: 'division',
      about: 'matter',
      level: 'L1',
      leaves: 'always',
      help: '统计用区划代码 12 位',
      width: 150,
    }),
  }),
  title: ['name'],
  search: { names: ['name'], text: [], digits: ['divisionCode'] },
  columns: ['name', 'kind', 'divisionCode'],
  sort: { field: 'name', descending: false },
  sections: [{ title: '基本信息', fields: ['name', 'kind', 'divisionCode'] }],
  schemaVersion: 1,
}

/** A grid (网格) of a village with its lead; public by law: name, extent, staff, phone. */
export const grid: RegisterDescription = {
  name: 'grid',
  label: '网格',
  counter: '个',
  fields: z.object({
    name: field(text(50), {
      label: '网格名称',
      kind: 'text',
      about: 'matter',
      level: 'L1',
      leaves: 'always',
      required: true,
      width: 160,
    }),
    code: field(optional(text(40)), {
      label: '网格编码',
      kind: 'text',
      about: 'matter',
      level: 'L1',
      leaves: 'always',
      width: 140,
    }),
    villageId: field(reference(), {
      label: '所属村（社区）',
      kind: 'reference',
      target: 'village',
      about: 'matter',
      level: 'L1',
      leaves: 'always',
      required: true,
      width: 140,
    }),
    leadName: field(optional(text(50)), {
      label: '网格长',
      kind: 'text',
      about: 'person',
      basis: 'GB/T 31000 网格；公示事项',
      level: 'L1',
      leaves: 'always',
      width: 110,
    }),
    leadPhone: field(optional(phone()), {
      label: '网格长电话',
      kind: 'phone',
      about: 'person',
      basis: 'GB/T 31000 网格；公示事项',
      level: 'L1',
      leaves: 'always',
      width: 140,
    }),
    publicPhone: field(optional(phone()), {
      label: '监督电话',
      kind: 'phone',
      about: 'matter',
      level: 'L1',
      leaves: 'always',
      help: '与网格名称、范围、网格员一并公示',
      width: 140,
    }),
    boundary: field(optional(text(400)), {
      label: '四至范围',
      kind: 'longText',
      about: 'matter',
      level: 'L1',
      leaves: 'always',
      width: 260,
    }),
  }),
  title: ['name'],
  search: { names: ['name', 'leadName'], text: [], digits: ['leadPhone'] },
  columns: ['name', 'code', 'villageId', 'leadName', 'leadPhone'],
  sort: { field: 'name', descending: false },
  sections: [{ title: '基本信息', fields: ['name', 'code', 'villageId', 'leadName', 'leadPhone', 'publicPhone', 'boundary'] }],
  schemaVersion: 1,
}

const staff = { about: 'person', basis: 'GB/T 31000 网格；公示事项', level: 'L1', leaves: 'always' } as const

/** Who looks after a grid, from when to when; a hand-over ends one and begins the next. */
export const gridStaff: RegisterDescription = {
  name: 'gridStaff',
  label: '网格员',
  counter: '人',
  fields: z.object({
    gridId: field(reference(), {
      label: '网格',
      kind: 'reference',
      target: 'grid',
      about: 'matter',
      level: 'L1',
      leaves: 'always',
      required: true,
      width: 140,
    }),
    name: field(text(50), { ...staff, label: '姓名', kind: 'text', required: true, width: 110 }),
    role: field(code('gridRole').default('fullTime'), { ...staff, label: '身份', kind: 'code', codes: 'gridRole', width: 110 }),
    phone: field(optional(phone()), { ...staff, label: '电话', kind: 'phone', width: 140 }),
    fromOn: field(day(), { ...staff, label: '开始日期', kind: 'day', required: true, width: 120 }),
    toOn: field(optional(day()), { ...staff, label: '结束日期', kind: 'day', width: 120, help: '空着表示现任' }),
  }),
  title: ['name'],
  parent: { register: 'grid', field: 'gridId' },
  columns: ['name', 'gridId', 'role', 'phone', 'fromOn', 'toOn'],
  sort: { field: 'fromOn', descending: true },
  sections: [{ title: '网格员', fields: ['gridId', 'name', 'role', 'phone', 'fromOn', 'toOn'] }],
  schemaVersion: 1,
}
