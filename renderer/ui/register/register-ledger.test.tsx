// @vitest-environment jsdom
import '../../testing/node-parts.ts'
import { act, cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newTestDesk } from '../../../core/testing.ts'
import type { TestDesk } from '../../../core/testing.ts'
import { ledgerLink } from '../../lib/ledger-link.ts'
import { showDesk } from '../../testing/show-desk.tsx'
import { withBrowserParts } from '../testing.ts'

let desk: TestDesk
const villages: Record<string, string> = {}
configure({ getElementError: (message) => new Error((message ?? '').slice(0, 300)) })
beforeAll(async () => {
  withBrowserParts()
  desk = await newTestDesk()
  for (const name of ['石榴村', '桃园村'])
    villages[name] = (await desk.api.register.create({ register: 'village', values: { name } })).id
  const people = [
    ['王卫明', '1', '石榴村'],
    ['王文梅', '2', '石榴村'],
    ['李秀英', '2', '桃园村'],
  ]
  for (const [name = '', sex = '', village = ''] of people)
    await desk.api.register.create({ register: 'resident', values: { name, sex, villageId: villages[village] ?? null } })
})
afterAll(() => desk.close())
afterEach(() => {
  cleanup()
  // a page comes back as it was left only to its own entry in the history
  window.history.pushState(null, '', '#/today')
})

const foot = (words: string) => screen.findByText(words)
const chips = () => screen.queryAllByRole('button', { name: /^去掉筛选/ }).map(({ textContent }) => textContent)
const women = ledgerLink('resident', [{ field: 'sex', op: 'is', value: '2' }])

test('a link opens the ledger under exactly its conditions; a chip takes one away', async () => {
  showDesk(desk, `#${women}`)
  await foot('命中 2 人')
  expect(chips()).toEqual(['性别：女'])
  fireEvent.click(screen.getByRole('button', { name: '去掉筛选：性别：女' }))
  await foot('命中 3 人')
  expect(chips()).toEqual([])
})

test('what is shown is saved as a view, stands in the address, comes back, is overwritten and deleted', async () => {
  const views = async () => (await desk.api.register.views({ register: 'resident' })).views
  showDesk(desk, `#${women}`)
  await foot('命中 2 人')
  fireEvent.click(screen.getByRole('button', { name: '＋ 保存视图' }))
  fireEvent.change(screen.getByLabelText('名称'), { target: { value: '妇女' } })
  fireEvent.click(screen.getByRole('button', { name: '保存' }))
  await screen.findByRole('button', { name: '妇女', pressed: true })
  const [saved] = await views()
  expect(saved).toMatchObject({ name: '妇女', owner: 'mine', definition: { where: [{ field: 'sex', op: 'is', value: '2' }] } })
  expect(window.location.hash).toBe(`#/resident?view=${saved?.id ?? ''}`)

  cleanup()
  showDesk(desk, `#/resident?view=${saved?.id ?? ''}`)
  await screen.findByRole('button', { name: '妇女', pressed: true })
  expect(chips()).toEqual(['性别：女'])
  await foot('命中 2 人')
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: '文梅' } })
  await foot('命中 1 人')
  fireEvent.click(screen.getByRole('button', { name: '已修改' }))
  fireEvent.click(await screen.findByText('用现在的条件覆盖“妇女”'))
  await waitFor(async () => {
    expect((await views())[0]?.definition.search).toBe('文梅')
  })
  fireEvent.click(await screen.findByRole('button', { name: '视图' }))
  fireEvent.click(await screen.findByText('删除这个视图…'))
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '删除' }))
  await waitFor(async () => {
    expect(await views()).toEqual([])
  })
  expect(window.location.hash).toBe('#/resident')
})

test('a word that is being composed searches nothing until it is chosen', async () => {
  showDesk(desk, '#/resident')
  await foot('命中 3 人')
  const box = screen.getByRole<HTMLInputElement>('searchbox')
  fireEvent.compositionStart(box)
  fireEvent.change(box, { target: { value: 'li' } })
  await act(() => Promise.resolve())
  expect(box.value).toBe('li')
  expect(screen.getByText('命中 3 人')).toBeTruthy()
  fireEvent.change(box, { target: { value: '李秀' } })
  fireEvent.compositionEnd(box)
  await foot('命中 1 人')
  expect(box.value).toBe('李秀')
})

test('counts by group; a click narrows the ledger down and the other groups stay in sight', async () => {
  showDesk(desk, '#/resident')
  await foot('命中 3 人')
  fireEvent.click(screen.getByRole('button', { name: '分组' }))
  const list = await screen.findByRole('region', { name: '分组计数' })
  fireEvent.click(await within(list).findByRole('button', { name: /石榴村\s*2/ }))
  await foot('命中 2 人')
  expect(chips()).toEqual(['村（社区）：石榴村'])
  expect(within(list).getByRole('button', { name: /石榴村/, pressed: true })).toBeTruthy()
  expect(within(list).getByRole('button', { name: /桃园村\s*1/ })).toBeTruthy()
})

test('columns are moved by the keyboard, kept for this person, and taken back', async () => {
  const layout = async () => (await desk.api.register.layout({ register: 'resident' })).columns?.map(({ field }) => field)
  showDesk(desk, '#/resident')
  await foot('命中 3 人')
  fireEvent.click(screen.getByRole('button', { name: '列' }))
  fireEvent.click(await screen.findByRole('button', { name: '下移姓名' }))
  await waitFor(async () => {
    expect((await layout())?.slice(0, 2)).toEqual(['sex', 'name'])
  })
  fireEvent.click(screen.getByRole('checkbox', { name: '出生日期' }))
  await waitFor(async () => {
    expect(await layout()).not.toContain('birthOn')
  })
  fireEvent.click(screen.getByRole('button', { name: '恢复默认' }))
  await waitFor(async () => {
    expect(await layout()).toBeUndefined()
  })
})

test('Ctrl+A takes every hit, one is taken off again, and the export says number, reason and serial', async () => {
  showDesk(desk, '#/resident')
  await foot('命中 3 人')
  const cell = (await screen.findAllByText('王卫明'))[0]?.closest<HTMLElement>('[role=gridcell]')
  if (cell === null || cell === undefined) throw new Error('no cell')
  cell.focus()
  fireEvent.keyDown(cell, { key: 'a', ctrlKey: true })
  const selected = await screen.findByRole('group', { name: '选中的记录' })
  expect(selected.textContent).toContain('已选 3 人')
  fireEvent.keyDown(cell, { key: 'x' })
  await waitFor(() => {
    expect(selected.textContent).toContain('已选 2 人（全部命中，除去 1 人）')
  })
  fireEvent.click(screen.getByRole('button', { name: '导出所选' }))
  const dialog = await screen.findByRole('dialog', { name: '导出 Excel' })
  fireEvent.click(within(dialog).getByRole('button', { name: '导出' }))
  expect(within(dialog).getByRole('alert').textContent).toContain('请写明用途')
  fireEvent.click(within(dialog).getByLabelText('核对台账'))
  fireEvent.click(within(dialog).getByRole('button', { name: '导出' }))
  await within(dialog).findByText(/已导出 2 人，编号 DC-/)
  const { entries } = await desk.api.audit.list({ limit: 1 })
  expect(entries[0]).toMatchObject({ command: 'exportRows', detail: expect.stringContaining('核对台账') as string })
})
