import { z } from 'zod'
import { code, day, field, optional, reference, text, type RegisterDescription } from '../field.ts'

const event = { about: 'person', level: 'L2', leaves: 'always' } as const

/** What happened to a resident's registration; the resident's 在册状态 follows from the latest. */
export const lifeEvent: RegisterDescription = {
  name: 'lifeEvent',
  label: '人员变动',
  counter: '次',
  fields: z.object({
    residentId: field(reference(), {
      ...event,
      label: '居民',
      kind: 'reference',
      target: 'resident',
      basis: '人口变动台账',
      required: true,
      width: 110,
    }),
    kind: field(code('lifeEventKind'), {
      ...event,
      label: '变动',
      kind: 'code',
      codes: 'lifeEventKind',
      basis: '人口变动台账',
      required: true,
      width: 90,
    }),
    happenedOn: field(day(), { ...event, label: '日期', kind: 'day', basis: '人口变动台账', required: true, width: 120 }),
    villageId: field(optional(reference()), {
      ...event,
      label: '村（社区）',
      kind: 'reference',
      target: 'village',
      basis: '人口变动台账',
      derived: true,
      width: 130,
      help: '变动时所在的村（社区）',
    }),
    place: field(optional(text(100)), {
      ...event,
      label: '来处或去处',
      kind: 'text',
      basis: '人口变动台账',
      width: 180,
    }),
    note: field(optional(text(200)), {
      ...event,
      label: '说明',
      kind: 'text',
      basis: '人口变动台账',
      leaves: 'never',
      width: 200,
    }),
  }),
  title: ['residentId', 'kind'],
  parent: { register: 'resident', field: 'residentId' },
  columns: ['happenedOn', 'kind', 'residentId', 'villageId', 'place', 'note'],
  sort: { field: 'happenedOn', descending: true },
  sections: [{ title: '人员变动', fields: ['residentId', 'kind', 'happenedOn', 'villageId', 'place', 'note'] }],
  workflow: true,
  // the resident's state follows from these: 登记 and 撤回 change them together
  byVerb: ['residentId', 'kind', 'happenedOn', 'villageId'],
  schemaVersion: 1,
}
