/** Import through the real worker into a real desk: which rows become what, for every ledger that is read from Excel. */
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importableRegisters, repairResult, type ImportResult } from '../../contract/import.ts'
import type { RegisterName } from '../../domain/field.ts'
import { repairHeader } from '../../register/import/repair-column.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'
import { importing, numbered, workbookOf, type Cell, type Row, type Run } from './testing.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await newTestDesk()
})
afterEach(() => desk.close())

const opened = async (register: RegisterName, rows: readonly Row[]) => importing(desk).opened(register, await workbookOf(rows))
const run = (workbookId: string, options?: Run) => importing(desk).run(workbookId, options)
const imported = (register: RegisterName, rows: readonly Row[], options?: Run) =>
  importing(desk).imported(register, rows, options)

const codes = (result: ImportResult) => result.rows.map((one) => one.code)
const all = async (register: RegisterName) => (await desk.api.register.list({ register, limit: 500 })).rows
const found = async (search: string) =>
  (await desk.api.register.list({ register: 'resident', search })).rows.map((one) => one.values.name)
const only = async (register: RegisterName) => {
  const [row, other] = await all(register)
  if (!row || other) throw new Error('not one record')
  return row
}

const heading = ['姓名', '身份证号', '出生日期', '村（社区）', '住址', '电话']
const person = (name: string, number: string | null, village: string, more: Cell[] = []) => [
  name,
  number,
  '1985-01-01',
  village,
  ...more,
]

const lists: Record<(typeof importableRegisters)[number], Row[]> = {
  resident: [heading, person('王一', numbered('111'), '石榴村')],
  household: [
    ['户编号', '户主姓名', '所属村', '地址'],
    ['12', '王一', '石榴村', '3组12号'],
    ['13', '李四', '石榴村', '3组13号'],
  ],
  village: [
    ['2026年石榴镇统计用区划代码'],
    ['统计用区划代码', '城乡分类代码', '名称'],
    ['999901101000', null, '石榴镇'],
    ['999901101201', '220', '石榴村民委员会'],
    ['999901101001', '121', '东关社区居委会'],
  ],
  division: [
    ['统计用区划代码', '名称', '城乡分类代码'],
    ['999901101000', '石榴镇', null],
    ['999901101201', '石榴村', '220'],
  ],
  grid: [
    ['网格名称', '网格编码', '所属村', '网格长', '联系电话'],
    ['第一网格', null, '石榴村', '王一', '13900000001'],
    ['第一网格', null, '东关社区', '李四', '13900000002'],
  ],
  gridStaff: [
    ['姓名', '所属网格', '联系电话', '开始日期'],
    ['赵六', '石榴一网格', '13900000003', '2026-01-01'],
    ['钱七', '没有的网格', '13900000004', '2026-01-01'],
  ],
  mediator: [
    ['姓名', '职务', '联系电话', '专职'],
    ['孙八', '主任', '13900000005', '是'],
    ['孙八', '委员', '13900000006', '否'],
  ],
  committee: [
    ['调委会名称', '简称', '类型', '所属村', '联系电话'],
    ['石榴村人民调解委员会', '石榴村', '村调委会', '石榴村', '13900000007'],
  ],
  mediation: [
    ['排查日期', '来源', '发生地', '纠纷类别', '当事人一', '当事人二', '简要情况', '结果', '化解日期'],
    ['2026-05-20', '网格巡查', '石榴村3组', '邻里纠纷', '王一', '李四', '因院墙滴水发生争执。', '化解', '2026-05-30'],
    ['2026-06-01', '派出所移交', '石榴村4组', '其他', '赵六', '钱七', '因借款未还发生争执。', '未化解', null],
  ],
}

test.each(importableRegisters)('a list of %s is read, and read again without a change', async (register) => {
  if (register === 'gridStaff')
    await imported('grid', [
      ['网格名称', '所属村'],
      ['石榴一网格', '石榴村'],
    ])
  const rejected = register === 'gridStaff' ? 1 : 0
  const data = lists[register].length - 1 - (register === 'village' ? 2 : 0)
  const first = await imported(register, lists[register])
  expect(first).toMatchObject({
    read: data,
    created: data - rejected,
    rejected,
    unmappedColumns: register === 'village' ? ['城乡分类代码'] : [],
  })
  const again = await imported(register, lists[register])
  expect(again).toMatchObject({ read: data, created: 0, unchanged: data - rejected, rejected, changeSetId: null })
})

test('other ledgers are not read from Excel', async () => {
  await expect(opened('resettlement', lists.resident)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('M-20 a list of committees cannot bring a short name that another one has', async () => {
  const [heading = [], first = []] = lists.committee
  const second = ['东关社区人民调解委员会', ...first.slice(1)]
  const result = await imported('committee', [heading, first, second])
  expect([result.created, result.rejected, codes(result)]).toEqual([1, 1, ['TAKEN']])
})

test('a statistical list gives villages their names, kinds and codes; higher divisions are no villages', async () => {
  await desk.api.register.create({ register: 'village', values: { name: '石榴村', kind: 'village', divisionCode: null } })
  expect(await imported('village', lists.village)).toMatchObject({ created: 1, updated: 1 })
  const villages = (await all('village')).map(({ values }) => [values.name, values.kind, values.divisionCode])
  expect(villages.sort()).toEqual([
    ['东关社区', 'community', '999901101001'],
    ['石榴村', 'village', '999901101201'],
  ])
  // a code may stand for a village
  expect(await imported('resident', [heading, person('王一', numbered('111'), '999901101201')])).toMatchObject({
    created: 1,
    alsoCreated: {},
    alsoCreatedNames: [],
  })
})

test('a division list without a year is this year’s, and says so', async () => {
  const result = await imported('division', lists.division)
  expect(codes(result)).toEqual(['YEAR_ASSUMED'])
  expect((await all('division')).map((one) => one.values.year)).toEqual([2026, 2026])
  const [header = [], ...rows] = lists.division
  const older = [[...header, '年度'], ...rows.map((one) => [...one, 2025])]
  expect(await imported('division', older)).toMatchObject({ created: 2, rows: [] })
})

test('grids of one name are told apart by their village; a grid that is not there leaves a resident without, and staff refused', async () => {
  await imported('grid', lists.grid)
  const columns = [...heading.slice(0, 4), '所属网格']
  const result = await imported('resident', [
    columns,
    person('王一', numbered('111'), '东关社区', ['第一网格']),
    person('王二', numbered('222'), '西岭村', ['第一网格']),
  ])
  expect(codes(result)).toEqual(['PLACE_UNKNOWN'])
  const grids = new Map((await all('grid')).map((one) => [one.id, one.labels.villageId]))
  const gridOf = (await all('resident')).map(({ values }) => [values.name, grids.get(String(values.gridId)) ?? null])
  expect(gridOf.sort()).toEqual([
    ['王一', '东关社区'],
    ['王二', null],
  ])
  expect(codes(await imported('gridStaff', lists.gridStaff))).toEqual(['PLACE_UNKNOWN', 'PLACE_UNKNOWN'])
})

test('match: fillEmpty, overwrite and skip', async () => {
  await imported('resident', [heading, person('王一', numbered('111'), '石榴村', ['1号', null])])
  const later = [heading, person('王一', numbered('111'), '石榴村', ['2号', '13900000001'])]
  expect(await imported('resident', later, { match: { known: 'skip' } })).toMatchObject({ unchanged: 1, changeSetId: null })
  expect(await imported('resident', later, { match: { known: 'fillEmpty' } })).toMatchObject({ updated: 1 })
  expect((await only('resident')).values).toMatchObject({ residenceAddress: '1号' })
  expect(await imported('resident', later)).toMatchObject({ updated: 1 })
  expect((await only('resident')).values).toMatchObject({ residenceAddress: '2号' })
  expect(await imported('resident', later)).toMatchObject({ unchanged: 1 })
})

test('P-02 match: without a number by name, birthday and village; by number alone they are new', async () => {
  await imported('resident', [heading, person('王一', numbered('111'), '石榴村', ['1号'])])
  const without = [heading, person('王一', null, '石榴村', ['1号'])]
  expect(await imported('resident', without)).toMatchObject({ unchanged: 1 })
  expect(await imported('resident', without, { match: { by: 'number' } })).toMatchObject({ created: 1 })
})

test('who had no number and now has one is the same record, once', async () => {
  await imported('resident', [heading, person('王一', null, '石榴村')])
  const before = await only('resident')
  expect(before.values.temporaryNo).toMatch(/^T-/)
  const withNumber = [heading, person('王一', numbered('111'), '石榴村')]
  expect(await imported('resident', withNumber, { dryRun: true })).toMatchObject({ updated: 1, created: 0 })
  expect(await imported('resident', withNumber)).toMatchObject({ updated: 1, created: 0 })
  const after = await only('resident')
  expect(after.id).toBe(before.id)
  expect(await found(numbered('111').slice(-6))).toEqual(['王一'])
  expect(await imported('resident', withNumber)).toMatchObject({ unchanged: 1 })
})

test('in another village the one without a number is only named as a likely twin', async () => {
  await imported('resident', [heading, person('王一', null, '石榴村')])
  const result = await imported('resident', [heading, person('王一', numbered('111'), '西岭村')])
  expect(result).toMatchObject({ created: 1, warnings: 1 })
  expect(result.rows).toMatchObject([{ code: 'LIKELY_TWIN', level: 'warning', row: 2 }])
  expect(result.rows[0]?.message).toContain('石榴村')
})

test('reference §3.11 who moved out and is in the file again is back: status, event, warning; undo takes it back', async () => {
  await imported('resident', [heading, person('王一', numbered('111'), '石榴村')])
  const { id, version } = await only('resident')
  await desk.api.resident.recordLifeEvent({
    id,
    expectedVersion: version,
    kind: 'movedOut',
    happenedOn: '2026-05-01',
    place: null,
    note: null,
    leaveHousehold: false,
  })
  const result = await imported('resident', [heading, person('王一', numbered('111'), '石榴村')])
  expect(result).toMatchObject({ updated: 1, rejected: 0, warnings: 1 })
  expect(codes(result)).toEqual(['RETURNED'])
  expect((await only('resident')).values).toMatchObject({ status: 'present', statusOn: '2026-11-21' })
  const events = (await all('lifeEvent')).map(({ values }) => [values.kind, values.happenedOn, values.note])
  expect(events).toContainEqual(['returned', '2026-11-21', '导入'])
  const undone = await desk.api.register.undo({ changeSetId: result.changeSetId ?? '' })
  expect(undone.kept).toEqual([])
  expect((await only('resident')).values).toMatchObject({ status: 'movedOut' })
  expect((await all('lifeEvent')).map((one) => one.values.kind)).toEqual(['movedOut'])
})

test.each(['overwrite', 'fillEmpty', 'skip'] as const)('who died stays dead, whatever an old list says (%s)', async (known) => {
  await imported('resident', [heading, person('王一', numbered('111'), '石榴村')])
  const { id, version } = await only('resident')
  const died = { kind: 'died', happenedOn: '2026-05-01', place: null, note: null, leaveHousehold: false } as const
  await desk.api.resident.recordLifeEvent({ id, expectedVersion: version, ...died })
  const old = [heading, person('王一', numbered('111'), '石榴村', ['2号'])]
  const result = await imported('resident', old, { match: { known } })
  expect(result).toMatchObject({ unchanged: 1, warnings: 1, changeSetId: null })
  expect(result.rows).toMatchObject([{ code: 'DECEASED', row: 2 }])
  expect((await only('resident')).values).toMatchObject({ status: 'deceased', statusOn: '2026-05-01', residenceAddress: null })
})

test('what follows from a number that arrives is filled in', async () => {
  await desk.api.register.create({ register: 'resident', values: { name: '王一', birthOn: '1985-01-01' } })
  expect(await imported('resident', [heading, ['王一', numbered('111'), null, null]])).toMatchObject({ updated: 1 })
  expect((await only('resident')).values).toMatchObject({ sex: '1', birthOn: '1985-01-01' })
})

test('a name alone changes nobody: the row is new and names the namesake; village and group together make them one', async () => {
  await desk.api.register.create({ register: 'resident', values: { name: '单名' } })
  const nameAndPhone = [
    ['姓名', '电话'],
    ['单名', '13900008888'],
  ]
  const result = await imported('resident', nameAndPhone)
  expect(result).toMatchObject({ created: 1, updated: 0 })
  expect(codes(result)).toContain('LIKELY_TWIN')
  const withGroup = (group: string, phone: string) => [
    ['姓名', '村（社区）', '组', '电话'],
    ['李四', '石榴村', group, phone],
  ]
  await imported('resident', withGroup('3组', '13900000001'))
  const elsewhere = await imported('resident', withGroup('4组', '13900000002'))
  expect(elsewhere).toMatchObject({ created: 1 })
  expect(codes(elsewhere)).toContain('LIKELY_TWIN')
  expect(await imported('resident', withGroup('3组', '13900000003'))).toMatchObject({ updated: 1, created: 0 })
})

test('a village list that gives a village the name of another refuses the row, not the file', async () => {
  const list = (...rows: Row[]) => imported('village', [['名称', '区划代码'], ...rows])
  await list(['甲村', '999901101221'], ['乙村', '999901101222'])
  const result = await list(['乙村', '999901101221'], ['丙村', '999901101223'])
  expect(result).toMatchObject({ read: 2, created: 1, rejected: 1 })
  expect(result.rows).toMatchObject([{ code: 'TAKEN', row: 2, level: 'rejected' }])
  expect((await all('village')).map((one) => one.values.name).sort()).toEqual(['丙村', '乙村', '甲村'])
  // a former name is free for another
  expect(await list(['丁村', '999901101223'], ['丙村', '999901101224'])).toMatchObject({ updated: 1, created: 1 })
})

test('a duplicate that comes back from the repair sheet as it was is one again', async () => {
  const first = [
    heading,
    person('王一', numbered('111'), '石榴村', ['1号', null]),
    person('王一', numbered('111'), '石榴村', ['2号', null]),
    person('王二', null, '石榴村', ['1号', null]),
    person('王二', null, '石榴村', ['2号', null]),
    person('王三', numbered('333'), '石榴村', ['1号', null]),
    person('王三', numbered('333'), '石榴村', ['2号', null]),
  ]
  const { workbookId } = await opened('resident', first)
  expect(await run(workbookId)).toMatchObject({ created: 3, duplicates: 3 })
  const { fileRef } = repairResult.parse(await desk.finish(await desk.api.import.repair({ workbookId })))
  const bytes = await desk.context.backend.files.read(desk.context.connection, fileRef, 1e9)
  const { default: excel } = await import('exceljs')
  const sheet = new excel.Workbook()
  await sheet.xlsx.read(Readable.from([bytes]))
  // the last one is mended: it is another man's number
  const mended = sheet.worksheets[0]?.getRow(7)
  if (!mended) throw new Error('no row')
  mended.getCell(1).value = '王四'
  mended.getCell(2).value = numbered('555')
  const again = await importing(desk).opened('resident', new Uint8Array(await sheet.xlsx.writeBuffer()))
  expect(again.repairSheet).toBe(true)
  const result = await run(again.workbookId)
  expect(result).toMatchObject({ read: 4, created: 1, updated: 0, unchanged: 1, duplicates: 2 })
  const addresses = (await all('resident')).map(({ values }) => `${String(values.name)} ${String(values.residenceAddress)}`)
  expect(addresses.sort()).toEqual(['王一 1号', '王三 1号', '王二 1号', '王四 2号'].sort())
})

test('what only its mark shows to be a duplicate is one again, until a person changes the mark', async () => {
  const first = (mark: string | null) => [
    ['姓名', '职务', '联系电话', repairHeader],
    ['孙八', '主任', '13900000005', null],
    ['孙八', '委员', '13900000005', mark],
  ]
  await imported(
    'mediator',
    first(null).map((row) => row.slice(0, 3)),
  )
  const before = await only('mediator')
  expect(await imported('mediator', first('重复，未导入：与第 2 行相同，只导入前一行'))).toMatchObject({ read: 1, duplicates: 1 })
  expect((await only('mediator')).values).toEqual(before.values)
  expect(await imported('mediator', first('改好了'))).toMatchObject({ read: 1, updated: 1 })
})

test('a marked member of a household whose head is not marked is still of that household', async () => {
  const columns = ['户编号', '姓名', '与户主关系', '身份证号', repairHeader]
  await imported('resident', [
    columns,
    ['12', '王一', '户主', numbered('111'), null],
    [null, '王二', '子', numbered('222'), '未导入：…'],
    ['13', '王三', '户主', numbered('333'), null],
    [null, '王四', '子', numbered('444'), '未导入：…'],
  ])
  const homes = (await all('resident')).map(({ values, labels }) => [values.name, labels.householdId])
  expect(homes.sort()).toEqual([
    ['王二', expect.stringContaining('12')],
    ['王四', expect.stringContaining('13')],
  ])
})

test('what was refused is named, however many warnings came before', async () => {
  const names = Array.from({ length: 20_100 }, (_, index) => [`王${String(index)}`, '1980-01-01', null])
  const { workbookId } = await opened('resident', [['姓名', '出生日期', '身份证号'], ...names, ['李坏', '1980-01-01', '12345']])
  const result = await run(workbookId, { dryRun: true })
  expect(result).toMatchObject({ rejected: 1, warnings: 20_100 })
  expect(result.rows).toHaveLength(5000)
  expect(result.rows[0]).toMatchObject({ level: 'rejected', row: 20_102 })
})

test('the same person twice in a file is registered once; of whom only the name is known, two are two', async () => {
  const rows = [
    heading,
    person('王一', null, '石榴村'),
    person('王一', null, '石榴村'),
    ['李四', null, null, '石榴村'],
    ['李四', null, null, '石榴村'],
    person('张三', numbered('111'), '石榴村'),
    person('张三', numbered('111'), '石榴村'),
  ]
  expect(await imported('resident', rows)).toMatchObject({ read: 6, created: 4, duplicates: 2 })
  expect(await imported('resident', rows)).toMatchObject({ read: 6, created: 0, unchanged: 4, duplicates: 2 })
})

test('a record that the file would make contradict itself is left alone', async () => {
  await desk.api.register.create({ register: 'resident', values: { name: '王一', birthOn: '1985-01-01', sex: '2' } })
  const result = await imported('resident', [heading, ['王一', numbered('111'), '1985-01-01', null]], {
    match: { known: 'fillEmpty' },
  })
  expect(result).toMatchObject({ rejected: 1, changeSetId: null })
  expect(result.rows[0]?.message).toContain('性别与身份证号不符')
})

test('a repair sheet: only marked rows are read', async () => {
  const book = await opened('resident', [
    [...heading, repairHeader],
    person('王一', numbered('111'), '石榴村', [null, null, '第 2 行：…']),
    person('王二', numbered('222'), '石榴村', [null, null, null]),
    person('王三', numbered('333'), '石榴村', [null, null, '改好了']),
  ])
  expect(book.repairSheet).toBe(true)
  expect(await run(book.workbookId)).toMatchObject({ read: 2, created: 2, unmappedColumns: [] })
  expect((await opened('resident', lists.resident)).repairSheet).toBe(false)
})

test('imported people are found by sound, number and address, also when their village is called otherwise here', async () => {
  await desk.api.register.create({ register: 'village', values: { name: '板桥村', kind: 'village', divisionCode: null } })
  await imported('resident', [
    heading,
    person('单雄信', numbered('111'), '板桥', ['12号', '13900000001']),
    person('仇晓', numbered('222'), '板桥村', ['13号', '13900000002']),
  ])
  expect(await found('sxx')).toEqual(['单雄信'])
  expect(await found('qiuxiao')).toEqual(['仇晓'])
  expect(await found('板桥村 12号')).toEqual(['单雄信'])
  expect(await found('0002')).toEqual(['仇晓'])
})

test('a village that comes into being on the way is named, and the operation names the file', async () => {
  const result = await imported('resident', [heading, person('王一', numbered('111'), '新石榴村')])
  expect(result).toMatchObject({ alsoCreated: { village: 1 }, alsoCreatedNames: ['新石榴村'] })
  const { rows } = await desk.api.register.changeSets({ offset: 0, limit: 1, undoable: true })
  expect(rows[0]).toMatchObject({ label: '导入居民台账', title: expect.stringMatching(/\.xlsx$/) as string })
})

test('undo takes a whole import back; what was edited since stays and is named', async () => {
  const result = await imported('resident', [
    heading,
    person('王一', numbered('111'), '石榴村'),
    person('王二', numbered('222'), '石榴村'),
  ])
  const edited = (await all('resident')).find((one) => one.values.name === '王二')
  await desk.api.register.update({
    register: 'resident',
    id: edited?.id ?? '',
    expectedVersion: 1,
    values: { residenceAddress: '9号' },
  })
  const { undone, kept } = await desk.api.register.undo({ changeSetId: result.changeSetId ?? '' })
  expect(kept.map((one) => one.id)).toContain(edited?.id)
  expect(undone).toBe(1)
  expect((await all('resident')).map((one) => one.values.name)).toEqual(['王二'])
})

test('a cancelled import leaves nothing', async () => {
  const rows = Array.from({ length: 6000 }, (_, index) => [`王${String(index)}`, null, null, '石榴村'])
  const { workbookId } = await opened('resident', [heading, ...rows])
  const { jobId } = await desk.api.import.run({ workbookId, override: {}, dryRun: false })
  desk.context.backend.jobs.cancel(jobId)
  await expect(desk.finish({ jobId })).rejects.toMatchObject({ message: '已取消，数据没有改动' })
  expect(await all('resident')).toEqual([])
  expect(await all('village')).toEqual([])
})

test.each([
  ['residents-1', { read: 2012, created: 1952, duplicates: 12, rejected: 48 }],
  ['residents-2', { read: 602, created: 583, duplicates: 2, rejected: 17 }],
])('P-01 P-02 %s comes out as its truth says, dry and wet', async (name, truth) => {
  const path = join(import.meta.dirname, `../../../e2e/data/samples/${name}.xlsx`)
  const fileRef = desk.context.backend.files.add(desk.context.connection, name, { path })
  const { workbookId } = await desk.api.import.open({ register: 'resident', fileRef })
  expect(await run(workbookId, { dryRun: true })).toMatchObject({ ...truth, changeSetId: null })
  expect(await run(workbookId)).toMatchObject(truth)
  const { created, ...again } = truth
  expect(await run(workbookId)).toMatchObject({ ...again, created: 0, updated: 0, unchanged: created })
})
