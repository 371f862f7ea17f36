import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newTestDesk, openTestDesk, testPassword, type TestDesk } from '../testing.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await newTestDesk()
})
afterAll(() => desk.close())

const payload = { name: '欧阳蒹葭', parties: [{ name: '甲', amountFen: 1_250_050 }], note: null }

test('a draft comes back as it was, also after a restart; discarded, it is gone', async () => {
  const { savedAt } = await desk.api.draft.save({ form: 'resident', payload })
  await desk.api.draft.save({ form: 'mediation/new', payload: { title: '半句' } })
  await desk.close()
  desk = await openTestDesk({ dataDir: desk.dataDir })
  await expect(desk.api.draft.get({ form: 'resident' })).rejects.toMatchObject({ code: 'LOCKED' })
  await desk.api.session.logIn({ password: testPassword })
  expect(await desk.api.draft.get({ form: 'resident' })).toEqual({ payload, savedAt })

  await desk.api.draft.save({ form: 'resident', payload: { ...payload, note: '又改' } })
  expect(await desk.api.draft.get({ form: 'resident' })).toMatchObject({ payload: { note: '又改' } })
  await desk.api.draft.discard({ form: 'resident' })
  expect(await desk.api.draft.get({ form: 'resident' })).toEqual({ payload: null, savedAt: null })
  expect(await desk.api.draft.get({ form: 'mediation/new' })).toMatchObject({ payload: { title: '半句' } })
})

test('a draft belongs to its account', async () => {
  await desk.api.session.createAccount({ loginName: '小王', displayName: '王', role: 'operator', password: 'Wang-12345' })
  const { api } = desk.connect()
  await api.session.logIn({ loginName: '小王', password: 'Wang-12345' })
  await desk.api.draft.save({ form: 'meeting', payload: '甲的' })
  expect(await api.draft.get({ form: 'meeting' })).toEqual({ payload: null, savedAt: null })
  await api.draft.save({ form: 'meeting', payload: '乙的' })
  await api.draft.discard({ form: 'meeting' })
  expect(await desk.api.draft.get({ form: 'meeting' })).toMatchObject({ payload: '甲的' })
})

test('a draft is no record: neither audited nor announced, and too large a one is refused in words', async () => {
  const before = (await desk.api.audit.list({ limit: 1 })).entries
  await desk.api.draft.save({ form: 'meeting', payload: '三' })
  expect((await desk.api.audit.list({ limit: 1 })).entries).toEqual(before)
  await expect(desk.api.draft.save({ form: 'meeting', payload: 'x'.repeat(1024 * 1024) })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: '内容太长，草稿没有保存',
  })
  expect(await desk.api.draft.get({ form: 'meeting' })).toMatchObject({ payload: '三' })
})

test('a draft is encrypted on the disk from its first letter', async () => {
  await desk.api.draft.save({ form: 'resident', payload })
  const files = (readdirSync(desk.dataDir, { recursive: true }) as string[])
    .map((name) => join(desk.dataDir, name))
    .filter((path) => statSync(path).isFile())
  expect(files.map((path) => path.slice(desk.dataDir.length + 1))).toEqual(expect.arrayContaining(['desk.db', 'desk.db-wal']))
  expect(files.filter((path) => readFileSync(path).includes('蒹葭'))).toEqual([])
})
