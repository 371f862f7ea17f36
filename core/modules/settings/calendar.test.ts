import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newTestDesk, type TestDesk } from '../../testing.ts'

const resources = join(import.meta.dirname, '../../../resources')

/** a program that came with the year 2026 alone, whatever years are shipped by now */
const resourcesDir = mkdtempSync(join(tmpdir(), 'pingan-resources-'))
mkdirSync(join(resourcesDir, 'calendar'))
copyFileSync(join(resources, 'calendar/2026.json'), join(resourcesDir, 'calendar/2026.json'))
symlinkSync(join(resources, 'templates'), join(resourcesDir, 'templates'))

let desk: TestDesk
beforeAll(async () => {
  desk = await newTestDesk({ ports: { resourcesDir } })
})
afterAll(async () => {
  await desk.close()
  rmSync(resourcesDir, { recursive: true })
})

describe('the holiday calendar', () => {
  const year2027 = {
    year: 2027,
    source: '示例：2027 年放假安排',
    holidays: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-05-01', '2027-10-01'].map((day) => ({ day, name: '节日' })),
    workdays: [{ day: '2027-01-09', name: '元旦' }],
  }
  const upload = (content: unknown) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    return desk.context.backend.files.add(desk.context.connection, '2027.json', { bytes: Buffer.from(text) })
  }
  const save = (content: unknown) => desk.api.settings.saveCalendar({ fileRef: upload(content) })

  test.each([
    ['not JSON', '年份：2027', 'FORMAT', '不是 JSON'],
    ['a field missing', { ...year2027, holidays: undefined }, 'FORMAT', 'holidays'],
    ['a field too many', { ...year2027, extra: 1 }, 'FORMAT', '说明以外'],
    ['a day of another year', { ...year2027, workdays: [{ day: '2028-01-08', name: '元旦' }] }, 'BAD_REQUEST', '不在 2027 年'],
    ['a file that is far too long', ' '.repeat(70_000), 'FORMAT', '太大'],
  ])('%s is refused in words', async (_, content, code, message) => {
    await expect(save(content)).rejects.toMatchObject({ code, message: expect.stringContaining(message) as string })
    expect((await desk.api.settings.listCalendar()).missing).toEqual([2027])
  })

  test('a new year moves the terms that run, and is known from then on', async () => {
    const { api } = desk
    const mediatorId = (await api.register.create({ register: 'mediator', values: { name: '王秋石', duty: 'director' } })).id
    const { id } = await api.mediation.registerDispute({
      values: { title: '甲与乙纠纷', category: '02', summary: '滴水', registeredOn: '2026-11-20' },
      parties: [
        { side: 'applicant', name: '石春海', consent: 'agreed' },
        { side: 'respondent', name: '任思国', consent: 'agreed' },
      ],
    })
    const at = async () => ({ id, expectedVersion: (await api.register.get({ register: 'mediation', id })).version })
    await api.mediation.acceptCase({ ...(await at()), acceptedOn: '2026-11-20', mediatorIds: [mediatorId] })
    const session = { heldOn: '2026-11-20', place: '调解室', body: '陈述', result: 'agreed' }
    await api.mediation.recordSession({ ...(await at()), values: session })
    const agreement = { facts: '滴水', terms: ['修好'], performMethod: 'action', concludedOn: '2026-11-20' }
    await api.mediation.concludeAgreement({ ...(await at()), values: agreement })
    const { parties } = await api.mediation.view({ id })
    // 2026-12-02 + 30 = 2027-01-01, of which only is known that it is a Friday
    const on = '2026-12-02'
    desk.setNow('2026-12-02T09:00:00+08:00')
    const partySignedOn = Object.fromEntries(parties.map((one) => [one.id, on]))
    await api.mediation.makeEffective({ ...(await at()), partySignedOn, mediatorSignedOn: on, sealedOn: on })
    const dueOn = async () => (await api.register.get({ register: 'mediation', id })).values.confirmDueOn
    expect(await dueOn()).toBe('2027-01-01')
    desk.setNow('2027-01-05T09:00:00+08:00')
    const late = { appliedOn: '2027-01-04', jointly: true, courtName: '示例县人民法院' }
    await expect(api.mediation.applyConfirmation({ ...(await at()), values: late })).rejects.toMatchObject({
      message: expect.stringContaining('2027 年的放假安排还没有导入') as string,
    })
    desk.setNow('2026-12-28T09:00:00+08:00')
    expect((await api.today.get()).due.find(({ kind }) => kind === 'confirmation')?.reason).toContain('2027 年放假安排未导入')
    expect(await save(year2027)).toMatchObject({ year: 2027, shipped: false })
    expect(await dueOn()).toBe('2027-01-04')
    const { years, missing } = await api.settings.listCalendar()
    expect(missing).toEqual([])
    expect(years.map(({ year, shipped }) => [year, shipped])).toEqual([
      [2026, true],
      [2027, false],
    ])
    expect((await api.today.get()).due.find(({ kind }) => kind === 'confirmation')?.reason).not.toContain('未导入')
    desk.setNow('2027-01-04T09:00:00+08:00')
    await api.mediation.applyConfirmation({ ...(await at()), values: late })
    const { entries } = await api.audit.list({ limit: 5 })
    const saved = entries.find(({ command }) => command === 'saveCalendar')
    expect(JSON.parse(saved?.detail ?? '')).toMatchObject({ year: 2027, holidays: 5, moved: 1 })
  })
})
