import { z } from 'zod'
import { code, field, optional, reference, text, type RegisterDescription } from '../field.ts'

export const household: RegisterDescription = {
  name: 'household',
  label: '户',
  counter: '户',
  fields: z.object({
    householdNo: field(optional(text(20)), { label: '户编号', kind: 'text', about: 'matter', level: 'L2', leaves: 'always', gbt: '户号 c..9', width: 120 }),
    headName: field(optional(text(50)), {
      label: '户主', kind: 'text', about: 'person', basis: 'GB/T 31000 户籍人口·户主姓名', level: 'L2', leaves: 'always', width: 110,
    }),
    villageId: field(optional(reference()), {
      label: '村（社区）', kind: 'reference', target: 'village', about: 'matter', level: 'L2', leaves: 'always', width: 140,
    }),
    address: field(optional(text(200)), {
      label: '住址', kind: 'text', about: 'person', basis: 'GB/T 31000 户籍人口·详址', level: 'L2', leaves: 'always', width: 260,
    }),
    housing: field(optional(code('housing')), { label: '住房', kind: 'code', codes: 'housing', about: 'matter', level: 'L2', leaves: 'always', width: 90 }),
  }),
  title: ['headName', 'householdNo'],
  search: { names: ['headName'], text: ['address'], digits: ['householdNo'] },
  columns: ['householdNo', 'headName', 'villageId', 'address', 'housing'],
  sort: { field: 'householdNo', descending: false },
  sections: [{ title: '基本信息', fields: ['householdNo', 'headName', 'villageId', 'address', 'housing'] }],
  schemaVersion: 1,
}
