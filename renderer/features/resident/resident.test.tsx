// @vitest-environment jsdom
import '../../testing/node-parts.ts'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newTestDesk } from '../../../core/testing.ts'
import type { TestDesk } from '../../../core/testing.ts'
import { fieldAt, pressKey, typeAt } from '../../testing/form-keys.ts'
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
const newResident = (values: Record<string, string>) => desk.api.register.create({ register: 'resident', values })
const resident = (id: string) => desk.api.register.get({ register: 'resident', id })
const eventsOf = async (residentId: string) =>
  (
    await desk.api.register.list({ register: 'lifeEvent', where: [{ field: 'residentId', op: 'is', value: residentId }] })
  ).rows.map(({ values }) => [values['kind'], values['happenedOn'], values['place']])

test('a resident who moved in is registered on one page; the event is recorded with the person', async () => {
  showDesk(desk, '#/resident/new')
  await fieldAt('name')
  fireEvent.click(screen.getByRole('radio', { name: '迁入' }))
  await typeAt('reasonOn', '20240501')
  await typeAt('reasonPlace', '周口市')
  await typeAt('name', '赵金锁')
  await typeAt('idNumber', '110101199003074514')
  save()
  await waitFor(() => {
    expect(place()).toMatch(/^#\/resident\/[0-9a-f-]{36}$/)
  })
  const id = place().split('/').at(-1) ?? ''
  await waitFor(async () => {
    expect(await eventsOf(id)).toEqual([['movedIn', '2024-05-01', '周口市']])
  })
  expect((await resident(id)).values).toMatchObject({
    status: 'present',
    statusOn: '2024-05-01',
    birthOn: '1990-03-07',
    sex: '1',
  })
})

test('a born child needs a birthday, which is the day of the event', async () => {
  showDesk(desk, '#/resident/new')
  await fieldAt('name')
  fireEvent.click(screen.getByRole('radio', { name: '出生' }))
  await typeAt('name', '赵小满')
  save()
  await screen.findByText('登记原因是出生，请填出生日期')
  await typeAt('birthOn', '20261101')
  save()
  await waitFor(() => {
    expect(place()).toMatch(/^#\/resident\/[0-9a-f-]{36}$/)
  })
  await waitFor(async () => {
    expect(await eventsOf(place().split('/').at(-1) ?? '')).toEqual([['born', '2026-11-01', null]])
  })
})

test('one of two numbers is asked for, as the kind of paper has it; sections follow the person type', async () => {
  showDesk(desk, '#/resident/new')
  await fieldAt('idNumber')
  expect(document.querySelector('[data-field="otherIdNo"]')).toBeNull()
  expect(screen.queryByRole('region', { name: '流动人口' })).toBeNull()
  await typeAt('idType', '普通护照')
  pressKey('Enter')
  await fieldAt('otherIdNo')
  expect(document.querySelector('[data-field="idNumber"]')).toBeNull()
  await typeAt('personType', '流动')
  pressKey('Enter')
  await screen.findByRole('region', { name: '流动人口' })
  await screen.findByText(/草稿已保存/)
  cleanup()
  await desk.api.draft.discard({ form: 'resident/new' })
})

test('P-02: a number that is there already leads to the comparison, and what was typed goes over to that record', async () => {
  const { id } = await newResident({ name: '王卫明', idNumber: '11010119900307002X', occupation: '木匠' })
  showDesk(desk, '#/resident/new')
  await typeAt('name', '王卫明')
  await typeAt('idNumber', '11010119900307002X')
  await typeAt('residenceAddress', '55号')
  save()
  const [warned] = await screen.findAllByRole('alert')
  fireEvent.click(await screen.findByRole('button', { name: '对照' }))
  expect(warned).toBeDefined()
  fireEvent.click(await screen.findByRole('button', { name: '就是此人，去修改原记录' }))
  await screen.findByText('刚才填写的内容已带到这条记录，请核对后保存。')
  expect(place()).toBe(`#/resident/${id}/edit`)
  expect((await fieldAt('residenceAddress')).value).toBe('55号')
  expect((await fieldAt('occupation')).value).toBe('木匠')
  expect(await desk.api.draft.get({ form: 'resident/new' })).toMatchObject({ payload: null })
  ;(await fieldAt('residenceAddress')).focus()
  save()
  await waitFor(async () => {
    expect((await resident(id)).values['residenceAddress']).toBe('55号')
  })
})

test('P-06: moving out is registered, shown at the name, and taken back', async () => {
  const { id } = await newResident({ name: '李桂花', birthOn: '1960-05-06' })
  showDesk(desk, `#/resident/${id}?do=event`)
  await typeAt('happenedOn', '19500101')
  save()
  await screen.findByText('日期不能早于出生日期 1960-05-06')
  await typeAt('happenedOn', '20250302')
  await typeAt('place', '郑州市金水区')
  save()
  await screen.findByText('已迁出 2025-03-02')
  fireEvent.click(await screen.findByRole('button', { name: '撤回' }))
  fireEvent.click(await screen.findByRole('button', { name: '撤回这次变动' }))
  await screen.findByText('这次变动已撤回。')
  expect([(await resident(id)).values['status'], await eventsOf(id)]).toEqual(['present', []])
})

test('a service item of a floating resident goes from needed to done, one press each', async () => {
  const { id } = await newResident({ name: '钟桂香', personType: 'floating' })
  showDesk(desk, `#/resident/${id}?tab=services`)
  fireEvent.click(await screen.findByRole('button', { name: '登记服务事项' }))
  await typeAt('item', '就业')
  pressKey('Enter')
  save()
  fireEvent.click(await screen.findByRole('button', { name: '就业：已提供' }))
  fireEvent.click(await screen.findByRole('button', { name: '就业：已办结' }))
  await waitFor(async () => {
    const { rows } = await desk.api.register.list({ register: 'serviceItem' })
    expect(rows.map(({ values }) => [values['status'], values['offeredOn'], values['doneOn']])).toEqual([
      ['done', '2026-11-21', '2026-11-21'],
    ])
  })
})

test('E24: two records of one person become one from the record’s page, and may be two again', async () => {
  const { id } = await newResident({ name: '郑长顺', birthOn: '1970-01-02' })
  const { id: other } = await newResident({ name: '郑长顺', birthOn: '1970-01-02', occupation: '瓦工' })
  showDesk(desk, `#/resident/${id}?do=merge`)
  fireEvent.click(await screen.findByRole('button', { name: '与 郑长顺 合并' }))
  await screen.findByRole('button', { name: '左右对调' })
  fireEvent.click(screen.getAllByRole('button', { name: '合并' }).at(-1) ?? document.body)
  fireEvent.click(await screen.findByRole('button', { name: '撤销' }))
  expect([(await resident(id)).values['occupation'], (await resident(other)).deletedAt === null]).toEqual(['瓦工', false])
  await screen.findByText(/可以全部撤销/)
  fireEvent.click(screen.getAllByRole('button', { name: '撤销' }).at(-1) ?? document.body)
  await screen.findByText(/^已撤销/)
  expect([(await resident(id)).values['occupation'], (await resident(other)).deletedAt]).toEqual([null, null])
})
