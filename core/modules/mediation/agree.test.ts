import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RecordValues } from '../../domain/field.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'
import { agreement, caseSteps, dispute, twoParties, violated } from '../../testing/mediation-case.ts'

let desk: TestDesk
let mediatorId = ''
let steps: ReturnType<typeof caseSteps>
beforeAll(async () => {
  desk = await newTestDesk()
  mediatorId = (await desk.api.register.create({ register: 'mediator', values: { name: '王秋石' } })).id
  steps = caseSteps(desk, () => mediatorId)
})
afterAll(() => desk.close())

const view = (id: string) => desk.api.mediation.view({ id })
const instalments = [
  { content: '第一期', amountFen: 600_000, dueOn: '2026-12-01' },
  { content: '第二期', amountFen: 650_050, dueOn: '2027-01-01' },
]

describe('a written agreement', () => {
  test('without items is one thing to perform; the case knows sum, days and outcome', async () => {
    const id = await steps.agreed()
    const { items } = await view(id)
    expect(items.map(({ values }) => values)).toMatchObject([
      { itemNo: 1, content: '滴水檐退回墙内', amountFen: 1_250_050, dueOn: '2026-12-20', state: 'pending' },
    ])
    expect(await steps.valuesOf(id)).toMatchObject({
      status: 'agreed',
      outcome: 'written',
      agreedFen: 1_250_050,
      closedOn: '2026-11-20',
      performDueOn: '2026-12-20',
    })
  })

  test('is revised, with its instalments, until it is signed', async () => {
    const id = await steps.agreed()
    const parts = [{ ...instalments[0], amountFen: 649_950 }, ...instalments.slice(1)]
    await desk.api.mediation.reviseAgreement({ ...(await steps.known(id)), values: { amountFen: 1_300_000 }, items: parts })
    const { items, agreement: revised } = await view(id)
    expect(items.map(({ values }) => values.content)).toEqual(['第一期', '第二期'])
    expect(revised?.values).toMatchObject({ amountFen: 1_300_000, facts: '院墙滴水' })
    expect(await steps.valuesOf(id)).toMatchObject({ agreedFen: 1_300_000 })
    await steps.sign(id)
    await expect(desk.api.mediation.reviseAgreement({ ...(await steps.known(id)), values: {}, items: [] })).rejects.toMatchObject(
      violated('A.1'),
    )
  })

  test('in parts is refused unless the parts add up to the sum', async () => {
    await expect(steps.agreed(instalments.slice(1))).rejects.toMatchObject(violated('分期', '少 6,000.00 元'))
    const id = await steps.agreed(instalments)
    const revise = async (amountFen: number | null, items: RecordValues[]) =>
      desk.api.mediation.reviseAgreement({ ...(await steps.known(id)), values: { amountFen }, items })
    await expect(revise(1_200_000, instalments)).rejects.toMatchObject(violated('分期', '多 500.50 元'))
    await expect(revise(null, instalments)).rejects.toMatchObject(violated('分期', '请填写协议金额'))
    expect((await view(id)).items.map(({ values }) => values.amountFen)).toEqual([600_000, 650_050])
    await revise(1_250_050, [...instalments, { content: '拆除滴水檐', amountFen: null }])
  })

  test('M-08 in force, its terms begin', async () => {
    const id = await steps.agreed(instalments)
    expect(await steps.sign(id)).toMatchObject({ effectiveOn: '2026-11-21' })
    expect(await steps.valuesOf(id)).toMatchObject({
      status: 'effective',
      effectiveOn: '2026-11-21',
      performance: 'notDue',
      performDueOn: '2027-01-01',
    })
    const { notices, timeline, followUps } = await view(id)
    expect(notices.find(({ rule }) => rule === 'M-09')?.message).toContain('司法确认')
    expect(timeline[0]?.text).toBe('签章齐备，协议生效')
    expect(followUps.length).toBeGreaterThan(0)
  })

  test('ends with nothing to perform where it is given up before it is signed', async () => {
    const id = await steps.agreed()
    await desk.api.mediation.terminateCase({
      ...(await steps.known(id)),
      reason: 'other',
      note: '标的物已灭失',
      remedyNotice: '可以起诉',
      on: '2026-11-21',
    })
    const { items, agreement: left, documents, record } = await view(id)
    expect([items, left]).toEqual([[], null])
    expect(documents.map(({ type }) => type)).not.toContain('agreement')
    expect(record.values.outcomeNote).toBe('标的物已灭失')
    expect(await steps.valuesOf(id)).toMatchObject({ outcome: 'terminated', agreedFen: null, performDueOn: null })
  })
})

describe('once it is agreed', () => {
  test('M-06 the agreement is changed by its verb alone, and who the parties are is settled', async () => {
    const id = await steps.agreed()
    const { agreement: written, parties, sessions } = await view(id)
    const update = async (
      register: 'mediationAgreement' | 'mediationParty' | 'mediationSession',
      one: { id: string; version: number } | null | undefined,
      values: RecordValues,
    ) => desk.api.register.update({ register, id: one?.id ?? '', expectedVersion: one?.version ?? 0, values })
    await expect(update('mediationAgreement', written, { amountFen: 999 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(update('mediationParty', parties[0], { name: '另一人' })).rejects.toMatchObject(violated('A.1', '姓名'))
    await expect(update('mediationParty', parties[0], { side: 'third' })).rejects.toMatchObject(violated('A.1', '各至少一方'))
    await update('mediationParty', parties[0], { occupation: '务农' })
    await expect(update('mediationSession', sessions[0], { body: '另一种说法' })).rejects.toMatchObject(
      violated('A', '已达成协议'),
    )
    const evidence = { caseId: id, name: '照片', receivedOn: '2026-11-10' }
    await expect(desk.api.register.create({ register: 'evidence', values: evidence })).rejects.toMatchObject(violated('A'))
  })

  test('DAY nothing is signed before it was agreed, or on a day to come', async () => {
    const id = await steps.agreed()
    const { parties } = await view(id)
    const sign = async (on: string, sealedOn = on) =>
      desk.api.mediation.makeEffective({
        ...(await steps.known(id)),
        partySignedOn: Object.fromEntries(parties.map((party) => [party.id, on])),
        mediatorSignedOn: on,
        sealedOn,
      })
    await expect(sign('2026-11-01')).rejects.toMatchObject(violated('DAY', '2026年11月1日早于达成日期（2026年11月20日）'))
    await expect(sign('2026-11-20', '2099-01-01')).rejects.toMatchObject(violated('DAY', '晚于今天（2026年11月21日）'))
    expect((await view(id)).agreement?.values.effectiveOn).toBeNull()
  })

  test('DAY it is agreed on between acceptance and today, and performed afterwards', async () => {
    const id = await steps.accepted()
    await steps.hold(id)
    const conclude = async (values: RecordValues, items: RecordValues[] = []) =>
      desk.api.mediation.concludeAgreement({ ...(await steps.known(id)), values: { ...agreement, ...values }, items })
    await expect(conclude({ concludedOn: '2026-11-01' })).rejects.toMatchObject(violated('DAY', '早于受理日期'))
    await expect(conclude({ concludedOn: '2026-11-22' })).rejects.toMatchObject(violated('DAY', '晚于今天'))
    await expect(conclude({ performDueOn: '2001-01-01' })).rejects.toMatchObject(violated('DAY', '履行期限'))
    const early = [{ content: '一次付清', amountFen: 1_250_050, dueOn: '2026-11-19' }]
    await expect(conclude({}, early)).rejects.toMatchObject(violated('DAY', '第 1 项到期日'))
  })
})

describe('an oral agreement', () => {
  const settle = (more: object = {}) =>
    desk.api.mediation.settleOrally({
      known: null,
      values: { ...dispute, registeredOn: '2026-11-20' },
      parties: twoParties,
      mediatorIds: [mediatorId],
      agreement: { ...agreement, performMethod: 'immediate' },
      performed: true,
      ...more,
    })

  test('M-12 that is not performed at once, or is difficult, has to be explained', async () => {
    await expect(settle({ performed: false })).rejects.toMatchObject(violated('M-12', '不能即时履行'))
    await expect(settle({ values: { ...dispute, difficulty: 'major' } })).rejects.toMatchObject(violated('M-12', '疑难复杂'))
    const { id } = await settle({ performed: false, explained: '双方要求口头协议' })
    expect(await steps.valuesOf(id)).toMatchObject({
      status: 'effective',
      outcome: 'oral',
      performance: 'notDue',
      confirmDueOn: null,
    })
  })

  test('M-01 M-02 M-13 it asks what every case is asked', async () => {
    const refusing = [...twoParties.slice(0, 1), { side: 'respondent', name: '任思国', consent: 'refused' }]
    await expect(settle({ parties: refusing })).rejects.toMatchObject(violated('M-01'))
    await expect(settle({ mediatorIds: [] })).rejects.toMatchObject(violated('M-02'))
    await expect(settle({ values: { ...dispute, source: '31' } })).rejects.toMatchObject(violated('M-13'))
  })

  test('is one step: number, agreement, performance, closed, a simple file; voided with its number (M-20), not taken back', async () => {
    const { id, fileNo } = await settle()
    expect(fileNo).toMatch(/^（2026）石榴人调字第\d+号$/)
    expect(await steps.valuesOf(id)).toMatchObject({
      status: 'closed',
      outcome: 'oral',
      acceptedOn: '2026-11-20',
      closedOn: '2026-11-20',
      effectiveOn: '2026-11-20',
      performance: 'performed',
      fileKind: 'simple',
    })
    const { agreement: written, items, timeline } = await view(id)
    expect(written?.values).toMatchObject({ agreementForm: 'oral', effectiveOn: '2026-11-20', copies: 3 })
    expect(items.map(({ values }) => values.state)).toEqual(['done'])
    expect(timeline.map(({ text }) => text)).toEqual([`达成口头协议，发卷号 ${fileNo}，当场履行`])
    const [last] = (await desk.api.register.changeSets({ limit: 1 })).rows
    await expect(desk.api.register.undo({ changeSetId: last?.changeSetId ?? '' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await desk.api.mediation.voidCase({ ...(await steps.known(id)), reason: '重复登记' })
    expect(await steps.valuesOf(id)).toMatchObject({
      status: 'voided',
      fileNo,
      voidReason: '重复登记',
      outcome: null,
      agreedFen: null,
      effectiveOn: null,
    })
    expect((await desk.api.today.get()).due.filter((one) => one.id === id)).toEqual([])
  })

  test('DAY is not reached on a day to come', async () => {
    const tomorrow = { ...agreement, concludedOn: '2026-11-22', performMethod: 'immediate' }
    await expect(settle({ agreement: tomorrow })).rejects.toMatchObject(violated('DAY', '达成日期'))
  })

  test('settles a dispute that was registered', async () => {
    const id = await steps.registered()
    const { fileNo } = await settle({ known: await steps.known(id), values: { place: '村口' }, parties: [] })
    expect(await steps.valuesOf(id)).toMatchObject({ fileNo, status: 'closed', place: '村口', outcome: 'oral' })
  })

  test('ends mediation that has begun', async () => {
    const id = await steps.accepted()
    await desk.api.mediation.concludeOrally({
      ...(await steps.known(id)),
      agreement: { ...agreement, performMethod: 'immediate' },
      performed: true,
    })
    expect(await steps.valuesOf(id)).toMatchObject({ status: 'closed', outcome: 'oral', fileKind: 'simple' })
  })

  test('is promoted to paper: what was agreed and planned goes, the case is mediated again', async () => {
    const { id } = await settle({ performed: false, explained: '双方要求口头协议' })
    await desk.api.mediation.promoteOral({ ...(await steps.known(id)), reason: '申请人要求书面协议' })
    expect(await steps.valuesOf(id)).toMatchObject({
      status: 'mediating',
      outcome: null,
      fileKind: 'standard',
      agreedFen: null,
      effectiveOn: null,
    })
    expect(await view(id)).toMatchObject({ agreement: null, items: [], followUps: [] })
    const written = await steps.agreed()
    await steps.sign(written)
    await expect(desk.api.mediation.promoteOral({ ...(await steps.known(written)), reason: '改为书面' })).rejects.toMatchObject(
      violated('A.1', '不是口头协议'),
    )
  })
})
