// @vitest-environment jsdom
import '../../testing/node-parts.ts'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newTestDesk } from '../../../core/testing.ts'
import type { TestDesk } from '../../../core/testing.ts'
import { messageAt, pressKey, typeAt } from '../../testing/form-keys.ts'
import { showDesk } from '../../testing/show-desk.tsx'
import { withBrowserParts } from '../../ui/testing.ts'
import { newParty, partyValues, withResident } from './party.ts'

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

const person = (side: string, name: string, consent = 'agreed') => ({ side, name, consent })

/** A case in mediation, with one mediator and one session held. */
async function caseInMediation(title: string): Promise<{ id: string; version: () => Promise<number> }> {
  const { id } = await desk.api.mediation.registerDispute({
    values: { title, category: '02', summary: '院墙滴水，多次争吵。' },
    parties: [person('applicant', '王建国'), person('respondent', '李秀英')],
  })
  const version = async () => (await desk.api.register.get({ register: 'mediation', id })).version
  const mediator = await desk.api.register.create({ register: 'mediator', values: { name: '张桂芬' } })
  await desk.api.mediation.acceptCase({ id, expectedVersion: await version(), acceptedOn: today, mediatorIds: [mediator.id] })
  await desk.api.mediation.recordSession({
    id,
    expectedVersion: await version(),
    values: { heldOn: today, place: '调解室', body: '双方各说各的。', result: 'agreed' },
  })
  return { id, version }
}

async function takeStranger(path: string, name: string): Promise<void> {
  await typeAt(path, name)
  await screen.findAllByText(`不在台账，手工填写：${name}`)
  pressKey('Enter')
}

async function choose(path: string, word: string): Promise<void> {
  await typeAt(path, word)
  pressKey('Enter')
}

test('a dispute between two strangers is registered on one page and named after them', async () => {
  showDesk(desk, '#/mediation/new')
  await takeStranger('parties.0.residentId', '赵某')
  await takeStranger('parties.1.residentId', '钱某')
  await choose('category', '邻里')
  await typeAt('summary', '院墙滴水，双方争吵。')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(place()).toMatch(/^#\/mediation\/[0-9a-f-]{36}$/)
  })
  const { record, parties } = await desk.api.mediation.view({ id: place().split('/').at(-1) ?? '' })
  expect(record.title).toBe('赵某与钱某邻里纠纷')
  expect(parties.map(({ title, labels }) => [title, labels['side'], labels['consent']])).toEqual([
    ['赵某', '申请人', '同意调解'],
    ['钱某', '被申请人', '未表态'],
  ])
})

test('M-17: a minor without a guardian is told at the field, and nothing is registered', async () => {
  const before = (await desk.api.register.count({ register: 'mediation' })).total
  showDesk(desk, '#/mediation/new')
  await takeStranger('parties.0.residentId', '孙某')
  await typeAt('parties.0.birthOn', '20120301')
  await takeStranger('parties.1.residentId', '李某')
  await choose('category', '邻里')
  await typeAt('summary', '玩耍时打碎玻璃。')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(messageAt('parties.0.guardianName')).toBe('当事人未满 18 周岁，请填写法定代理人')
  })
  expect([place(), (await desk.api.register.count({ register: 'mediation' })).total]).toEqual(['#/mediation/new', before])
})

test('what the page sees masked of a resident is never sent back', async () => {
  const { id } = await desk.api.register.create({
    register: 'resident',
    values: { name: '王卫明', phone: '13900000187', idNumber: '999901198802031239' },
  })
  const record = await desk.api.register.get({ register: 'resident', id })
  const chosen = { ...newParty('applicant'), residentId: { kind: 'record' as const, id, title: record.title } }
  const party = withResident(chosen, record)
  expect(party.known?.phone).toContain('*')
  expect(JSON.stringify(partyValues(party))).not.toContain('*')
  expect(partyValues(party)).toMatchObject({ residentId: id, name: '王卫明', birthOn: '1988-02-03' })

  const dispute = await desk.api.mediation.registerDispute({
    values: { title: '王卫明与乙邻里纠纷', category: '02', summary: '滴水。' },
    parties: [partyValues(party), person('respondent', '乙')],
  })
  const [registered] = (await desk.api.mediation.view({ id: dispute.id })).parties
  expect([registered?.values['phone'], registered?.values['idNumber']]).toEqual([party.known?.phone, party.known?.idNumber])
})

test('M-01: a refusal locks the session step with its reason and leads to the end of the case', async () => {
  const { id } = await desk.api.mediation.registerDispute({
    values: { title: '甲与乙邻里纠纷', category: '02', summary: '滴水。' },
    parties: [person('applicant', '甲'), person('respondent', '乙', 'refused')],
  })
  const mediator = await desk.api.register.create({ register: 'mediator', values: { name: '李永福' } })
  await desk.api.mediation.acceptCase({ id, expectedVersion: 1, acceptedOn: today, mediatorIds: [mediator.id] })
  showDesk(desk, `#/mediation/${id}`)
  const step = await screen.findByRole('button', { name: /^记录第 1 次调解/ })
  expect(step.getAttribute('aria-disabled')).toBe('true')
  expect(step.textContent).toContain('乙已明确拒绝调解')
  fireEvent.click(step)
  expect(screen.queryByRole('dialog')).toBeNull()

  fireEvent.click(screen.getByRole('button', { name: '终止调解' }))
  await typeAt('remedyNotice', '')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(messageAt('remedyNotice')).toMatch('请填写已告知的救济途径')
  })
  await typeAt('remedyNotice', '已告知可以起诉。')
  pressKey('Enter', { ctrlKey: true })
  await screen.findByText('案件已终止。')
  const { record } = await desk.api.mediation.view({ id })
  expect([record.values['status'], record.values['terminationReason']]).toEqual(['terminated', 'refused'])
})

test('M-06, M-08: an agreement is in force only when every signature is there, from the latest day', async () => {
  const { id, version } = await caseInMediation('王建国与李秀英邻里纠纷')
  showDesk(desk, `#/mediation/${id}?do=concludeAgreement`)
  await typeAt('terms.0', '滴水檐退回墙内。')
  await typeAt('amountFen', '1640.9')
  expect(await screen.findByText('大写：壹仟陆佰肆拾元玖角整')).toBeTruthy()
  await choose('performMethod', '一次性')
  pressKey('Enter', { ctrlKey: true })
  await screen.findByText('协议已保存，可以打印了。')
  expect(await version()).toBe(4)

  fireEvent.click(screen.getByRole('button', { name: '登记签章' }))
  await screen.findByText(/协议还缺：王建国签名、李秀英签名、调解员签名、调委会印章/)
  const { parties } = await desk.api.mediation.view({ id })
  for (const party of parties) await typeAt(`parties.${party.id}`, '1119')
  await typeAt('mediatorSignedOn', '1119')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(messageAt('sealedOn')).toBe('调委会还没有盖章日期')
  })
  await typeAt('sealedOn', '1120')
  pressKey('Enter', { ctrlKey: true })
  await screen.findByText('签章已登记，协议生效。')
  const { record, agreement } = await desk.api.mediation.view({ id })
  expect([record.values['status'], agreement?.values['effectiveOn']]).toEqual(['effective', '2026-11-20'])
})
