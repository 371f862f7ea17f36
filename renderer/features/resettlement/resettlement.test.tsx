// @vitest-environment jsdom
import '../../testing/node-parts.ts'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newTestDesk } from '../../../core/testing.ts'
import type { TestDesk } from '../../../core/testing.ts'
import { messageAt, pressKey, typeAt } from '../../testing/form-keys.ts'
import { showDesk } from '../../testing/show-desk.tsx'
import { withBrowserParts } from '../../ui/testing.ts'

let desk: TestDesk
beforeAll(async () => {
  withBrowserParts()
  desk = await newTestDesk()
})
afterAll(() => desk.close())
afterEach(cleanup)

/** Where the page is: `#/mediation/ID`. */
const place = () => window.location.hash

const newResident = async (name: string) => (await desk.api.register.create({ register: 'resident', values: { name } })).id

test('R-02: the class 重点帮教 asks for the paper it was decided on', async () => {
  const id = await newResident('钟桂香')
  showDesk(desk, `#/resettlement/new?resident=${id}`)
  await typeAt('releasedOn', '20261101')
  await typeAt('assistanceClass', '重点')
  pressKey('Enter')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(messageAt('classAuthority')).toBe('重点帮教须填写认定机关')
  })
  await typeAt('classAuthority', '示例第一监狱')
  await typeAt('classDocumentNo', '〔2026〕1 号')
  await typeAt('classDecidedOn', '1101')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(place()).toMatch(/^#\/resettlement\/[0-9a-f-]{36}$/)
  })
  const { record } = await desk.api.resettlement.view({ id: place().split('/').at(-1) ?? '' })
  expect([record.title, record.values['termTo'], record.values['nextVisitOn']]).toEqual(['钟*香', '2031-10-31', '2026-11-08'])
})

test('R-05: a declined visit is recorded without findings; the visit takes two presses beyond what is proposed', async () => {
  const residentId = await newResident('毛文建')
  const { id } = await desk.api.resettlement.openCase({
    values: { residentId, releasedOn: '2026-11-01', handoverOn: '2026-11-01' },
  })
  showDesk(desk, `#/resettlement/${id}?do=visit`)
  fireEvent.click(await screen.findByRole('button', { name: '打零工' }))
  fireEvent.click(screen.getByRole('checkbox', { name: '本人谢绝' }))
  pressKey('Enter', { ctrlKey: true })
  await screen.findByText(/^走访已登记，下次走访不晚于/)
  const { record, visits } = await desk.api.resettlement.view({ id })
  expect(record.values['nextVisitOn']).toBe('2027-02-21')
  expect(visits.map(({ values }) => [values['visitedOn'], values['declined'], values['employment'], values['visitors']])).toEqual(
    [['2026-11-21', true, null, ['管理员']]],
  )
})
