import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newTestDesk, type TestDesk } from '../../testing.ts'

let desk: TestDesk
let mediatorId = ''
beforeAll(async () => {
  desk = await newTestDesk()
  mediatorId = (await desk.api.register.create({ register: 'mediator', values: { name: '王秋石', duty: 'director' } })).id
})
afterAll(() => desk.close())

const dispute = { title: '甲与乙邻里纠纷', category: '02', source: '10', registeredOn: '2026-11-01', summary: '院墙滴水' }
const parties = [
  { side: 'applicant', name: '石春海', consent: 'agreed' },
  { side: 'respondent', name: '任思国', consent: 'agreed' },
]
const agreement = {
  facts: '院墙滴水',
  terms: ['滴水檐退回墙内'],
  amountFen: 1_250_050,
  performMethod: 'once',
  concludedOn: '2026-11-20',
}
const session = { heldOn: '2026-11-10', place: '调解室', body: '双方陈述', result: 'continued' }

const violated = (rule: string, message?: string) => ({
  code: 'RULE_VIOLATION',
  data: {
    violations: [expect.objectContaining({ rule, ...(message ? { message: expect.stringContaining(message) as string } : {}) })],
  },
})

async function registered(given = parties) {
  const { id } = await desk.api.mediation.registerDispute({ values: dispute, parties: given })
  return id
}
const version = async (id: string) => (await desk.api.register.get({ register: 'mediation', id })).version
const accept = async (id: string, mediatorIds = [mediatorId]) =>
  desk.api.mediation.acceptCase({ id, expectedVersion: await version(id), acceptedOn: '2026-11-02', mediatorIds })
const hold = async (id: string, values: Record<string, string | string[] | boolean> = session) =>
  desk.api.mediation.recordSession({ id, expectedVersion: await version(id), values })
const conclude = async (id: string) =>
  desk.api.mediation.concludeAgreement({ id, expectedVersion: await version(id), values: agreement })

async function agreed() {
  const id = await registered()
  await accept(id)
  await hold(id)
  await conclude(id)
  return id
}

describe('acceptance', () => {
  test('M-02 no case is accepted without a mediator', async () => {
    const id = await registered()
    await expect(accept(id, [])).rejects.toMatchObject(violated('M-02'))
    expect((await desk.api.register.get({ register: 'mediation', id })).values.status).toBe('registered')
  })

  test('M-20 file numbers run on by committee and year and are never given twice', async () => {
    const first = await accept(await registered())
    const second = await accept(await registered())
    const serial = (fileNo: string) => Number(/第(\d+)号/.exec(fileNo)?.[1])
    expect(first.fileNo).toMatch(/^（2026）石榴人调字第\d+号$/)
    expect(serial(second.fileNo)).toBe(serial(first.fileNo) + 1)
  })

  test('labour disputes have fifteen days, others thirty', async () => {
    const { id } = await desk.api.mediation.registerDispute({ values: { ...dispute, category: '10' }, parties })
    await accept(id)
    expect((await desk.api.register.get({ register: 'mediation', id })).values.dueOn).toBe('2026-11-17')
    const other = await registered()
    await accept(other)
    expect((await desk.api.register.get({ register: 'mediation', id: other })).values.dueOn).toBe('2026-12-02')
  })

  test('A.1 a step that is not next is refused, and the case stays as it was', async () => {
    const id = await registered()
    await expect(conclude(id)).rejects.toMatchObject(violated('A.1', '不能达成协议'))
    await expect(hold(id)).rejects.toMatchObject(violated('A.1'))
  })

  test('two windows: the second acceptance of the same version is refused and takes no number', async () => {
    const id = await registered()
    const seen = await version(id)
    const accepting = () =>
      desk.api.mediation.acceptCase({ id, expectedVersion: seen, acceptedOn: '2026-11-02', mediatorIds: [mediatorId] })
    const results = await Promise.allSettled([accepting(), accepting()])
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const next = await accept(await registered())
    const taken = results.find((one) => one.status === 'fulfilled')
    const serial = (fileNo: string) => Number(/第(\d+)号/.exec(fileNo)?.[1])
    expect(taken?.status === 'fulfilled' && serial(next.fileNo) - serial(taken.value.fileNo)).toBe(1)
  })
})

describe('sessions', () => {
  test('M-01 a party that has refused is not mediated', async () => {
    const id = await registered()
    await accept(id)
    const { parties: known } = await desk.api.mediation.view({ id })
    const respondent = known.find((one) => one.values.side === 'respondent')
    await desk.api.mediation.recordConsent({ partyId: respondent?.id ?? '', consent: 'refused', on: '2026-11-05' })
    await expect(hold(id)).rejects.toMatchObject(violated('M-01', '任思国已明确拒绝调解'))
    const view = await desk.api.mediation.view({ id })
    expect(view.record.values.status).toBe('accepted')
    expect(view.sessions).toEqual([])
    expect(view.verbs.find((one) => one.verb === 'recordSession')?.refused).toContain('M-01')
  })

  test('M-03 invited helpers need the consent of the parties', async () => {
    const id = await registered()
    await accept(id)
    await expect(hold(id, { ...session, participants: ['张桂兰'] })).rejects.toMatchObject(violated('M-03'))
    await hold(id, { ...session, participants: ['张桂兰'], participantsAgreed: true })
    const { sessions } = await desk.api.mediation.view({ id })
    expect(sessions.map((one) => one.values.sessionNo)).toEqual([1])
  })

  test('M-03 a session put right asks for the consent as well, and keeps its history until the case is closed', async () => {
    const id = await registered()
    await accept(id)
    await hold(id)
    const sessionNow = async () => (await desk.api.mediation.view({ id })).sessions[0]
    const correct = async (values: Record<string, string | string[] | boolean>) => {
      const now = await sessionNow()
      return desk.api.register.update({
        register: 'mediationSession',
        id: now?.id ?? '',
        expectedVersion: now?.version ?? 0,
        values,
      })
    }
    await expect(correct({ participants: ['张桂兰'] })).rejects.toMatchObject(violated('M-03'))
    await correct({ participants: ['张桂兰'], participantsAgreed: true, body: '双方陈述，张桂兰参加' })
    await expect(correct({ participantsAgreed: false })).rejects.toMatchObject(violated('M-03'))
    const { changes } = await desk.api.register.history({ register: 'mediationSession', id: (await sessionNow())?.id ?? '' })
    expect(changes.map(({ kind }) => kind)).toEqual(['update', 'create'])
    expect(changes[0]?.fields.find(({ field }) => field === 'body')).toMatchObject({
      before: '双方陈述',
      after: '双方陈述，张桂兰参加',
    })
    const withdrawn = { by: '石春海', note: null, on: '2026-11-12' }
    await desk.api.mediation.withdrawCase({ id, expectedVersion: await version(id), ...withdrawn })
    await expect(correct({ body: '改写' })).rejects.toMatchObject(violated('A'))
  })

  test('M-05 a case is not terminated without reason and remedies', async () => {
    const id = await registered()
    await accept(id)
    const terminate = async (remedyNotice: string) =>
      desk.api.mediation.terminateCase({
        id,
        expectedVersion: await version(id),
        reason: 'refused',
        remedyNotice,
        on: '2026-11-12',
      })
    await expect(terminate(' ')).rejects.toMatchObject(violated('M-05', '救济途径'))
    await terminate('可以依法起诉')
    expect((await desk.api.register.get({ register: 'mediation', id })).values).toMatchObject({
      status: 'terminated',
      closedOn: '2026-11-12',
    })
  })
})

describe('agreement', () => {
  test('M-07 copies are one for each party and one for the committee', async () => {
    const id = await agreed()
    expect((await desk.api.mediation.view({ id })).agreement?.values.copies).toBe(3)
  })

  const sign = async (id: string, missing: 'party' | 'mediator' | 'seal' | null) => {
    const { parties: known } = await desk.api.mediation.view({ id })
    const days = ['2026-11-20', '2026-11-21']
    const partySignedOn = Object.fromEntries(
      known.map((one, index) => [one.id, missing === 'party' && index === 1 ? null : (days[index] ?? null)]),
    )
    return desk.api.mediation.makeEffective({
      id,
      expectedVersion: await version(id),
      partySignedOn,
      mediatorSignedOn: missing === 'mediator' ? null : '2026-11-20',
      sealedOn: missing === 'seal' ? null : '2026-11-20',
    })
  }

  test.each([
    ['party', '任思国签名'],
    ['mediator', '调解员签名'],
    ['seal', '调委会印章'],
  ] as const)('M-06 without the %s it does not take effect', async (missing, message) => {
    const id = await agreed()
    await expect(sign(id, missing)).rejects.toMatchObject(violated('M-06', message))
    const view = await desk.api.mediation.view({ id })
    expect(view.record.values.status).toBe('agreed')
    expect(view.agreement?.values.effectiveOn).toBeNull()
  })

  test('M-08 it takes effect on the latest day of all requirements', async () => {
    const id = await agreed()
    expect(await sign(id, null)).toMatchObject({ effectiveOn: '2026-11-21' })
    expect((await desk.api.mediation.view({ id })).agreement?.values.effectiveOn).toBe('2026-11-21')
  })

  test('the printed agreement holds number, terms and the amount in figures and capitals', async () => {
    const id = await agreed()
    const { name, base64 } = await desk.api.document.produce({ template: 'mediation-agreement', recordId: id, format: 'docx' })
    const { default: PizZip } = await import('pizzip')
    const text =
      new PizZip(Buffer.from(base64, 'base64'))
        .file('word/document.xml')
        ?.asText()
        .replaceAll(/<[^>]+>/g, '') ?? ''
    expect(name).toMatch(/^人民调解协议书-（2026）石榴人调字第\d+号\.docx$/)
    for (const expected of ['石春海', '任思国', '滴水檐退回墙内', '12,500.50', '壹万贰仟伍佰元伍角整'])
      expect(text).toContain(expected)
  })

  test('M-18 where there is domestic violence, neither telephone nor address is printed', async () => {
    const { id } = await desk.api.mediation.registerDispute({
      values: { ...dispute, domesticViolence: true },
      parties: parties.map((one) => ({ ...one, phone: '13900000001', address: '石榴村3组9号' })),
    })
    await accept(id)
    const { base64 } = await desk.api.document.produce({ template: 'mediation-acceptance', recordId: id, format: 'docx' })
    const { default: PizZip } = await import('pizzip')
    const text = new PizZip(Buffer.from(base64, 'base64')).file('word/document.xml')?.asText() ?? ''
    expect(text).not.toContain('13900000001')
    expect(text).not.toContain('石榴村3组9号')
  })
})

test('a party chosen from the ledger brings what is known of the person', async () => {
  const village = await desk.api.register.create({ register: 'village', values: { name: '石榴村' } })
  const { id: residentId } = await desk.api.register.create({
    register: 'resident',
    values: {
      name: '郭柳青',
      idNumber: '999901198802030017',
      phone: '13900000011',
      villageId: village.id,
      groupName: '3组',
      residenceAddress: '9号',
    },
  })
  const id = await registered([
    { side: 'applicant', consent: 'agreed', residentId, name: '郭柳青' } as (typeof parties)[number],
    ...parties.slice(1),
  ])
  const { parties: known } = await desk.api.mediation.view({ id })
  expect(known[0]?.values).toMatchObject({
    sex: '1',
    birthOn: '1988-02-03',
    address: '石榴村3组9号',
    phone: '139****0011',
    idNumber: '999***********0017',
  })
})

test('M-17 a minor needs a guardian', async () => {
  const minor = { side: 'applicant', name: '陈小雨', birthOn: '2015-05-01', consent: 'agreed' }
  await expect(
    desk.api.mediation.registerDispute({ values: dispute, parties: [minor, ...parties.slice(1)] }),
  ).rejects.toMatchObject(violated('M-17'))
  await desk.api.mediation.registerDispute({
    values: dispute,
    parties: [{ ...minor, guardianName: '陈立' }, ...parties.slice(1)],
  })
})

test('M-17 the number of a minor says so without a birthday', async () => {
  const minor = { side: 'applicant', name: '陈小雨', idNumber: '99999920150501001X', consent: 'agreed' }
  await expect(
    desk.api.mediation.registerDispute({ values: dispute, parties: [minor, ...parties.slice(1)] }),
  ).rejects.toMatchObject(violated('M-17'))
})
