/** Verbs of residents, households and grids. People are named by id, or by a name that only one of them has. */
import type { RegisterName } from '../../core/domain/field.ts'
import type { Api } from './cli-session.ts'
import { referenceOf } from './record-input.ts'
import { codeOf, textOf, textOrNull, today, versionOf, type Verb } from './verb.ts'

const person = (api: Api, written: unknown): Promise<string> => referenceOf(api, 'resident', textOf(written, ''))

/** {"编号或姓名": "关系"} */
async function relationsOf(api: Api, written: unknown) {
  const given = typeof written === 'object' && written !== null ? Object.entries(written) : []
  return Object.fromEntries(
    await Promise.all(given.map(async ([who, relation]) => [await person(api, who), codeOf('relation', relation)] as const)),
  )
}

async function versioned(api: Api, register: RegisterName, id: string, input: Record<string, unknown>) {
  return { id, expectedVersion: await versionOf(api, register, id, input) }
}

export const residentVerbs: Record<string, Verb> = {
  recordLifeEvent: async ({ api }, id, input) =>
    api.resident.recordLifeEvent({
      ...(await versioned(api, 'resident', id, input)),
      kind: codeOf('lifeEventKind', input.kind),
      happenedOn: textOf(input.happenedOn, today()),
      place: textOrNull(input.place),
      note: textOrNull(input.note),
      leaveHousehold: input.leaveHousehold === true,
    }),
  removeLastLifeEvent: async ({ api }, id, input) =>
    api.resident.removeLastLifeEvent(await versioned(api, 'resident', id, input)),
}

export const householdVerbs: Record<string, Verb> = {
  members: ({ api }, id) => api.household.members({ id }),
  split: async ({ api }, id, input) => {
    const members: unknown[] = Array.isArray(input.memberIds) ? input.memberIds : []
    return api.household.split({
      ...(await versioned(api, 'household', id, input)),
      memberIds: await Promise.all(members.map((one) => person(api, one))),
      headId: await person(api, input.headId),
      householdNo: textOrNull(input.householdNo),
      address: textOrNull(input.address),
      relations: await relationsOf(api, input.relations),
    })
  },
  merge: async ({ api }, id, input) => {
    const dropId = textOf(input.dropId, '')
    return api.household.merge({
      ...(await versioned(api, 'household', id, input)),
      dropId,
      dropVersion: await versionOf(api, 'household', dropId, { expectedVersion: input.dropVersion }),
      relations: await relationsOf(api, input.relations),
    })
  },
  changeHead: async ({ api }, id, input) =>
    api.household.changeHead({
      ...(await versioned(api, 'household', id, input)),
      headId: await person(api, input.headId),
      relations: await relationsOf(api, input.relations),
    }),
  addMembers: async ({ api }, id, input) =>
    api.household.addMembers({
      ...(await versioned(api, 'household', id, input)),
      relations: await relationsOf(api, input.relations),
    }),
  removeMember: async ({ api }, id, input) =>
    api.household.removeMember({
      ...(await versioned(api, 'household', id, input)),
      memberId: await person(api, input.memberId),
    }),
}

export const gridVerbs: Record<string, Verb> = {
  handOverList: ({ api }, id) => api.grid.handOverList({ id }),
  handOver: async ({ api }, id, input) => {
    const { staff } = await api.grid.handOverList({ id })
    const from = textOrNull(input.fromStaffId)
    return api.grid.handOver({
      ...(await versioned(api, 'grid', id, input)),
      // by name among those who serve
      fromStaffId: staff.find((one) => one.title === from && one.values.toOn === null)?.id ?? from,
      name: textOf(input.name, ''),
      role: codeOf('gridRole', input.role ?? 'lead'),
      phone: textOrNull(input.phone),
      happenedOn: textOf(input.happenedOn, today()),
    })
  },
}
