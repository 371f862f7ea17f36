import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openContext } from '../../server/router-base.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'
import { ensureOverdue } from './overdue.ts'

let desk: TestDesk
let mediatorId = ''
beforeAll(async () => {
  desk = await newTestDesk()
  mediatorId = (await desk.api.register.create({ register: 'mediator', values: { name: '王秋石', duty: 'director' } })).id
})
afterAll(() => desk.close())

const today = '2026-11-21'
beforeEach(() => {
  desk.setNow(`${today}T09:00:00+08:00`)
})

type Values = Record<string, string | number | boolean | string[] | null>

const dispute: Values = { title: '石春海与任思国邻里纠纷', category: '02', source: '10', summary: '院墙滴水' }
const parties = [
  { side: 'applicant', name: '石春海', consent: 'agreed' },
  { side: 'respondent', name: '任思国', consent: 'agreed' },
]
const twoPayments: Values[] = [
  { content: '第一期赔偿款', amountFen: 500_000, dueOn: '2026-11-30' },
  { content: '第二期赔偿款', amountFen: 500_000, dueOn: '2026-12-31' },
]

const mediation = () => desk.api.mediation
const valuesOf = async (id: string) => (await desk.api.register.get({ register: 'mediation', id })).values
const at = async (id: string) => ({ id, expectedVersion: (await desk.api.register.get({ register: 'mediation', id })).version })

const violated = (rule: string, message: string) => ({
  code: 'RULE_VIOLATION',
  data: {
    violations: expect.arrayContaining([
      expect.objectContaining({ rule, message: expect.stringContaining(message) as string }),
    ]) as [],
  },
})

async function conclude(id: string, concludedOn: string, items: Values[]) {
  const values = { facts: '院墙滴水', terms: ['赔偿一万元'], amountFen: 1_000_000, performMethod: 'instalments', concludedOn }
  await mediation().concludeAgreement({ ...(await at(id)), values, items })
}

async function sign(id: string, on: string) {
  const { parties: known } = await mediation().view({ id })
  const partySignedOn = Object.fromEntries(known.map((one) => [one.id, on]))
  await mediation().makeEffective({ ...(await at(id)), partySignedOn, mediatorSignedOn: on, sealedOn: on })
}

interface Given {
  more?: Values
  on?: string
  items?: Values[]
}

/** A case whose agreement is in force since `on`. */
async function effective({ more = {}, on = '2026-11-10', items = twoPayments }: Given = {}) {
  const { id } = await mediation().registerDispute({ values: { ...dispute, registeredOn: on, ...more }, parties })
  await mediation().acceptCase({ ...(await at(id)), acceptedOn: on, mediatorIds: [mediatorId] })
  await mediation().recordSession({ ...(await at(id)), values: { heldOn: on, place: '调解室', body: '陈述', result: 'agreed' } })
  await conclude(id, on, items)
  await sign(id, on)
  return id
}

const itemsOf = async (id: string) => (await mediation().view({ id })).items
const perform = async (id: string, place: number, state: 'partial' | 'done' | 'defaulted', on: string | null = today) => {
  const item = (await itemsOf(id))[place]
  return mediation().recordPerformance({ ...(await at(id)), itemId: item?.id ?? '', state, on, paidFen: null, note: null })
}
const visit = { doneOn: today, performance: 'performed', situation: '已付清，双方满意', visitedBy: '王秋石' }
const followUp = async (id: string, values: Values, followUpId: string | null = null) =>
  mediation().recordFollowUp({ ...(await at(id)), followUpId, values })
const close = async (id: string, explained: string | null = null) =>
  mediation().closeCase({ ...(await at(id)), on: today, note: null, explained })
const filing = { filedOn: today, filedBy: '王秋石', checkedBy: null, fileKind: 'standard', fileNote: null } as const
const file = async (id: string, more: { retention?: 'S' | 'L' | 'P'; missingNote?: string | null } = {}) =>
  mediation().fileCase({ ...(await at(id)), ...filing, retention: more.retention ?? 'S', missingNote: more.missingNote ?? null })

async function filed(given: Given = {}, retention: 'S' | 'L' | 'P' = 'S') {
  const id = await effective(given)
  await close(id, '双方要求先行结案')
  await file(id, { retention })
  return id
}

describe('what begins when an agreement is in force', () => {
  test('terms of confirmation, performance, follow-up and filing are counted', async () => {
    const id = await effective()
    expect(await valuesOf(id)).toMatchObject({
      status: 'effective',
      effectiveOn: '2026-11-10',
      // 2026-12-10 is a Thursday
      confirmDueOn: '2026-12-10',
      performance: 'notDue',
      performDueOn: '2026-12-31',
      nextFollowUpOn: '2026-11-17',
      fileDueOn: '2026-12-10',
    })
    const { followUps } = await mediation().view({ id })
    expect(followUps.map(({ values }) => [values.reason, values.plannedOn])).toEqual([
      ['afterAgreement', '2026-11-17'],
      ['afterDue', '2027-01-07'],
    ])
  })

  test('oral and performed on the spot: everything is done, nothing can be confirmed', async () => {
    const { id } = await mediation().settleOrally({
      known: null,
      values: dispute,
      parties,
      mediatorIds: [mediatorId],
      agreement: { facts: '滴水', terms: ['当面道歉'], performMethod: 'immediate', concludedOn: today },
      performed: true,
      explained: null,
    })
    expect(await valuesOf(id)).toMatchObject({
      status: 'closed',
      performance: 'performed',
      confirmDueOn: null,
      fileDueOn: '2026-12-21',
    })
    const view = await mediation().view({ id })
    expect(view.items.map(({ values }) => values.state)).toEqual(['done'])
    expect(view.followUps.map(({ values }) => values.reason)).toEqual(['afterAgreement'])
  })
})

describe('performance', () => {
  test('items add up to the performance of the case', async () => {
    const id = await effective()
    expect(await perform(id, 0, 'partial')).toMatchObject({ performance: 'partial' })
    expect(await perform(id, 0, 'done')).toMatchObject({ performance: 'partial' })
    expect(await perform(id, 1, 'done')).toMatchObject({ performance: 'performed' })
    expect((await itemsOf(id)).map(({ values }) => [values.doneOn, values.paidFen])).toEqual([
      [today, 500_000],
      [today, 500_000],
    ])
    // paid a month early: the visit after the last day is advanced
    expect((await mediation().view({ id })).followUps.map(({ values }) => values.plannedOn)).toEqual(['2026-11-17', '2026-11-28'])
  })

  test('20: what passed its day is overdue in the ledger once somebody logs in', async () => {
    const id = await effective()
    desk.setNow('2026-12-05T09:00:00+08:00')
    expect((await valuesOf(id)).performance).toBe('notDue')
    await ensureOverdue(openContext(desk.context))
    const found = await desk.api.register.list({
      register: 'mediation',
      where: [{ field: 'performance', op: 'is', value: 'overdue' }],
      limit: 100,
    })
    expect(found.rows.map((row) => row.id)).toContain(id)
    const { version } = await desk.api.register.get({ register: 'mediation', id })
    await ensureOverdue(openContext(desk.context))
    expect((await desk.api.register.get({ register: 'mediation', id })).version).toBe(version)
  })

  test('21: less than the amount is not all of it', async () => {
    const id = await effective()
    const itemId = (await itemsOf(id))[0]?.id ?? ''
    const given = { itemId, on: today, paidFen: 1, note: null }
    await expect(mediation().recordPerformance({ ...(await at(id)), ...given, state: 'done' })).rejects.toMatchObject(
      violated('A.1', '部分履行'),
    )
    await mediation().recordPerformance({ ...(await at(id)), ...given, state: 'partial' })
    expect((await valuesOf(id)).performance).toBe('partial')
  })

  test('what is past its day and not done makes the case overdue, on the day it is looked at', async () => {
    const id = await effective()
    desk.setNow('2026-12-05T09:00:00+08:00')
    expect(await perform(id, 1, 'done', '2026-12-04')).toMatchObject({ performance: 'overdue' })
    expect((await mediation().view({ id })).notices.some(({ message }) => message.includes('未履行'))).toBe(true)
  })

  test('a day that has not come and a payment without a day are refused', async () => {
    const id = await effective()
    await expect(perform(id, 0, 'done', '2026-11-22')).rejects.toMatchObject(violated('DAY', '晚于今天'))
    await expect(perform(id, 0, 'done', null)).rejects.toMatchObject(violated('A.1', '请填写履行日期'))
    expect((await valuesOf(id)).performance).toBe('notDue')
  })

  test('the item of another case is not found', async () => {
    const id = await effective()
    const [item] = await itemsOf(await effective())
    const given = { itemId: item?.id ?? '', state: 'done', on: today, paidFen: null, note: null } as const
    await expect(mediation().recordPerformance({ ...(await at(id)), ...given })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('§31 urging is recorded while something is open', async () => {
    const id = await effective()
    const values = { toWhom: '任思国', content: '请于月底前付清', urgedBy: '王秋石' }
    await mediation().urgePerformance({ ...(await at(id)), values })
    expect((await mediation().view({ id })).urges.map((one) => one.values.urgedOn)).toEqual([today])
    await perform(id, 0, 'done')
    await perform(id, 1, 'done')
    await expect(mediation().urgePerformance({ ...(await at(id)), values })).rejects.toMatchObject(violated('A.1', '已全部履行'))
  })
})

describe('follow-up', () => {
  test('a planned visit is filled in, the next one becomes due', async () => {
    const id = await effective()
    const plan = (await mediation().view({ id })).followUps[0]
    expect(await followUp(id, { ...visit, performance: 'notDue' }, plan?.id ?? null)).toMatchObject({ reopened: false })
    expect(await valuesOf(id)).toMatchObject({ performance: 'notDue', nextFollowUpOn: '2027-01-07' })
    await expect(followUp(id, visit, plan?.id ?? null)).rejects.toMatchObject(violated('A.1', '已经登记'))
  })

  test('an unplanned visit needs what was found', async () => {
    const id = await effective()
    await expect(followUp(id, { doneOn: today, visitedBy: '王秋石' })).rejects.toMatchObject(violated('A.1', '请填写回访情况'))
    await expect(followUp(id, visit)).rejects.toMatchObject(violated('A.1', '请先登记各期履行'))
    await perform(id, 0, 'done')
    await perform(id, 1, 'done')
    await followUp(id, visit)
    expect((await valuesOf(id)).performance).toBe('performed')
  })

  test.each(['overdue', 'reneged'])('failed performance (%s) re-opens a filed case with a trace', async (performance) => {
    const id = await filed()
    expect(await followUp(id, { ...visit, performance })).toMatchObject({ reopened: true })
    const values = await valuesOf(id)
    expect(values).toMatchObject({ status: 'effective', performance, reopenedOn: today, reopenReason: 'breach' })
    expect(values.fileNote).toContain(`${today} 重新办理（协议未履行）`)
    const { entries } = await desk.api.audit.list({ limit: 1 })
    expect(entries[0]?.command).toBe('recordFollowUp')
    expect(JSON.parse(entries[0]?.detail ?? '')).toMatchObject({ reopened: 'breach', from: 'filed' })
  })

  test('an open case is not re-opened, and a default of an item re-opens a closed one', async () => {
    const id = await effective()
    expect(await followUp(id, { ...visit, performance: 'overdue' })).toMatchObject({ reopened: false })
    await close(id, '当事人已起诉')
    await expect(perform(id, 0, 'defaulted', null)).rejects.toMatchObject(violated('A.1', '期限届满前'))
    desk.setNow('2026-12-01T09:00:00+08:00')
    await perform(id, 0, 'defaulted', null)
    expect(await valuesOf(id)).toMatchObject({ status: 'effective', reopenReason: 'breach' })
  })
})

describe('judicial confirmation', () => {
  const application = { appliedOn: today, jointly: true, courtName: '示例县人民法院' }
  const apply = async (id: string, values: Values = {}, explained: string | null = null) =>
    mediation().applyConfirmation({ ...(await at(id)), values: { ...application, ...values }, explained })

  test('M-09 after thirty days the refusal names the day and the counting', async () => {
    // 2026-09-05 + 30 = 2026-10-05, within National Day: the last day is 2026-10-08
    const id = await effective({ on: '2026-09-05' })
    expect((await valuesOf(id)).confirmDueOn).toBe('2026-10-08')
    await expect(apply(id, { appliedOn: '2026-10-09' })).rejects.toMatchObject(
      violated('M-09', '自次日起算 30 日，末日遇休息日顺延，截止 2026-10-08'),
    )
    expect((await mediation().view({ id })).confirmations).toEqual([])
    await apply(id, { appliedOn: '2026-10-08' })
    expect((await mediation().view({ id })).confirmations).toHaveLength(1)
  })

  test('M-09 a Saturday that is worked is the last day itself', async () => {
    const id = await effective({ on: '2026-09-10' })
    expect((await valuesOf(id)).confirmDueOn).toBe('2026-10-10')
    await expect(apply(id, { appliedOn: '2026-10-11' })).rejects.toMatchObject(violated('M-09', '截止 2026-10-10'))
    await expect(apply(id, { appliedOn: '2026-09-09' })).rejects.toMatchObject(violated('M-09', '早于协议生效日'))
  })

  test('M-10 one party alone cannot apply', async () => {
    const id = await effective()
    await expect(apply(id, { jointly: false })).rejects.toMatchObject(violated('M-10', '双方当事人共同申请'))
  })

  test('M-11 matters of personal status are warned of, and go on with a reason', async () => {
    const id = await effective({ more: { category: '01', title: '甲与乙婚姻家庭纠纷' } })
    await expect(apply(id)).rejects.toMatchObject(violated('M-11', '法院不予受理'))
    await apply(id, {}, '只申请确认财产给付')
    expect((await mediation().view({ id })).confirmations).toHaveLength(1)
    const adopted = await effective({ more: { summary: '双方因解除收养发生争执' } })
    await expect(apply(adopted)).rejects.toMatchObject(violated('M-11', '收养'))
  })

  test('an oral agreement has no text for the court: the way out is named', async () => {
    const { id } = await mediation().settleOrally({
      known: null,
      values: dispute,
      parties,
      mediatorIds: [mediatorId],
      agreement: { facts: '滴水', terms: ['修好院墙'], performMethod: 'immediate', concludedOn: today },
      performed: true,
      explained: null,
    })
    await expect(apply(id)).rejects.toMatchObject(violated('A.1', '转为书面调解'))
  })

  test("the court's terms follow from the days that are known, and its ruling closes the application", async () => {
    const id = await effective()
    await apply(id)
    const confirmation = () =>
      mediation()
        .view({ id })
        .then(({ confirmations }) => confirmations.at(-1))
    const record = async (values: Values) =>
      mediation().recordConfirmation({ ...(await at(id)), confirmationId: (await confirmation())?.id ?? '', values })
    // 2026-11-24 is a Tuesday
    expect((await confirmation())?.values).toMatchObject({ acceptDueOn: '2026-11-24', decideDueOn: null })
    await expect(record({ acceptedOn: '2026-11-24' })).rejects.toMatchObject(violated('DAY', '晚于今天'))
    desk.setNow('2026-12-10T09:00:00+08:00')
    await record({ acceptedOn: '2026-11-24', courtCaseNo: '（2026）示调确 12 号' })
    expect((await confirmation())?.values).toMatchObject({ decideDueOn: '2026-12-09' })
    // 2026-12-19 is a Saturday
    await record({ extended: true })
    expect((await confirmation())?.values).toMatchObject({ decideDueOn: '2026-12-21' })
    await expect(apply(id)).rejects.toMatchObject(violated('A.1', '等待法院结果'))
    await expect(record({ result: 'confirmed', decidedOn: '2026-11-23' })).rejects.toMatchObject(violated('A.1', '早于'))
    await record({ result: 'confirmed', decidedOn: '2026-12-10' })
    expect((await valuesOf(id)).confirmedOn).toBe('2026-12-10')
    await expect(apply(id)).rejects.toMatchObject(violated('A.1', '经法院确认'))
  })

  test('19: a note on an earlier application leaves the ruling on a later one', async () => {
    const id = await effective()
    const record = async (place: number, values: Values) => {
      const confirmationId = (await mediation().view({ id })).confirmations[place]?.id ?? ''
      await mediation().recordConfirmation({ ...(await at(id)), confirmationId, values })
    }
    await apply(id)
    await record(0, { result: 'withdrawn' })
    await apply(id)
    await record(1, { result: 'confirmed', decidedOn: today })
    await record(0, { note: '材料不全撤回' })
    expect((await valuesOf(id)).confirmedOn).toBe(today)
  })

  test('8: nothing is agreed anew while the court has not answered', async () => {
    const id = await effective()
    await apply(id)
    const reopen = async () => mediation().reopenCase({ ...(await at(id)), reason: 'change', note: '变更', on: today })
    await expect(reopen()).rejects.toMatchObject(violated('A.1', '还没有登记法院结果'))
    const confirmationId = (await mediation().view({ id })).confirmations[0]?.id ?? ''
    await mediation().recordConfirmation({ ...(await at(id)), confirmationId, values: { result: 'withdrawn' } })
    await reopen()
    expect((await valuesOf(id)).status).toBe('mediating')
  })

  test('9: after an agreement made anew its own thirty days are said', async () => {
    const id = await effective()
    await apply(id)
    const { confirmations } = await mediation().view({ id })
    const values = { result: 'notConfirmed', acceptedOn: today, decidedOn: today }
    await mediation().recordConfirmation({ ...(await at(id)), confirmationId: confirmations[0]?.id ?? '', values })
    await mediation().reopenCase({ ...(await at(id)), reason: 'annulled', note: '内容不明确', on: today })
    desk.setNow('2026-11-25T09:00:00+08:00')
    await conclude(id, '2026-11-25', [{ content: '赔偿款', amountFen: 1_000_000, dueOn: '2027-03-01' }])
    await sign(id, '2026-11-25')
    const said = (await mediation().view({ id })).notices.map(({ message }) => message)
    expect(said.filter((one) => one.includes('共同申请司法确认，还有 30 日'))).toHaveLength(1)
    expect(said.filter((one) => one.startsWith('法院不予确认'))).toEqual([])
    desk.setNow('2026-12-20T09:00:00+08:00')
    const due = (await desk.api.today.get()).due.filter((one) => one.id === id && one.kind === 'confirmation')
    expect(due.map(({ dueOn }) => dueOn)).toEqual(['2026-12-25'])
  })

  test('what the court does not confirm may be agreed anew: the old agreement stays in the history', async () => {
    const id = await effective()
    await apply(id)
    await perform(id, 0, 'done')
    const { confirmations, agreement: old } = await mediation().view({ id })
    const values = { result: 'notConfirmed', acceptedOn: today, decidedOn: today }
    await mediation().recordConfirmation({ ...(await at(id)), confirmationId: confirmations[0]?.id ?? '', values })
    await expect(
      mediation().reopenCase({ ...(await at(id)), reason: 'breach', note: '未履行', on: today }),
    ).rejects.toMatchObject(violated('A.1', '正在履行'))
    await mediation().reopenCase({ ...(await at(id)), reason: 'annulled', note: '内容不明确', on: today })
    const again = await mediation().view({ id })
    expect(again.agreement).toBeNull()
    expect(again.items.map(({ values: { state } }) => state)).toEqual(['done'])
    expect(again.parties.map(({ values: { signedOn } }) => signedOn)).toEqual([null, null])
    expect(again.record.values).toMatchObject({
      status: 'mediating',
      outcome: null,
      effectiveOn: null,
      confirmDueOn: null,
      reopenReason: 'annulled',
      dueOn: '2026-12-21',
    })
    await conclude(id, today, [{ content: '补足赔偿款', amountFen: 500_000, dueOn: '2026-12-01' }])
    await sign(id, today)
    const renewed = await mediation().view({ id })
    expect(renewed.agreement?.id).not.toBe(old?.id)
    expect(renewed.items.map(({ values: { itemNo, state } }) => [itemNo, state])).toEqual([
      [1, 'done'],
      [2, 'pending'],
    ])
    expect(renewed.record.values).toMatchObject({ status: 'effective', effectiveOn: today, performDueOn: '2026-12-01' })
    const history = await desk.api.register.get({ register: 'mediationAgreement', id: old?.id ?? '' })
    expect(history.deletedAt).not.toBeNull()
  })
})

describe('the file', () => {
  test('a case with something open is closed with a reason, and keeps the day of its result', async () => {
    const id = await effective()
    await expect(close(id)).rejects.toMatchObject(violated('A.1', '2 项没有履行'))
    await expect(close(id)).rejects.toMatchObject(violated('A.1', '2026-11-17 的回访'))
    await close(id, '双方要求先行结案')
    expect(await valuesOf(id)).toMatchObject({ status: 'closed', closedOn: '2026-11-10', fileDueOn: '2026-12-21' })
  })

  const entrusted: Given = {
    more: {
      source: '31',
      entrustedBy: '示例县人民法院',
      entrustNo: '〔2026〕3号',
      entrustConsent: true,
      entrustedOn: '2026-11-09',
    },
  }

  test('M-19 a file that lacks a paper is bound only with an explanation', async () => {
    const id = await effective(entrusted)
    await close(id, '双方要求先行结案')
    await expect(file(id)).rejects.toMatchObject(violated('M-19', '委托调解函'))
    await expect(file(id, { missingNote: '  ' })).rejects.toMatchObject(violated('M-19', '委托调解函'))
    expect((await valuesOf(id)).status).toBe('closed')
    await file(id, { missingNote: '委托函原件由法院收回' })
    expect(await valuesOf(id)).toMatchObject({ status: 'filed', missingNote: '委托函原件由法院收回', filedOn: today })
  })

  test('a file is not bound while the court has not answered', async () => {
    const id = await effective()
    const values = { appliedOn: today, jointly: true, courtName: '示例县人民法院' }
    await mediation().applyConfirmation({ ...(await at(id)), values, explained: null })
    await expect(close(id)).rejects.toMatchObject(violated('A.1', '还没有登记法院结果'))
    await close(id, '双方要求先行结案')
    await expect(file(id)).rejects.toMatchObject(violated('A.1', '还没有登记法院结果'))
    const confirmationId = (await mediation().view({ id })).confirmations[0]?.id ?? ''
    await mediation().recordConfirmation({ ...(await at(id)), confirmationId, values: { result: 'withdrawn' } })
    await file(id)
    expect((await valuesOf(id)).status).toBe('filed')
  })

  test('M-19 a whole file needs none', async () => {
    const id = await filed()
    expect(await valuesOf(id)).toMatchObject({ status: 'filed', missingNote: null })
  })

  test('a file is not bound before its case was closed', async () => {
    const id = await effective()
    await close(id, '双方要求先行结案')
    const early = { ...(await at(id)), ...filing, filedOn: '2026-11-09', retention: 'S', missingNote: null } as const
    await expect(mediation().fileCase(early)).rejects.toMatchObject(violated('DAY', '早于结案日期'))
  })

  test('an authority that entrusted the case is answered, another is not', async () => {
    const id = await effective(entrusted)
    await mediation().replyEntrustment({ ...(await at(id)), on: today })
    expect((await valuesOf(id)).entrustRepliedOn).toBe(today)
    const own = await effective()
    await expect(mediation().replyEntrustment({ ...(await at(own)), on: today })).rejects.toMatchObject(
      violated('A.1', '不是委托'),
    )
  })

  test.each([
    ['S', '2036-12-31'],
    ['L', '2056-12-31'],
    ['P', null],
  ] as const)('retention %s ends with the year: %s', async (retention, until) => {
    expect((await valuesOf(await filed({}, retention))).retainUntil).toBe(until)
  })

  test('files past their term are listed to be judged; nothing is deleted', async () => {
    const id = await filed()
    const { rows: before } = await mediation().expiredFiles({ by: '2036-12-30' })
    expect(before).toEqual([])
    const { rows } = await mediation().expiredFiles({ by: '2036-12-31' })
    expect(rows.map((one) => one.id)).toContain(id)
    expect(rows.every(({ values }) => values.retention === 'S')).toBe(true)
    expect((await valuesOf(id)).status).toBe('filed')
  })

  test('one file is with one borrower', async () => {
    const id = await filed()
    await mediation().archiveCase({ ...(await at(id)), on: today, shelfNo: '甲柜 3 层' })
    expect(await valuesOf(id)).toMatchObject({ status: 'archived', shelfNo: '甲柜 3 层' })
    const values = { borrower: '李法官', purpose: '审理需要', approvedBy: '王秋石' }
    const lend = async () => mediation().lendFile({ ...(await at(id)), values })
    await lend()
    const [loan] = (await mediation().view({ id })).loans
    expect(loan?.values).toMatchObject({ lentOn: today, dueOn: '2026-12-01', returnedOn: null })
    await expect(lend()).rejects.toMatchObject(violated('A.1', '李法官'))
    await expect(mediation().returnFile({ loanId: loan?.id ?? '', on: '2026-11-20' })).rejects.toMatchObject(
      violated('DAY', '早于'),
    )
    await mediation().returnFile({ loanId: loan?.id ?? '', on: today })
    await expect(mediation().returnFile({ loanId: loan?.id ?? '', on: today })).rejects.toMatchObject(violated('A.1', '已于'))
    await lend()
    expect((await mediation().view({ id })).loans).toHaveLength(2)
  })
})

test('30: a file that was lent comes back after its case was re-opened, and the case no longer counts as bound', async () => {
  const id = await filed()
  await mediation().archiveCase({ ...(await at(id)), on: today, shelfNo: '甲柜 3 层' })
  await mediation().lendFile({ ...(await at(id)), values: { borrower: '李法官', purpose: '审理', approvedBy: '王秋石' } })
  await mediation().reopenCase({ ...(await at(id)), reason: 'change', note: '变更协议', on: today })
  const values = await valuesOf(id)
  expect(values).toMatchObject({
    filedOn: null,
    archivedOn: null,
    shelfNo: null,
    retainUntil: null,
    fileDueOn: null,
    missingNote: null,
  })
  expect(values.fileNote).toContain(`原于 ${today} 立卷，${today} 归档`)
  const { loans, verbs } = await mediation().view({ id })
  expect(verbs.find(({ verb }) => verb === 'returnFile')?.refused).toBeNull()
  await mediation().returnFile({ loanId: loans[0]?.id ?? '', on: today })
  expect((await mediation().view({ id })).loans[0]?.values.returnedOn).toBe(today)
})

test('17: an agreement that waits for signatures is due', async () => {
  const { id } = await mediation().registerDispute({ values: { ...dispute, registeredOn: '2026-11-10' }, parties })
  await mediation().acceptCase({ ...(await at(id)), acceptedOn: '2026-11-10', mediatorIds: [mediatorId] })
  const session = { heldOn: '2026-11-10', place: '调解室', body: '陈述', result: 'agreed' }
  await mediation().recordSession({ ...(await at(id)), values: session })
  await conclude(id, '2026-11-15', [])
  const due = (await desk.api.today.get()).due.filter((one) => one.id === id && one.kind === 'signature')
  expect(due.map(({ dueOn, action }) => [dueOn, action])).toEqual([['2026-11-18', '登记签章']])
  expect((await mediation().view({ id })).notices.some(({ message }) => message.includes('还没有登记签章'))).toBe(true)
})

test('a case without an agreement is not re-opened', async () => {
  const { id } = await mediation().registerDispute({ values: dispute, parties })
  await mediation().acceptCase({ ...(await at(id)), acceptedOn: today, mediatorIds: [mediatorId] })
  await mediation().terminateCase({ ...(await at(id)), reason: 'refused', remedyNotice: '可以依法起诉', on: today })
  await file(id, { missingNote: '当事人拒绝调解，没有调解记录' })
  expect((await valuesOf(id)).status).toBe('filed')
  const reopen = mediation().reopenCase({ ...(await at(id)), reason: 'change', note: '再次申请', on: today })
  await expect(reopen).rejects.toMatchObject(violated('A.1', '请登记新的案件'))
})

test('the list of the day: each with its one action', async () => {
  const own = await newTestDesk()
  const saved = [desk, mediatorId] as const
  try {
    desk = own
    mediatorId = (await own.api.register.create({ register: 'mediator', values: { name: '王秋石', duty: 'director' } })).id
    const id = await effective()
    const borrowed = await filed({ on: '2026-10-10', items: [{ content: '修好院墙' }] })
    await mediation().lendFile({
      ...(await at(borrowed)),
      values: { borrower: '李法官', purpose: '审理', approvedBy: '王秋石', dueOn: '2026-11-25' },
    })
    const waiting = await mediation().registerDispute({ values: dispute, parties })
    const ended = await effective({ on: '2026-09-01', items: [{ content: '道歉' }] })
    await perform(ended, 0, 'done', '2026-09-02')
    await mediation().closeCase({ ...(await at(ended)), on: '2026-10-01', note: null, explained: '回访另行补登' })
    const due = async () =>
      (await own.api.today.get()).due.map(({ kind, id: caseId, dueOn, action }) => [kind, caseId, dueOn, action])
    const first = await due()
    expect(first).toEqual(
      expect.arrayContaining([
        ['acceptance', waiting.id, '2026-11-24', '受理'],
        ['followUp', id, '2026-11-17', '登记回访'],
        ['filing', ended, '2026-10-31', '立卷'],
        ['loan', borrowed, '2026-11-25', '登记归还'],
      ]),
    )
    expect(first.filter(([kind, caseId]) => kind === 'performance' && caseId === id)).toEqual([])
    own.setNow('2026-12-01T09:00:00+08:00')
    const later = await due()
    expect(later).toEqual(
      expect.arrayContaining([
        ['performance', id, '2026-11-30', '登记履行'],
        ['confirmation', id, '2026-12-10', '申请司法确认'],
      ]),
    )
    await perform(id, 0, 'done', '2026-12-01')
    await mediation().applyConfirmation({
      ...(await at(id)),
      values: { appliedOn: '2026-12-01', jointly: true, courtName: '示例县人民法院' },
      explained: null,
    })
    const settled = (await due()).filter(([kind, caseId]) => caseId === id && (kind === 'performance' || kind === 'confirmation'))
    expect(settled).toEqual([])
  } finally {
    ;[desk, mediatorId] = saved
    await own.close()
  }
})
