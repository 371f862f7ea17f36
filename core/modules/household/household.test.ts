import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newTestDesk, type TestDesk } from '../../testing.ts'

let desk: TestDesk
let villageId = ''
let otherVillageId = ''
beforeAll(async () => {
  desk = await newTestDesk()
  villageId = (await desk.api.register.create({ register: 'village', values: { name: '郑屯村' } })).id
  otherVillageId = (await desk.api.register.create({ register: 'village', values: { name: '西岭村' } })).id
})
afterAll(() => desk.close())

const household = (id: string) => desk.api.register.get({ register: 'household', id })
const resident = (id: string) => desk.api.register.get({ register: 'resident', id })
const membersOf = async (id: string) =>
  (await desk.api.household.members({ id })).rows.map((row) => `${row.title} ${row.labels.relationToHead ?? '？'}`)
const versioned = async (id: string) => ({ id, expectedVersion: (await household(id)).version })
const newest = async () => {
  const { rows } = await desk.api.register.list({ register: 'household', limit: 500 })
  return rows.toSorted((a, b) => (a.id < b.id ? 1 : -1))[0]?.id ?? ''
}
const p05 = (words: string) => ({
  code: 'RULE_VIOLATION',
  message: expect.stringContaining(words) as string,
  data: { violations: [expect.objectContaining({ rule: 'P-05' })] },
})

interface Family {
  id: string
  head: string
  wife: string
  son: string
  sonsWife: string
  grandson: string
}

let serial = 0
async function makeFamily(surname: string): Promise<Family> {
  const { id } = await desk.api.register.create({
    register: 'household',
    values: { householdNo: String(++serial), villageId, address: '3组15号' },
  })
  const place = { villageId, groupName: '3组', residenceAddress: '15号', householdId: id }
  const member = async (name: string, relationToHead: string, sex: string, birthOn: string) =>
    (
      await desk.api.register.create({
        register: 'resident',
        values: { ...place, name: surname + name, relationToHead, sex, birthOn },
      })
    ).id
  return {
    id,
    head: await member('大山', '02', '1', '1960-03-01'),
    wife: await member('桂英', '10', '2', '1962-05-01'),
    son: await member('小川', '20', '1', '1985-02-01'),
    sonsWife: await member('燕', '38', '2', '1986-02-01'),
    grandson: await member('豆', '41', '1', '2012-02-01'),
  }
}

let family: Family
beforeEach(async () => {
  family = await makeFamily('温')
})

describe('P-05 one head', () => {
  test('the household is called after its head, also when the name is corrected', async () => {
    expect((await household(family.id)).values.headName).toBe('温大山')
    const { version } = await resident(family.head)
    await desk.api.register.update({
      register: 'resident',
      id: family.head,
      expectedVersion: version,
      values: { name: '文大山' },
    })
    expect((await household(family.id)).values.headName).toBe('文大山')
  })

  test('a second head is refused; a head does not walk away through the form', async () => {
    await expect(
      desk.api.register.create({
        register: 'resident',
        values: { name: '外来户主', householdId: family.id, relationToHead: '02' },
      }),
    ).rejects.toMatchObject({ ...p05('变更户主'), data: { violations: [{ rule: 'P-05', recordId: family.head }] } })
    const set = async (id: string, values: Record<string, string | null>) =>
      desk.api.register.update({ register: 'resident', id, expectedVersion: (await resident(id)).version, values })
    await expect(set(family.son, { relationToHead: '02' })).rejects.toMatchObject(p05('变更户主'))
    await expect(set(family.head, { relationToHead: '20' })).rejects.toMatchObject(p05('请先变更户主'))
    await expect(set(family.head, { householdId: null, relationToHead: null })).rejects.toMatchObject(p05('请先变更户主'))
    await set(family.head, { phone: '13900001111' })
  })
})

describe('P-05 out of the recycle bin', () => {
  test('a head does not come back beside another', async () => {
    const { version } = await resident(family.head)
    await desk.api.register.remove({ register: 'resident', id: family.head, expectedVersion: version, reason: '重复录入' })
    const wife = await resident(family.wife)
    await desk.api.register.update({
      register: 'resident',
      id: wife.id,
      expectedVersion: wife.version,
      values: { relationToHead: '02' },
    })
    expect((await household(family.id)).values.headName).toBe('温桂英')
    await expect(desk.api.register.restore({ register: 'resident', id: family.head })).rejects.toMatchObject(p05('“温桂英”'))
  })
})

describe('变更户主', () => {
  test('the old head’s relation follows; who is not named keeps the present one; both histories tell of it', async () => {
    await desk.api.household.changeHead({
      ...(await versioned(family.id)),
      headId: family.son,
      relations: { [family.wife]: '52' },
    })
    expect(await membersOf(family.id)).toEqual(['温小川 户主', '温大山 父', '温桂英 母', '温燕 儿媳', '温豆 孙子'])
    expect((await household(family.id)).values.headName).toBe('温小川')
    for (const [register, id] of [
      ['household', family.id],
      ['resident', family.head],
      ['resident', family.son],
    ] as const) {
      const { changes } = await desk.api.register.history({ register, id })
      expect(changes[0]).toMatchObject({ label: '变更户主', kind: 'update' })
    }
  })

  test('not somebody else, not the head again, not who left, and not without the old head’s relation', async () => {
    const change = async (headId: string, relations: Record<string, '02' | '97'> = {}) =>
      desk.api.household.changeHead({ ...(await versioned(family.id)), headId, relations })
    const stranger = await makeFamily('冷')
    await expect(change(stranger.son)).rejects.toMatchObject(p05('本户成员'))
    await expect(change(family.head)).rejects.toMatchObject(p05('已是户主'))
    await expect(change(family.son, { [family.wife]: '02' })).rejects.toMatchObject(p05('只能有一个户主'))
    const { id: aunt } = await desk.api.register.create({
      register: 'resident',
      values: { name: '温姑', householdId: family.id, relationToHead: '97' },
    })
    await expect(change(aunt)).rejects.toMatchObject(p05('请选择“温大山”与新户主“温姑”的关系'))
    await change(aunt, { [family.head]: '97' })
    await desk.api.resident.recordLifeEvent({
      id: family.son,
      expectedVersion: (await resident(family.son)).version,
      kind: 'movedOut',
      happenedOn: '2026-01-01',
      place: null,
      note: null,
    })
    await expect(change(family.son)).rejects.toMatchObject(p05('不在册'))
  })
})

describe('分户', () => {
  const split = async (more: Partial<Parameters<TestDesk['api']['household']['split']>[0]> = {}) =>
    desk.api.household.split({
      ...(await versioned(family.id)),
      memberIds: [family.son, family.sonsWife, family.grandson],
      headId: family.son,
      householdNo: '9001',
      address: '7组2号',
      relations: {},
      ...more,
    })

  test('a son’s family of its own: relations are worked out, addresses follow, one step takes it back', async () => {
    const { version } = await resident(family.grandson)
    await desk.api.register.update({
      register: 'resident',
      id: family.grandson,
      expectedVersion: version,
      values: { villageId: otherVillageId, groupName: null, residenceAddress: '学校宿舍' },
    })
    const { id } = await split()
    expect(await membersOf(id)).toEqual(['温小川 户主', '温燕 配偶', '温豆 子'])
    expect(await membersOf(family.id)).toEqual(['温大山 户主', '温桂英 配偶'])
    expect((await household(id)).values).toMatchObject({ headName: '温小川', householdNo: '9001', address: '7组2号', villageId })
    expect((await resident(family.son)).values).toMatchObject({ groupName: '7组', residenceAddress: '2号', villageId })
    expect((await resident(family.grandson)).values).toMatchObject({ residenceAddress: '学校宿舍', villageId: otherVillageId })
    const { changes } = await desk.api.register.history({ register: 'household', id: family.id })
    expect(changes[0]).toMatchObject({ label: '分户', fields: [] })
  })

  test.each<[string, () => Partial<Parameters<typeof split>[0]>, string]>([
    ['the head goes', () => ({ memberIds: [family.head, family.wife], headId: family.wife }), '请先变更户主'],
    ['nobody stays', () => ({ memberIds: [family.head, family.wife, family.son, family.sonsWife, family.grandson] }), '至少一人'],
    ['the new head stays behind', () => ({ headId: family.wife }), '分出的人当中'],
    ['two heads', () => ({ relations: { [family.sonsWife]: '02' } }), '只能有一个户主'],
  ])('refused when %s', async (_, more, words) => {
    const before = await membersOf(family.id)
    await expect(split(more())).rejects.toMatchObject(p05(words))
    expect(await membersOf(family.id)).toEqual(before)
  })
})

describe('并户', () => {
  test('all move in, the other household is closed with a reason, its head says what he is', async () => {
    const other = await makeFamily('钟')
    const merge = async (relations: Record<string, '20'>) =>
      desk.api.household.merge({
        ...(await versioned(family.id)),
        dropId: other.id,
        dropVersion: (await household(other.id)).version,
        relations,
      })
    await expect(merge({})).rejects.toMatchObject(p05('请选择“钟大山”与户主“温大山”的关系'))
    await merge({ [other.head]: '20' })
    expect(await membersOf(family.id)).toEqual([
      '温大山 户主',
      '钟大山 子',
      '温桂英 配偶',
      '钟桂英 儿媳',
      '温小川 子',
      '钟小川 孙子',
      '温燕 儿媳',
      '钟燕 ？',
      '温豆 孙子',
      '钟豆 ？',
    ])
    const { deletedAt } = await household(other.id)
    expect(deletedAt).not.toBeNull()
    const [closed] = (await desk.api.register.history({ register: 'household', id: other.id })).changes
    expect(closed).toMatchObject({ label: expect.stringContaining('并入 温大山') as string, kind: 'delete' })
    const [kept] = (await desk.api.register.history({ register: 'household', id: family.id })).changes
    expect(kept).toMatchObject({ label: '并户' })
  })
})

describe('members come and go', () => {
  test('who joins leaves the former household; the household without a head may get one', async () => {
    const other = await makeFamily('冷')
    await desk.api.household.addMembers({ ...(await versioned(family.id)), relations: { [other.grandson]: '99' } })
    expect(await membersOf(family.id)).toContain('冷豆 非亲属')
    expect(await membersOf(other.id)).not.toContain('冷豆 孙子')
    const [left] = (await desk.api.register.history({ register: 'household', id: other.id })).changes
    expect(left).toMatchObject({ label: '添加户成员' })
    const empty = await desk.api.register.create({ register: 'household', values: { householdNo: '9100' } })
    await desk.api.household.addMembers({
      id: empty.id,
      expectedVersion: 1,
      relations: { [other.son]: '02', [other.sonsWife]: '10' },
    })
    expect((await household(empty.id)).values.headName).toBe('冷小川')
  })

  test('refused: a head while others stay, a second head, who is there already', async () => {
    const other = await makeFamily('冷')
    const add = async (relations: Record<string, '02' | '97'>) =>
      desk.api.household.addMembers({ ...(await versioned(family.id)), relations })
    await expect(add({ [other.head]: '97' })).rejects.toMatchObject(p05('“冷大山”是户主，请先变更户主'))
    await expect(add({ [other.son]: '02' })).rejects.toMatchObject(p05('本户户主已是“温大山”'))
    await expect(add({ [family.son]: '97' })).rejects.toMatchObject(p05('已在本户'))
  })

  test('a member is taken out, the head only as the last', async () => {
    const remove = async (memberId: string) => desk.api.household.removeMember({ ...(await versioned(family.id)), memberId })
    await expect(remove(family.head)).rejects.toMatchObject(p05('请先变更户主'))
    for (const id of [family.wife, family.son, family.sonsWife, family.grandson]) await remove(id)
    await remove(family.head)
    expect((await resident(family.head)).values).toMatchObject({ householdId: null, relationToHead: null })
  })

  test('a household changed meanwhile is not changed again unseen', async () => {
    const seen = await versioned(family.id)
    await desk.api.household.removeMember({ ...seen, memberId: family.grandson })
    await expect(desk.api.household.removeMember({ ...seen, memberId: family.son })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await membersOf(family.id)).toContain('温小川 子')
  })
})

describe('one step takes each of them back', () => {
  // the change set of the latest step
  const undo = async (householdId: string) => {
    const [last] = (await desk.api.register.history({ register: 'household', id: householdId })).changes
    return desk.api.register.undo({ changeSetId: last?.changeSetId ?? '' })
  }

  test('split', async () => {
    const before = await membersOf(family.id)
    await desk.api.household.split({
      ...(await versioned(family.id)),
      memberIds: [family.son, family.sonsWife],
      headId: family.son,
      householdNo: null,
      address: '1组1号',
      relations: {},
    })
    const made = await newest()
    expect((await undo(family.id)).kept).toEqual([])
    expect(await membersOf(family.id)).toEqual(before)
    expect((await household(made)).deletedAt).not.toBeNull()
    expect((await resident(family.son)).values).toMatchObject({ groupName: '3组', residenceAddress: '15号' })
  })

  test('merge and change of head', async () => {
    const other = await makeFamily('钟')
    const before = [await membersOf(family.id), await membersOf(other.id)]
    await desk.api.household.merge({
      ...(await versioned(family.id)),
      dropId: other.id,
      dropVersion: (await household(other.id)).version,
      relations: { [other.head]: '71' },
    })
    await undo(family.id)
    expect([await membersOf(family.id), await membersOf(other.id)]).toEqual(before)
    await desk.api.household.changeHead({ ...(await versioned(family.id)), headId: family.wife, relations: {} })
    await undo(family.id)
    expect(await membersOf(family.id)).toEqual(before[0])
    expect((await household(family.id)).values.headName).toBe('温大山')
  })
})

test('house numbers are sorted as numbers: 2 before 10, leading zeros and all', async () => {
  const address = '按号排序'
  const add = (householdNo: string | null) =>
    desk.api.register.create({ register: 'household', values: { householdNo, villageId, address } })
  for (const householdNo of ['10', '2', '甲1', '100', '03', null]) await add(householdNo)
  const listed = async (descending?: boolean) => {
    const sort = descending === undefined ? [] : [{ field: 'householdNo', descending }]
    const where = [{ field: 'address', op: 'is' as const, value: address }]
    const { rows } = await desk.api.register.list({ register: 'household', where, sort })
    return rows.map(({ values }) => values['householdNo'] ?? null)
  }
  expect(await listed()).toEqual([null, '甲1', '2', '03', '10', '100'])
  expect(await listed(true)).toEqual(['100', '10', '03', '2', '甲1', null])
})
