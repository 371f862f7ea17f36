// @vitest-environment jsdom
import '../testing/node-parts.ts'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { newTestDesk, testPassword } from '../../core/testing.ts'
import type { TestDesk } from '../../core/testing.ts'
import { showDesk } from '../testing/show-desk.tsx'
import { withBrowserParts } from '../ui/testing.ts'

let desk: TestDesk

beforeAll(async () => {
  withBrowserParts()
  desk = await newTestDesk()
  await desk.api.register.create({ register: 'resident', values: { name: '李桂花', phone: '13900000187' } })
  await desk.api.register.create({ register: 'resident', values: { name: '王卫明', idNumber: '110101199003074514' } })
})
afterAll(() => desk.close())
afterEach(cleanup)
beforeEach(async () => {
  await desk.api.session.logIn({ password: testPassword })
})

const text = (label: string) => screen.getByLabelText<HTMLInputElement>(label)
const type = (label: string, value: string) => fireEvent.change(text(label), { target: { value } })
const press = (name: string) => {
  fireEvent.click(screen.getByRole('button', { name }))
}

test('a wrong password is told in the words of the backend, the right one opens the desk', async () => {
  await desk.api.session.lock()
  showDesk(desk)
  await screen.findByText('登录')
  type('密码', 'Shiliu-2025')
  press('登录')
  await screen.findByText('账号或密码不对，再错 4 次将锁定 30 分钟')
  type('密码', testPassword)
  press('登录')
  await screen.findByRole('navigation', { name: '主导航' })
})

test('Ctrl+L covers the desk and keeps the form; unlocking gives it back', async () => {
  showDesk(desk, '#/resident/new')
  await screen.findByLabelText('姓名*')
  type('姓名*', '赵金锁')
  fireEvent.keyDown(window, { key: 'l', ctrlKey: true })
  await screen.findByText('已锁屏。没有填完的内容都在，解锁后接着填。')
  expect((await desk.api.session.status()).phase).toBe('closed')
  type('密码', testPassword)
  press('解锁')
  await waitFor(() => {
    expect(screen.queryByText('已锁屏。没有填完的内容都在，解锁后接着填。')).toBeNull()
  })
  expect(text('姓名*').value).toBe('赵金锁')
})

test('a form left half filled comes back from its encrypted draft', async () => {
  await desk.api.draft.discard({ form: 'resident/new' })
  showDesk(desk, '#/resident/new')
  await screen.findByLabelText('姓名*')
  type('姓名*', '郑长顺')
  await screen.findByText(/草稿已保存/)
  cleanup()
  showDesk(desk, '#/resident/new')
  await screen.findByText('接着上次没有填完的内容。')
  expect(text('姓名*').value).toBe('郑长顺')
})

test('P-01: sex and birthday follow the number while it is typed, a wrong check digit is named', async () => {
  await desk.api.draft.discard({ form: 'resident/new' })
  showDesk(desk, '#/resident/new')
  await screen.findByLabelText('姓名*')
  type('身份证号', '110101199003074514')
  expect(text('出生日期').value).toBe('1990-03-07')
  type('身份证号', '110101199003074515')
  expect(text('出生日期').value).toBe('')
  fireEvent.blur(text('身份证号'))
  await screen.findByText('校验位应为 4，请核对第 17、18 位')
})

test('P-02: who may be the same person is offered while typing', async () => {
  await desk.api.draft.discard({ form: 'resident/new' })
  showDesk(desk, '#/resident/new')
  await screen.findByLabelText('姓名*')
  type('姓名*', '王卫明')
  await screen.findByRole('link', { name: '王卫明' })
})

test('the ledger is searched by pinyin initials', async () => {
  showDesk(desk, '#/resident')
  await screen.findByText('命中 2 人')
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'lgh' } })
  await screen.findByText('命中 1 人')
})

test('a record shows its number masked, and in full for a reason', async () => {
  const { rows } = await desk.api.register.list({ register: 'resident', search: '王卫明' })
  showDesk(desk, `#/resident/${rows[0]!.id}`)
  await screen.findByText('110*** ******** 4514')
  press('显示身份证号')
  fireEvent.click(screen.getByLabelText('核对身份'))
  fireEvent.click(screen.getAllByRole('button', { name: '显示' }).at(-1)!)
  await screen.findByText('110101 19900307 4514')
})
