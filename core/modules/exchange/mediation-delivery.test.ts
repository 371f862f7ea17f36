/** Cases of people's mediation, made by the verbs of two townships, on their way to the county and there. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tableShapes } from '../../../db/rows.ts'
import { temporaryFolder } from '../../../db/testing.ts'
import { exportResult, receiveResult } from '../../contract/exchange.ts'
import type { OfficialQuery } from '../../contract/statistics.ts'
import { fieldsOf, type RecordValues, type RegisterName } from '../../domain/field.ts'
import { registers } from '../../domain/registers.ts'
import { smallJpeg } from '../../documents/testing/paper-files.ts'
import { newTestDesk, openTestDesk, testPassword, type TestDesk } from '../../testing.ts'
import { caseSteps, session, twoParties } from '../../testing/mediation-case.ts'
import { accept } from './testing.ts'

let town: TestDesk
let street: TestDesk
let county: TestDesk
const stick = temporaryFolder()
const today = '2026-11-21'

beforeAll(async () => {
  town = await newTestDesk()
  street = await openTestDesk()
  await street.api.session.initialize({
    unitCode: '999901102',
    unitName: '石榴街道综治中心',
    kind: 'township',
    adminName: '管理员',
    password: testPassword,
  })
  county = await newTestDesk({ kind: 'county' })
  for (const desk of [town, street]) {
    await accept(desk, county)
    await accept(county, desk)
  }
})
afterAll(async () => {
  for (const desk of [town, street, county]) await desk.close()
})

async function handUp(desk: TestDesk, idNumberReason?: string) {
  const mediumId = desk.backend.addFolder(stick).id
  const reason = idNumberReason === undefined ? {} : { idNumberReason }
  return exportResult.parse(await desk.finish(await desk.api.exchange.export({ mediumId, ...reason })))
}

async function receive(desk: TestDesk, made: Awaited<ReturnType<typeof handUp>>) {
  const mediumId = county.backend.addFolder(stick).id
  const [outcome] = receiveResult.parse(
    await county.finish(await county.api.exchange.receive({ mediumId, fileNames: [made.fileName] })),
  ).files
  if (!outcome?.receiptFile) throw new Error(outcome?.message ?? 'no outcome')
  await desk.api.exchange.takeReceipt({ mediumId: desk.backend.addFolder(stick).id, fileName: outcome.receiptFile })
  return { ...outcome, counts: made.counts }
}

/** Up, merged, and the receipt taken: the next package holds only what changed since. */
const deliver = async (desk: TestDesk, idNumberReason?: string) => receive(desk, await handUp(desk, idNumberReason))

const open = (desk: TestDesk) => {
  const { desk: found } = desk.context.backend
  if (!found) throw new Error('the desk is open')
  return found
}
const idsOf = (desk: TestDesk, register: RegisterName, unit = open(desk).unit.unitId) =>
  open(desk)
    .database.reader.prepare(`SELECT id FROM ${tableShapes[register].name} WHERE unit_id = ? AND deleted_at IS NULL ORDER BY id`)
    .pluck()
    .all(unit) as string[]
const rowOf = (desk: TestDesk, register: RegisterName, id: string) => {
  const row = open(desk).rows.get(register, id)
  if (!row) throw new Error(`${register} ${id} is not there`)
  return row
}

const travelling = [
  'committee',
  'mediator',
  'mediatorTraining',
  'mediationFunding',
  'mediation',
  'mediationParty',
  'mediatorChange',
  'investigation',
  'evidence',
  'mediationSession',
  'mediationAgreement',
  'performanceItem',
  'urge',
  'followUp',
  'judicialConfirmation',
] as const satisfies RegisterName[]
const staying = ['attachment', 'fileLoan', 'phrase'] as const satisfies RegisterName[]

/** Where a record of a township and the same at the county are not as they should be. */
function differences(desk: TestDesk, withNumbers: boolean): string[] {
  const found: string[] = []
  for (const register of travelling) {
    const ids = idsOf(desk, register)
    if (JSON.stringify(idsOf(county, register, open(desk).unit.unitId)) !== JSON.stringify(ids))
      found.push(`${register}: records`)
    for (const id of ids) {
      const [here, there] = [rowOf(desk, register, id), rowOf(county, register, id)]
      if (here.version !== there.version || here.updatedAt !== there.updatedAt) found.push(`${register}: version`)
      for (const { name, meta } of fieldsOf(registers[register])) {
        const leaves = meta.leaves === 'always' || (meta.leaves === 'onRequest' && withNumbers)
        const expected = leaves ? here[name] : meta.required ? '（未随包上报）' : null
        if (JSON.stringify(there[name]) !== JSON.stringify(expected))
          found.push(`${register}.${name}: ${JSON.stringify(there[name])}`)
      }
    }
  }
  return found
}

const numbers = { party: '999901198802030017', agent: '999901197506120013' }
let villageId = ''
let mediatorId = ''
let otherMediatorId = ''
let residentId = ''
const cases: Record<string, string> = {}
const steps = (desk: TestDesk = town, mediator = () => mediatorId) => caseSteps(desk, mediator)
const create = async (desk: TestDesk, register: RegisterName, values: RecordValues) =>
  (await desk.api.register.create({ register, values })).id
const closing = { on: today, note: null, explained: '双方要求先行结案' }

/** Two payments, everything that may happen on the way, and what follows. */
async function instalments(): Promise<string> {
  const { mediation } = town.api
  const { known, registered, accept: accepted, hold, sign } = steps()
  const id = await registered({ villageId, place: '老井旁', claimFen: 1_000_000, escalationMeasures: '已上门劝导' }, [
    {
      side: 'applicant',
      residentId,
      name: '石春海',
      consent: 'agreed',
      agentName: '任律',
      agentIdNumber: numbers.agent,
      agentScope: 'special',
    },
    { side: 'respondent', name: '任思国', consent: 'agreed', phone: '13800000000', address: '石榴村三组' },
  ])
  await accepted(id)
  await create(town, 'investigation', {
    caseId: id,
    investigatedOn: '2026-11-05',
    place: '村委会',
    name: '任思国',
    phone: '13800000000',
    investigators: ['王秋石'],
    body: '问：院墙何时所建？',
  })
  await create(town, 'evidence', {
    caseId: id,
    name: '现场照片',
    receivedOn: '2026-11-05',
    provider: '石春海',
    proves: '滴水檐越界',
  })
  await mediation.extendTerm({ ...(await known(id)), days: 10, reason: '等待测量结果', confirmed: true, on: '2026-11-10' })
  await mediation.changeMediators({
    ...(await known(id)),
    mediatorIds: [mediatorId, otherMediatorId],
    choice: 'chosen',
    values: { requestedBy: '石春海', reason: '增加一名调解员', handling: '同意' },
    explained: null,
  })
  await hold(id, { participants: ['村支书'], participantsAgreed: true, remark: '气氛平和' })
  await mediation.concludeAgreement({
    ...(await known(id)),
    values: {
      facts: '院墙滴水',
      terms: ['赔偿一万元', '滴水檐退回墙内'],
      amountFen: 1_000_000,
      performMethod: 'instalments',
      concludedOn: '2026-11-12',
    },
    items: [
      { content: '第一期', amountFen: 400_000, dueOn: '2026-11-18' },
      { content: '第二期', amountFen: 600_000, dueOn: '2026-12-18' },
    ],
  })
  await sign(id)
  const { items, followUps } = await mediation.view({ id })
  const paid = { state: 'done', on: today, paidFen: 400_000, note: '转账' } as const
  await mediation.recordPerformance({ ...(await known(id)), itemId: items[0]?.id ?? '', ...paid })
  await mediation.urgePerformance({
    ...(await known(id)),
    values: { toWhom: '任思国', content: '请按期付清', urgedBy: '王秋石' },
  })
  await mediation.recordFollowUp({
    ...(await known(id)),
    followUpId: followUps[0]?.id ?? null,
    values: { doneOn: today, performance: 'partial', situation: '第一期已付', visitedBy: '王秋石' },
  })
  return id
}

const oralAgreement = { facts: '滴水', terms: ['当面道歉'], performMethod: 'apology', concludedOn: today }
const settle = async (desk: TestDesk, mediator: string, title: string) =>
  (
    await desk.api.mediation.settleOrally({
      known: null,
      values: { title, category: '02', summary: '院墙滴水' },
      parties: twoParties,
      mediatorIds: [mediator],
      agreement: oralAgreement,
      performed: true,
      explained: null,
    })
  ).id

async function confirmed(): Promise<string> {
  const { mediation } = town.api
  const { known, registered, accept: accepted, hold, sign } = steps()
  const entrusted = { source: '31', entrustedBy: '示例县人民法院', entrustNo: '（2026）委调 3 号', entrustConsent: true }
  const id = await registered({ ...entrusted, title: '借款纠纷', category: '04', entrustedOn: '2026-10-30' })
  await accepted(id)
  await hold(id)
  const values = { facts: '借款', terms: ['归还借款'], amountFen: 50_000, performMethod: 'once', concludedOn: '2026-11-12' }
  await mediation.concludeAgreement({ ...(await known(id)), values, items: [] })
  await sign(id)
  await mediation.applyConfirmation({
    ...(await known(id)),
    values: { appliedOn: today, jointly: true, courtName: '示例县人民法院' },
    explained: null,
  })
  const [application] = (await mediation.view({ id })).confirmations
  const decided = { courtCaseNo: '调确 12 号', acceptedOn: today, decidedOn: today, result: 'confirmed' }
  await mediation.recordConfirmation({ ...(await known(id)), confirmationId: application?.id ?? '', values: decided })
  await mediation.replyEntrustment({ ...(await known(id)), on: today })
  return id
}

/** Not agreed, its file bound, one sheet scanned, and lent. */
async function failed(): Promise<string> {
  const { mediation } = town.api
  const { known, registered, accept: accepted, hold } = steps()
  const id = await registered({ title: '山界纠纷', category: '07' }, [
    { side: 'applicant', kind: 'group', name: '上屋村民', consent: 'agreed', groupSize: 12, representatives: ['甲', '乙'] },
    {
      side: 'respondent',
      name: '小任',
      birthOn: '2012-05-01',
      guardianName: '任思国',
      guardianRelation: '父亲',
      guardianPhone: '13900000000',
    },
  ])
  await accepted(id)
  await hold(id, { result: 'failed' })
  await mediation.terminateCase({ ...(await known(id)), reason: 'noAgreement', remedyNotice: '可向人民法院起诉', on: today })
  const { attachment } = town.api
  const fileRef = town.context.backend.files.add(town.context.connection, '申请书.jpg', { bytes: smallJpeg })
  const scan = { evidenceId: null, source: 'file', note: null, thumbnail: null, caseId: id, docType: 'application' } as const
  await attachment.add({ ...scan, name: '申请书', fileRef })
  await mediation.fileCase({
    ...(await known(id)),
    filedOn: today,
    filedBy: '王秋石',
    checkedBy: null,
    fileKind: 'standard',
    retention: 'L',
    fileNote: null,
    missingNote: '当事人没有提交身份证复印件',
  })
  const lent = { borrower: '县司法局', purpose: '评查', lentOn: today, approvedBy: '李主任' }
  await mediation.lendFile({ ...(await known(id)), values: lent })
  return id
}

beforeAll(async () => {
  villageId = await create(town, 'village', { name: '石榴村' })
  residentId = await create(town, 'resident', { name: '石春海', idNumber: numbers.party, villageId })
  const committeeId = await create(town, 'committee', {
    name: '石榴村人民调解委员会',
    shortName: '石榴村',
    committeeKind: 'village',
    villageId,
  })
  const neighbour = await create(town, 'resident', { name: '王秋石' })
  mediatorId = await create(town, 'mediator', { name: '王秋石', duty: 'hired', sex: '1', committeeId, residentId: neighbour })
  otherMediatorId = await create(town, 'mediator', { name: '李秀兰', duty: 'hired', sex: '2', idNumber: '999901199001010010' })
  await create(town, 'mediatorTraining', { mediatorId, heldOn: '2026-04-01', topic: '民法典', hours: 8 })
  await create(town, 'mediationFunding', { year: 2026, guidanceFen: 3_000_000 })
  await create(town, 'phrase', { topic: 'session', title: '开场', content: '现在开始调解' })
  cases.instalments = await instalments()
  cases.oral = await settle(town, mediatorId, '口角纠纷')
  cases.confirmed = await confirmed()
  cases.failed = await failed()
  cases.voided = await steps().accepted({ title: '误录' })
  await town.api.mediation.voidCase({ ...(await steps().known(cases.voided)), reason: '重复录入' })
  cases.registered = await steps().registered({ title: '待受理' })
}, 180_000)

const viewAt = (desk: TestDesk, name: string) => desk.api.mediation.view({ id: cases[name] ?? '' })

describe('the first package', () => {
  test('E25 everything goes in, and every field that leaves is equal at the county', async () => {
    const outcome = await deliver(town)
    expect(outcome).toMatchObject({ outcome: 'accepted', refused: [] })
    for (const register of travelling) expect(outcome.counts[register], register).toBeGreaterThan(0)
    expect(differences(town, false)).toEqual([])
  })

  test('what stays, stays: scans, loans, phrases, and no number without a reason', () => {
    for (const register of staying) expect(idsOf(town, register).length, register).toBeGreaterThan(0)
    for (const register of staying) expect(idsOf(county, register, open(town).unit.unitId), register).toEqual([])
    const everything = JSON.stringify(
      travelling.flatMap((register) => idsOf(county, register, open(town).unit.unitId).map((id) => rowOf(county, register, id))),
    )
    for (const secret of [...Object.values(numbers), session.body, '问：院墙何时所建']) expect(everything).not.toContain(secret)
  })

  test('numbers follow in a package with a reason, those of agents and mediators too', async () => {
    const { withheldFields } = await town.api.exchange.plan({})
    expect(withheldFields).toEqual(expect.arrayContaining(['身份证号', '代理人身份证号']))
    expect(await deliver(town, '核对司法确认当事人')).toMatchObject({ outcome: 'accepted', refused: [] })
    expect(differences(town, true)).toEqual([])
    const { parties } = await viewAt(county, 'instalments')
    expect(parties[0]?.values.agentIdNumber).toBe('999***********0013')
  })
})

describe('a received case', () => {
  test('its page names committee, mediators, residents and villages', async () => {
    const [here, there] = [await viewAt(town, 'instalments'), await viewAt(county, 'instalments')]
    expect(there.record.labels).toEqual(here.record.labels)
    expect(there.record.labels).toMatchObject({ villageId: '石榴村', mediatorIds: '王秋石、李秀兰' })
    expect(there.committeeName).toBe('石榴镇人民调解委员会')
    expect(there.parties.map(({ labels }) => labels)).toEqual(here.parties.map(({ labels }) => labels))
    expect(there.items.map(({ values }) => values)).toEqual(here.items.map(({ values }) => values))
    expect(there.sessions[0]?.values.body).toBe('（未随包上报）')
  })

  test('its history is that of its packages: nobody at the county did what was done in the township', async () => {
    expect((await viewAt(town, 'instalments')).timeline.length).toBeGreaterThan(5)
    const { timeline } = await viewAt(county, 'instalments')
    expect(timeline.map(({ text }) => text)).toEqual(['接收数据包', '接收数据包'])
  })

  test('one that no committee has accepted yet is its township’s, not the county’s', async () => {
    expect((await viewAt(county, 'registered')).committeeName).toBe('石榴镇人民调解委员会')
  })

  test('the list of papers says what did not come', async () => {
    const there = (await viewAt(county, 'failed')).documents
    expect((await viewAt(town, 'failed')).documents.find(({ type }) => type === 'application')?.state).toBe('scanned')
    expect(there.flatMap(({ scans }) => scans)).toEqual([])
    expect(there.find(({ type }) => type === 'mediationRecord')?.note).toBe('正文没有随包上报，请向原单位调阅')
    const missing = there.filter(({ state }) => state === 'missing')
    expect(missing.length).toBeGreaterThan(0)
    for (const { note } of missing) expect(note).toBe('原单位如有扫描件，没有随包上报')
  })

  test('its papers can be made', async () => {
    for (const template of ['mediation-agreement', 'mediation-record', 'mediation-acceptance', 'mediation-closing-report']) {
      const made = await county.api.document.produce({ template, recordId: cases.instalments ?? '', format: 'docx' })
      expect(made.base64.length, template).toBeGreaterThan(1000)
    }
  })

  test('no verb is offered at the county, and each refusal names the unit', async () => {
    const { verbs, record } = await viewAt(county, 'instalments')
    for (const { refused } of verbs) expect(refused).toBe('这个案件由石榴镇综治中心上报，请由原单位办理后再报')
    const known = { id: record.id, expectedVersion: record.version }
    const forbidden = { code: 'FORBIDDEN', message: expect.stringMatching(/由.*上报/) as string }
    const { mediation, register, attachment } = county.api
    const visit = { doneOn: today, performance: 'performed', situation: '已付清', visitedBy: '县里' }
    await expect(mediation.closeCase({ ...known, ...closing })).rejects.toMatchObject(forbidden)
    await expect(mediation.recordFollowUp({ ...known, followUpId: null, values: visit })).rejects.toMatchObject(forbidden)
    await expect(mediation.reopenCase({ ...known, reason: 'breach', note: '没有付款', on: today })).rejects.toMatchObject(
      forbidden,
    )
    const registered = { id: cases.registered ?? '', expectedVersion: rowOf(county, 'mediation', cases.registered ?? '').version }
    const other = await viewAt(county, 'registered')
    await expect(mediation.addParty({ ...registered, values: { side: 'third', name: '丙' } })).rejects.toMatchObject(forbidden)
    await expect(mediation.removeParty({ partyId: other.parties[0]?.id ?? '', reason: '误录' })).rejects.toMatchObject(forbidden)
    const found = { caseId: registered.id, name: '书证', receivedOn: today }
    await expect(register.create({ register: 'evidence', values: found })).rejects.toMatchObject(forbidden)
    await expect(register.update({ register: 'mediation', ...registered, values: { place: '县里' } })).rejects.toMatchObject(
      forbidden,
    )
    const fileRef = county.context.backend.files.add(county.context.connection, '扫描.jpg', { bytes: smallJpeg })
    const scan = {
      evidenceId: null,
      source: 'file',
      note: null,
      thumbnail: null,
      docType: 'evidence',
      name: '照片',
      fileRef,
    } as const
    await expect(attachment.add({ ...scan, caseId: registered.id })).rejects.toMatchObject(forbidden)
    expect(differences(town, true)).toEqual([])
  })
})

describe('two townships', () => {
  const year: OfficialQuery = { report: 'mediationCases', from: '2026-01-01', to: '2026-12-31', countBy: 'official' }
  const figure = async (row: string) => {
    const table = await county.api.statistics.official(year)
    return table.cells[table.rows.findIndex(({ key }) => key === row)]?.[0]?.value
  }

  test('M-20 the same number of two committees stays with each unit', async () => {
    await settle(street, await create(street, 'mediator', { name: '赵一', duty: 'hired' }), '街道口角')
    expect(await deliver(street)).toMatchObject({ outcome: 'accepted', refused: [] })
    const fileNo = '（2026）石榴人调字第1号'
    const { rows } = await county.api.register.list({
      register: 'mediation',
      where: [{ field: 'fileNo', op: 'is', value: fileNo }],
    })
    expect(rows.map(({ unitId, labels }) => [unitId, labels.committeeId]).sort()).toEqual([
      ['999901101000-Z', '石榴镇人民调解委员会'],
      ['999901102000-Z', '石榴街道人民调解委员会'],
    ])
    expect(idsOf(county, 'committee')).toEqual([])
  })

  test('M-24 the county counts the cases of both by the kind of committee', async () => {
    // of the township: in instalments, oral, confirmed, failed; not the voided one, nor the one not accepted
    expect([await figure('township'), await figure('subdistrict'), await figure('sum')]).toEqual([4, 1, 5])
    const own = await town.api.statistics.official(year)
    expect(own.cells.at(-1)?.[0]?.value).toBe(4)
    const organisation = await county.api.statistics.official({ ...year, report: 'mediationOrganisation' })
    const first = (row: string) => organisation.cells[organisation.rows.findIndex(({ key }) => key === row)]?.[0]?.value
    expect([first('township'), first('subdistrict'), first('village'), first('sum')]).toEqual([1, 1, 1, 3])
  })
})

describe('what changes afterwards', () => {
  test('closed, re-opened by a visit, performed: only what changed travels, and merges', async () => {
    const { mediation } = town.api
    const { known } = steps()
    const id = cases.instalments ?? ''
    await mediation.closeCase({ ...(await known(id)), ...closing })
    expect(await deliver(town)).toMatchObject({ outcome: 'accepted', counts: { mediation: 1 } })
    expect(rowOf(county, 'mediation', id).status).toBe('closed')
    const visit = { doneOn: today, performance: 'overdue', situation: '第二期没有付', visitedBy: '王秋石' }
    const { reopened } = await mediation.recordFollowUp({ ...(await known(id)), followUpId: null, values: visit })
    expect(reopened).toBe(true)
    expect(await deliver(town)).toMatchObject({ outcome: 'accepted', refused: [] })
    expect(rowOf(county, 'mediation', id)).toMatchObject({ status: 'effective', reopenReason: 'breach', performance: 'overdue' })
    expect(differences(town, true)).toEqual([])
  })

  test('an agreement set aside leaves as tombstones, the new one comes', async () => {
    const { mediation } = town.api
    const { known, hold } = steps()
    const id = cases.instalments ?? ''
    await mediation.reopenCase({ ...(await known(id)), reason: 'change', note: '双方同意变更', on: today })
    await hold(id, { heldOn: today })
    const values = {
      facts: '院墙滴水',
      terms: ['改为修墙'],
      performMethod: 'action',
      performDueOn: '2026-12-30',
      concludedOn: today,
    }
    await mediation.concludeAgreement({ ...(await known(id)), values, items: [] })
    const outcome = await deliver(town)
    expect(outcome).toMatchObject({ outcome: 'accepted', refused: [] })
    // the agreement, the second payment, the visit planned after it
    expect(outcome.counts.tombstone).toBe(3)
    expect(differences(town, true)).toEqual([])
    const [here, there] = [await viewAt(town, 'instalments'), await viewAt(county, 'instalments')]
    expect(there.agreement?.values.terms).toEqual(['改为修墙'])
    expect(there.items.map(({ values: own }) => own)).toEqual(here.items.map(({ values: own }) => own))
  })

  test('M-20 an oral settlement that is voided keeps its number, and its agreement leaves as a tombstone', async () => {
    await town.api.mediation.voidCase({ ...(await steps().known(cases.oral ?? '')), reason: '重复登记' })
    const outcome = await deliver(town)
    expect(outcome).toMatchObject({ outcome: 'accepted', refused: [] })
    // the agreement, the visit
    expect(outcome.counts).toMatchObject({ tombstone: 2 })
    expect(differences(town, true)).toEqual([])
    expect(rowOf(county, 'mediation', cases.oral ?? '')).toMatchObject({ status: 'voided', voidReason: '重复登记' })
  })

  test('E16 a package that was lost and found again brings back nothing that was taken back meanwhile', async () => {
    const id = await settle(town, mediatorId, '当天撤销')
    const lost = await handUp(town)
    await town.api.mediation.voidCase({ ...(await steps().known(id)), reason: '重复登记' })
    const next = await handUp(town)
    expect(next.counts.tombstone).toBe(2)
    expect(await receive(town, next)).toMatchObject({ outcome: 'accepted', message: expect.stringContaining('断号') as string })
    expect(await receive(town, lost)).toMatchObject({ outcome: 'accepted', created: 0 })
    expect(rowOf(county, 'mediation', id)).toMatchObject({ status: 'voided', effectiveOn: null })
    expect(differences(town, true)).toEqual([])
  })
})
