import { afterAll, beforeAll, expect, test } from 'vitest'
import { newTestDesk, type TestDesk } from '../../testing.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await newTestDesk()
})
afterAll(() => desk.close())

let serial = 0
const resident = async () =>
  (await desk.api.register.create({ register: 'resident', values: { name: `刘志${String(++serial)}`, birthOn: '1988-02-03' } }))
    .id
const opened = async (values: Record<string, string> = {}) =>
  desk.api.resettlement.openCase({ values: { residentId: await resident(), releasedOn: '2026-11-01', ...values } })
const valuesOf = async (id: string) => (await desk.api.resettlement.view({ id })).record.values

test('the term comes from the rule table: five years after release, three after community correction', async () => {
  expect(await valuesOf((await opened()).id)).toMatchObject({
    termFrom: '2026-11-01',
    termTo: '2031-10-31',
    nextVisitOn: '2026-11-08',
  })
  expect(await valuesOf((await opened({ category: 'corrected' })).id)).toMatchObject({ termTo: '2029-10-31' })
})

test('R-02 the class 重点帮教 needs authority, document and day', async () => {
  await expect(opened({ assistanceClass: '01' })).rejects.toMatchObject({
    code: 'RULE_VIOLATION',
    data: {
      violations: ['classAuthority', 'classDocumentNo', 'classDecidedOn'].map(
        (field) => expect.objectContaining({ rule: 'R-02', field }) as object,
      ),
    },
  })
  await opened({
    assistanceClass: '01',
    classAuthority: '县安帮办',
    classDocumentNo: '示安帮〔2026〕3号',
    classDecidedOn: '2026-10-20',
  })
})

test('a person has one open case', async () => {
  const residentId = await resident()
  await desk.api.resettlement.openCase({ values: { residentId, releasedOn: '2026-11-01' } })
  await expect(desk.api.resettlement.openCase({ values: { residentId, releasedOn: '2026-11-01' } })).rejects.toMatchObject({
    code: 'RULE_VIOLATION',
  })
})

test('R-05 a declined visit is recorded, sets the day of the next, and changes nothing else', async () => {
  const { id, version } = await opened()
  const before = await valuesOf(id)
  const visit = await desk.api.resettlement.recordVisit({
    id,
    expectedVersion: version,
    values: { visitedOn: '2026-11-06', visitors: ['王秋石'], declined: true },
  })
  expect(visit.nextVisitOn).toBe('2027-02-06')
  expect(await valuesOf(id)).toEqual({ ...before, lastVisitOn: '2026-11-06', nextVisitOn: '2027-02-06' })
})

test('a visit entered late does not move the last visit back', async () => {
  const { id, version } = await opened()
  const first = await desk.api.resettlement.recordVisit({
    id,
    expectedVersion: version,
    values: { visitedOn: '2026-11-20', visitors: ['王秋石'] },
  })
  await desk.api.resettlement.recordVisit({
    id,
    expectedVersion: first.version,
    values: { visitedOn: '2026-11-10', visitors: ['王秋石'] },
  })
  expect(await valuesOf(id)).toMatchObject({ lastVisitOn: '2026-11-20', nextVisitOn: '2027-02-20' })
})

test('names are masked in lists, and in the today list', async () => {
  const { rows } = await desk.api.register.list({ register: 'resettlement' })
  for (const row of rows) expect(row.title).toMatch(/^刘\*.$|^刘\*+.$/)
  desk.setNow('2026-11-30T09:00:00+08:00')
  const { due } = await desk.api.today.get()
  expect(
    due
      .filter((one) => one.kind === 'visit')
      .map((one) => one.title)
      .every((title) => title.includes('*')),
  ).toBe(true)
  expect(due.some((one) => one.kind === 'visit' && one.dueOn === '2026-11-08')).toBe(true)
})
