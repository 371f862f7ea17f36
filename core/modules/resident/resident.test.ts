import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { likenesses } from '../../register/similar.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'

let desk: TestDesk
let villageId = ''
beforeAll(async () => {
  desk = await newTestDesk()
  villageId = (await desk.api.register.create({ register: 'village', values: { name: '板桥村' } })).id
})
afterAll(() => desk.close())

const resident = (id: string) => desk.api.register.get({ register: 'resident', id })
const create = async (values: Record<string, string | null>) =>
  (await desk.api.register.create({ register: 'resident', values: { villageId, ...values } })).id

type Kind = 'born' | 'movedIn' | 'movedOut' | 'returned' | 'died'
async function record(id: string, kind: Kind, happenedOn: string, more: { leaveHousehold?: boolean; place?: string } = {}) {
  const { version } = await resident(id)
  return desk.api.resident.recordLifeEvent({
    id,
    expectedVersion: version,
    kind,
    happenedOn,
    place: more.place ?? null,
    note: null,
    leaveHousehold: more.leaveHousehold ?? false,
  })
}
async function takeBack(id: string) {
  const { version } = await resident(id)
  return desk.api.resident.removeLastLifeEvent({ id, expectedVersion: version })
}
const eventsOf = async (id: string) => {
  const where = [{ field: 'residentId', op: 'is' as const, value: id }]
  const { rows } = await desk.api.register.list({
    register: 'lifeEvent',
    where,
    sort: [{ field: 'happenedOn', descending: false }],
  })
  return rows.map((row) => `${String(row.values.happenedOn)} ${row.labels.kind ?? ''}`)
}
const refused = (words: string, field?: string) => ({
  code: 'RULE_VIOLATION',
  message: expect.stringContaining(words) as string,
  ...(field === undefined ? {} : { data: { violations: [expect.objectContaining({ rule: 'P-06', field })] } }),
})

describe('P-06 life events', () => {
  test('out, back, out, dead: the state follows each', async () => {
    const id = await create({ name: '常来', idNumber: '999901198802030017' })
    await record(id, 'movedOut', '2024-05-01', { place: '省城' })
    expect((await resident(id)).values).toMatchObject({ status: 'movedOut', statusOn: '2024-05-01' })
    await expect(record(id, 'movedOut', '2024-06-01')).rejects.toMatchObject(refused('2024-05-01 已迁出', 'kind'))
    await record(id, 'returned', '2025-02-01')
    await expect(record(id, 'movedIn', '2025-03-01')).rejects.toMatchObject(refused('在册'))
    await record(id, 'movedOut', '2025-06-01')
    await record(id, 'movedIn', '2025-09-01')
    await record(id, 'died', '2026-01-10')
    expect((await resident(id)).values).toMatchObject({ status: 'deceased', statusOn: '2026-01-10' })
    await expect(record(id, 'returned', '2026-02-01')).rejects.toMatchObject(refused('先撤回去世登记'))
    expect(await eventsOf(id)).toEqual([
      '2024-05-01 迁出',
      '2025-02-01 返回',
      '2025-06-01 迁出',
      '2025-09-01 迁入',
      '2026-01-10 去世',
    ])
    const { rows } = await desk.api.register.list({ register: 'lifeEvent' })
    expect(rows[0]?.labels).toMatchObject({ villageId: '板桥村', residentId: '常来', kind: '去世' })
  })

  test.each<[Kind, string, string]>([
    ['movedOut', '2026-11-22', '不能晚于今天'],
    ['movedIn', '1988-02-02', '不能早于出生日期 1988-02-03'],
    ['born', '1988-02-04', '出生日期已登记为 1988-02-03'],
  ])('%s on %s is refused: %s', async (kind, on, words) => {
    const id = await create({ name: '日期人', birthOn: '1988-02-03' })
    await expect(record(id, kind, on)).rejects.toMatchObject(refused(words, 'happenedOn'))
    expect(await eventsOf(id)).toEqual([])
  })

  test('what came before the latest event is history and changes no state', async () => {
    const id = await create({ name: '旧事' })
    await record(id, 'returned', '2026-03-01')
    await record(id, 'movedOut', '2025-03-01')
    expect((await resident(id)).values).toMatchObject({ status: 'present', statusOn: '2026-03-01' })
    await expect(record(id, 'died', '2025-05-01')).rejects.toMatchObject(refused('去世日期不能比它早'))
    await expect(record(id, 'movedOut', '2025-03-01')).rejects.toMatchObject(refused('已经登记过了'))
    expect(await eventsOf(id)).toEqual(['2025-03-01 迁出', '2026-03-01 返回'])
  })

  test('the latest event is taken back with what followed from it', async () => {
    const household = await desk.api.register.create({ register: 'household', values: { householdNo: '71', villageId } })
    await create({ name: '户主甲', householdId: household.id, relationToHead: '02' })
    const id = await create({ name: '户员乙', householdId: household.id, relationToHead: '20' })
    await record(id, 'movedOut', '2025-03-01')
    await record(id, 'returned', '2025-04-01')
    await record(id, 'died', '2026-03-01', { leaveHousehold: true })
    expect((await resident(id)).values).toMatchObject({ status: 'deceased', householdId: null, relationToHead: null })
    await takeBack(id)
    expect((await resident(id)).values).toMatchObject({
      status: 'present',
      statusOn: '2025-04-01',
      householdId: household.id,
      relationToHead: '20',
    })
    await takeBack(id)
    await takeBack(id)
    expect((await resident(id)).values).toMatchObject({ status: 'present', statusOn: null })
    await expect(takeBack(id)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(await eventsOf(id)).toEqual([])
  })

  test('P-05 a head leaves the household only when alone', async () => {
    const { id: householdId } = await desk.api.register.create({ register: 'household', values: { householdNo: '72' } })
    const head = await create({ name: '独户主', householdId, relationToHead: '02' })
    const child = await create({ name: '独户子', householdId, relationToHead: '20' })
    await expect(record(head, 'died', '2026-03-01', { leaveHousehold: true })).rejects.toMatchObject({
      message: expect.stringContaining('请先变更户主') as string,
    })
    await expect(record(child, 'returned', '2026-03-01', { leaveHousehold: true })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await record(child, 'movedOut', '2026-03-01', { leaveHousehold: true })
    await record(head, 'died', '2026-03-01', { leaveHousehold: true })
    expect((await desk.api.household.members({ id: householdId })).rows).toEqual([])
  })

  test('one step takes an event back, the household with it', async () => {
    const { id: householdId } = await desk.api.register.create({ register: 'household', values: { householdNo: '73' } })
    await create({ name: '户主丙', householdId, relationToHead: '02' })
    const id = await create({ name: '户员丁', householdId, relationToHead: '30' })
    await record(id, 'movedOut', '2026-03-01', { leaveHousehold: true })
    const [left] = (await desk.api.register.history({ register: 'household', id: householdId })).changes
    expect(left).toMatchObject({ label: '登记人员变动' })
    expect((await desk.api.register.undo({ changeSetId: left?.changeSetId ?? '' })).kept).toEqual([])
    expect((await resident(id)).values).toMatchObject({ status: 'present', statusOn: null, householdId, relationToHead: '30' })
    expect(await eventsOf(id)).toEqual([])
  })

  test('P-06 an event changes only by its own step, its note in the form', async () => {
    const id = await create({ name: '改变动' })
    await record(id, 'died', '2026-03-01')
    const where = [{ field: 'residentId', op: 'is' as const, value: id }]
    const eventId = (await desk.api.register.list({ register: 'lifeEvent', where })).rows[0]?.id ?? ''
    const change = (values: Record<string, string>) =>
      desk.api.register.update({ register: 'lifeEvent', id: eventId, expectedVersion: 1, values })
    for (const values of [{ kind: 'returned' }, { happenedOn: '2026-04-01' }, { residentId: await create({ name: '别人' }) }])
      await expect(change(values)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await change({ note: '医院证明已看' })
    expect((await resident(id)).values).toMatchObject({ status: 'deceased', statusOn: '2026-03-01' })
  })

  test('somebody else was faster: nothing is written', async () => {
    const id = await create({ name: '快慢' })
    const stale = { id, expectedVersion: 9, kind: 'movedOut' as const, happenedOn: '2026-03-01', place: null, note: null }
    await expect(desk.api.resident.recordLifeEvent(stale)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await eventsOf(id)).toEqual([])
  })
})

describe('P-02 one number, one person', () => {
  const idNumber = '999901197507140016'
  let first = ''
  beforeAll(async () => {
    first = await create({ name: '原件', idNumber })
  })

  test('the twin is named by id, and merging is offered to who had only a temporary number', async () => {
    await expect(create({ name: '副本', idNumber })).rejects.toMatchObject({
      data: { violations: [{ rule: 'P-02', recordId: first, message: expect.stringContaining('请打开原记录修改') as string }] },
    })
    const id = await create({ name: '临时人' })
    const before = await resident(id)
    await expect(
      desk.api.register.update({ register: 'resident', id, expectedVersion: before.version, values: { idNumber } }),
    ).rejects.toMatchObject({
      data: { violations: [{ rule: 'P-02', recordId: first, message: expect.stringContaining('合并') as string }] },
    })
    await desk.api.register.update({
      register: 'resident',
      id,
      expectedVersion: before.version,
      values: { idNumber: '999901199001010037' },
    })
    // the temporary number stays as a trace
    expect((await resident(id)).values.temporaryNo).toBe(before.values.temporaryNo)
  })

  test('who moved out is asked back, not registered again', async () => {
    await record(first, 'movedOut', '2024-05-01')
    await expect(create({ name: '归人', idNumber })).rejects.toMatchObject({
      data: { violations: [{ rule: 'P-02', recordId: first, message: '此人 2024-05-01 已迁出，请打开原记录办理“返回”' }] },
    })
    await record(first, 'returned', '2026-05-01')
    await record(first, 'died', '2026-06-01')
    await expect(create({ name: '归人', idNumber })).rejects.toMatchObject({
      message: expect.stringContaining('2026-06-01 去世') as string,
    })
  })
})

describe('who may be the person being typed', () => {
  const similar = (values: Record<string, string | null>, exceptId?: string) =>
    desk.api.register.similar({ register: 'resident', values, ...(exceptId === undefined ? {} : { exceptId }) })
  let qiu = ''
  beforeAll(async () => {
    qiu = await create({ name: '仇晓明', idNumber: '99990119600115001X', groupName: '4组' })
    await create({ name: '邱小明', birthOn: '1960-01-15' })
    await create({ name: '邱小鸣', groupName: '4组' })
    await create({ name: '安妮', idType: '414', otherIdNo: 'E12345678' })
    const gone = await create({ name: '仇晓明', birthOn: '1960-01-15' })
    await record(gone, 'movedOut', '2023-08-01')
    const deleted = await create({ name: '仇晓明', birthOn: '1960-01-15' })
    await desk.api.register.remove({ register: 'resident', id: deleted, expectedVersion: 1, reason: '重复录入' })
  })

  test('number first, then name and birthday, then sound; who left says so, who was deleted is not named', async () => {
    const { rows, reasons } = await similar({
      name: '仇晓明',
      idNumber: '99990119600115001X',
      birthOn: '1960-01-15',
      villageId,
      groupName: '4组',
    })
    expect(rows.map((row, index) => `${row.title}：${reasons[index] ?? ''}`)).toEqual([
      '仇晓明：证号相同',
      '仇晓明：姓名和出生日期相同，曾迁出（2023-08-01）',
      '邱小明：同音，出生日期相同',
      '邱小鸣：同音，同村同组',
    ])
    expect(rows[0]?.values.idNumber).toBe('999***********001X')
  })

  test('not the record itself; a number of 15 places; another paper', async () => {
    expect((await similar({ idNumber: '99990119600115001X' }, qiu)).rows).toEqual([])
    expect((await similar({ idNumber: '999901600115001' })).reasons).toEqual(['证号相同'])
    expect((await similar({ otherIdNo: 'E12345678' })).reasons).toEqual(['证件号码相同'])
    expect((await similar({ otherIdNo: 'G12345678' })).rows).toEqual([])
    expect((await similar({ name: '仇' })).rows).toEqual([])
  })

  test('every question is answered by an index', () => {
    const { reader } = desk.context.backend.desk?.database ?? expect.fail('open')
    const values = { name: '仇晓明', idNumber: '99990119600115001X', birthOn: '1960-01-15', villageId, groupName: '4组' }
    const asked = [...likenesses(reader, values), ...likenesses(reader, { name: '仇晓明' })]
    const plans = asked.map(({ condition, parameters }) =>
      (
        reader
          .prepare(`EXPLAIN QUERY PLAN SELECT * FROM residents WHERE ${condition} AND deleted_at IS NULL`)
          .all(parameters) as {
          detail: string
        }[]
      )
        .map((one) => one.detail)
        .find((detail) => detail.includes('residents')),
    )
    expect(plans.map((plan) => /USING INDEX (\w+)/.exec(plan ?? '')?.[1])).toEqual([
      'residents_id_number',
      'residents_name',
      'residents_name_pinyin',
      'residents_village',
      'residents_name',
    ])
  })

  test('at most eight', async () => {
    for (let n = 0; n < 10; n++) await create({ name: '多同名', birthOn: '2001-01-01' })
    expect((await similar({ name: '多同名', birthOn: '2001-01-01' })).rows).toHaveLength(8)
  })
})
