import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importResult } from '../../contract/import.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'

let desk: TestDesk
let villageId = ''
beforeAll(async () => {
  desk = await newTestDesk()
  villageId = (await desk.api.register.create({ register: 'village', values: { name: '石榴村' } })).id
  const people = [
    { name: '单春海', idNumber: '999901198802030017', phone: '13900001234', groupName: '3组', residenceAddress: '15号' },
    { name: '王卫明', birthOn: '1971-11-20', groupName: '5组', residenceAddress: '8号' },
    { name: '尉迟文梅', birthOn: '1993-06-15', groupName: '3组', residenceAddress: '22号' },
  ]
  for (const one of people) await desk.api.register.create({ register: 'resident', values: { ...one, villageId } })
})
afterAll(() => desk.close())

const search = async (typed: string) =>
  (await desk.api.register.list({ register: 'resident', search: typed })).rows.map((row) => row.title)

describe('finding', () => {
  test.each([
    ['单春海', '单春海', 'whole name'],
    ['春海', '单春海', 'middle of a name'],
    ['王', '王卫明', 'one character'],
    ['shan', '单春海', 'surname with its own reading'],
    ['sch', '单春海', 'initials'],
    ['wm', '王卫明', 'initials of the given name'],
    ['wangweim', '王卫明', 'pinyin as it is typed'],
    ['yuchiwen', '尉迟文梅', 'double surname'],
    ['0017', '单春海', 'last digits of the number'],
    ['0001234', '单春海', 'fragment of a telephone'],
    ['石榴村5组', '王卫明', 'address'],
    ['石榴 王', '王卫明', 'two words'],
    ['3组 尉', '尉迟文梅', 'address and name'],
    ['５组', '王卫明', 'full-width digits'],
  ])('%s finds %s (%s)', async (typed, expected) => {
    expect(await search(typed)).toContain(expected)
  })

  test.each(['李', '单春梅', 'zzz', '9999999', '石榴村7组', '%', "' OR 1=1", '"', '*'])('%s finds nobody', async (typed) => {
    expect(await search(typed)).toEqual([])
  })

  test('a renamed village is found by its new name', async () => {
    const { id } = await desk.api.register.create({ register: 'village', values: { name: '东关村' } })
    await desk.api.register.create({ register: 'resident', values: { name: '秦小满', villageId: id } })
    await desk.api.register.update({ register: 'village', id, expectedVersion: 1, values: { name: '城关社区' } })
    expect(await search('城关 秦')).toEqual(['秦小满'])
    expect(await search('东关')).toEqual([])
  })

  test('one box over everything', async () => {
    const { groups } = await desk.api.register.find({ text: '石榴' })
    expect(groups.map((one) => one.register)).toEqual(['resident', 'village', 'committee'])
  })

  test('a snapshot is read in blocks, in the order of the sort', async () => {
    const { snapshotId, total } = await desk.api.register.snapshot({
      register: 'resident',
      sort: [{ field: 'name', descending: true }],
    })
    const { rows } = await desk.api.register.block({ snapshotId, from: 1, to: total })
    const all = await desk.api.register.list({ register: 'resident', sort: [{ field: 'name', descending: true }] })
    expect(rows.map((row) => row.id)).toEqual(all.rows.slice(1).map((row) => row.id))
  })
})

describe('writing', () => {
  test('P-01 number, birthday and sex must agree; what was left empty follows from the number', async () => {
    const create = (values: Record<string, string>) =>
      desk.api.register.create({ register: 'resident', values: { name: '石春海', ...values } })
    await expect(create({ idNumber: '999901198802030018' })).rejects.toMatchObject({
      code: 'RULE_VIOLATION',
      message: expect.stringContaining('校验位应为 7') as string,
    })
    await expect(create({ idNumber: '999901200702091357', sex: '2' })).rejects.toMatchObject({
      code: 'RULE_VIOLATION',
      data: { violations: [{ rule: 'P-01', field: 'sex' }] },
    })
    await expect(create({ idNumber: '999901200702091357', birthOn: '2007-02-10' })).rejects.toMatchObject({
      data: { violations: [{ rule: 'P-01', field: 'birthOn' }] },
    })
    const { id } = await create({ idNumber: '999901200702091357' })
    expect((await desk.api.register.get({ register: 'resident', id })).values).toMatchObject({
      sex: '1',
      birthOn: '2007-02-09',
      temporaryNo: null,
    })
  })

  test('P-02 one number, one person', async () => {
    await expect(
      desk.api.register.create({ register: 'resident', values: { name: '别人', idNumber: '999901198802030017' } }),
    ).rejects.toMatchObject({
      data: { violations: [{ rule: 'P-02', field: 'idNumber', message: expect.stringContaining('单春海') as string }] },
    })
  })

  test('a person without a number gets a temporary one', async () => {
    const { id } = await desk.api.register.create({ register: 'resident', values: { name: '无证人' } })
    expect((await desk.api.register.get({ register: 'resident', id })).values.temporaryNo).toMatch(/^T-999901101-\d{6}$/)
  })

  test('numbers are masked; showing one asks a reason and is one audit row', async () => {
    const { rows } = await desk.api.register.list({ register: 'resident', search: '单春海' })
    const id = rows[0]?.id ?? ''
    expect(rows[0]?.values).toMatchObject({ idNumber: '999***********0017', phone: '139****1234' })
    expect(await desk.api.register.reveal({ register: 'resident', id, field: 'idNumber', reason: '核对证件' })).toEqual({
      value: '999901198802030017',
    })
    const { entries } = await desk.api.audit.list({ limit: 1 })
    expect(entries[0]).toMatchObject({ command: 'revealField', detail: expect.stringContaining('核对证件') as string })
    expect(entries[0]?.detail).not.toContain('999901198802030017')
  })

  test('the history of a number is masked too', async () => {
    const { id } = await desk.api.register.create({ register: 'resident', values: { name: '钱多', phone: '13900001111' } })
    await desk.api.register.update({ register: 'resident', id, expectedVersion: 1, values: { phone: '13900002222' } })
    const { changes } = await desk.api.register.history({ register: 'resident', id })
    expect(changes[0]?.fields).toEqual([{ field: 'phone', before: '139****1111', after: '139****2222' }])
  })

  test('every change is kept: history, conflict, recycle bin, undo', async () => {
    const { id } = await desk.api.register.create({ register: 'resident', values: { name: '周满仓', occupation: '务农' } })
    await desk.api.register.update({ register: 'resident', id, expectedVersion: 1, values: { occupation: '木工' } })
    await expect(
      desk.api.register.update({ register: 'resident', id, expectedVersion: 1, values: { occupation: '电工' } }),
    ).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { currentVersion: 2 },
    })
    const { changes } = await desk.api.register.history({ register: 'resident', id })
    expect(changes[0]).toMatchObject({
      kind: 'update',
      actor: '管理员',
      fields: [{ field: 'occupation', before: '务农', after: '木工' }],
    })
    await desk.api.register.undo({ changeSetId: changes[0]?.changeSetId ?? '' })
    expect((await desk.api.register.get({ register: 'resident', id })).values.occupation).toBe('务农')
    await desk.api.register.remove({ register: 'resident', id, expectedVersion: 3, reason: '重复登记' })
    expect(await search('周满仓')).toEqual([])
    expect((await desk.api.register.list({ register: 'resident', deleted: true })).rows.map((row) => row.title)).toEqual([
      '周满仓',
    ])
    await desk.api.register.restore({ register: 'resident', id })
    expect(await search('周满仓')).toEqual(['周满仓'])
  })

  test('a renamed person is found by the new name and its sound', async () => {
    const { id } = await desk.api.register.create({ register: 'resident', values: { name: '张三' } })
    await desk.api.register.update({ register: 'resident', id, expectedVersion: 1, values: { name: '查良友' } })
    expect(await search('zhaliang')).toEqual(['查良友'])
    expect(await search('张三')).toEqual([])
  })
})

describe('what the program works out is not typed', () => {
  test('a temporary number, a state, a file number, days of signatures', async () => {
    const refused = { code: 'BAD_REQUEST', message: expect.stringContaining('不能直接填写') as string }
    await expect(
      desk.api.register.create({ register: 'resident', values: { name: '冒号', temporaryNo: 'T-1' } }),
    ).rejects.toMatchObject(refused)
    const parties = [
      { side: 'applicant', name: '甲' },
      { side: 'respondent', name: '乙' },
    ]
    const values = { title: '甲与乙纠纷', category: '02', registeredOn: '2026-11-01', summary: '略' }
    for (const extra of [{ status: 'effective' }, { fileNo: '（2026）石榴人调字第1号' }, { closedOn: '2026-11-01' }]) {
      await expect(desk.api.mediation.registerDispute({ values: { ...values, ...extra }, parties })).rejects.toMatchObject(
        refused,
      )
    }
    await expect(
      desk.api.meeting.registerMeeting({
        values: { title: '会', kind: 'LH', heldOn: '2026-11-20', place: '室', chair: '王', status: 'signedOff' },
        attendees: [],
        agenda: [],
      }),
    ).rejects.toMatchObject(refused)
  })

  test('signed-off minutes are not edited, nor consent beside its verb', async () => {
    const { id } = await desk.api.meeting.registerMeeting({
      values: { title: '会', kind: 'LH', heldOn: '2026-11-20', place: '室', chair: '王' },
      attendees: [],
      agenda: [],
    })
    await desk.api.meeting.signOffMinutes({ id, expectedVersion: 1, signedOffBy: '王', on: '2026-11-21' })
    await expect(
      desk.api.register.update({ register: 'meeting', id, expectedVersion: 2, values: { title: '改' } }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATION' })
    const dispute = await desk.api.mediation.registerDispute({
      values: { title: '甲与乙纠纷', category: '02', registeredOn: '2026-11-01', summary: '略' },
      parties: [
        { side: 'applicant', name: '甲' },
        { side: 'respondent', name: '乙', consent: 'refused' },
      ],
    })
    const { parties } = await desk.api.mediation.view({ id: dispute.id })
    const party = parties[1]
    await expect(
      desk.api.register.update({
        register: 'mediationParty',
        id: party?.id ?? '',
        expectedVersion: 1,
        values: { consent: 'agreed' },
      }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('days that do not exist are refused before anything is stored', async () => {
    const dispute = await desk.api.mediation.registerDispute({
      values: { title: '甲与乙纠纷', category: '02', registeredOn: '2026-11-01', summary: '略' },
      parties: [
        { side: 'applicant', name: '甲' },
        { side: 'respondent', name: '乙' },
      ],
    })
    const { id: mediatorId } = await desk.api.register.create({ register: 'mediator', values: { name: '王秋石' } })
    await expect(
      desk.api.mediation.acceptCase({ id: dispute.id, expectedVersion: 1, acceptedOn: '2026-02-30', mediatorIds: [mediatorId] }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await desk.api.mediation.acceptCase({
      id: dispute.id,
      expectedVersion: 1,
      acceptedOn: '2026-11-02',
      mediatorIds: [mediatorId],
    })
    await expect(
      desk.api.mediation.terminateCase({
        id: dispute.id,
        expectedVersion: 2,
        reason: '随便',
        remedyNotice: '可以起诉',
        on: '2026-11-10',
      }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('what is referred to must be there, and stays while it is referred to', async () => {
    await expect(
      desk.api.register.create({
        register: 'resident',
        values: { name: '无村', villageId: '01a1ff5b-97b5-758f-8727-4f74d8550bde' },
      }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('村（社区）') as string })
    await expect(
      desk.api.register.remove({ register: 'village', id: villageId, expectedVersion: 1, reason: '撤并' }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATION' })
  })
})

describe('masked values stay masked', () => {
  test('no history under another name, no narrowing down, no sorting', async () => {
    const { rows } = await desk.api.register.list({ register: 'resident', search: '单春海' })
    const id = rows[0]?.id ?? ''
    await desk.api.register.update({
      register: 'resident',
      id,
      expectedVersion: rows[0]?.version ?? 0,
      values: { phone: '13900007777' },
    })
    expect((await desk.api.register.history({ register: 'mediator', id })).changes).toEqual([])
    const masked = { code: 'BAD_REQUEST', message: expect.stringContaining('遮盖') as string }
    for (const op of ['from', 'to'] as const) {
      await expect(
        desk.api.register.count({ register: 'resident', where: [{ field: 'idNumber', op, value: '99' }] }),
      ).rejects.toMatchObject(masked)
    }
    await expect(
      desk.api.register.list({ register: 'resident', sort: [{ field: 'idNumber', descending: false }] }),
    ).rejects.toMatchObject(masked)
    await expect(
      desk.api.register.list({ register: 'resident', sort: [{ field: 'searchText', descending: false }] }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(
      desk.api.register.list({ register: 'resident', where: [{ field: 'searchText', op: 'is', value: 'x' }] }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('import', () => {
  const sample = join(import.meta.dirname, '../../../e2e/data/samples/residents-1.xlsx')
  const run = async (file: string, dryRun: boolean, asBytes = false) => {
    const source = asBytes ? { bytes: readFileSync(file) } : { path: file }
    const fileRef = desk.context.backend.files.add(desk.context.connection, file, source)
    const { workbookId } = await desk.api.import.open({ register: 'resident', fileRef })
    const result = await desk.finish(await desk.api.import.run({ workbookId, override: {}, dryRun }))
    return { workbookId, result: importResult.parse(result) }
  }
  const counts = { read: 2012, created: 1952, updated: 0, unchanged: 0, duplicates: 12, rejected: 48, repaired: 63, warnings: 7 }

  test('P-03 a dry run counts as the import does and changes nothing; forbidden columns are named', async () => {
    const { total } = await desk.api.register.count({ register: 'resident' })
    const { result } = await run(sample, true, true)
    expect(result).toMatchObject({ ...counts, droppedColumns: ['政治面貌'], changeSetId: null })
    expect(await desk.api.register.count({ register: 'resident' })).toEqual({ total })
  })

  test('rows in are rows out; again is unchanged; undo takes all of it back but what was edited since', async () => {
    const { total } = await desk.api.register.count({ register: 'resident' })
    const { result, workbookId } = await run(sample, false)
    expect(result).toMatchObject(counts)
    expect(result.read).toBe(result.created + result.updated + result.unchanged + result.duplicates + result.rejected)
    expect((await run(sample, false)).result).toMatchObject({ ...counts, created: 0, unchanged: 1952 })
    const { rows } = await desk.api.register.list({
      register: 'resident',
      search: '石春海',
      where: [{ field: 'groupName', op: 'is', value: '1组' }],
    })
    const edited = rows[0]
    await desk.api.register.update({
      register: 'resident',
      id: edited?.id ?? '',
      expectedVersion: edited?.version ?? 0,
      values: { occupation: '改过' },
    })
    const { fileRef } = await desk.api.import.report({ workbookId: (await run(sample, true)).workbookId })
    const report = desk.context.backend.files.download(desk.context.connection, fileRef).bytes as Uint8Array
    expect(Buffer.from(report).subarray(0, 2).toString()).toBe('PK')
    const undone = await desk.api.register.undo({ changeSetId: result.changeSetId ?? '' })
    // and the village the kept person lives in
    expect(undone.kept).toEqual([
      { register: 'resident', id: edited?.id, title: '石春海' },
      { register: 'village', id: edited?.values.villageId, title: '富裕家园社区' },
    ])
    expect(await desk.api.register.count({ register: 'resident' })).toEqual({ total: total + 1 })
    expect(workbookId).not.toBe('')
  })

  test('household blocks become households with their heads', async () => {
    const { result } = await run(sample.replace('residents-1', 'residents-2'), false)
    expect(result).toMatchObject({
      read: 602,
      created: 580 + 3,
      duplicates: 2,
      rejected: 17,
      repaired: 20,
      warnings: 3,
      droppedColumns: ['宗教信仰'],
    })
    const { rows } = await desk.api.register.list({ register: 'household', search: '肖萍秀' })
    expect(rows[0]?.values).toMatchObject({ headName: '肖萍秀', householdNo: '1' })
    const undone = await desk.api.register.undo({ changeSetId: result.changeSetId ?? '' })
    expect(undone.kept).toEqual([])
    expect((await desk.api.register.list({ register: 'household' })).rows).toEqual([])
  })
})
