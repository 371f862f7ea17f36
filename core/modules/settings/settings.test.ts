import { afterAll, beforeAll, expect, test } from 'vitest'
import { newTestDesk, type TestDesk } from '../../testing.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await newTestDesk()
})
afterAll(() => desk.close())

test('an office sets its own term with its basis, and cases that come after follow it', async () => {
  await desk.api.settings.changeRule({ key: 'rst.termYears.released', value: 3, basis: '示例县安帮〔2026〕1号' })
  const { id } = await desk.api.register.create({ register: 'resident', values: { name: '刘志强' } })
  const made = await desk.api.resettlement.openCase({ values: { residentId: id, releasedOn: '2026-11-01' } })
  expect((await desk.api.register.get({ register: 'resettlement', id: made.id })).values).toMatchObject({
    termTo: '2029-10-31',
    termBasis: '示例县安帮〔2026〕1号',
  })
})

test('C a locked rule may be made stricter, never looser', async () => {
  await expect(desk.api.settings.changeRule({ key: 'med.labourDays', value: 20, basis: '本镇要求' })).rejects.toMatchObject({
    code: 'RULE_VIOLATION',
  })
  expect(await desk.api.settings.changeRule({ key: 'med.labourDays', value: 10, basis: '本镇要求' })).toMatchObject({
    value: 10,
    shipped: 15,
    locked: true,
  })
})
