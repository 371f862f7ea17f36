import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BulkResult, Chosen, Selection } from '../../contract/register.ts'
import type { RecordValues, RegisterName } from '../../domain/field.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'
import { nodeWorkers } from '../../workers/spawn-node.ts'

let desk: TestDesk
let villageId = ''
let gridId = ''
beforeAll(async () => {
  desk = await newTestDesk()
  villageId = await create('village', { name: '石榴村' })
  gridId = await create('grid', { name: '石榴一格', villageId })
})
afterAll(() => desk.close())

const create = async (register: RegisterName, values: RecordValues) => (await desk.api.register.create({ register, values })).id
const person = (values: RecordValues) => create('resident', values)
const get = (id: string, register: RegisterName = 'resident') => desk.api.register.get({ register, id })
const valuesOf = async (id: string, register: RegisterName = 'resident') => (await get(id, register)).values
const update = async (id: string, values: RecordValues, register: RegisterName = 'resident') =>
  desk.api.register.update({ register, id, expectedVersion: (await get(id, register)).version, values })
const lastSet = async () => (await desk.api.register.changeSets({ limit: 1 })).rows[0]?.changeSetId ?? ''

const named = (...ids: string[]): Chosen => ({ query: { register: 'resident' }, selection: { all: false, ids } })
const changeAll = async (chosen: Chosen, values: RecordValues) =>
  (await desk.finish(await desk.api.register.bulkChange({ chosen, values }))) as BulkResult
const preview = async (chosen: Chosen, values: RecordValues) =>
  (await desk.finish(await desk.api.register.bulkPreview({ chosen, values }))) as BulkResult

describe('bulk change', () => {
  test('two hundred people move to another grid in one step, and back in one step', async () => {
    const ids: string[] = []
    for (let count = 0; count < 200; count += 1) ids.push(await person({ name: '迁网格', villageId, groupName: '9组' }))
    const chosen: Chosen = {
      query: { register: 'resident', where: [{ field: 'groupName', op: 'is', value: '9组' }] },
      selection: { all: true, except: ids.slice(0, 5) },
    }
    const before = await preview(chosen, { gridId })
    expect(before).toMatchObject({ changed: 195, unchanged: 0, refused: 0, changeSetId: null })
    expect(before.samples).toHaveLength(50)
    expect(before.samples[0]).toMatchObject({ fields: [{ label: '网格', before: '', after: '石榴一格' }] })
    expect((await valuesOf(ids[10] ?? '')).gridId).toBeNull()

    const { changeSetId, ...done } = await changeAll(chosen, { gridId })
    expect(done).toMatchObject({ changed: 195, unchanged: 0, refused: 0 })
    expect((await valuesOf(ids[4] ?? '')).gridId).toBeNull()
    expect(await changeAll(chosen, { gridId })).toMatchObject({ changed: 0, unchanged: 195, changeSetId: null })

    const { set, records, obstacleTotal } = await desk.api.register.undoPreview({ changeSetId: changeSetId ?? '' })
    expect({ records, obstacleTotal, counts: set.counts, undoable: set.undoable, label: set.label }).toEqual({
      records: 195,
      obstacleTotal: 0,
      counts: { resident: 195 },
      undoable: true,
      label: '批量修改',
    })
    expect(await desk.api.register.undo({ changeSetId: changeSetId ?? '' })).toEqual({ undone: 195, kept: [] })
    expect((await valuesOf(ids[10] ?? '')).gridId).toBeNull()
  })

  test('changed + unchanged + refused = chosen: every record is asked every rule, one refusal does not stop the others', async () => {
    const [fits, already, deleted] = [
      await person({ name: '可改' }),
      await person({ name: '已是', occupation: '务农' }),
      await person({ name: '已删' }),
    ]
    await desk.api.register.remove({ register: 'resident', id: deleted, expectedVersion: 1, reason: '重复' })
    const missing = '01a1ff5b-97b5-758f-8727-4f74d8550bde'
    const result = await changeAll(named(fits, already, deleted, missing, fits), { occupation: '务农' })
    expect(result).toMatchObject({ changed: 1, unchanged: 1, refused: 2 })
    expect(result.refusals.map(({ id }) => id)).toEqual([deleted, missing])
  })

  test('a meeting whose minutes are signed off is refused, the other is changed', async () => {
    const meeting = (title: string) =>
      desk.api.meeting.registerMeeting({
        values: { title, kind: 'LH', heldOn: '2026-11-20', place: '室', chair: '王' },
        attendees: [],
        agenda: [],
      })
    const [open, sealed] = [await meeting('一'), await meeting('二')]
    await desk.api.meeting.signOffMinutes({ id: sealed.id, expectedVersion: 1, signedOffBy: '王', on: '2026-11-21' })
    const selection: Selection = { all: false, ids: [open.id, sealed.id] }
    const { refusals, ...counts } = await changeAll({ query: { register: 'meeting' }, selection }, { place: '会议室' })
    expect(counts).toMatchObject({ changed: 1, refused: 1 })
    expect(refusals).toEqual([{ id: sealed.id, title: '二', message: expect.stringContaining('纪要已签发') as string }])
  })

  test.each([
    [{ temporaryNo: 'T-1' }, '不能直接填写'],
    [{ idNumber: '999901198802030017' }, '不能批量修改'],
    [{ phone: '13900001234' }, '不能批量修改'],
    [{ name: '同名' }, '不能批量修改'],
    [{ nothing: '1' }, '没有字段'],
    [{}, '请选择'],
  ])('what tells people apart or is worked out is not set for many: %j', async (values, words) => {
    const id = await person({ name: '不改' })
    await expect(preview(named(id), values)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining(words) as string,
    })
  })

  test('a cancelled change leaves everything as it was', async () => {
    const ids: string[] = []
    for (let count = 0; count < 100; count += 1) ids.push(await person({ name: '取消', villageId }))
    const { jobId } = await desk.api.register.bulkChange({ chosen: named(...ids), values: { occupation: '木工' } })
    await desk.api.job.cancel({ jobId })
    await expect(desk.finish({ jobId })).rejects.toMatchObject({ message: expect.stringContaining('已取消') as string })
    expect((await valuesOf(ids[0] ?? '')).occupation).toBeNull()
  })
})

test('a bulk change of a large ledger is looked up aside, so that others are served', { timeout: 60_000 }, async () => {
  const asked: string[] = []
  const spawn = nodeWorkers(new URL('../../workers/entry.ts', import.meta.url))
  const large = await newTestDesk({
    ports: {
      spawnWorker: (name, request, limits) => {
        asked.push(name)
        return spawn(name, request, limits)
      },
    },
  })
  const { database, unit } = large.context.backend.desk ?? expect.fail('open')
  database.writer
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 21000)
       INSERT INTO residents (id, unit_id, version, created_at, created_by, updated_at, updated_by, name, name_pinyin, id_type,
         person_type, status, residence_address)
       SELECT printf('%08x-0000-7000-8000-000000000000', i), ?, 1, '2026', 'a', '2026', 'a', '王', 'wang', '111', 'registered',
         'present', i || '号' FROM n`,
    )
    .run(unit.unitId)
  const where = [{ field: 'residenceAddress', op: 'contains' as const, value: '2100' }]
  const chosen: Chosen = { query: { register: 'resident', where }, selection: { all: true, except: [] } }
  const started = await large.api.register.bulkChange({ chosen, values: { occupation: '木工' } })
  expect(await large.finish(started)).toMatchObject({ changed: 3, refused: 0 })
  expect(asked).toContain('read')
  await large.close()
})

describe('undo at full depth', () => {
  test('E27 only the fields of the set go back; later changes of others stay', async () => {
    const id = await person({ name: '改两次', occupation: '务农', groupName: '1组' })
    const other = await person({ name: '没再改', occupation: '务农' })
    const { changeSetId } = await changeAll(named(id, other), { occupation: '木工' })
    await update(id, { groupName: '2组' })
    const set = { changeSetId: changeSetId ?? '' }
    const { obstacles, obstacleTotal, records } = await desk.api.register.undoPreview(set)
    expect({ obstacles, obstacleTotal, records }).toEqual({
      obstacles: [{ register: 'resident', id, title: '改两次', reason: 'edited', words: '2026-11-21 管理员 修改：村民小组' }],
      obstacleTotal: 1,
      records: 2,
    })
    expect(await desk.api.register.undo({ ...set, alsoEdited: [id] })).toEqual({ undone: 2, kept: [] })
    expect(await valuesOf(id)).toMatchObject({ occupation: '务农', groupName: '2组' })
    expect(await valuesOf(other)).toMatchObject({ occupation: '务农' })
    await expect(desk.api.register.undo(set)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('E27 a created record that was edited is deleted only when chosen, and never while others refer to it', async () => {
    const id = await create('village', { name: '桃花村' })
    const set = { changeSetId: await lastSet() }
    await update(id, { kind: 'community' }, 'village')
    await expect(desk.api.register.undo(set)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await get(id, 'village')).deletedAt).toBeNull()

    const used = await create('village', { name: '杏花村' })
    const usedSet = { changeSetId: await lastSet() }
    await person({ name: '杏花人', villageId: used })
    expect((await desk.api.register.undoPreview(usedSet)).obstacles).toEqual([
      { register: 'village', id: used, title: '杏花村', reason: 'used', words: '居民 1 人用到它' },
    ])
    await expect(desk.api.register.undo({ ...usedSet, alsoEdited: [used] })).rejects.toMatchObject({ code: 'CONFLICT' })

    const chosen = await create('village', { name: '梨花村' })
    const chosenSet = { changeSetId: await lastSet() }
    await update(chosen, { kind: 'community' }, 'village')
    expect(await desk.api.register.undo({ ...chosenSet, alsoEdited: [chosen] })).toEqual({ undone: 1, kept: [] })
    expect((await get(chosen, 'village')).deletedAt).not.toBeNull()
  })

  test('a name typed by hand comes back with its own sound', async () => {
    const id = await person({ name: '单春海', namePinyin: 'chan chun hai' })
    await update(id, { name: '单春河' })
    expect((await valuesOf(id)).namePinyin).toBe('chan chun hai')
    await desk.api.register.undo({ changeSetId: await lastSet() })
    expect(await valuesOf(id)).toMatchObject({ name: '单春海', namePinyin: 'chan chun hai' })
  })

  test('P-02 a deletion is not undone while another has the number', async () => {
    const idNumber = '999901198802030017'
    const id = await person({ name: '先登记', idNumber })
    await desk.api.register.remove({ register: 'resident', id, expectedVersion: 1, reason: '误登' })
    const set = { changeSetId: await lastSet() }
    await person({ name: '后登记', idNumber })
    await expect(desk.api.register.undo(set)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await get(id)).deletedAt).not.toBeNull()
  })

  test('a value whose record has gone meanwhile does not come back', async () => {
    const old = await create('grid', { name: '旧格', villageId })
    const id = await person({ name: '换格', gridId: old })
    const { changeSetId } = await changeAll(named(id), { gridId })
    await desk.api.register.remove({ register: 'grid', id: old, expectedVersion: 1, reason: '撤格' })
    const kept = [{ register: 'resident', id, title: '换格' }]
    expect(await desk.api.register.undo({ changeSetId: changeSetId ?? '' })).toEqual({ undone: 0, kept })
    expect((await valuesOf(id)).gridId).toBe(gridId)
  })

  test('operations are listed newest first, with what they touched; steps of a workflow are not taken back whole', async () => {
    await desk.api.mediation.registerDispute({
      values: { title: '甲与乙纠纷', category: '02', registeredOn: '2026-11-01', summary: '略' },
      parties: [
        { side: 'applicant', name: '甲' },
        { side: 'respondent', name: '乙' },
      ],
    })
    const { rows, more } = await desk.api.register.changeSets({ limit: 2 })
    expect(more).toBe(true)
    expect(rows[0]).toMatchObject({
      label: '登记纠纷',
      actor: '管理员',
      counts: { mediation: 1, mediationParty: 2 },
      undone: false,
      undoable: false,
    })
    await expect(desk.api.register.undo({ changeSetId: rows[0]?.changeSetId ?? '' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    const undoable = await desk.api.register.changeSets({ limit: 100, undoable: true })
    expect(undoable.rows.every((one) => one.undoable && !one.undone)).toBe(true)
    const all = await desk.api.register.changeSets({ limit: 100, offset: 1 })
    expect(all.rows[0]).toEqual(rows[1])
  })
})

describe('an earlier version', () => {
  test('comes back as a new version; what is worked out stays, rules are asked', async () => {
    const id = await person({ name: '版本一', occupation: '务农', birthOn: '1988-02-03' })
    await update(id, { occupation: '木工', groupName: '1组' })
    await update(id, { name: '版本三', birthOn: '1971-11-20' })
    const restore = (version: number, expectedVersion: number) =>
      desk.api.register.restoreVersion({ register: 'resident', id, version, expectedVersion })
    await expect(restore(1, 2)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(restore(9, 3)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(await restore(1, 3)).toEqual({ version: 4 })
    expect(await valuesOf(id)).toMatchObject({
      name: '版本一',
      namePinyin: 'ban ben yi',
      occupation: '务农',
      groupName: null,
      birthOn: '1988-02-03',
      temporaryNo: expect.stringMatching(/^T-/) as string,
    })
    expect(await restore(3, 4)).toEqual({ version: 5 })
    expect(await valuesOf(id)).toMatchObject({ name: '版本三', occupation: '木工', groupName: '1组', birthOn: '1971-11-20' })
    expect((await desk.api.register.history({ register: 'resident', id })).changes[0]).toMatchObject({
      label: '恢复到以前的内容',
      kind: 'update',
    })
    await desk.api.register.undo({ changeSetId: await lastSet() })
    expect(await valuesOf(id)).toMatchObject({ name: '版本一' })
  })

  test('P-02 a number that another person has by now does not come back', async () => {
    const idNumber = '999901200702091357'
    const id = await person({ name: '换号', idNumber })
    await update(id, { idNumber: null, birthOn: null, sex: null })
    await person({ name: '另一人', idNumber })
    await expect(
      desk.api.register.restoreVersion({ register: 'resident', id, version: 1, expectedVersion: 2 }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATION', data: { violations: [{ rule: 'P-02' }] } })
  })
})

test('a village is renamed while others are served; its people are found by the new name', { timeout: 60_000 }, async () => {
  const id = await create('village', { name: '老名村' })
  for (let count = 0; count < 400; count += 1) await person({ name: '村里人', villageId: id })
  let longest = 0
  let going = true
  const probe = async () => {
    while (going) {
      const since = performance.now()
      await desk.api.register.count({ register: 'village' })
      longest = Math.max(longest, performance.now() - since)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }
  const probing = probe()
  await update(id, { name: '新名村' }, 'village')
  going = false
  await probing
  // a machine that does other things as well: the promise is 50 ms
  expect(longest).toBeLessThan(500)
  expect(await desk.api.register.count({ register: 'resident', search: '新名村 村里人' })).toEqual({ total: 400 })
  expect(await desk.api.register.count({ register: 'resident', search: '老名村' })).toEqual({ total: 0 })
})
