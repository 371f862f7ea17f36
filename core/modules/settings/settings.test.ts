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

test('§1.3 the mapping of categories is the office’s own, code by code', async () => {
  const { mapping } = await desk.api.mediation.categoryMapping()
  expect(Object.keys(mapping)).toHaveLength(18)
  expect(mapping).toMatchObject({ '01': '01', '03': '09', '10': '07', '99': '99' })
  await expect(desk.api.mediation.saveCategoryMapping({ mapping: { '03': '77' } })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(desk.api.mediation.saveCategoryMapping({ mapping: { '88': '01' } })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  const saved = await desk.api.mediation.saveCategoryMapping({ mapping: { '03': '04' } })
  expect(saved.mapping).toMatchObject({ '03': '04', '07': '09' })
  const { id } = await desk.api.mediation.registerDispute({
    values: { title: '甲与乙宅基地纠纷', category: '03', summary: '界址不清' },
    parties: [
      { side: 'applicant', name: '石春海', consent: 'agreed' },
      { side: 'respondent', name: '任思国', consent: 'agreed' },
    ],
  })
  expect((await desk.api.register.get({ register: 'mediation', id })).values.category17).toBe('04')
})
