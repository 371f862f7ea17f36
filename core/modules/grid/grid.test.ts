import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { divisionNames } from '../../register/division-names.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'

let desk: TestDesk
let gridId = ''
beforeAll(async () => {
  desk = await newTestDesk()
  const { id: villageId } = await desk.api.register.create({ register: 'village', values: { name: '东关村' } })
  gridId = (await desk.api.register.create({ register: 'grid', values: { name: '东关 01', villageId } })).id
  const { id: householdId } = await desk.api.register.create({ register: 'household', values: { householdNo: '1' } })
  const person = async (values: Record<string, string>) =>
    (await desk.api.register.create({ register: 'resident', values: { gridId, villageId, ...values } })).id
  await person({ name: '甲', idNumber: '999901198802030017', householdId, relationToHead: '02' })
  await person({ name: '乙', householdId, relationToHead: '20' })
  const guest = await person({ name: '丙', personType: 'floating' })
  await person({ name: '丁', personType: 'leftBehind', leftBehindKind: '01' })
  await person({ name: '安妮', personType: 'overseas', idType: '414', otherIdNo: 'E12345678' })
  const gone = await person({ name: '走了' })
  await desk.api.resident.recordLifeEvent({
    id: gone,
    expectedVersion: 1,
    kind: 'movedOut',
    happenedOn: '2026-01-01',
    place: null,
    note: null,
  })
  for (const values of [
    { item: 'work', neededOn: '2026-05-01' },
    { item: 'school', neededOn: '2026-04-01', status: 'done', doneOn: '2026-06-01' },
  ])
    await desk.api.register.create({ register: 'serviceItem', values: { ...values, residentId: guest } })
})
afterAll(() => desk.close())

const grid = () => desk.api.register.get({ register: 'grid', id: gridId })
interface Step {
  fromStaffId?: string | null
  name: string
  role?: 'lead' | 'fullTime' | 'partTime'
  phone?: string | null
  happenedOn: string
}
const handOver = async (step: Step) =>
  desk.api.grid.handOver({
    id: gridId,
    expectedVersion: (await grid()).version,
    fromStaffId: null,
    role: 'lead',
    phone: '13900001234',
    ...step,
  })
const staff = async () => (await desk.api.grid.handOverList({ id: gridId })).staff
const idOf = async (name: string) => (await staff()).find((one) => one.title === name)?.id ?? ''
const refused = (words: string) => ({ code: 'RULE_VIOLATION', message: expect.stringContaining(words) as string })

describe('handing a grid over', () => {
  test('the list counts who is on the register and what is still to be done', async () => {
    const list = await desk.api.grid.handOverList({ id: gridId })
    expect(list).toMatchObject({ households: 1, residents: 5, withoutNumber: 3, staff: [] })
    expect(list.byType.map((one) => `${one.label} ${String(one.total)}`)).toEqual(['户籍 2', '流动 1', '留守 1', '境外 1'])
    expect(list.openServices.map((row) => row.labels.item)).toEqual(['就业'])
    expect(list.floating.map((row) => row.title)).toEqual(['安妮', '丙'])
    expect(list.leftBehind.map((row) => row.title)).toEqual(['丁'])
  })

  test('G-01 one lead at a time, on days in their order; the grid is called after its lead', async () => {
    await handOver({ name: '初任', happenedOn: '2025-01-01' })
    expect((await grid()).values).toMatchObject({ leadName: '初任', leadPhone: '13900001234' })
    await expect(handOver({ name: '二号', happenedOn: '2026-01-01' })).rejects.toMatchObject(refused('现任网格长是“初任”'))
    await handOver({ name: '帮手', role: 'fullTime', happenedOn: '2025-06-01' })
    const first = await idOf('初任')
    await expect(handOver({ fromStaffId: first, name: '二号', happenedOn: '2024-12-31' })).rejects.toMatchObject(
      refused('不能早于“初任”的开始日期'),
    )
    await expect(handOver({ fromStaffId: first, name: '二号', happenedOn: '2026-11-22' })).rejects.toMatchObject(
      refused('不能晚于今天'),
    )
    await expect(handOver({ name: '电话错', role: 'partTime', phone: '12', happenedOn: '2026-01-01' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    await handOver({ fromStaffId: first, name: '二号', phone: '13900005678', happenedOn: '2026-03-01' })
    expect((await staff()).map((row) => [row.title, row.values.fromOn, row.values.toOn])).toEqual([
      ['二号', '2026-03-01', null],
      ['帮手', '2025-06-01', null],
      ['初任', '2025-01-01', '2026-03-01'],
    ])
    expect((await grid()).values).toMatchObject({ leadName: '二号', leadPhone: '13900005678' })
    await expect(handOver({ fromStaffId: first, name: '三号', happenedOn: '2026-04-01' })).rejects.toMatchObject(
      refused('已于 2026-03-01 交接'),
    )
    const [last] = (await desk.api.register.history({ register: 'grid', id: gridId })).changes
    expect(last).toMatchObject({ label: '网格交接' })
  })

  test('one step takes a hand-over back', async () => {
    await handOver({ fromStaffId: await idOf('二号'), name: '误交', happenedOn: '2026-04-01' })
    const [last] = (await desk.api.register.history({ register: 'grid', id: gridId })).changes
    expect((await desk.api.register.undo({ changeSetId: last?.changeSetId ?? '' })).kept).toEqual([])
    expect((await staff()).map((row) => [row.title, row.values.toOn])).toEqual([
      ['二号', null],
      ['帮手', null],
      ['初任', '2026-03-01'],
    ])
    expect((await grid()).values).toMatchObject({ leadName: '二号', leadPhone: '13900005678' })
  })

  test('a lead who is followed by a member leaves the grid without a lead', async () => {
    await handOver({ fromStaffId: await idOf('二号'), name: '代管', role: 'partTime', happenedOn: '2026-05-01' })
    expect((await grid()).values).toMatchObject({ leadName: null, leadPhone: null })
  })
})

describe('a lead entered in the form', () => {
  const enter = async (values: Record<string, string>) => (await desk.api.register.create({ register: 'gridStaff', values })).id
  const change = async (id: string, values: Record<string, string | null>) => {
    const { version } = await desk.api.register.get({ register: 'gridStaff', id })
    await desk.api.register.update({ register: 'gridStaff', id, expectedVersion: version, values })
  }

  test('G-01 one lead at a time there too; the grid is called after its lead', async () => {
    const { values } = await grid()
    const { id } = await desk.api.register.create({
      register: 'grid',
      values: { name: '表单格', villageId: values.villageId ?? null },
    })
    const lead = async () => {
      const { leadName, leadPhone } = (await desk.api.register.get({ register: 'grid', id })).values
      return [leadName, leadPhone]
    }
    const first = await enter({ gridId: id, name: '甲', role: 'lead', phone: '13900001234', fromOn: '2026-01-01' })
    expect(await lead()).toEqual(['甲', '13900001234'])
    await expect(enter({ gridId: id, name: '乙', role: 'lead', fromOn: '2026-02-01' })).rejects.toMatchObject({
      data: { violations: [{ rule: 'G-01', recordId: first }] },
    })
    const second = await enter({ gridId: id, name: '乙', role: 'fullTime', fromOn: '2026-02-01' })
    await expect(change(second, { role: 'lead' })).rejects.toMatchObject({ data: { violations: [{ rule: 'G-01' }] } })
    await change(first, { name: '甲改名' })
    expect(await lead()).toEqual(['甲改名', '13900001234'])
    await change(first, { toOn: '2026-03-01' })
    expect(await lead()).toEqual([null, null])
    await change(second, { role: 'lead' })
    expect(await lead()).toEqual(['乙', null])
    await expect(change(first, { toOn: null })).rejects.toMatchObject({ data: { violations: [{ rule: 'G-01' }] } })
    await desk.api.register.remove({ register: 'gridStaff', id: second, expectedVersion: 2, reason: '误录' })
    expect(await lead()).toEqual([null, null])
    await desk.api.register.restore({ register: 'gridStaff', id: second })
    expect(await lead()).toEqual(['乙', null])
  })
})

test('a division is called as the latest year has it; one that was dropped says of which year', async () => {
  const rows = [
    { code: '999901101201', year: 2023, name: '石榴村' },
    { code: '999901101202', year: 2023, name: '大刘庄村' },
    { code: '999901101201', year: 2026, name: '石榴社区' },
    // another prefecture's table is of another year
    { code: '888801101201', year: 2020, name: '远村' },
  ]
  for (const values of rows) await desk.api.register.create({ register: 'division', values })
  const { reader } = desk.context.backend.desk?.database ?? expect.fail('open')
  const codes = ['999901101201', '999901101202', '888801101201', '777701101201']
  expect(Object.fromEntries(divisionNames(reader, codes))).toEqual({
    '999901101201': '石榴社区',
    '999901101202': '大刘庄村（2023 年区划）',
    '888801101201': '远村',
  })
})
