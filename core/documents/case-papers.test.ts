import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RecordValues, RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { parseValues } from '../register/values.ts'
import { command } from '../server/command.ts'
import { openContext } from '../server/router-base.ts'
import { newTestDesk, type TestDesk } from '../testing.ts'
import { casePapersOf, completenessOf } from './case-papers.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await newTestDesk()
})
afterAll(() => desk.close())

const put = command(
  'put',
  { right: 'mediation', label: '放入' },
  (write, { register, values }: { register: RegisterName; values: RecordValues }) =>
    write.records.insert(register, parseValues(registers[register], values).values).id,
)
const insert = (register: RegisterName, values: RecordValues) => put(openContext(desk.context), { register, values })
const change = command(
  'change',
  { right: 'mediation', label: '修改' },
  (write, { register, id, values }: { register: RegisterName; id: string; values: RecordValues }) =>
    write.records.update(register, id, null, values),
)

const closed = { status: 'closed', fileNo: '（2026）石榴人调字第1号', acceptedOn: '2026-10-21', closedOn: '2026-11-10' }
const accepted = { status: 'accepted', fileNo: '（2026）石榴人调字第2号', acceptedOn: '2026-10-21' }

async function newCase(values: RecordValues = {}): Promise<string> {
  const caseId = await insert('mediation', {
    title: '甲与乙邻里纠纷',
    category: '02',
    registeredOn: '2026-10-20',
    summary: '院墙滴水',
    ...values,
  })
  await insert('mediationParty', { caseId, side: 'applicant', name: '甲' })
  await insert('mediationParty', { caseId, side: 'respondent', name: '乙' })
  return caseId
}
const session = (caseId: string, sessionNo = 1) =>
  insert('mediationSession', { caseId, sessionNo, heldOn: '2026-11-05', place: '调解室', body: '双方陈述', result: 'continued' })
const agreement = (caseId: string, values: RecordValues = {}) =>
  insert('mediationAgreement', {
    caseId,
    facts: '院墙滴水',
    terms: ['滴水檐退回墙内'],
    performMethod: 'once',
    concludedOn: '2026-11-10',
    copies: 3,
    ...values,
  })
const scan = (caseId: string, docType: string, values: RecordValues = {}) =>
  insert('attachment', {
    caseId,
    docType,
    name: '扫描',
    place: 1,
    mediaType: 'image/jpeg',
    bytes: 9,
    pages: 1,
    hash: 'a'.repeat(64),
    ...values,
  })
const reader = () => desk.context.backend.desk!.database.reader
const paper = (caseId: string, type: string) => casePapersOf(reader(), caseId).filter((one) => one.type === type)
const lacks = (caseId: string, kind: 'standard' | 'simple' = 'standard') =>
  completenessOf(reader(), caseId, kind).missing.map(({ type }) => type)

/** A case that succeeded, with everything its file must hold. */
async function whole(values: RecordValues = {}): Promise<string> {
  const caseId = await newCase({ ...closed, outcome: 'written', ...values })
  await session(caseId)
  await agreement(caseId, { effectiveOn: '2026-11-12' })
  return caseId
}

describe('papers of a case', () => {
  test('stand in statutory order, and what does not apply is left out', async () => {
    const caseId = await whole()
    expect(casePapersOf(reader(), caseId).map(({ type, need, state }) => [type, need, state])).toEqual([
      ['cover', 'required', 'ready'],
      ['index', 'required', 'ready'],
      ['application', 'required', 'ready'],
      ['acceptance', 'required', 'ready'],
      ['rightsNotice', 'asNeeded', 'ready'],
      ['identityProof', 'asNeeded', 'missing'],
      ['investigation', 'asNeeded', 'missing'],
      ['evidence', 'asNeeded', 'missing'],
      ['mediationRecord', 'required', 'ready'],
      ['agreement', 'required', 'ready'],
      ['performanceProof', 'asNeeded', 'missing'],
      ['urge', 'asNeeded', 'missing'],
      ['followUp', 'asNeeded', 'missing'],
      ['closingReport', 'asNeeded', 'ready'],
      ['fileNote', 'asNeeded', 'ready'],
      ['other', 'asNeeded', 'missing'],
      ['backCover', 'required', 'ready'],
    ])
  })

  test('one for each session; a scan is of the part it names, else of the newest there was', async () => {
    const caseId = await newCase(accepted)
    const first = await session(caseId, 1)
    desk.setNow('2026-11-21T10:00:00+08:00')
    await scan(caseId, 'mediationRecord', { pages: 2 })
    desk.setNow('2026-11-21T11:00:00+08:00')
    const second = await session(caseId, 2)
    expect(paper(caseId, 'mediationRecord')).toMatchObject([
      { title: '人民调解记录（第 1 次）', recordId: first, state: 'scanned', note: '2 页 · 扫描件 11-21' },
      { title: '人民调解记录（第 2 次）', recordId: second, state: 'ready', note: '11-05', scans: [] },
    ])
    await scan(caseId, 'mediationRecord', { partId: first, place: 0 })
    expect(paper(caseId, 'mediationRecord')[0]?.note).toBe('2 件 · 共 3 页 · 扫描件 11-21')
    expect(paper(caseId, 'mediationRecord')[0]?.scans.map(({ values }) => values.pages)).toEqual([1, 2])
  })

  test('an agreement to come is announced; a scan of it is the signed paper once it is in force', async () => {
    const caseId = await newCase(accepted)
    expect(paper(caseId, 'agreement')).toMatchObject([{ state: 'notDue', note: '达成协议后自动带入条款与大写金额' }])
    const id = await agreement(caseId)
    await scan(caseId, 'agreement')
    expect(paper(caseId, 'agreement')).toMatchObject([{ state: 'ready', recordId: id }])
    const values = { effectiveOn: '2026-11-12' }
    await change(openContext(desk.context), { register: 'mediationAgreement', id, values })
    expect(paper(caseId, 'agreement')).toMatchObject([{ state: 'scanned' }])
  })

  test('a planned follow-up is not due, a done one is a paper', async () => {
    const caseId = await whole()
    const id = await insert('followUp', { caseId, plannedOn: '2026-11-28' })
    expect(paper(caseId, 'followUp')).toMatchObject([{ state: 'notDue', note: '计划 11-28 回访', recordId: null }])
    await change(openContext(desk.context), { register: 'followUp', id, values: { doneOn: '2026-11-27' } })
    expect(paper(caseId, 'followUp')).toMatchObject([{ state: 'ready', note: '11-27', recordId: id }])
  })

  test('a kept version is named with its number and who kept it', async () => {
    const caseId = await whole()
    desk.context.backend
      .desk!.database.writer.prepare(
        `INSERT INTO document_versions (id, template, record_id, case_id, version, origin, template_hash, template_level,
         template_version, data_hash, file, bytes, at, by_id, by_name) SELECT @id || value, 'mediation-acceptance', @id, @id, value, 'produced', 'h',
         'builtin', 1, 'd', 'f', 1, '2026-11-2' || value || 'T03:00:00.000Z', 'x', '王秋石' FROM json_each('[1,2]')`,
      )
      .run({ id: caseId })
    expect(paper(caseId, 'acceptance')).toMatchObject([{ state: 'kept', version: 2, note: '第 2 版 · 11-22 王秋石' }])
  })

  test('what the law does not ask for is shown all the same where there is a scan of it', async () => {
    const caseId = await whole()
    expect(paper(caseId, 'rejectionNotice')).toEqual([])
    await scan(caseId, 'rejectionNotice')
    expect(paper(caseId, 'rejectionNotice')).toMatchObject([{ need: 'asNeeded', state: 'scanned' }])
  })
})

describe('M-19 what a file lacks', () => {
  test('nothing, when everything is there', async () => {
    expect(completenessOf(reader(), await whole(), 'standard')).toEqual({ missing: [], present: 10 })
  })

  test('M-06: an agreement that is not signed, even where it was printed and kept', async () => {
    const caseId = await newCase({ ...accepted, status: 'agreed', outcome: 'written', closedOn: '2026-11-10' })
    await session(caseId)
    const id = await agreement(caseId)
    const missing = () => completenessOf(reader(), caseId, 'standard').missing
    expect(missing()).toContainEqual({ type: 'agreement', title: '人民调解协议书', why: '协议还没有签章齐备' })
    await scan(caseId, 'agreement')
    expect(missing().map(({ type }) => type)).toContain('agreement')
    await change(openContext(desk.context), { register: 'mediationAgreement', id, values: { effectiveOn: '2026-11-12' } })
    expect(missing().map(({ type }) => type)).not.toContain('agreement')
  })

  test('cover, catalogue, notes and report are made when the case is over', async () => {
    const last = ['cover', 'index', 'fileNote', 'closingReport', 'backCover']
    const statesOf = (caseId: string) =>
      casePapersOf(reader(), caseId).flatMap(({ type, state }) => (last.includes(type) ? [state] : []))
    const given = { ...accepted, outcome: 'written', closedOn: '2026-11-10' }
    expect(statesOf(await newCase(accepted))).toEqual(last.map(() => 'notDue'))
    expect(statesOf(await newCase({ ...given, status: 'agreed' }))).toEqual(last.map(() => 'notDue'))
    const inForce = await newCase({ ...given, status: 'effective' })
    expect(paper(inForce, 'cover')).toMatchObject([{ state: 'ready' }])
    expect(paper(inForce, 'closingReport')).toMatchObject([{ state: 'notDue', note: '结案后生成' }])
    expect(statesOf(await whole())).toEqual(last.map(() => 'ready'))
  })

  test('an agreement nobody signed is no paper of a case that was terminated', async () => {
    const caseId = await newCase({ ...closed, status: 'terminated', outcome: 'terminated', remedyNotice: '可以起诉' })
    await agreement(caseId)
    expect(paper(caseId, 'agreement')).toEqual([])
  })

  test('cover, catalogue and back cover without a result', async () => {
    const caseId = await newCase({ status: 'registered' })
    expect(lacks(caseId)).toEqual(['cover', 'index', 'mediationRecord', 'backCover'])
  })

  test('application or acceptance: either is enough, one line where both are missing', async () => {
    const without = { source: '20', acceptedOn: null }
    const caseId = await whole(without)
    const { missing } = completenessOf(reader(), caseId, 'standard')
    expect(missing).toMatchObject([{ title: '人民调解申请书或人民调解受理登记表' }])
    await scan(caseId, 'application')
    expect(lacks(caseId)).toEqual([])
    expect(paper(caseId, 'acceptance')).toMatchObject([{ need: 'asNeeded', state: 'missing' }])
    expect(lacks(await whole({ source: '20' }))).toEqual([])
  })

  test('the record of mediation, in an ordinary file alone', async () => {
    const caseId = await newCase({ ...closed, outcome: 'oral' })
    await agreement(caseId, { agreementForm: 'oral' })
    expect(lacks(caseId)).toEqual(['mediationRecord'])
    expect(lacks(caseId, 'simple')).toEqual([])
  })

  test('the agreement of a case that succeeded, in the form it was reached in', async () => {
    const caseId = await newCase({ ...closed, outcome: 'written' })
    await session(caseId)
    expect(lacks(caseId)).toEqual(['agreement'])
    await agreement(caseId, { agreementForm: 'oral' })
    expect(lacks(caseId)).toEqual(['agreement'])
    const oral = await newCase({ ...closed, outcome: 'oral' })
    await session(oral)
    expect(lacks(oral)).toEqual(['oralAgreement'])
  })

  test('the notice with the remedies of a case that failed', async () => {
    const caseId = await newCase({ ...closed, status: 'failed', outcome: 'failed' })
    await session(caseId)
    expect(completenessOf(reader(), caseId, 'standard').missing).toEqual([
      { type: 'terminationNotice', title: '终止调解通知书', why: '登记终止原因和救济途径后生成' },
    ])
    const values = { remedyNotice: '可依法仲裁或起诉' }
    await change(openContext(desk.context), { register: 'mediation', id: caseId, values })
    expect(lacks(caseId)).toEqual([])
  })

  test('the letter of who entrusted it', async () => {
    const caseId = await whole({ source: '31' })
    expect(lacks(caseId)).toEqual(['entrustment'])
    await scan(caseId, 'entrustment')
    expect(lacks(caseId)).toEqual([])
  })

  test('the papers of the court once it has decided', async () => {
    const caseId = await whole()
    const values = { caseId, appliedOn: '2026-11-12', jointly: true, courtName: '石榴县人民法院' }
    const id = await insert('judicialConfirmation', values)
    expect(paper(caseId, 'judicialConfirmation')).toMatchObject([{ need: 'required', state: 'ready' }])
    expect(lacks(caseId)).toEqual([])
    const decided = { decidedOn: '2026-11-20', result: 'confirmed' }
    await change(openContext(desk.context), { register: 'judicialConfirmation', id, values: decided })
    expect(lacks(caseId)).toEqual(['courtPapers'])
    await scan(caseId, 'courtPapers')
    expect(lacks(caseId)).toEqual([])
  })

  test('the refusal of a case that was not accepted, and no record of a mediation that never was', async () => {
    const refused = { status: 'rejected', outcome: 'rejected', closedOn: '2026-10-22' }
    // nobody applied: the registration form says that it was not accepted
    expect(lacks(await newCase({ ...refused, source: '20' }))).toEqual(['rejectionNotice'])
    expect(lacks(await newCase({ ...refused, rejectionReason: 'notCivil' }))).toEqual([])
  })
})
