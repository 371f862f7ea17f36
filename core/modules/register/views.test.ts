import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ViewDefinition } from '../../contract/register.ts'
import { openContext } from '../../server/router-base.ts'
import { newTestDesk, testPassword, type TestApi, type TestDesk } from '../../testing.ts'

let desk: TestDesk
let operator: TestApi
beforeAll(async () => {
  desk = await newTestDesk()
  await desk.api.session.createAccount({ loginName: 'limin', displayName: '李敏', role: 'operator', password: testPassword })
  operator = desk.connect().api
  await operator.session.logIn({ loginName: 'limin', password: testPassword })
})
afterAll(() => desk.close())

const definition: ViewDefinition = {
  search: '石榴',
  where: [{ field: 'personType', op: 'in', value: ['floating', 'overseas'] }],
  sort: [
    { field: 'birthOn', descending: true },
    { field: 'namePinyin', descending: false },
  ],
  columns: [
    { field: 'name', width: 140 },
    { field: 'birthOn', width: null },
  ],
  groupBy: 'villageId',
}
const names = async (api: TestApi) => (await api.register.views({ register: 'resident' })).views.map(({ name }) => name)
const last = async () => (await desk.api.audit.list({ limit: 1 })).entries[0]

describe('saved views', () => {
  test('mine is seen by me alone, the office’s by everybody; what was saved comes back as it was', async () => {
    const mine = await operator.register.saveView({ register: 'resident', name: '流动人口', owner: 'mine', definition })
    await desk.api.register.saveView({ register: 'resident', name: '全镇流动', owner: 'office', definition })
    expect(await names(operator)).toEqual(['全镇流动', '流动人口'])
    expect(await names(desk.api)).toEqual(['全镇流动'])
    expect((await desk.api.register.views({ register: 'village' })).views).toEqual([])
    const { views } = await operator.register.views({ register: 'resident' })
    expect(views.find(({ id }) => id === mine.id)).toEqual({ id: mine.id, name: '流动人口', owner: 'mine', definition })
  })

  test('renamed and overwritten under its id; two of one name are refused', async () => {
    const { id } = await operator.register.saveView({ register: 'resident', name: '甲', owner: 'mine', definition })
    const changed = { ...definition, search: '', groupBy: null }
    await operator.register.saveView({ register: 'resident', id, name: '乙', owner: 'mine', definition: changed })
    expect(await names(operator)).toEqual(['全镇流动', '乙', '流动人口'])
    await expect(
      operator.register.saveView({ register: 'resident', name: '乙', owner: 'mine', definition }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await operator.register.removeView({ id })
    expect(await names(operator)).toEqual(['全镇流动', '流动人口'])
    await expect(operator.register.removeView({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('the office’s views are the administrator’s to save, change and delete; another person’s are not there', async () => {
    const forbidden = { code: 'FORBIDDEN' }
    const office = (await desk.api.register.views({ register: 'resident' })).views[0]
    const id = office?.id ?? ''
    const save = (owner: 'mine' | 'office', own?: string) =>
      operator.register.saveView({ register: 'resident', name: '改名', owner, definition, ...(own !== undefined && { id: own }) })
    await expect(save('office')).rejects.toMatchObject(forbidden)
    await expect(save('mine', id)).rejects.toMatchObject(forbidden)
    await expect(operator.register.removeView({ id })).rejects.toMatchObject(forbidden)
    const mine = (await operator.register.views({ register: 'resident' })).views.find(({ owner }) => owner === 'mine')
    await expect(desk.api.register.removeView({ id: mine?.id ?? '' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(
      desk.api.register.saveView({ register: 'resident', id: mine?.id ?? '', name: '改名', owner: 'mine', definition }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await desk.api.register.removeView({ id })
    expect(await names(desk.api)).toEqual([])
  })

  test('saving and removing are audited by the view’s id, its name by no word; unknown fields are refused', async () => {
    const saved = await desk.api.register.saveView({
      register: 'village',
      name: '各村',
      owner: 'office',
      definition: { ...definition, where: [], sort: [], columns: [], groupBy: null },
    })
    expect(await last()).toMatchObject({ command: 'saveView', detail: expect.stringContaining(saved.id) as string })
    const named = await desk.api.register.saveView({
      register: 'village',
      name: '查 13900004567',
      owner: 'mine',
      definition: { ...definition, where: [], sort: [], columns: [], groupBy: null },
    })
    await desk.api.register.removeView({ id: named.id })
    expect(await last()).toMatchObject({ command: 'removeView', detail: expect.stringContaining(named.id) as string })
    const entries = openContext(desk.context).desk.database.reader.prepare('SELECT detail FROM audit_entries').pluck().all()
    expect(entries.join()).not.toMatch(/13900004567|各村/)
    for (const wrong of [{ groupBy: 'searchText' }, { where: [{ field: 'nonsense', op: 'empty' as const }] }]) {
      await expect(
        desk.api.register.saveView({ register: 'resident', name: '错', owner: 'mine', definition: { ...definition, ...wrong } }),
      ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    }
  })
})

describe('layout', () => {
  test('each person has an own one for each ledger; null takes the usual one again', async () => {
    const columns = definition.columns
    expect(await operator.register.layout({ register: 'resident' })).toEqual({ columns: null })
    await operator.register.saveLayout({ register: 'resident', columns })
    expect(await operator.register.layout({ register: 'resident' })).toEqual({ columns })
    expect(await operator.register.layout({ register: 'village' })).toEqual({ columns: null })
    expect(await desk.api.register.layout({ register: 'resident' })).toEqual({ columns: null })
    await operator.register.saveLayout({ register: 'resident', columns: null })
    expect(await operator.register.layout({ register: 'resident' })).toEqual({ columns: null })
  })

  test('a column that is not known is left out', async () => {
    await operator.register.saveLayout({ register: 'resident', columns: [...definition.columns, { field: 'gone', width: 90 }] })
    expect(await operator.register.layout({ register: 'resident' })).toEqual({ columns: definition.columns })
  })
})
