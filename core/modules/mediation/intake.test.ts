import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RecordValues } from '../../domain/field.ts'
import { newTestDesk, testPassword, type TestDesk } from '../../testing.ts'
import { caseSteps, dispute, twoParties, violated } from '../../testing/mediation-case.ts'

let desk: TestDesk
let mediatorId = ''
let steps: ReturnType<typeof caseSteps>
beforeAll(async () => {
  desk = await newTestDesk()
  mediatorId = (await desk.api.register.create({ register: 'mediator', values: { name: '王秋石' } })).id
  steps = caseSteps(desk, () => mediatorId)
})
afterAll(() => desk.close())

const serial = (fileNo: string) => Number(/第(\d+)号/.exec(fileNo)?.[1])
const view = (id: string) => desk.api.mediation.view({ id })

describe('a dispute', () => {
  test('knows its 17 category, its parties and the end of its acceptance', async () => {
    const group = { side: 'third', kind: 'group', name: '村民', groupSize: 12, representatives: ['甲', '乙'] }
    const id = await steps.registered({}, [...twoParties, group])
    expect(await steps.valuesOf(id)).toMatchObject({ category17: '02', partyCount: 14, acceptDueOn: '2026-11-04' })
    expect((await view(id)).notices.map(({ message }) => message).join()).toContain('受理审查期限 2026-11-04 已过')
    expect((await desk.api.today.get()).due.find((one) => one.id === id)).toMatchObject({ kind: 'acceptance', action: '受理' })
  })

  test('counts the members of a group as they are put right, and the official table with it', async () => {
    const group = { side: 'third', kind: 'group', name: '村民', groupSize: 12, representatives: ['甲', '乙'] }
    const id = await steps.accepted({}, [...twoParties, group])
    const people = async () => {
      const november = { from: '2026-11-01', to: '2026-11-30' }
      const table = await desk.api.statistics.official({ report: 'mediationCases', countBy: 'accepted', ...november })
      const column = table.groups.flatMap(({ columns }) => columns).findIndex(({ label }) => label === '涉及当事人数')
      return table.cells.at(-1)?.[column]?.value ?? 0
    }
    const before = await people()
    const party = (await view(id)).parties[2]
    await desk.api.register.update({
      register: 'mediationParty',
      id: party?.id ?? '',
      expectedVersion: party?.version ?? 0,
      values: { groupSize: 30 },
    })
    expect(await steps.valuesOf(id)).toMatchObject({ partyCount: 32 })
    expect(await people()).toBe(before + 18)
  })

  test('M-14 M-15: its term follows when it turns out to be a labour dispute, or not to be one, with its extensions', async () => {
    const id = await steps.accepted({ category: '02' })
    const update = async (values: RecordValues) =>
      desk.api.register.update({ register: 'mediation', ...(await steps.known(id)), values })
    const dueOn = async () => (await steps.valuesOf(id)).dueOn
    const first = await dueOn()
    await update({ category: '03' })
    expect(await dueOn()).toBe(first)
    await update({ category: '10' })
    expect(await dueOn()).toBe('2026-11-17')
    const extension = { days: 10, reason: '等待鉴定', confirmed: true, on: '2026-11-16' }
    await desk.api.mediation.extendTerm({ ...(await steps.known(id)), ...extension })
    await update({ category: '02' })
    expect(await dueOn()).toBe('2026-12-12')
  })

  test('gains and loses parties until there is an agreement, and keeps two sides', async () => {
    const id = await steps.registered()
    await desk.api.mediation.addParty({ ...(await steps.known(id)), values: { side: 'third', name: '孙满仓' } })
    expect(await steps.valuesOf(id)).toMatchObject({ partyCount: 3 })
    const { parties } = await view(id)
    const remove = (index: number) => desk.api.mediation.removeParty({ partyId: parties[index]?.id ?? '', reason: '与本案无关' })
    await remove(2)
    expect(await steps.valuesOf(id)).toMatchObject({ partyCount: 2 })
    await expect(remove(0)).rejects.toMatchObject(violated('A.1', '申请人和被申请人'))
    const { timeline } = await view(id)
    expect(timeline.map(({ text }) => text)).toEqual([
      '移除当事人：孙满仓（与本案无关）',
      '添加当事人：孙满仓（第三人）',
      '登记纠纷',
    ])
    const done = await steps.agreed()
    await expect(
      desk.api.mediation.addParty({ ...(await steps.known(done)), values: { side: 'third', name: '孙满仓' } }),
    ).rejects.toMatchObject(violated('A.1', '不能增减当事人'))
  })

  test('M-04 is not saved with a risk of crime that nobody was told of', async () => {
    await expect(steps.registered({ escalationKind: 'criminal' })).rejects.toMatchObject(violated('M-04'))
    const id = await steps.registered()
    const { version } = await desk.api.register.get({ register: 'mediation', id })
    const change = { register: 'mediation', id, expectedVersion: version, values: { escalationKind: 'criminal' } } as const
    await expect(desk.api.register.update(change)).rejects.toMatchObject(violated('M-04'))
  })
})

describe('acceptance', () => {
  test('M-13 M-04 what is entrusted or at risk is not accepted half told', async () => {
    await expect(steps.accepted({ source: '31' })).rejects.toMatchObject(violated('M-13', '委托函号'))
    await expect(steps.accepted({ escalationKind: 'intensify' })).rejects.toMatchObject(violated('M-04', '预防措施'))
  })

  test('what a court has already is not accepted but refused, with reason and remedies', async () => {
    const id = await steps.registered({ handledBy: 'court' })
    await expect(steps.accept(id)).rejects.toMatchObject(violated('A.1', '不予受理'))
    expect((await view(id)).verbs.find(({ verb }) => verb === 'acceptCase')?.refused).toContain('不予受理')
    const reject = async (remedyNotice: string) =>
      desk.api.mediation.rejectCase({ ...(await steps.known(id)), reason: 'handled', note: null, remedyNotice, on: '2026-11-03' })
    await expect(reject(' ')).rejects.toMatchObject(violated('M-05'))
    await reject('可在诉讼中请求法院调解')
    expect(await steps.valuesOf(id)).toMatchObject({
      status: 'rejected',
      outcome: 'rejected',
      closedOn: '2026-11-03',
      fileNo: null,
    })
    expect((await view(id)).timeline[0]?.text).toBe('不予受理：法院、公安或行政机关已受理或已解决')
  })

  test('M-16 a mediator who is called like a party has to be explained', async () => {
    const id = await steps.registered({}, [...twoParties, { side: 'third', name: '王秋石' }])
    await expect(steps.accept(id)).rejects.toMatchObject(violated('M-16', '同名'))
    await steps.accept(id, { explained: '同名不同人' })
    expect((await view(id)).notices).toContainEqual(expect.objectContaining({ rule: 'M-16', level: 'warn' }))
    const { entries } = await desk.api.audit.list({ limit: 1 })
    expect(entries[0]).toMatchObject({ command: 'acceptCase', detail: expect.stringContaining('"rules":["M-16"]') as string })
    expect((await view(id)).timeline[0]?.text).toContain('（说明：同名不同人）')
  })

  test('M-16 a mediator of the same household has to be explained', async () => {
    const { api } = desk
    const village = await api.register.create({ register: 'village', values: { name: '石榴村' } })
    const household = await api.register.create({ register: 'household', values: { householdNo: '1', villageId: village.id } })
    const person = async (name: string) =>
      (await api.register.create({ register: 'resident', values: { name, householdId: household.id } })).id
    const brother = await api.register.create({
      register: 'mediator',
      values: { name: '石大', residentId: await person('石大') },
    })
    const party = { side: 'applicant', residentId: await person('石二'), name: '石二', consent: 'agreed' }
    const id = await steps.registered({}, [party, ...twoParties.slice(1)])
    await expect(steps.accept(id, { mediatorIds: [brother.id] })).rejects.toMatchObject(violated('M-16', '同一户'))
  })
})

describe('M-20 numbers', () => {
  test('M-20 the unit has a committee of its own, and other committees count for themselves', async () => {
    const { rows } = await desk.api.register.list({ register: 'committee' })
    expect(rows.map(({ values }) => values)).toMatchObject([
      { name: '石榴镇人民调解委员会', shortName: '石榴', committeeKind: 'township' },
    ])
    const other = await desk.api.register.create({
      register: 'committee',
      values: { name: '板桥村人民调解委员会', shortName: '板桥', committeeKind: 'village' },
    })
    const id = await steps.registered()
    const { fileNo } = await steps.accept(id, { committeeId: other.id })
    expect(fileNo).toBe('（2026）板桥人调字第1号')
    expect(await steps.valuesOf(id)).toMatchObject({ committeeId: other.id, committeeKind: 'village' })
    expect((await view(id)).committeeName).toBe('板桥村人民调解委员会')
    expect(await desk.api.mediation.committee({ id: other.id })).toMatchObject({ caseCount: 1, mediators: [] })
  })

  test('M-20 no two committees share the name in their numbers, not even one that is gone', async () => {
    const create = async (shortName: string, villageName = shortName) => {
      const values = { name: `${villageName}村人民调解委员会`, shortName, committeeKind: 'village' }
      return desk.api.register.create({ register: 'committee', values })
    }
    await expect(create('石榴', '石榴')).rejects.toMatchObject(violated('M-20', '本单位'))
    const first = await create('河湾')
    await expect(create('河湾', '北河湾')).rejects.toMatchObject(violated('M-20', '河湾村人民调解委员会'))
    const id = await steps.registered()
    await steps.accept(id, { committeeId: first.id })
    const rename = (one: { id: string; version: number }, shortName: string) =>
      desk.api.register.update({ register: 'committee', id: one.id, expectedVersion: one.version, values: { shortName } })
    await rename(first, '南河湾')
    await expect(create('河湾', '北河湾')).rejects.toMatchObject(violated('M-20', '已由别的调委会发出'))
    const other = await create('北河湾')
    await expect(rename(other, '南河湾')).rejects.toMatchObject(violated('M-20'))
  })

  test('M-20 a dissolved committee gives no number; M-23 who has left takes no case, who was not renewed is explained', async () => {
    const gone = await desk.api.register.create({
      register: 'committee',
      values: { name: '旧村人民调解委员会', shortName: '旧村', committeeKind: 'village', dissolvedOn: '2026-10-01' },
    })
    const of = async (values: RecordValues) =>
      (await desk.api.register.create({ register: 'mediator', values: { name: '李永福', ...values } })).id
    const left = await of({ leftOn: '2020-01-01' })
    const past = await of({ appointedTo: '2026-10-31' })
    const id = await steps.registered()
    await expect(steps.accept(id, { committeeId: gone.id })).rejects.toMatchObject(violated('M-20', '撤销'))
    await expect(steps.accept(id, { mediatorIds: [left] })).rejects.toMatchObject(violated('M-23', '卸任'))
    await expect(steps.accept(id, { mediatorIds: [past] })).rejects.toMatchObject(violated('M-23', '届满'))
    await steps.accept(id, { mediatorIds: [past], explained: '已续聘，证书待发' })
    expect((await view(id)).timeline[0]?.text).toContain('（说明：已续聘，证书待发）')
    const trail = desk.context.backend.desk?.database.reader
      .prepare('SELECT group_concat(detail) FROM audit_entries')
      .pluck()
      .get()
    expect(trail).toContain('"rules":["M-23"]')
    expect(trail).not.toContain('已续聘')
  })

  test('M-20 two windows at once get two numbers that follow each other', async () => {
    const second = desk.connect()
    await second.api.session.logIn({ password: testPassword })
    const [one, two] = [await steps.registered(), await steps.registered()]
    const input = { acceptedOn: '2026-11-02', mediatorIds: [mediatorId] }
    const both = await Promise.all([
      desk.api.mediation.acceptCase({ ...(await steps.known(one)), ...input }),
      second.api.mediation.acceptCase({ ...(await steps.known(two)), ...input }),
    ])
    const numbers = both.map(({ fileNo }) => serial(fileNo)).sort((a, b) => a - b)
    expect((numbers[1] ?? 0) - (numbers[0] ?? 0)).toBe(1)
  })

  test('M-20 the year is that of acceptance; a void case keeps its number and says why', async () => {
    const late = await steps.registered({ registeredOn: '2025-12-30' })
    expect((await steps.accept(late, { acceptedOn: '2025-12-31' })).fileNo).toMatch(/^（2025）石榴人调字第1号$/)
    await desk.api.mediation.voidCase({ ...(await steps.known(late)), reason: '重复登记' })
    expect(await steps.valuesOf(late)).toMatchObject({
      status: 'voided',
      fileNo: '（2025）石榴人调字第1号',
      voidReason: '重复登记',
      outcome: null,
    })
    const next = await steps.registered({ registeredOn: '2025-12-30' })
    expect(serial((await steps.accept(next, { acceptedOn: '2025-12-31' })).fileNo)).toBe(2)
  })
})

describe('an accepted case', () => {
  test('M-13 is not put right into what would not have been accepted', async () => {
    const id = await steps.accepted()
    const update = async (values: RecordValues) =>
      desk.api.register.update({ register: 'mediation', ...(await steps.known(id)), values })
    await expect(update({ source: '31' })).rejects.toMatchObject(violated('M-13'))
    await expect(update({ handledBy: 'court' })).rejects.toMatchObject(violated('A.1', '已经受理'))
    await expect(update({ registeredOn: '2026-11-03' })).rejects.toMatchObject(violated('DAY', '受理日期'))
    await update({ source: '31', entrustedBy: '示例县人民法院', entrustNo: '8 号', entrustConsent: true })
  })

  test('its category of the 17 follows its category, unless a person chose it', async () => {
    const id = await steps.accepted({ category: '02' })
    const update = async (values: RecordValues) =>
      desk.api.register.update({ register: 'mediation', ...(await steps.known(id)), values })
    await update({ category: '10' })
    expect(await steps.valuesOf(id)).toMatchObject({ category17: '07' })
    await update({ category17: '99' })
    await update({ category: '02' })
    expect(await steps.valuesOf(id)).toMatchObject({ category17: '99' })
  })

  test('DAY a dispute is registered after it happened, accepted after it was registered, mediated after that, and nothing is ahead', async () => {
    await expect(steps.registered({ registeredOn: '2026-11-22' })).rejects.toMatchObject(violated('DAY', '登记日期'))
    await expect(steps.registered({ occurredOn: '2026-12-31' })).rejects.toMatchObject(violated('DAY', '发生日期'))
    const id = await steps.registered()
    await expect(steps.accept(id, { acceptedOn: '2026-11-27' })).rejects.toMatchObject(violated('DAY', '晚于今天'))
    await expect(steps.accept(id, { acceptedOn: '2026-10-31' })).rejects.toMatchObject(violated('DAY', '早于登记日期'))
    await steps.accept(id)
    await expect(steps.hold(id, { heldOn: '2026-11-01' })).rejects.toMatchObject(violated('DAY', '早于受理日期'))
    await expect(steps.hold(id, { heldOn: '2099-01-01' })).rejects.toMatchObject(violated('DAY', '晚于今天'))
    await steps.hold(id)
    const [held] = (await view(id)).sessions
    const change = { register: 'mediationSession', id: held?.id ?? '', expectedVersion: held?.version ?? 0 } as const
    await expect(desk.api.register.update({ ...change, values: { heldOn: '2099-01-01' } })).rejects.toMatchObject(violated('DAY'))
    const end = async (on: string) =>
      desk.api.mediation.terminateCase({ ...(await steps.known(id)), reason: 'noAgreement', remedyNotice: '可以起诉', on })
    await expect(end('2019-01-01')).rejects.toMatchObject(violated('DAY'))
    await expect(end('2099-01-01')).rejects.toMatchObject(violated('DAY'))
    const partyId = (await view(id)).parties[0]?.id ?? ''
    await expect(desk.api.mediation.recordConsent({ partyId, consent: 'agreed', on: '2099-01-01' })).rejects.toMatchObject(
      violated('DAY'),
    )
  })
})

describe('while it is mediated', () => {
  test('another mediator comes with who asked and why', async () => {
    const id = await steps.accepted()
    const other = (await desk.api.register.create({ register: 'mediator', values: { name: '李永福' } })).id
    const change = async (mediatorIds: string[]) =>
      desk.api.mediation.changeMediators({
        ...(await steps.known(id)),
        mediatorIds,
        choice: 'chosen',
        values: { requestedBy: '任思国', reason: '同学', handling: '同意更换' },
      })
    await expect(change([mediatorId])).rejects.toMatchObject(violated('A.1', '没有变化'))
    await expect(change([])).rejects.toMatchObject(violated('M-02'))
    await change([other])
    const { mediatorChanges, record, timeline } = await view(id)
    expect(mediatorChanges[0]?.values).toMatchObject({ beforeNames: '王秋石', afterNames: '李永福' })
    expect(record.values).toMatchObject({ mediatorIds: [other], mediatorChoice: 'chosen' })
    expect(timeline[0]?.text).toBe('更换调解员：王秋石换为李永福（任思国提出）')
  })

  test('M-14 the term is extended by all parties, thirty days at most', async () => {
    const id = await steps.accepted()
    const extend = async (days: number, confirmed = true) =>
      desk.api.mediation.extendTerm({ ...(await steps.known(id)), days, reason: '等待勘界', confirmed, on: '2026-11-20' })
    await expect(extend(10, false)).rejects.toMatchObject(violated('M-14', '签字'))
    expect(await extend(20)).toMatchObject({ dueOn: '2026-12-22' })
    await expect(extend(11)).rejects.toMatchObject(violated('M-14', '最多延长 30 日'))
    expect(await extend(10)).toMatchObject({ dueOn: '2027-01-01' })
    expect((await view(id)).verbs.find(({ verb }) => verb === 'extendTerm')?.refused).toContain('不能再延')
  })
})

test('M-14 a term that has passed is extended with a reason only, and never to a day that has passed as well', async () => {
  const id = await steps.registered({ registeredOn: '2026-09-01' })
  await steps.accept(id, { acceptedOn: '2026-09-01' })
  const extend = async (days: number, explained: string | null = null) =>
    desk.api.mediation.extendTerm({
      ...(await steps.known(id)),
      days,
      reason: '等待勘界',
      confirmed: true,
      on: '2026-10-05',
      explained,
    })
  await expect(extend(2, '双方要求继续')).rejects.toMatchObject(violated('DAY', '延长后的期限'))
  await expect(extend(20)).rejects.toMatchObject(violated('M-14', '已过'))
  await expect(extend(20, '无')).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: '“说明”至少填写 2 个字，请检查后重试',
    data: { fields: { explained: '“说明”至少填写 2 个字' } },
  })
  expect(await extend(20, '双方要求继续')).toMatchObject({ dueOn: '2026-10-21' })
})

describe('without agreement', () => {
  test('M-19 who withdraws before any session leaves no record of one', async () => {
    const id = await steps.accepted()
    await desk.api.mediation.withdrawCase({ ...(await steps.known(id)), by: '石春海', note: null, on: '2026-11-09' })
    const needOf = async () => (await view(id)).documents.find(({ type }) => type === 'mediationRecord')?.need
    expect(await needOf()).toBe('asNeeded')
  })

  test('failed is told from terminated', async () => {
    for (const [reason, outcome] of [
      ['noAgreement', 'failed'],
      ['other', 'terminated'],
    ] as const) {
      const id = await steps.accepted()
      const end = { reason, remedyNotice: '可以起诉', on: '2026-11-12' }
      if (reason === 'other')
        await expect(desk.api.mediation.terminateCase({ ...(await steps.known(id)), ...end })).rejects.toMatchObject(
          violated('M-05', '事由'),
        )
      await desk.api.mediation.terminateCase({ ...(await steps.known(id)), ...end, note: '标的物已灭失' })
      expect(await steps.valuesOf(id)).toMatchObject({
        status: outcome,
        outcome,
        closedOn: '2026-11-12',
        fileDueOn: '2026-12-12',
      })
    }
  })

  test('withdrawn and transferred say by whom and to whom; then nothing more is added', async () => {
    const id = await steps.accepted()
    await desk.api.mediation.withdrawCase({ ...(await steps.known(id)), by: '石春海', note: '已和解', on: '2026-11-09' })
    expect(await steps.valuesOf(id)).toMatchObject({ status: 'withdrawn', outcomeNote: '石春海撤回申请：已和解' })
    const values = { caseId: id, name: '照片', receivedOn: '2026-11-10' }
    await expect(desk.api.register.create({ register: 'evidence', values })).rejects.toMatchObject(violated('A', '已办结'))
    const other = await steps.registered()
    await desk.api.mediation.transferCase({ ...(await steps.known(other)), to: '县仲裁委', note: null, on: '2026-11-09' })
    expect(await steps.valuesOf(other)).toMatchObject({
      status: 'transferred',
      transferredTo: '县仲裁委',
      outcome: 'transferred',
    })
    await expect(
      desk.api.mediation.withdrawCase({ ...(await steps.known(other)), by: '甲', note: null, on: '2026-11-09' }),
    ).rejects.toMatchObject(violated('A.1'))
  })
})

test('M-18 the page of a case with violence at home says what mediation does not replace', async () => {
  const id = await steps.registered({ ...dispute, domesticViolence: true })
  expect((await view(id)).notices[0]).toMatchObject({ rule: 'M-18', level: 'auto' })
})

test('M-23 nobody under eighteen becomes a mediator', async () => {
  const young = { register: 'mediator', values: { name: '陈小雨', birthOn: '2010-01-01' } } as const
  await expect(desk.api.register.create(young)).rejects.toMatchObject(violated('M-23'))
})

test('M-21 a committee with too few members is named on its page and has to be explained', async () => {
  const committee = await desk.api.register.create({
    register: 'committee',
    values: { name: '西岭村人民调解委员会', shortName: '西岭', committeeKind: 'village' },
  })
  const values = { name: '石满仓', sex: '1', duty: 'director', committeeId: committee.id }
  const only = await desk.api.register.create({ register: 'mediator', values })
  const { notices, mediators } = await desk.api.mediation.committee({ id: committee.id })
  expect(notices.map(({ rule, level }) => `${rule} ${level}`)).toEqual(['M-21 block', 'M-22 warn'])
  expect(mediators.map(({ title }) => title)).toEqual(['石满仓'])
  const id = await steps.registered()
  const more = { mediatorIds: [only.id], committeeId: committee.id }
  await expect(steps.accept(id, more)).rejects.toMatchObject(violated('M-21'))
  await steps.accept(id, { ...more, explained: '换届中' })
})
