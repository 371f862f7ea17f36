import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BulkResult, Chosen } from '../../contract/register.ts'
import type { RecordValues, RegisterName } from '../../domain/field.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await newTestDesk()
})
afterAll(() => desk.close())

const create = async (register: RegisterName, values: RecordValues) => (await desk.api.register.create({ register, values })).id
const person = (values: RecordValues) => create('resident', values)
const get = (id: string, register: RegisterName = 'resident') => desk.api.register.get({ register, id })
const valuesOf = async (id: string, register: RegisterName = 'resident') => (await get(id, register)).values
const update = async (id: string, values: RecordValues, register: RegisterName = 'resident') =>
  desk.api.register.update({ register, id, expectedVersion: (await get(id, register)).version, values })
const remove = async (id: string, register: RegisterName = 'resident') =>
  desk.api.register.remove({ register, id, expectedVersion: (await get(id, register)).version, reason: '误录' })
const lastSet = async () => (await desk.api.register.changeSets({ limit: 1 })).rows[0]?.changeSetId ?? ''
const undo = (changeSetId: string, alsoEdited: string[] = []) => desk.api.register.undo({ changeSetId, alsoEdited })
const preview = (changeSetId: string) => desk.api.register.undoPreview({ changeSetId })
const died = async (id: string, happenedOn: string) => {
  const { version } = await get(id)
  const event = { id, kind: 'died' as const, happenedOn, place: null, note: null, leaveHousehold: false }
  await desk.api.resident.recordLifeEvent({ ...event, expectedVersion: version })
  return lastSet()
}
const eventsOf = async (residentId: string) =>
  (await desk.api.register.list({ register: 'lifeEvent', where: [{ field: 'residentId', op: 'is', value: residentId }] })).rows

describe('E27 one step goes back whole, or not at all', () => {
  test('a death after which the phone was edited: refused until it is chosen, then status and event go together', async () => {
    const id = await person({ name: '周大' })
    const set = await died(id, '2026-05-01')
    await update(id, { phone: '13900001111' })
    expect(await preview(set)).toMatchObject({ whole: true, obstacles: [{ id, reason: 'edited' }] })
    await expect(undo(set)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('“周大”') as string })
    expect(await valuesOf(id)).toMatchObject({ status: 'deceased' })
    expect(await eventsOf(id)).toHaveLength(1)
    expect(await preview(set)).toMatchObject({ set: { undone: false, undoable: true } })
    expect((await undo(set, [id])).kept).toEqual([])
    expect(await valuesOf(id)).toMatchObject({ status: 'present', statusOn: null })
    expect(await eventsOf(id)).toEqual([])
  })

  test('a merge after which the one that stayed was edited does not leave two records with one passport', async () => {
    const keepId = await person({ name: '保留' })
    const dropId = await person({ name: '并入', idType: '414', otherIdNo: 'E12345678' })
    const pair = { register: 'resident' as const, keepId, dropId, keepVersion: 1, dropVersion: 1 }
    const { changeSetId } = await desk.api.register.merge({ ...pair, take: ['otherIdNo', 'idType'] })
    await update(keepId, { occupation: '务农' })
    await expect(undo(changeSetId)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await get(dropId)).deletedAt).not.toBeNull()
    await undo(changeSetId, [keepId])
    expect(await valuesOf(keepId)).toMatchObject({ otherIdNo: null, occupation: '务农' })
    expect((await get(dropId)).deletedAt).toBeNull()
  })

  test('what a step only touched is no obstacle', async () => {
    const householdId = await create('household', { householdNo: '11' })
    await person({ name: '户主', householdId, relationToHead: '02' })
    const id = await person({ name: '户员', householdId, relationToHead: '20' })
    const { version } = await get(householdId, 'household')
    await desk.api.household.removeMember({ id: householdId, expectedVersion: version, memberId: id })
    const set = await lastSet()
    await update(householdId, { address: '8号' }, 'household')
    expect((await preview(set)).obstacles).toEqual([])
    expect((await undo(set)).kept).toEqual([])
    expect(await valuesOf(id)).toMatchObject({ householdId, relationToHead: '20' })
  })
})

test('E27 a bulk change goes back in part, and then again for the rest', async () => {
  const [first, second] = [await person({ name: '甲', occupation: '务农' }), await person({ name: '乙', occupation: '务农' })]
  const chosen: Chosen = { query: { register: 'resident' }, selection: { all: false, ids: [first, second] } }
  const started = await desk.api.register.bulkChange({ chosen, values: { occupation: '木工' } })
  const set = ((await desk.finish(started)) as BulkResult).changeSetId ?? ''
  await update(first, { groupName: '1组' })
  expect(await preview(set)).toMatchObject({ whole: false, obstacleTotal: 1 })
  expect(await undo(set)).toEqual({ undone: 1, kept: [{ register: 'resident', id: first, title: '甲' }] })
  // the one that went back is no obstacle; the other still is
  expect(await preview(set)).toMatchObject({ set: { undone: false }, obstacles: [{ id: first }], obstacleTotal: 1 })
  expect(await undo(set, [first])).toEqual({ undone: 1, kept: [] })
  expect(await valuesOf(first)).toMatchObject({ occupation: '务农', groupName: '1组' })
  expect(await preview(set)).toMatchObject({ set: { undone: true } })
  await expect(undo(set)).rejects.toMatchObject({ code: 'CONFLICT' })
})

describe('rules are asked of what an undo gives back', () => {
  test('P-05 a deleted head does not come back beside another', async () => {
    const householdId = await create('household', { householdNo: '21' })
    const head = await person({ name: '老户主', householdId, relationToHead: '02' })
    const son = await person({ name: '新户主', householdId, relationToHead: '20' })
    await remove(head)
    const set = await lastSet()
    await update(son, { relationToHead: '02' })
    const { obstacles } = await preview(set)
    expect(obstacles).toEqual([
      expect.objectContaining({ id: head, reason: 'rule', words: '撤销后“老户主”和“新户主”会同是一户的户主，请先改正其中一人' }),
    ])
    await expect(undo(set)).rejects.toMatchObject({ data: { violations: [{ rule: 'P-05', recordId: son }] } })
    expect((await get(head)).deletedAt).not.toBeNull()
    await update(son, { relationToHead: '20' })
    expect((await preview(set)).obstacles).toEqual([])
    await undo(set)
    expect((await desk.api.household.members({ id: householdId })).rows.map((row) => row.title)).toEqual(['老户主', '新户主'])
  })

  test('P-05 a household that had two heads before is no obstacle to what leaves its heads alone', async () => {
    const householdId = await create('household', { householdNo: '22' })
    await person({ name: '甲', householdId, relationToHead: '02' })
    const id = await person({ name: '乙', householdId, relationToHead: '20' })
    const { writer } = desk.context.backend.desk?.database ?? expect.fail('open')
    writer.prepare("UPDATE residents SET relation_to_head = '02' WHERE id = ?").run(id)
    await update(id, { phone: '13900001111' })
    await undo(await lastSet())
    expect(await valuesOf(id)).toMatchObject({ phone: null, relationToHead: '02' })
  })

  test('G-01 a lead whose end is taken back does not serve beside the next', async () => {
    const gridId = await create('grid', { name: '一格', villageId: await create('village', { name: '格村' }) })
    const first = await create('gridStaff', { gridId, name: '初任', role: 'lead', fromOn: '2026-01-01' })
    await update(first, { toOn: '2026-05-01' }, 'gridStaff')
    const set = await lastSet()
    await create('gridStaff', { gridId, name: '二任', role: 'lead', fromOn: '2026-05-01' })
    await expect(undo(set, [gridId, first])).rejects.toMatchObject({ data: { violations: [{ rule: 'G-01' }] } })
    expect(await valuesOf(gridId, 'grid')).toMatchObject({ leadName: '二任' })
  })

  test('REF a deletion is not undone while what it refers to is gone', async () => {
    const villageId = await create('village', { name: '去村' })
    const id = await person({ name: '去人', villageId })
    await remove(id)
    const set = await lastSet()
    await remove(villageId, 'village')
    await expect(undo(set)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await get(id)).deletedAt).not.toBeNull()
  })
})

describe('REF what comes back from the bin', () => {
  const restore = (register: RegisterName, id: string) => desk.api.register.restore({ register, id })

  test('is refused while what it refers to is deleted, and says what', async () => {
    const villageId = await create('village', { name: '撤村' })
    const id = await person({ name: '撤村人', villageId })
    await remove(id)
    await remove(villageId, 'village')
    await expect(restore('resident', id)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: '村（社区）已经删除，请先从回收站恢复它，再恢复这一条',
    })
    await restore('village', villageId)
    await restore('resident', id)
    expect(await valuesOf(id)).toMatchObject({ villageId })
  })

  test('E24 belongs to the record that its own was merged into, and the restoring can be undone', async () => {
    const [keepId, dropId] = [await person({ name: '钱一' }), await person({ name: '钱壹' })]
    const item = await create('serviceItem', { residentId: dropId, item: 'work', neededOn: '2026-01-01' })
    await remove(item, 'serviceItem')
    await desk.api.register.merge({ register: 'resident', keepId, dropId, keepVersion: 1, dropVersion: 1, take: [] })
    await restore('serviceItem', item)
    expect(await get(item, 'serviceItem')).toMatchObject({ deletedAt: null, values: { residentId: keepId } })
    expect(await undo(await lastSet())).toMatchObject({ kept: [] })
    expect(await get(item, 'serviceItem')).toMatchObject({ values: { residentId: dropId } })
    // however often that one became part of another
    const last = await person({ name: '钱仪' })
    const pair = { keepId: last, dropId: keepId, keepVersion: 1, dropVersion: (await get(keepId)).version }
    await desk.api.register.merge({ register: 'resident', ...pair, take: [] })
    await restore('serviceItem', item)
    expect(await valuesOf(item, 'serviceItem')).toMatchObject({ residentId: last })
  })

  test('P-06 a life event that was withdrawn does not come back beside its verb', async () => {
    const id = await person({ name: '误登' })
    await died(id, '2026-05-01')
    const [event] = await eventsOf(id)
    await desk.api.resident.removeLastLifeEvent({ id, expectedVersion: (await get(id)).version })
    await expect(restore('lifeEvent', event?.id ?? '')).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})
