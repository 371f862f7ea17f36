// @vitest-environment jsdom
import '../../testing/node-parts.ts'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newTestDesk } from '../../../core/testing.ts'
import type { TestDesk } from '../../../core/testing.ts'
import { fieldAt, messageAt, pressKey, typeAt } from '../../testing/form-keys.ts'
import { showDesk } from '../../testing/show-desk.tsx'
import { withBrowserParts } from '../../ui/testing.ts'
import { evenParts } from './agreement-form.ts'
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
const begun = '2026-11-17'

const person = (side: string, name: string, consent = 'agreed') => ({ side, name, consent })

/** A case in mediation, with one mediator and one session held. */
async function caseInMediation(title: string): Promise<{ id: string; version: () => Promise<number> }> {
  const { id } = await desk.api.mediation.registerDispute({
    values: { title, category: '02', summary: '院墙滴水，多次争吵。', registeredOn: begun },
    parties: [person('applicant', '王建国'), person('respondent', '李秀英')],
  })
  const version = async () => (await desk.api.register.get({ register: 'mediation', id })).version
  const mediator = await desk.api.register.create({ register: 'mediator', values: { name: '张桂芬' } })
  await desk.api.mediation.acceptCase({ id, expectedVersion: await version(), acceptedOn: begun, mediatorIds: [mediator.id] })
  await desk.api.mediation.recordSession({
    id,
    expectedVersion: await version(),
    values: { heldOn: begun, place: '调解室', body: '双方各说各的。', result: 'agreed' },
  })
  return { id, version }
}

/** An agreement of one sum, in force. */
async function caseInForce(title: string): Promise<{ id: string; version: () => Promise<number> }> {
  const { id, version } = await caseInMediation(title)
  await desk.api.mediation.concludeAgreement({
    id,
    expectedVersion: await version(),
    values: {
      facts: '院墙滴水。',
      terms: ['乙赔偿甲 900 元。'],
      amountFen: 90_000,
      performMethod: 'once',
      performDueOn: today,
      concludedOn: today,
    },
  })
  const { parties } = await desk.api.mediation.view({ id })
  await desk.api.mediation.makeEffective({
    id,
    expectedVersion: await version(),
    partySignedOn: Object.fromEntries(parties.map((party) => [party.id, today])),
    mediatorSignedOn: today,
    sealedOn: today,
  })
  return { id, version }
}

const save = () => {
  pressKey('Enter', { ctrlKey: true })
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
  await typeAt('concludedOn', '1118')
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
  await screen.findByText('签章已登记，协议自 2026年11月20日 起生效。')
  const { record, agreement } = await desk.api.mediation.view({ id })
  expect([record.values['status'], agreement?.values['effectiveOn']]).toEqual(['effective', '2026-11-20'])
})

test('the header offers the next step of each state, and says plainly how a case ended', async () => {
  const { id } = await caseInMediation('丙与丁邻里纠纷')
  showDesk(desk, `#/mediation/${id}`)
  const next = await screen.findByRole('button', { name: '达成协议' })
  expect(next.className).toContain('primary')
  expect(screen.getByRole('listitem', { current: 'step' }).textContent).toContain('调解1 次')
  cleanup()

  const { version } = await desk.api.register.get({ register: 'mediation', id })
  await desk.api.mediation.withdrawCase({ id, expectedVersion: version, by: '王建国', note: null, on: today })
  showDesk(desk, `#/mediation/${id}`)
  const steps = await screen.findByRole('list', { name: '办理流程' })
  expect(
    within(steps)
      .getAllByRole('listitem')
      .map((step) => step.textContent.replace(/^\d|已完成|正在办|未到/g, '')),
  ).toEqual(['登记11-17', '受理11-17', '调解1 次', '撤回11-21', '立卷归档'])
})

test('M-16: a rule that only warns asks for an explanation, which goes into the next save', async () => {
  const mediator = await desk.api.register.create({ register: 'mediator', values: { name: '周同名' } })
  const { id } = await desk.api.mediation.registerDispute({
    values: { title: '周同名与戊邻里纠纷', category: '02', summary: '滴水。' },
    parties: [person('applicant', '周同名'), person('respondent', '戊')],
  })
  showDesk(desk, `#/mediation/${id}?do=acceptCase`)
  fireEvent.click(await screen.findByRole('checkbox', { name: /周同名/ }))
  save()
  await screen.findByText(/调解员周同名与当事人同名/)
  const reason = screen.getByRole('textbox', { name: '仍要办理的，请写明说明' })
  save()
  await screen.findByText('请写明说明')
  fireEvent.change(reason, { target: { value: '同名不同人，已核对身份证。' } })
  save()
  await screen.findByText(/已受理，卷号/)
  const { record, notices } = await desk.api.mediation.view({ id })
  expect([record.values['status'], record.values['mediatorIds']]).toEqual(['accepted', [mediator.id]])
  expect(notices.map(({ rule }) => rule)).toContain('M-16')
})

test('instalments are laid out evenly and must add up to the amount', async () => {
  expect(evenParts(100_000, 3)).toEqual([33_333, 33_333, 33_334])
  const { id } = await caseInMediation('己与庚合同纠纷')
  showDesk(desk, `#/mediation/${id}?do=concludeAgreement`)
  await typeAt('terms.0', '庚分三期付清货款。')
  await typeAt('amountFen', '1000')
  await choose('performMethod', '分期')
  await typeAt('count', '3')
  await typeAt('firstDueOn', '20261130')
  fireEvent.click(screen.getByRole('button', { name: '平均分' }))
  await screen.findByText('合计 1,000.00 元，与协议金额一致')
  await typeAt('instalments.0.amountFen', '300')
  save()
  await waitFor(() => {
    expect(messageAt('instalments.2.amountFen')).toBe('各期合计比协议金额少 33.33 元')
  })
  await typeAt('instalments.2.amountFen', '366.67')
  save()
  await screen.findByText('协议已保存，可以打印了。')
  expect(screen.getByRole('button', { name: '打印协议书 3 份' })).toBeTruthy()
  const { agreement, items } = await desk.api.mediation.view({ id })
  expect(agreement?.values['performDueOn']).toBe('2027-01-30')
  expect(items.map(({ values }) => [values['content'], values['amountFen'], values['dueOn']])).toEqual([
    ['支付第 1 期款', 30_000, '2026-11-30'],
    ['支付第 2 期款', 33_333, '2026-12-30'],
    ['支付第 3 期款', 36_667, '2027-01-30'],
  ])
})

test('one day stands for every signature that has no day of its own (M-08)', async () => {
  const { id, version } = await caseInMediation('辛与壬邻里纠纷')
  await desk.api.mediation.concludeAgreement({
    id,
    expectedVersion: await version(),
    values: { facts: '滴水。', terms: ['退回墙内。'], performMethod: 'action', concludedOn: '2026-11-18' },
  })
  showDesk(desk, `#/mediation/${id}?do=makeEffective`)
  await typeAt('allOn', '1119')
  await typeAt('sealedOn', '1120')
  save()
  await screen.findByText('签章已登记，协议自 2026年11月20日 起生效。')
  const { parties, agreement } = await desk.api.mediation.view({ id })
  expect(parties.map(({ values }) => values['signedOn'])).toEqual(['2026-11-19', '2026-11-19'])
  expect(agreement?.values['mediatorSignedOn']).toBe('2026-11-19')
})

test('performance is registered at its line, and what is whole leads to the end of the case', async () => {
  const { id } = await caseInForce('癸与子邻里纠纷')
  showDesk(desk, `#/mediation/${id}?tab=agreement`)
  fireEvent.click(await screen.findByRole('button', { name: /^履行：/ }))
  await fieldAt('on')
  save()
  await screen.findByText('履行情况已登记，协议已全部履行，可以结案。')
  fireEvent.click(await screen.findByRole('button', { name: '接着：结案' }))
  await fieldAt('note')
  save()
  await screen.findByText('已结案。')
  const { record, items } = await desk.api.mediation.view({ id })
  expect([record.values['status'], items[0]?.values['state'], items[0]?.values['paidFen']]).toEqual(['closed', 'done', 90_000])
})

test('a breach found by a follow-up opens the closed case again, and the page says so', async () => {
  const { id, version } = await caseInForce('丑与寅邻里纠纷')
  const close = { id, expectedVersion: await version(), on: today, note: null, explained: '当事人要求先结案' }
  await desk.api.mediation.closeCase(close)
  showDesk(desk, `#/mediation/${id}?tab=agreement&do=recordFollowUp`)
  await choose('performance', '反悔')
  await typeAt('situation', '乙说不付了。')
  save()
  await screen.findByText('回访已登记。协议没有履行，案件已重新办理，请督促履行。')
  const { record } = await desk.api.mediation.view({ id })
  expect([record.values['status'], record.values['reopenReason']]).toEqual(['effective', 'breach'])
})
