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

const today = '2026-11-21'

test('a meeting is named after its kind, and empty rows are not kept', async () => {
  showDesk(desk, '#/meeting/new')
  await typeAt('kind', '调度')
  pressKey('Enter')
  await typeAt('place', '三楼会议室')
  await typeAt('chair', '王秋石')
  await typeAt('attendees.1.name', '李永福')
  await typeAt('agenda.0.title', '上次决定办理情况')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(place()).toMatch(/^#\/meeting\/[0-9a-f-]{36}$/)
  })
  const view = await desk.api.meeting.view({ id: place().split('/').at(-1) ?? '' })
  expect([view.record.title, view.attendees.map(({ title }) => title), view.agenda.map(({ title }) => title)]).toEqual([
    '矛盾纠纷调度会',
    ['李永福'],
    ['上次决定办理情况'],
  ])
})

test('T-01: a decision without owner, day or criterion is told at those fields; completing one needs its progress', async () => {
  const { id } = await desk.api.meeting.registerMeeting({
    values: { title: '周调度会', kind: 'DD', heldOn: today, place: '会议室', chair: '王秋石' },
    attendees: [],
    agenda: [],
  })
  showDesk(desk, `#/meeting/${id}?do=addDecision`)
  await typeAt('content', '到现场核对边界')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(['owner', 'dueOn', 'criterion'].map(messageAt)).toEqual([
      '会议决定须写明责任人',
      '会议决定须写明完成时限',
      '会议决定须写明验收标准',
    ])
  })
  expect((await desk.api.meeting.view({ id })).decisions).toEqual([])
  await typeAt('owner', '李永福')
  await typeAt('dueOn', '+7')
  await typeAt('criterion', '双方签认')
  pressKey('Enter', { ctrlKey: true })

  fireEvent.click(await screen.findByRole('button', { name: '办结：到现场核对边界' }))
  await typeAt('on', '今天')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(messageAt('progress')).toBe('请写明办理情况')
  })
  await typeAt('progress', '已核对并签认。')
  pressKey('Enter', { ctrlKey: true })
  await screen.findByText('决定已办结。')
  const [decision] = (await desk.api.meeting.view({ id })).decisions
  expect([decision?.values['dueOn'], decision?.values['status'], decision?.values['completedOn']]).toEqual([
    '2026-11-28',
    'done',
    today,
  ])
})
