import { afterAll, beforeAll, expect, test } from 'vitest'
import { newTestDesk, type TestDesk } from '../../testing.ts'

type Values = Record<string, string | boolean | string[] | null>

let desk: TestDesk
let mediatorId = ''
let village = { here: '', there: '' }
beforeAll(async () => {
  desk = await newTestDesk()
  const named = async (register: 'village' | 'mediator', values: Values) =>
    (await desk.api.register.create({ register, values })).id
  mediatorId = await named('mediator', { name: '王秋石', duty: 'director' })
  village = { here: await named('village', { name: '石榴村' }), there: await named('village', { name: '柿子村' }) }
})
afterAll(() => desk.close())

async function register(values: Values, respondent: Values = {}) {
  const { id } = await desk.api.mediation.registerDispute({
    values: { title: '纠纷', category: '02', summary: '院墙滴水', registeredOn: '2026-11-20', ...values },
    parties: [
      { side: 'applicant', name: '石春海', consent: 'agreed' },
      { side: 'respondent', name: '任思国', consent: 'agreed', ...respondent },
    ],
  })
  return id
}

/** registered, and ended by an oral agreement */
async function settled(values: Values, respondent: Values = {}) {
  const id = await register({ category: '17', ...values }, respondent)
  const { version } = await desk.api.register.get({ register: 'mediation', id })
  await desk.api.mediation.settleOrally({
    known: { id, expectedVersion: version },
    values: {},
    parties: [],
    mediatorIds: [mediatorId],
    agreement: { facts: '事实', terms: ['清理排水沟'], performMethod: 'immediate', concludedOn: '2026-11-20' },
    performed: true,
    explained: null,
  })
  return id
}

const similar = async (id: string) =>
  (await desk.api.mediation.similarCases({ id })).cases.map((one) => [one.id, one.likeness.join('、')])

test('same parties, place and kind, those with the most in common first, each with outcome and terms', async () => {
  const { id: residentId } = await desk.api.register.create({ register: 'resident', values: { name: '郭柳青' } })
  const person = { residentId, name: '郭柳青' }
  const all = await settled({ villageId: village.here, place: '3组水渠', category: '02' }, person)
  const byPerson = await register({ villageId: village.there, category: '04', registeredOn: '2026-11-10' }, person)
  const byPlace = await register({ villageId: village.here, place: '3组水渠', category: '04' }, { name: '高照' })
  const byKind = await settled({ villageId: village.there, category: '02' }, { name: '高照' })
  const running = await register({ villageId: village.there, category: '02' }, { name: '高照' })
  const otherPlace = await register({ villageId: village.there, place: '3组水渠', category: '04' }, { name: '高照' })
  const old = await settled({ villageId: village.here, place: '3组水渠', category: '02', registeredOn: '2023-11-19' }, person)
  const asked = await register({ villageId: village.here, place: '3组水渠', category: '02' }, { ...person, side: 'respondent' })
  const found = await similar(asked)
  expect(found[0]).toEqual([all, '当事人相同、地点相同、类别相同'])
  expect(found).toContainEqual([byPerson, '当事人相同'])
  expect(found).toContainEqual([byPlace, '当事人相同、地点相同'])
  expect(found).toContainEqual([byKind, '类别相同'])
  for (const id of [running, otherPlace, old, asked]) expect(found.map(([one]) => one)).not.toContain(id)
  const [first] = (await desk.api.mediation.similarCases({ id: asked })).cases
  expect(first).toMatchObject({ outcome: '口头协议', terms: ['清理排水沟'], category: '邻里' })
})

test('a name alone is not a person: village, telephone or number must agree too', async () => {
  const respondent = { name: '李明', phone: '13900000001' }
  const here = await register({ villageId: village.there, category: '16' }, respondent)
  const sameName = await register({ villageId: village.here, category: '15' }, { name: '李明' })
  const samePhone = await register({ villageId: village.here, category: '15' }, { name: '李明', phone: '13900000001' })
  const found = await similar(here)
  expect(found).toContainEqual([samePhone, '当事人相同'])
  expect(found.map(([one]) => one)).not.toContain(sameName)
})

test('at most twenty; who looked at which cases is kept in the audit trail', async () => {
  for (let at = 0; at < 25; at += 1) await settled({ category: '08' }, { name: '高照' })
  const asked = await register({ category: '08' }, { name: '牛满仓' })
  const found = await similar(asked)
  expect(found).toHaveLength(20)
  const { entries } = await desk.api.audit.list({ limit: 1 })
  expect(entries[0]).toMatchObject({ command: 'viewSimilarCases' })
  expect(JSON.parse(entries[0]?.detail ?? '')).toEqual({ shown: found.map(([id]) => id) })
})
