/** The rolling ledger of disputes: years that are not written, 2万, sources and results in anybody's words; read again next week. */
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newTestDesk, type TestDesk } from '../../testing.ts'
import { importing, type Row } from './testing.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await newTestDesk()
})
afterEach(() => desk.close())

const heading = [
  '序号',
  '排查日期',
  '来源',
  '发生地',
  '纠纷类别',
  '当事人一',
  '当事人一电话',
  '当事人二',
  '涉及人数',
  '简要情况',
  '化解时限',
  '进展情况',
  '结果',
  '化解日期',
  '涉及金额（元）',
]
const row = (more: Partial<Record<(typeof heading)[number], string | null>> = {}): Row => {
  const usual: Record<string, string | null> = {
    序号: '1',
    排查日期: '2026-05-20',
    来源: '网格巡查',
    发生地: '大刘庄村3组',
    纠纷类别: '邻里纠纷',
    当事人一: '姚锁',
    当事人一电话: '13900000001',
    当事人二: '潘强',
    涉及人数: '3',
    简要情况: '因宅基地出路发生争执。',
    化解时限: '2026-07-08',
    进展情况: '已登门了解情况。',
    结果: '未化解',
    化解日期: null,
    '涉及金额（元）': '2万',
    ...more,
  }
  return heading.map((one) => usual[one] ?? null)
}
const read = (...rows: Row[]) => importing(desk).imported('mediation', [['滚动台账'], heading, ...rows])
const cases = async () => (await desk.api.register.list({ register: 'mediation', limit: 500 })).rows

test('a row becomes a registered case with its parties, its village and its source', async () => {
  const result = await read(row())
  expect(result).toMatchObject({ read: 1, created: 1, rejected: 0, warnings: 0, alsoCreated: { village: 1 } })
  const [one] = await cases()
  expect(one?.values).toMatchObject({
    title: '姚锁与潘强邻里纠纷',
    registeredOn: '2026-05-20',
    status: 'registered',
    source: '20',
    subSource: 'grid',
    category: '02',
    place: '3组',
    claimFen: 2_000_000,
    involvedCount: 3,
    partyCount: 2,
    resolveDueOn: '2026-07-08',
    fileNo: null,
  })
  expect(one?.labels['villageId']).toBe('大刘庄村')
  const view = await desk.api.mediation.view({ id: one?.id ?? '' })
  expect(view.parties.map(({ values }) => [values['side'], values['name']])).toEqual([
    ['applicant', '姚锁'],
    ['respondent', '潘强'],
  ])
})

test.each([
  ['5月20日', '2026-07-08', '2026-05-20'],
  ['12月28日', '2026-01-10', '2025-12-28'],
  ['5.20', null, '2026-05-20'],
  ['12月1日', null, '2025-12-01'],
])('a day without a year: %s with the term %s is %s, and is asked to be checked', async (written, term, day) => {
  const result = await read(row({ 排查日期: written, 化解时限: term }))
  expect(result).toMatchObject({ created: 1, warnings: 1 })
  expect(result.rows.map(({ code }) => code)).toEqual(['YEAR_ASSUMED'])
  expect((await cases())[0]?.values['registeredOn']).toBe(day)
})

test.each([
  ['化解', '2026-05-30', 'settled'],
  ['已化解', '2026-05-30', 'settled'],
  ['未化解', null, 'registered'],
  ['正在化解', null, 'registered'],
  ['转调解', null, 'registered'],
  [null, null, 'registered'],
])('the result “%s” with the day %s is %s', async (result, on, status) => {
  await read(row({ 结果: result, 化解日期: on }))
  const [one] = await cases()
  expect([one?.values['status'], one?.values['closedOn']]).toEqual([status, status === 'settled' ? on : null])
})

test('what cannot be told is said, and nothing of the row is lost', async () => {
  const result = await read(
    row({ 来源: '天上掉的', 结果: '差不多', 纠纷类别: null }),
    row({ 当事人一: '王五', 结果: '化解', 化解日期: null }),
    row({ 当事人一: '赵六', 当事人二: null }),
    row({ 当事人一: null }),
  )
  expect(result).toMatchObject({ read: 4, created: 3, rejected: 1 })
  expect(result.rows.map(({ row: at, code }) => `${String(at)} ${code}`).toSorted()).toEqual([
    '3 CODE_UNKNOWN',
    '3 CODE_UNKNOWN',
    '3 VALUE_INVALID',
    '4 RULE_WARNING',
    '5 RULE_WARNING',
    '6 REQUIRED_MISSING',
  ])
})

test('next week’s ledger renews the progress and closes what was resolved; one undo takes a week back', async () => {
  await read(row(), row({ 当事人一: '王五' }))
  const again = await read(row({ 进展情况: '已达成和解。', 结果: '化解', 化解日期: '2026-06-02' }), row({ 当事人一: '王五' }))
  expect(again).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
  const of = async (title: string) => (await cases()).find((one) => one.title === title)?.values
  expect(await of('姚锁与潘强邻里纠纷')).toMatchObject({ status: 'settled', closedOn: '2026-06-02', progress: '已达成和解。' })
  await desk.api.register.undo({ changeSetId: again.changeSetId ?? '', alsoEdited: [] })
  expect(await of('姚锁与潘强邻里纠纷')).toMatchObject({ status: 'registered', progress: '已登门了解情况。' })
})

test('28: a row brings its category of the 17 and its term of acceptance', async () => {
  await read(row())
  expect((await cases())[0]?.values).toMatchObject({ category17: '02', acceptDueOn: '2026-05-23' })
})

test('29: what broke out again is said, registered again, and can be accepted', async () => {
  await read(row({ 结果: '化解', 化解日期: '2026-06-02' }))
  const [settled] = await cases()
  const id = settled?.id ?? ''
  const view = await desk.api.mediation.view({ id })
  expect(view.verbs.filter(({ verb, refused }) => verb === 'acceptCase' && refused === null)).toHaveLength(1)
  const again = await read(row({ 结果: '未化解', 进展情况: '又闹起来了' }))
  expect(again.rows.map(({ code, message }) => [code, message.includes('已改回“已登记”')])).toEqual([['RULE_WARNING', true]])
  expect((await cases())[0]?.values).toMatchObject({ status: 'registered', closedOn: null, progress: '又闹起来了' })
})

test('29: a settled case is accepted as it is', async () => {
  await read(row({ 结果: '化解', 化解日期: '2026-06-02' }))
  const [settled] = await cases()
  const id = settled?.id ?? ''
  const mediator = await desk.api.register.create({ register: 'mediator', values: { name: '王秋石', duty: 'director' } })
  await desk.api.mediation.acceptCase({
    id,
    expectedVersion: settled?.version ?? 0,
    acceptedOn: '2026-06-10',
    mediatorIds: [mediator.id],
  })
  expect((await cases())[0]?.values).toMatchObject({
    status: 'accepted',
    closedOn: null,
    fileNo: expect.stringContaining('第1号') as string,
  })
})

test('B16: an old row from another office is not told what its acceptance would lack', async () => {
  await read(row({ 来源: '法院委托', 结果: '化解', 化解日期: '2026-06-02' }))
  const { notices } = await desk.api.mediation.view({ id: (await cases())[0]?.id ?? '' })
  expect(notices.filter(({ rule }) => rule === 'M-13')).toEqual([])
})

test('the office’s sample: 300 rows in, 300 accounted for', async () => {
  const bytes = await readFile(new URL('../../../e2e/data/samples/disputes-1.xlsx', import.meta.url))
  const { ref } = await desk.backend.files.putUpload(desk.context, 'disputes-1.xlsx', Readable.from([bytes]))
  const { workbookId, layout } = await desk.api.import.open({ register: 'mediation', fileRef: ref })
  expect(layout.columns.filter(({ field, header }) => field === null && header !== '序号')).toEqual([])
  const result = await importing(desk).run(workbookId)
  expect(result.read).toBe(300)
  expect(result.created + result.duplicates + result.rejected).toBe(300)
  expect(result.rejected).toBe(0)
  const all = await cases()
  expect(all.filter(({ values }) => values['claimFen'] !== null).length).toBeGreaterThan(150)
  for (const { values } of all) {
    expect(values['registeredOn']).toMatch(/^2026-/)
    if (typeof values['resolveDueOn'] === 'string') expect(String(values['registeredOn']) <= values['resolveDueOn']).toBe(true)
  }
})
