import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tableShapes } from '../../../db/rows.ts'
import type { RegisterName } from '../../domain/field.ts'
import { registerNames } from '../../domain/registers.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'

let desk: TestDesk
const villageIds: string[] = []
beforeAll(async () => {
  desk = await newTestDesk()
  for (const name of ['石榴村', '东关社区'])
    villageIds.push((await desk.api.register.create({ register: 'village', values: { name } })).id)
})
afterAll(() => desk.close())

/** the desk is open after its first run */
function writer() {
  const open = desk.context.backend.desk
  if (!open) throw new Error('not open')
  return open.database.writer
}

/** What must be the same after a merge and its undo: every value of every ledger, and what the search box sees of it. */
function allRows(): Record<string, unknown[]> {
  const stamps = ['version', 'updated_at', 'updated_by']
  return Object.fromEntries(
    registerNames.map((register: RegisterName) => {
      const names = tableShapes[register].columns.map((one) => one.column).filter((one) => !stamps.includes(one))
      return [
        register,
        writer()
          .prepare(`SELECT ${names.join(', ')} FROM ${tableShapes[register].name} ORDER BY row_no`)
          .all(),
      ]
    }),
  )
}

/** Live records of a ledger that name a resident. */
const children = (register: 'mediationParty' | 'resettlement' | 'lifeEvent' | 'serviceItem', residentId: string): number =>
  writer()
    .prepare(`SELECT count(*) FROM ${tableShapes[register].name} WHERE resident_id = ? AND deleted_at IS NULL`)
    .pluck()
    .get(residentId) as number

const versionOf = async (register: RegisterName, id: string) => (await desk.api.register.get({ register, id })).version

async function merge(keepId: string, dropId: string, take: string[] = [], register: RegisterName = 'resident') {
  return desk.api.register.merge({
    register,
    keepId,
    keepVersion: await versionOf(register, keepId),
    dropId,
    dropVersion: await versionOf(register, dropId),
    take,
  })
}

const person = async (values: Record<string, string>) => (await desk.api.register.create({ register: 'resident', values })).id

/** A dispute in which the person is the applicant. */
const dispute = (residentId: string, name: string) =>
  desk.api.mediation.registerDispute({
    values: { title: `${name}与邻居纠纷`, category: '02', registeredOn: '2026-11-01', summary: '略' },
    parties: [
      { side: 'applicant', name, residentId },
      { side: 'respondent', name: '乙' },
    ],
  })

interface Person {
  values: Record<string, string>
  disputes: number
  visits: number | null
  events: number
}

const optionalOf = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
const personOf = fc.record({
  values: fc
    .record({
      name: fc.constantFrom('单春海', '王卫明', '尉迟文梅', '查良友', '李敏'),
      phone: optionalOf(fc.constantFrom('13900001234', '13900005678')),
      occupation: optionalOf(fc.constantFrom('务农', '木工')),
      groupName: optionalOf(fc.constantFrom('1组', '2组')),
      residenceAddress: optionalOf(fc.constantFrom('8号', '15号')),
      village: optionalOf(fc.constantFrom(0, 1)),
      birthOn: optionalOf(fc.constantFrom('1988-02-03', '1971-11-20')),
    })
    .map(({ village, ...rest }) => {
      const values = village === undefined ? rest : { ...rest, villageId: villageIds[village] }
      return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<string, string>
    }),
  disputes: fc.nat({ max: 2 }),
  visits: fc.option(fc.nat({ max: 2 })),
  events: fc.nat({ max: 1 }),
})

async function enter(one: Person, resettled: boolean): Promise<string> {
  const id = await person(one.values)
  for (let count = 0; count < one.disputes; count += 1) await dispute(id, one.values.name ?? '')
  if (one.visits !== null && resettled) {
    const opened = await desk.api.resettlement.openCase({ values: { residentId: id, releasedOn: '2026-11-01' } })
    let { version } = opened
    for (let count = 0; count < one.visits; count += 1) {
      const values = { visitedOn: '2026-11-06', visitors: ['王秋石'] }
      const visit = await desk.api.resettlement.recordVisit({ id: opened.id, expectedVersion: version, values })
      version = visit.version
    }
  }
  if (one.events > 0) {
    await desk.api.resident.recordLifeEvent({
      id,
      expectedVersion: await versionOf('resident', id),
      kind: 'movedOut',
      happenedOn: '2026-11-02',
      place: null,
      note: null,
      leaveHousehold: false,
    })
  }
  return id
}

describe('merging two residents', () => {
  test('E24 merge and undo give every ledger back as it was; no child is lost on the way', { timeout: 120_000 }, async () => {
    const choices = ['name', 'phone', 'occupation', 'groupName', 'residenceAddress', 'villageId', 'birthOn', 'status', 'statusOn']
    await fc.assert(
      fc.asyncProperty(personOf, personOf, fc.subarray(choices), async (first, second, take) => {
        const keepId = await enter(first, true)
        // one open case each would be two of one person
        const dropId = await enter(second, first.visits === null)
        const before = allRows()
        const ledgers = ['mediationParty', 'resettlement', 'lifeEvent', 'serviceItem'] as const
        const total = ledgers.map((one) => children(one, keepId) + children(one, dropId))
        const dropped = ledgers.reduce((sum, one) => sum + children(one, dropId), 0)
        const { relinked, changeSetId } = await merge(keepId, dropId, take)
        expect(relinked).toBe(dropped)
        expect(ledgers.map((one) => children(one, keepId))).toEqual(total)
        expect(ledgers.map((one) => children(one, dropId))).toEqual([0, 0, 0, 0])
        expect(await desk.api.register.undo({ changeSetId })).toMatchObject({ kept: [] })
        expect(allRows()).toEqual(before)
      }),
      { numRuns: 25 },
    )
  })

  test('E24 the number moves to the one that stays, and goes back with the undo', async () => {
    const keepId = await person({ name: '无证人' })
    const dropId = await person({ name: '无证人', idNumber: '999901198802030017', phone: '13900001234' })
    const preview = await desk.api.register.mergePreview({ register: 'resident', keepId, dropId })
    expect(preview.refused).toBeNull()
    expect(preview.fields).toContainEqual({ field: 'idNumber', label: '身份证号', keep: '', drop: '999***********0017' })
    const { changeSetId } = await merge(keepId, dropId, ['idNumber', 'phone'])
    const kept = await desk.api.register.get({ register: 'resident', id: keepId })
    expect(kept.values).toMatchObject({ idNumber: '999***********0017', sex: '1', birthOn: '1988-02-03' })
    expect((await desk.api.register.list({ register: 'resident', search: '030017' })).rows.map((row) => row.id)).toEqual([keepId])
    expect((await desk.api.register.get({ register: 'resident', id: dropId })).deletedAt).not.toBeNull()
    await desk.api.register.undo({ changeSetId })
    expect((await desk.api.register.list({ register: 'resident', search: '030017' })).rows.map((row) => row.id)).toEqual([dropId])
  })

  test('E24 a case is found by the name of the one that stays', async () => {
    const keepId = await person({ name: '盖世雄' })
    const dropId = await person({ name: '葛世雄' })
    const { id } = await desk.api.resettlement.openCase({ values: { residentId: dropId, releasedOn: '2026-11-01' } })
    const { changeSetId } = await merge(keepId, dropId)
    const find = async (search: string) =>
      (await desk.api.register.list({ register: 'resettlement', search })).rows.map((row) => row.id)
    expect(await find('盖世雄')).toEqual([id])
    expect(await find('葛世雄')).toEqual([])
    await desk.api.register.undo({ changeSetId })
    expect(await find('葛世雄')).toEqual([id])
  })

  test('A.2 two open cases of one person are refused, in words, and nothing is changed', async () => {
    const [keepId, dropId] = [await person({ name: '刘志' }), await person({ name: '刘志' })]
    for (const residentId of [keepId, dropId])
      await desk.api.resettlement.openCase({ values: { residentId, releasedOn: '2026-11-01' } })
    const { refused, links } = await desk.api.register.mergePreview({ register: 'resident', keepId, dropId })
    expect(refused).toContain('在帮')
    expect(links).toEqual([{ register: 'resettlement', label: '安置帮教', total: 1 }])
    const before = allRows()
    await expect(merge(keepId, dropId)).rejects.toMatchObject({
      code: 'RULE_VIOLATION',
      message: expect.stringContaining(refused ?? '') as string,
    })
    expect(allRows()).toEqual(before)
  })

  test('P-01 what is taken must agree with what stays', async () => {
    const keepId = await person({ name: '石大海', birthOn: '1990-01-01' })
    const dropId = await person({ name: '石大海', idNumber: '999901200702091357' })
    const before = allRows()
    await expect(merge(keepId, dropId, ['idNumber'])).rejects.toMatchObject({
      data: { violations: [{ rule: 'P-01', field: 'birthOn' }] },
    })
    expect(allRows()).toEqual(before)
    await merge(keepId, dropId, ['idNumber', 'birthOn', 'sex'])
  })

  test('a deleted one, the same one, a case, an older version are refused', async () => {
    const [keepId, dropId] = [await person({ name: '周一' }), await person({ name: '周二' })]
    await expect(merge(keepId, keepId)).rejects.toMatchObject({ code: 'RULE_VIOLATION' })
    await expect(
      desk.api.register.merge({ register: 'resident', keepId, keepVersion: 9, dropId, dropVersion: 1, take: [] }),
    ).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(merge(keepId, dropId, ['namePinyin'])).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    const cases = [await dispute(keepId, '周一'), await dispute(dropId, '周二')] as const
    const refused = await desk.api.register.mergePreview({ register: 'mediation', keepId: cases[0].id, dropId: cases[1].id })
    expect(refused.refused).toContain('不能合并')
    await merge(keepId, dropId)
    const again = await desk.api.register.mergePreview({ register: 'resident', keepId, dropId })
    expect(again.refused).toContain('已经删除')
    const history = await desk.api.register.history({ register: 'resident', id: dropId })
    expect(history.changes[0]).toMatchObject({ kind: 'delete', label: '合并两条记录（并入“周一”）' })
  })
})

test('P-05 households are joined by their own step', async () => {
  const ids = await Promise.all(
    ['1', '2'].map(
      async (householdNo) => (await desk.api.register.create({ register: 'household', values: { householdNo } })).id,
    ),
  )
  const [keepId = '', dropId = ''] = ids
  const { refused } = await desk.api.register.mergePreview({ register: 'household', keepId, dropId })
  expect(refused).toContain('请用“并户”')
  await expect(merge(keepId, dropId, [], 'household')).rejects.toMatchObject({ code: 'RULE_VIOLATION' })
})

test('P-06 the state of the one that stays follows from the latest event of both', async () => {
  const event = (id: string, kind: 'died' | 'movedOut' | 'returned', happenedOn: string, expectedVersion: number) =>
    desk.api.resident.recordLifeEvent({ id, expectedVersion, kind, happenedOn, place: null, note: null, leaveHousehold: false })
  const [keepId, dropId] = [await person({ name: '周一' }), await person({ name: '周壹' })]
  await event(keepId, 'movedOut', '2025-01-01', 1)
  await event(keepId, 'returned', '2025-02-01', 2)
  await event(dropId, 'died', '2026-05-01', 1)
  const { changeSetId } = await merge(keepId, dropId)
  const state = async () => (await desk.api.register.get({ register: 'resident', id: keepId })).values
  expect(await state()).toMatchObject({ status: 'deceased', statusOn: '2026-05-01' })
  await desk.api.register.undo({ changeSetId })
  expect(await state()).toMatchObject({ status: 'present', statusOn: '2025-02-01' })
  // also against what was chosen of the two
  await merge(dropId, keepId, ['status', 'statusOn'])
  const { values } = await desk.api.register.get({ register: 'resident', id: dropId })
  expect(values).toMatchObject({ status: 'deceased', statusOn: '2026-05-01' })
})

test('E24 nobody becomes both sides of an open dispute', async () => {
  const [keepId, dropId] = [await person({ name: '甲方' }), await person({ name: '乙方' })]
  const { id } = await desk.api.mediation.registerDispute({
    values: { title: '院墙滴水纠纷', category: '02', registeredOn: '2026-11-01', summary: '略' },
    parties: [
      { side: 'applicant', name: '甲方', residentId: keepId },
      { side: 'respondent', name: '乙方', residentId: dropId },
    ],
  })
  const { refused } = await desk.api.register.mergePreview({ register: 'resident', keepId, dropId })
  expect(refused).toContain('院墙滴水纠纷')
  await expect(merge(keepId, dropId)).rejects.toMatchObject({ code: 'RULE_VIOLATION' })
  writer().prepare("UPDATE mediation_cases SET status = 'terminated' WHERE id = ?").run(id)
  await merge(keepId, dropId)
})

test('E24 mediators in a list and villages merge too; a list names the one that stays once', async () => {
  const mediators = await Promise.all(
    ['王秋石', '王秋实'].map(async (name) => (await desk.api.register.create({ register: 'mediator', values: { name } })).id),
  )
  const [keepId = '', dropId = ''] = mediators
  const { id } = await dispute(await person({ name: '甲' }), '甲')
  await desk.api.mediation.acceptCase({ id, expectedVersion: 1, acceptedOn: '2026-11-02', mediatorIds: mediators })
  await expect(
    desk.api.register.remove({ register: 'mediator', id: dropId, expectedVersion: 1, reason: '重复' }),
  ).rejects.toMatchObject({ code: 'RULE_VIOLATION' })
  const { changeSetId } = await merge(keepId, dropId, [], 'mediator')
  const mediatorIds = async () => (await desk.api.register.get({ register: 'mediation', id })).values.mediatorIds
  expect(await mediatorIds()).toEqual([keepId])
  await desk.api.register.undo({ changeSetId })
  expect(await mediatorIds()).toEqual(mediators)

  const villages = await Promise.all(
    ['板桥村', '板桥'].map(async (name) => (await desk.api.register.create({ register: 'village', values: { name } })).id),
  )
  await person({ name: '桥上人', villageId: villages[1] ?? '' })
  expect((await merge(villages[0] ?? '', villages[1] ?? '', [], 'village')).relinked).toBe(1)
  expect((await desk.api.register.list({ register: 'resident', search: '板桥村 桥' })).rows).toHaveLength(1)
})

test('E24 what was edited after a merge stays unless it is chosen; the merge is not half undone', async () => {
  const keepId = await person({ name: '孙甲', occupation: '务农' })
  const dropId = await person({ name: '孙乙', idNumber: '99990119650101003X' })
  const { changeSetId } = await merge(keepId, dropId, ['idNumber', 'name'])
  const version = await versionOf('resident', keepId)
  await desk.api.register.update({ register: 'resident', id: keepId, expectedVersion: version, values: { occupation: '木工' } })
  const { obstacles } = await desk.api.register.undoPreview({ changeSetId })
  expect(obstacles).toEqual([
    { register: 'resident', id: keepId, title: '孙乙', reason: 'edited', words: '2026-11-21 管理员 修改：职业' },
  ])
  const before = allRows()
  await expect(desk.api.register.undo({ changeSetId })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(allRows()).toEqual(before)
  await desk.api.register.undo({ changeSetId, alsoEdited: [keepId] })
  const { values } = await desk.api.register.get({ register: 'resident', id: keepId })
  expect(values).toMatchObject({ name: '孙甲', occupation: '木工', idNumber: null })
  expect((await desk.api.register.list({ register: 'resident', search: '003X' })).rows.map((row) => row.title)).toEqual(['孙乙'])
})
