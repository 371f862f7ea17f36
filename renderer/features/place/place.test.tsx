// @vitest-environment jsdom
import '../../testing/node-parts.ts'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newTestDesk } from '../../../core/testing.ts'
import type { TestDesk } from '../../../core/testing.ts'
import { fieldAt, messageAt, pressKey, typeAt } from '../../testing/form-keys.ts'
import { showDesk } from '../../testing/show-desk.tsx'
import { withBrowserParts } from '../../ui/testing.ts'

let desk: TestDesk
beforeAll(async () => {
  withBrowserParts()
  desk = await newTestDesk()
})
afterAll(() => desk.close())
afterEach(cleanup)

const place = () => window.location.hash
const save = () => {
  pressKey('Enter', { ctrlKey: true })
}
const create = async (register: 'household' | 'resident' | 'village' | 'grid', values: Record<string, string>) =>
  (await desk.api.register.create({ register, values })).id

/** A father (head), a mother and a son. */
async function newHousehold(householdNo: string) {
  const householdId = await create('household', { householdNo, headName: '王卫明', address: '3组15号' })
  const member = (name: string, sex: string, birthOn: string, relationToHead: string) =>
    create('resident', { name, sex, birthOn, relationToHead, householdId })
  const father = await member('王卫明', '1', '1960-02-03', '02')
  const mother = await member('李秀英', '2', '1962-08-09', '10')
  const son = await member('王小明', '1', '1988-02-03', '20')
  return { householdId, father, mother, son }
}
const relationsIn = async (householdId: string) =>
  (await desk.api.household.members({ id: householdId })).rows.map(({ title, labels }) => [title, labels['relationToHead']])

test('变更户主: relations to the new head are proposed, saved, and taken back exactly', async () => {
  const { householdId } = await newHousehold('1')
  showDesk(desk, `#/household/${householdId}?do=head`)
  await typeAt('headId', '王小明')
  pressKey('Enter')
  await screen.findByText('关系是按原来的关系推算的，请核对后保存；保存后可以撤销。')
  save()
  await screen.findByText('户主已变更，家人与户主的关系随之改了。')
  expect(await relationsIn(householdId)).toEqual([
    ['王小明', '户主'],
    ['王卫明', '父'],
    ['李秀英', '母'],
  ])
  fireEvent.click(screen.getByRole('button', { name: '撤销' }))
  await screen.findByText(/可以全部撤销/)
  fireEvent.click((await screen.findAllByRole('button', { name: '撤销' })).at(-1) ?? document.body)
  await screen.findByText(/^已撤销/)
  expect(await relationsIn(householdId)).toEqual([
    ['王卫明', '户主'],
    ['李秀英', '配偶'],
    ['王小明', '子'],
  ])
})

test('分户: nobody goes without a head; the new household opens', async () => {
  const { householdId } = await newHousehold('2')
  showDesk(desk, `#/household/${householdId}?do=split`)
  fireEvent.click(await screen.findByRole('checkbox', { name: /^王小明/ }))
  ;(await fieldAt('address')).focus()
  save()
  await waitFor(() => {
    expect(messageAt('headId')).toBe('请选择新户的户主')
  })
  await typeAt('headId', '王小明')
  pressKey('Enter')
  await screen.findByText(/^保存后：原户 2 人，户主王卫明；新户 1 人，户主王小明/)
  save()
  await screen.findByText('王小明已分户，这里是新户。')
  const newId = place().split('/').at(-1) ?? ''
  expect([newId === householdId, await relationsIn(newId)]).toEqual([false, [['王小明', '户主']]])
})

test('并户: everybody who comes over needs a relation to the head', async () => {
  const { householdId } = await newHousehold('3')
  const other = await create('household', { householdNo: '88', headName: '赵金锁' })
  const guest = await create('resident', { name: '赵金锁', sex: '1', relationToHead: '02', householdId: other })
  showDesk(desk, `#/household/${householdId}?do=merge`)
  await typeAt('other', '赵金锁')
  const option = await waitFor(() => {
    const found = document.querySelector('.ant-select-item-option[title="赵金锁 88"]')
    if (found === null) throw new Error('the household is not offered')
    return found
  })
  fireEvent.click(option)
  await fieldAt(`relations.${guest}`)
  save()
  await waitFor(() => {
    expect(messageAt(`relations.${guest}`)).toBe('请选择关系')
  })
  await typeAt(`relations.${guest}`, '弟')
  pressKey('Enter')
  save()
  await screen.findByText('已并户，并过来的户在回收站里。')
  expect((await relationsIn(householdId)).map(([name]) => name)).toContain('赵金锁')
})

test('G-01: a grid is handed over and the list to sign names both', async () => {
  const villageId = await create('village', { name: '石榴村' })
  const gridId = await create('grid', { name: '石榴 02', villageId })
  await create('resident', { name: '钟桂香', villageId, gridId, personType: 'floating' })
  const first = { id: gridId, fromStaffId: null, name: '张桂兰', role: 'lead' as const, phone: null, happenedOn: '2025-01-01' }
  await desk.api.grid.handOver({ ...first, expectedVersion: 1 })
  showDesk(desk, `#/grid/${gridId}?do=handOver`)
  await typeAt('name', '周建军')
  save()
  await screen.findByText('周建军（网格长）')
  await screen.findByText('张桂兰（网格长）')
  await screen.findByText('三、流动人口（1 人）')
  expect(place()).toBe(`#/grid/${gridId}/hand-over?on=2026-11-21`)
  expect((await desk.api.register.get({ register: 'grid', id: gridId })).values['leadName']).toBe('周建军')
})

test('a village says how many residents follow when it is renamed', async () => {
  const villageId = await create('village', { name: '东关村' })
  await create('resident', { name: '毛文建', villageId })
  showDesk(desk, `#/village/${villageId}?do=edit`)
  await screen.findByText(/改名后，1 名居民/)
  await typeAt('name', '东关社区')
  save()
  await screen.findByRole('heading', { level: 1, name: '东关社区' })
})
