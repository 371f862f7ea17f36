// @vitest-environment jsdom
import '../../testing/node-parts.ts'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newTestDesk } from '../../../core/testing.ts'
import type { TestDesk } from '../../../core/testing.ts'
import { whereOf } from '../../lib/ledger-link.ts'
import { showDesk } from '../../testing/show-desk.tsx'
import { withBrowserParts } from '../../ui/testing.ts'

let desk: TestDesk
beforeAll(async () => {
  withBrowserParts()
  desk = await newTestDesk()
  const create = (register: 'village' | 'resident', values: Record<string, string>) =>
    desk.api.register.create({ register, values })
  const { id: villageId } = await create('village', { name: '石榴村' })
  await create('village', { name: '东关村' })
  const year = new Date().getFullYear()
  await create('resident', { name: '石春海', villageId, sex: '1', birthOn: `${String(year - 40)}-01-02` })
  await create('resident', { name: '任思国', villageId, sex: '1', birthOn: `${String(year - 70)}-01-02` })
  const { id } = await create('resident', { name: '李敏', villageId, sex: '2', birthOn: `${String(year - 41)}-01-02` })
  await desk.api.resident.recordLifeEvent({
    id,
    expectedVersion: 1,
    kind: 'movedIn',
    happenedOn: `${String(year)}-01-15`,
    place: null,
    note: null,
  })
})
afterAll(() => desk.close())
afterEach(cleanup)

const rowOf = async (name: string) => {
  const row = (await screen.findByRole('rowheader', { name })).closest('tr')
  if (row === null) throw new Error(`no row ${name}`)
  return row
}
const cellsOf = async (name: string) =>
  within(await rowOf(name))
    .getAllByRole('cell')
    .map((cell) => cell.textContent)

test('the numbers stand in the table, and each opens exactly its list', async () => {
  showDesk(desk, '#/statistics')
  expect(await cellsOf('石榴村')).toEqual(['0', '0', '0', '0', '2', '1', '0', '3'])
  expect(await cellsOf('东关村')).toEqual(['0', '0', '0', '0', '0', '0', '0', '0'])
  const link = within(await rowOf('石榴村')).getByRole('link', { name: '2' })
  const address = new URL(link.getAttribute('href')?.replace('#', '') ?? '', 'http://desk')
  expect(address.pathname).toBe('/resident')
  const where = whereOf('resident', address.searchParams.get('where') ?? '') ?? []
  const { rows } = await desk.api.register.list({ register: 'resident', where })
  expect(rows.map(({ title }) => title).sort()).toEqual(['李敏', '石春海'])
})

test('what is asked for stands in the address: age by sex is drawn as a pyramid', async () => {
  showDesk(desk, '#/statistics?rows=ageBand&columns=sex&only-ageBand=35')
  expect(await cellsOf('35–59 岁')).toEqual(['1', '1', '2'])
  expect(screen.getByRole('img', { name: '人口金字塔' })).toBeDefined()
  expect(screen.getByText(/只看年龄段“35–59 岁”/)).toBeDefined()
})

test('arrow keys walk from number to number', async () => {
  showDesk(desk, '#/statistics?rows=village&columns=sex')
  const total = within(await rowOf('合计')).getByRole('link', { name: '3' })
  total.focus()
  fireEvent.keyDown(total, { key: 'ArrowLeft' })
  expect(document.activeElement?.textContent).toBe('1')
  fireEvent.keyDown(document.activeElement ?? total, { key: 'ArrowUp' })
  expect(document.activeElement?.closest('tr')?.querySelector('th')?.textContent).toBe('石榴村')
})

test('movement: the period is stepped through; a net change bears its sign', async () => {
  showDesk(desk, '#/statistics?tab=movement')
  expect(await cellsOf('石榴村')).toEqual(['0', '1', '0', '0', '0', '+1', '1'])
  fireEvent.click(screen.getByRole('button', { name: '上一期' }))
  await screen.findByText(`${String(new Date().getFullYear() - 1)}年`)
  await waitFor(async () => {
    expect(await cellsOf('石榴村')).toEqual(['0', '0', '0', '0', '0', '0', '0'])
  })
})

test('M-24: the table of organisation opens its lists, says what does not agree, and is frozen once it does', async () => {
  const { rows } = await desk.api.register.list({ register: 'committee' })
  const { id, version } = await desk.api.register.create({ register: 'mediator', values: { name: '王秋石', fullTime: true } })
  showDesk(desk, '#/statistics?tab=organisation')
  expect(await screen.findByText('有 1 名调解员没有登记所属调委会，只计在合计中')).toBeDefined()
  expect(screen.getByRole('button', { name: '冻结上报' }).hasAttribute('disabled')).toBe(true)
  await desk.api.register.update({
    register: 'mediator',
    id,
    expectedVersion: version,
    values: { committeeId: rows[0]?.id ?? null },
  })
  cleanup()
  showDesk(desk, '#/statistics?tab=organisation')
  const link = within(await rowOf('合计')).getAllByRole('link', { name: '1' })[1]
  expect(link?.getAttribute('href')).toMatch(/^#\/mediator\?where=/)
  fireEvent.click(screen.getByRole('button', { name: '冻结上报' }))
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '冻结上报' }))
  await screen.findByText(/^已冻结 \d{4}年 的报表/)
  fireEvent.click(screen.getByRole('button', { name: '已上报' }))
  fireEvent.click(await screen.findByRole('button', { name: '看变动' }))
  expect(await screen.findByText('现在统计的数字与上报时完全一致。')).toBeDefined()
})

test('the table of cases: groups over their columns, the rule of counting in the address', async () => {
  showDesk(desk, '#/statistics?tab=cases&countBy=closed')
  expect(await cellsOf('村调委会')).toHaveLength(43)
  for (const name of ['总量', '案件来源', '纠纷类别', '协议形式', '履行和确认', '预防'])
    expect(screen.getByRole('columnheader', { name })).toBeDefined()
  expect(screen.getByText(/各栏都按结案日期统计/)).toBeDefined()
})
