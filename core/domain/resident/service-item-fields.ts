import { z } from 'zod'
import { code, day, field, optional, reference, text, type RegisterDescription } from '../field.ts'
import { checkServiceItem } from './rules.ts'

const service = { about: 'person', level: 'L2', basis: '流动人口服务事项清单', leaves: 'never' } as const

/** What a floating resident needs of the five public services, what was offered, what is done. */
export const serviceItem: RegisterDescription = {
  name: 'serviceItem',
  label: '服务事项',
  counter: '项',
  fields: z.object({
    residentId: field(reference(), {
      ...service,
      label: '居民',
      kind: 'reference',
      target: 'resident',
      required: true,
      width: 110,
    }),
    item: field(code('serviceItem'), {
      ...service,
      label: '事项',
      kind: 'code',
      codes: 'serviceItem',
      required: true,
      width: 100,
    }),
    status: field(code('serviceStatus').default('needed'), {
      ...service,
      label: '进度',
      kind: 'code',
      codes: 'serviceStatus',
      width: 90,
    }),
    neededOn: field(day(), { ...service, label: '提出日期', kind: 'day', required: true, width: 120 }),
    offeredOn: field(optional(day()), { ...service, label: '提供日期', kind: 'day', width: 120 }),
    doneOn: field(optional(day()), { ...service, label: '办结日期', kind: 'day', width: 120 }),
    note: field(optional(text(200)), { ...service, label: '说明', kind: 'text', width: 220 }),
  }),
  title: ['residentId', 'item'],
  parent: { register: 'resident', field: 'residentId' },
  columns: ['residentId', 'item', 'status', 'neededOn', 'offeredOn', 'doneOn', 'note'],
  sort: { field: 'neededOn', descending: true },
  sections: [{ title: '服务事项', fields: ['residentId', 'item', 'status', 'neededOn', 'offeredOn', 'doneOn', 'note'] }],
  check: checkServiceItem,
  schemaVersion: 1,
}
