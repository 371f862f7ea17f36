import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { recordView, type Filter, type ListInput } from '../../contract/register.ts'
import type { RecordValues } from '../../domain/field.ts'
import { longCommand } from '../../server/command.ts'
import { openContext } from '../../server/router-base.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'

let desk: TestDesk
const villages = new Map<string, string>()

interface Invented extends RecordValues {
  name: string
}
const fill = longCommand('fill', { right: 'resident', label: '生成' }, (write, people: readonly Invented[]) => {
  for (const one of people)
    write.records.insert('resident', { idType: '111', personType: 'registered', status: 'present', ...one })
  return Promise.resolve(people.length)
})
const specialSurnames = [
  ['仇和平', 'qiu'],
  ['单春海', 'shan'],
  ['区文明', 'ou'],
  ['曾国平', 'zeng'],
  ['查良友', 'zha'],
  ['朴正秀', 'piao'],
  ['尉迟文梅', 'yuchi'],
  ['解晓东', 'xie'],
  ['盖小红', 'ge'],
  ['万俟春', 'moqi'],
  ['覃小红', 'qin'],
  ['缪小平', 'miao'],
  ['召南', 'shao'],
  ['折从阮', 'she'],
  ['员半千', 'yun'],
  ['种世衡', 'chong'],
  ['乜小英', 'nie'],
  ['令狐青', 'linghu'],
  ['长孙明', 'zhangsun'],
  ['繁小明', 'po'],
  ['么小明', 'yao'],
  ['佴小明', 'nai'],
  ['秘小明', 'bi'],
] as const

beforeAll(async () => {
  desk = await newTestDesk()
  for (const name of ['石榴村', '东关村'])
    villages.set(name, (await desk.api.register.create({ register: 'village', values: { name } })).id)
  const [shiliu = null, dongguan = null] = villages.values()
  await fill(openContext(desk.context), [
    ...specialSurnames.map(([name]) => ({ name })),
    {
      name: '王卫明',
      idNumber: '999901197111200017',
      phone: '13900001234',
      villageId: shiliu,
      groupName: '3组',
      residenceAddress: '15号',
    },
    { name: '王卫', villageId: shiliu, groupName: '13组', residenceAddress: '3号', birthOn: '1980-05-01' },
    { name: '汪伟', villageId: dongguan, groupName: '3组', residenceAddress: '115号', birthOn: '1990-05-01' },
    { name: '王阿卫', status: 'movedOut' },
    { name: '王卫阿', status: 'deceased' },
    { name: '刘王卫', occupation: '木工 100%', villageId: dongguan, groupName: '3组' },
    { name: '赵外', otherIdNo: 'E12345678', occupation: '木工_学徒', sex: '2', personType: 'overseas' },
    { name: '钱无号', temporaryNo: 'T-999901101-000077', sex: '1' },
    { name: '王𬭊明', namePinyin: 'wang du ming' },
    { name: '孙房', residenceAddress: 'A栋1201室' },
  ])
})
afterAll(() => desk.close())

const namesOf = (rows: readonly { title: string }[]) => rows.map((row) => row.title)
const list = async (input: Omit<ListInput, 'register'>) =>
  namesOf((await desk.api.register.list({ register: 'resident', ...input })).rows)
const search = (typed: string) => list({ search: typed })
const where = (...filters: Filter[]) => list({ where: filters })

describe('surnames are found by the way they are read as surnames', () => {
  test.each(specialSurnames)('%s by %s', async (name, sound) => {
    expect(await search(sound)).toContain(name)
  })
})

describe('what was typed', () => {
  test.each([
    ['3组', ['汪伟', '刘王卫', '王卫明'], 'a number with its word is that number: 3组 is not in 13组'],
    ['15号', ['王卫明'], 'a house number of two digits is not in 115号'],
    ['15', ['王卫明'], 'alone, too'],
    ['3', ['汪伟', '刘王卫', '王卫', '王卫明'], 'one digit'],
    ['115', ['汪伟'], 'three digits may be a house number'],
    ['1201', ['孙房'], 'four digits may be a room'],
    ['石榴3组', ['王卫明'], 'words of an address without blanks'],
    ['3组15号', ['王卫明'], 'two numbers'],
    ['石榴 3组 王', ['王卫明'], 'several words'],
    ['石榴村 王卫明', ['王卫明'], 'village and name'],
    ['石榴 w', ['王卫', '王卫明'], 'village and a letter'],
    ['王w', ['王卫', '王卫明', '王卫阿'], 'a surname and the next sound'],
    ['王weim', ['王卫明'], 'a surname and full pinyin'],
    ['王卫m', ['王卫明'], 'two characters and the next sound'],
    ['E12345678', ['赵外'], 'a passport'],
    ['e12345', ['赵外'], 'its beginning in small letters'],
    ['T-999901101-000077', ['钱无号'], 'a temporary number'],
    ['000077', ['钱无号'], 'its end'],
    ['999901197111200017', ['王卫明'], 'a whole number'],
    ['0017', ['王卫明'], 'the last four places'],
    ['19711120', ['王卫明'], 'a birthday within the number'],
    ['王𬭊', ['王𬭊明'], 'a character the tokenizer does not know'],
    ['王𬭊明', ['王𬭊明'], 'and three of them'],
    ['𬭊明', ['王𬭊明'], 'and without the surname'],
    ['%', [], 'a sign alone'],
    ['王" OR "', [], 'what looks like a query is text'],
    ['石榴-3组', ['王卫明'], 'signs between words'],
  ])('%s finds %j: %s', async (typed, expected) => {
    expect((await search(typed)).sort()).toEqual([...expected].sort())
  })

  test('exactly the name first, then names that begin so, then the rest by sound; the retired after those present', async () => {
    expect(await search('王卫')).toEqual(['王卫', '王卫明', '王卫阿', '刘王卫'])
    expect((await search('王')).slice(-3)).toEqual(['王阿卫', '王卫阿', '刘王卫'])
  })

  test('Ctrl+K asks every ledger and gives the same first hits', async () => {
    const { groups } = await desk.api.register.find({ text: '石榴' })
    expect(groups.map((group) => group.register)).toEqual(['resident', 'village', 'committee'])
    expect(namesOf((await desk.api.register.find({ text: '王卫' })).groups[0]?.rows ?? [])[0]).toBe('王卫')
    expect((await desk.api.register.find({ text: ' ' })).groups).toEqual([])
  })
})

describe('filters', () => {
  test('one of several, a fragment, a range, empty or not', async () => {
    expect((await where({ field: 'personType', op: 'in', value: ['overseas', 'floating'] })).sort()).toEqual(['赵外'])
    expect(
      await where(
        { field: 'villageId', op: 'in', value: [villages.get('东关村') ?? ''] },
        { field: 'groupName', op: 'is', value: '3组' },
      ),
    ).toEqual(['刘王卫', '汪伟'])
    expect(await where({ field: 'occupation', op: 'contains', value: '木工' })).toEqual(['刘王卫', '赵外'])
    expect(await where({ field: 'occupation', op: 'contains', value: '0%' })).toEqual(['刘王卫'])
    expect(await where({ field: 'occupation', op: 'contains', value: '工_' })).toEqual(['赵外'])
    expect(
      await where({ field: 'birthOn', op: 'from', value: '1985-01-01' }, { field: 'birthOn', op: 'to', value: '1999-12-31' }),
    ).toEqual(['汪伟'])
    expect(await where({ field: 'phone', op: 'is', value: '13900001234' })).toEqual(['王卫明'])
    expect(
      await where({ field: 'groupName', op: 'notEmpty' }, { field: 'birthOn', op: 'empty' }, { field: 'phone', op: 'empty' }),
    ).toEqual(['刘王卫'])
  })

  test('a filter by a part’s reference', async () => {
    const { rows } = await desk.api.register.list({ register: 'resident', search: '王卫明' })
    const [person] = rows
    await desk.api.resident.recordLifeEvent({
      id: person?.id ?? '',
      expectedVersion: person?.version ?? 0,
      kind: 'movedOut',
      happenedOn: '2026-11-01',
      place: '省城',
      note: null,
    })
    const events = await desk.api.register.list({
      register: 'lifeEvent',
      where: [{ field: 'residentId', op: 'is', value: person?.id ?? '' }],
    })
    expect(events.rows).toHaveLength(1)
    expect(await search('王卫')).toEqual(['王卫', '王卫阿', '王卫明', '刘王卫'])
  })

  test('a search with a filter misses nobody, and is sorted by three fields', async () => {
    expect(await list({ search: '王', where: [{ field: 'status', op: 'in', value: ['movedOut', 'deceased'] }] })).toEqual([
      '王阿卫',
      '王卫阿',
      '王卫明',
    ])
    const sort = [
      { field: 'groupName', descending: true },
      { field: 'residenceAddress', descending: false },
      { field: 'birthOn', descending: false },
    ]
    expect(await list({ where: [{ field: 'groupName', op: 'notEmpty' }], sort })).toEqual(['刘王卫', '汪伟', '王卫明', '王卫'])
  })

  test.each<[Filter, string]>([
    [{ field: 'nothing', op: 'is', value: 'x' }, '没有字段 nothing'],
    [{ field: 'sex', op: 'is', value: '男' }, '性别'],
    [{ field: 'sex', op: 'in', value: ['1', '男'] }, '性别'],
    [{ field: 'sex', op: 'in', value: '1' }, '性别'],
    [{ field: 'birthOn', op: 'is' }, '出生日期'],
    [{ field: 'birthOn', op: 'contains', value: '19' }, '出生日期'],
    [{ field: 'occupation', op: 'is', value: 3 }, '职业'],
    [{ field: 'phone', op: 'contains', value: '1390' }, '遮盖'],
    [{ field: 'idNumber', op: 'from', value: '99' }, '遮盖'],
    [{ field: 'otherIdNo', op: 'contains', value: 'E' }, '遮盖'],
  ])('what cannot be filtered so is refused by name: %j', async (filter, message) => {
    await expect(where(filter)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining(message) as string,
    })
  })
})

describe('groups and totals', () => {
  test('most first, with names; one or two fields; masked ones not', async () => {
    const { groups } = await desk.api.register.groups({ query: { register: 'resident' }, by: ['villageId', 'groupName'] })
    expect(groups[0]).toMatchObject({ values: [null, null], labels: ['', ''] })
    expect(groups.slice(1)).toContainEqual({ values: [villages.get('东关村'), '3组'], labels: ['东关村', '3组'], total: 2 })
    const bySex = await desk.api.register.groups({
      query: { register: 'resident', where: [{ field: 'sex', op: 'notEmpty' }] },
      by: ['sex'],
    })
    expect(bySex.capped).toBe(false)
    expect(bySex.groups.map(({ labels }) => labels[0]).sort()).toEqual(['女', '男'])
    await expect(desk.api.register.groups({ query: { register: 'resident' }, by: ['phone'] })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  test('of what is ticked: all but some, or some; sums of money and numbers', async () => {
    const query = { register: 'resident' as const, search: '王卫' }
    const { rows } = await desk.api.register.list(query)
    const ids = rows.slice(0, 1).map((row) => row.id)
    expect(await desk.api.register.totals({ query, selection: { all: true, except: ids } })).toEqual({ total: 3, sums: {} })
    expect(await desk.api.register.totals({ query, selection: { all: false, ids } })).toEqual({ total: 1, sums: {} })
    const year = { register: 'division' as const }
    expect(await desk.api.register.totals({ query: year, selection: { all: true, except: [] } })).toMatchObject({ total: 0 })
  })
})

describe('what a list shows of a record', () => {
  test('is a record view, value by value', async () => {
    const { rows } = await desk.api.register.list({ register: 'resident', limit: 500 })
    expect(z.array(recordView).safeParse(rows).error).toBeUndefined()
    const groups = (await desk.api.register.find({ text: '王' })).groups
    expect(z.array(recordView).safeParse(groups.flatMap((one) => one.rows)).error).toBeUndefined()
  })

  test('names what it refers to as it is called now', async () => {
    const villageOf = async () =>
      (await desk.api.register.list({ register: 'resident', search: '王卫明' })).rows[0]?.labels['villageId']
    const id = villages.get('石榴村') ?? ''
    const rename = async (name: string) => {
      const { version } = await desk.api.register.get({ register: 'village', id })
      await desk.api.register.update({ register: 'village', id, expectedVersion: version, values: { name } })
    }
    expect(await villageOf()).toBe('石榴村')
    await rename('石榴新村')
    expect(await villageOf()).toBe('石榴新村')
    await rename('石榴村')
  })

  test('numbers that end so come before those that hold it elsewhere', async () => {
    const people = [
      { name: '阿甲', phone: '13977771111' },
      { name: '钟乙', phone: '13911117777' },
    ]
    await fill(openContext(desk.context), people)
    expect(await search('77771')).toEqual(['阿甲'])
    expect(await search('7777')).toEqual(['钟乙', '阿甲'])
  })
})

describe('a large ledger is read aside', () => {
  beforeAll(() => {
    // what counts as large goes by the highest row number
    desk.context.backend.desk?.database.writer.exec(`UPDATE sqlite_sequence SET seq = 900000 WHERE name = 'residents'`)
    return fill(
      openContext(desk.context),
      Array.from({ length: 1300 }, (_, index) => ({
        name: `周${String.fromCharCode(0x4e00 + index)}`,
        occupation: `工${String(index % 3)}`,
        groupName: '9组',
      })),
    )
  })

  test('an early list grows, its blocks wait for their part, and it ends as the list taken whole', async () => {
    const query = { register: 'resident' as const, search: '周' }
    const early = await desk.api.register.snapshot({ ...query, early: true })
    expect(early).toMatchObject({ total: 300, complete: false })
    const { snapshotId } = early
    const first = await desk.api.register.block({ snapshotId, from: 0, to: 100 })
    expect(first).toMatchObject({ total: 300, complete: false })
    const later = await desk.api.register.block({ snapshotId, from: 1000, to: 1100 })
    expect(later.rows).toHaveLength(100)
    expect(await desk.api.register.snapshotTotal({ snapshotId })).toEqual({ total: 1300 })
    const all = new Set<string>()
    for (let from = 0; from < 1300; from += 500)
      for (const row of (await desk.api.register.block({ snapshotId, from, to: from + 500 })).rows) all.add(row.id)
    expect(all.size).toBe(1300)
    const whole = await desk.api.register.snapshot(query)
    expect(whole).toMatchObject({ total: 1300, complete: true })
    expect(await desk.api.register.block({ snapshotId: whole.snapshotId, from: 0, to: 100 })).toMatchObject({ rows: first.rows })
  })

  test('an early list brings its first rows; the list it stands for is let go and counts no further', async () => {
    const query = { register: 'resident' as const, search: '周', early: true }
    const old = await desk.api.register.snapshot({ ...query, first: 50 })
    const { rows } = await desk.api.register.block({ snapshotId: old.snapshotId, from: 0, to: 50 })
    expect(old.rows).toEqual(rows)
    expect(rows).toHaveLength(50)
    const counting = desk.api.register.snapshotTotal({ snapshotId: old.snapshotId })
    const next = await desk.api.register.snapshot({ ...query, insteadOf: old.snapshotId })
    expect(next.rows).toEqual([])
    await counting
    await expect(desk.api.register.block({ snapshotId: old.snapshotId, from: 0, to: 50 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await desk.api.register.snapshotTotal({ snapshotId: next.snapshotId })).toEqual({ total: 1300 })
  })

  test('pages, counts, groups and totals are what a small ledger gives', async () => {
    const query = { register: 'resident' as const, where: [{ field: 'groupName', op: 'is' as const, value: '9组' }] }
    expect(await desk.api.register.count(query)).toEqual({ total: 1300 })
    expect(await desk.api.register.count({ register: 'resident', search: '周' })).toEqual({ total: 1300 })
    expect(await desk.api.register.list({ ...query, limit: 10 })).toMatchObject({ total: 1000, capped: true })
    const { groups } = await desk.api.register.groups({ query, by: ['occupation'] })
    expect(groups.map(({ values, total }) => [values[0], total])).toEqual([
      ['工0', 434],
      ['工1', 433],
      ['工2', 433],
    ])
    expect(await desk.api.register.totals({ query, selection: { all: true, except: [] } })).toMatchObject({ total: 1300 })
  })

  test('a search of more hits than are looked at, narrowed by a filter, misses none', async () => {
    const narrow: Filter = { field: 'occupation', op: 'is', value: '工2' }
    const found = await desk.api.register.list({ register: 'resident', search: '周', where: [narrow], limit: 500 })
    expect(found).toMatchObject({ total: 433, capped: false })
    expect(found.rows).toHaveLength(433)
    const sorted = await desk.api.register.list({
      register: 'resident',
      search: '周',
      sort: [{ field: 'name', descending: true }],
      limit: 1,
    })
    expect(namesOf(sorted.rows)).toEqual([`周${String.fromCharCode(0x4e00 + 1299)}`])
  })

  test('the whole ledger begins at once, in its order', async () => {
    const early = await desk.api.register.snapshot({ register: 'resident', early: true })
    expect(early).toMatchObject({ total: 300, complete: false })
    const { total } = await desk.api.register.snapshotTotal({ snapshotId: early.snapshotId })
    expect(await desk.api.register.count({ register: 'resident' })).toEqual({ total })
  })
})
