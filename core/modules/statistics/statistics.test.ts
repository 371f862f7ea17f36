import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import excel from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Filter } from '../../contract/register.ts'
import { populationDimension, type FigureQuery, type FigureTable, type PopulationDimension } from '../../contract/statistics.ts'
import { addDays } from '../../domain/day.ts'
import { netColumn } from '../../domain/statistics/movement.ts'
import { command } from '../../server/command.ts'
import { openContext } from '../../server/router-base.ts'
import { chanceFrom } from '../../server/demo/names.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'

let desk: TestDesk
let villages: string[]
beforeAll(async () => {
  desk = await newTestDesk()
  villages = await fill(openContext(desk.context), 7)
})
afterAll(() => desk.close())

/** People and events in every odd case: no village, a village that is gone, no birthday, gone from the register, deleted. */
const fill = command('fillTest', { right: 'resident', label: '测试数据' }, (write, seed: number) => {
  const chance = chanceFrom(seed)
  const places = ['石榴村', '东关村', '空村', '撤并村'].map(
    (name, index) => write.records.insert('village', { name, kind: 'village', divisionCode: `99990110120${String(index)}` }).id,
  )
  const grids = places
    .slice(0, 2)
    .map(
      (villageId, index) =>
        write.records.insert('grid', { name: `网格 0${String(index + 1)}`, code: null, villageId, leadName: null }).id,
    )
  const [big = null, small = null, , gone = null] = places
  const lived = [big, big, small, gone, null] as const
  for (let at = 0; at < 700; at++) {
    const { id } = write.records.insert('resident', {
      name: `居民${String(at)}`,
      idType: '111',
      sex: chance.pick(['1', '2', '1', '2', '9', null]),
      birthOn: chance.below(9) === 0 ? null : addDays('1926-01-01', chance.below(36_850)),
      personType: chance.pick(['registered', 'registered', 'floating', 'leftBehind']),
      villageId: chance.pick(lived),
      gridId: chance.pick([null, ...grids]),
      status: chance.pick(['present', 'present', 'present', 'movedOut', 'deceased']),
    })
    if (chance.below(3) === 0)
      write.records.insert('lifeEvent', {
        residentId: id,
        kind: chance.pick(['born', 'movedIn', 'movedOut', 'returned', 'died']),
        happenedOn: addDays('2026-01-01', chance.below(365)),
        villageId: chance.pick(lived),
      })
  }
  return places
})

const figuresOf = (table: FigureTable) => [...table.cells.flat(), ...table.rowTotals, ...table.columnTotals, table.total]
const count = async (table: FigureTable, where: Filter[]) =>
  (await desk.api.register.count({ register: table.register, where })).total
const sum = (figures: readonly { total: number }[]) => figures.reduce((all, { total }) => all + total, 0)

describe('population', () => {
  const pairs = populationDimension.options.flatMap((rows) =>
    populationDimension.options.filter((columns) => columns !== rows).map((columns) => [rows, columns] as const),
  )

  test.each(pairs)('%s × %s: every figure is the length of the list it opens, and the sums hold', async (rows, columns) => {
    const table = await desk.api.statistics.population({ rows, columns, where: [] })
    expect(table.total.total).toBeGreaterThan(300)
    for (const { total, where } of figuresOf(table)) expect(await count(table, where)).toBe(total)
    expect(sum(table.rowTotals)).toBe(table.total.total)
    expect(sum(table.columnTotals)).toBe(table.total.total)
    table.cells.forEach((line, at) => {
      expect(sum(line)).toBe(table.rowTotals[at]?.total)
    })
  })

  test('any further conditions narrow every figure and every list', async () => {
    const condition = fc.constantFrom<Filter>(
      { field: 'villageId', op: 'is', value: villages[0] ?? '' },
      { field: 'villageId', op: 'empty' },
      { field: 'sex', op: 'is', value: '2' },
      { field: 'sex', op: 'notEmpty' },
      { field: 'personType', op: 'is', value: 'floating' },
      { field: 'birthOn', op: 'from', value: '1990-06-15' },
      { field: 'birthOn', op: 'to', value: '2008-02-29' },
      { field: 'birthOn', op: 'empty' },
      { field: 'status', op: 'is', value: 'movedOut' },
    )
    const dimension = fc.constantFrom<PopulationDimension>(...populationDimension.options)
    await fc.assert(
      fc.asyncProperty(dimension, dimension, fc.array(condition, { maxLength: 3 }), async (rows, columns, where) => {
        fc.pre(rows !== columns)
        const table = await desk.api.statistics.population({ rows, columns, where })
        for (const figure of [...table.rowTotals, ...table.columnTotals, table.total])
          expect(await count(table, figure.where)).toBe(figure.total)
        for (const figure of table.cells.flat().slice(0, 12)) expect(await count(table, figure.where)).toBe(figure.total)
      }),
      { numRuns: 40 },
    )
  })

  test('villages of nobody stand in the table, those of another condition do not; what is gone is named', async () => {
    const { id, version } = await desk.api.register.get({ register: 'village', id: villages[2] ?? '' })
    const whole = await desk.api.statistics.population({ rows: 'village', columns: 'sex', where: [] })
    expect(whole.rows.map(({ label }) => label)).toEqual(['石榴村', '东关村', '空村', '撤并村', '未填'])
    expect(whole.columns.map(({ label }) => label)).toEqual(['男', '女', '未说明', '未填'])
    await desk.api.register.remove({ register: 'village', id, expectedVersion: version, reason: '撤并' })
    const one = await desk.api.statistics.population({
      rows: 'village',
      columns: 'ageBand',
      where: [{ field: 'villageId', op: 'is', value: villages[0] ?? '' }],
    })
    expect(one.rows.map(({ label }) => label)).toEqual(['石榴村'])
    expect(one.columns.map(({ label }) => label).slice(0, 3)).toEqual(['0–5 岁', '6–13 岁', '14–17 岁'])
    const later = await desk.api.statistics.population({ rows: 'village', columns: 'sex', where: [] })
    expect(later.rows.map(({ label }) => label)).not.toContain('空村')
  })

  test('the same for rows and columns is refused', async () => {
    await expect(desk.api.statistics.population({ rows: 'sex', columns: 'sex', where: [] })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })
})

describe('movement', () => {
  test.each([
    ['2026-01-01', '2026-12-31'],
    ['2026-03-10', '2026-05-31'],
    ['2026-07-01', '2026-07-01'],
  ])('from %s to %s: every figure is the length of its list; 净增减 is who came less who went', async (from, to) => {
    const table = await desk.api.statistics.movement({ from, to })
    const labels = table.columns.map(({ label }) => label)
    expect(labels).toEqual(['出生', '迁入', '返回', '迁出', '去世', '净增减'])
    const net = table.columns.findIndex(({ key }) => key === netColumn)
    for (const line of [...table.cells, table.columnTotals]) {
      const [born = 0, movedIn = 0, returned = 0, movedOut = 0, died = 0] = line.map(({ total }) => total)
      expect(line[net]?.total).toBe(born + movedIn + returned - movedOut - died)
      for (const { total, where } of line.slice(0, net)) expect(await count(table, where)).toBe(total)
    }
    for (const { total, where } of [...table.rowTotals, table.total]) expect(await count(table, where)).toBe(total)
    expect(sum(table.columnTotals.slice(0, net))).toBe(table.total.total)
  })

  test('a period that ends before it begins is refused', async () => {
    await expect(desk.api.statistics.movement({ from: '2026-02-01', to: '2026-01-01' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })
})

test('the workbook holds the table with its sums as numbers, the unit, the day, and the title as a text', async () => {
  const query = { rows: 'village', columns: 'ageBand', where: [] } satisfies FigureQuery
  const table = await desk.api.statistics.population(query)
  const { fileRef, name, total } = await desk.api.statistics.workbook({ title: '=1+1 人口/统计表', note: '不含已迁出', query })
  expect(total).toBe(table.total.total)
  expect(name).toBe('=1+1 人口_统计表 2026-11-21.xlsx')
  const { files } = desk.context.backend
  const stream = new PassThrough()
  stream.end(Buffer.from(files.download(desk.context.connection, fileRef).bytes as Uint8Array))
  const workbook = new excel.Workbook()
  await workbook.xlsx.read(stream)
  const sheet = workbook.getWorksheet('统计表')
  const rows = (sheet?.getSheetValues() ?? []).map((row) => (row as unknown[]).slice(1))
  expect(rows[1]?.[0]).toBe('=1+1 人口/统计表')
  expect(rows[2]?.[0]).toContain('石榴镇综治中心')
  expect(rows[2]?.[0]).toContain('2026-11-21')
  expect(rows[3]?.slice(1)).toEqual([...table.columns.map(({ label }) => label), '合计'])
  expect(rows[4]).toEqual([table.rows[0]?.label, ...(table.cells[0] ?? []).map(({ total }) => total), table.rowTotals[0]?.total])
  expect(rows[4 + table.rows.length]).toEqual(['合计', ...table.columnTotals.map(({ total }) => total), table.total.total])
  expect(rows.flat()).toContain('说明：不含已迁出')
})

test('a workbook is counted by the desk: figures that a page sends are neither printed nor entered', async () => {
  const forged = { title: '人口变动统计表', note: '', query: { from: '2026-01-01', to: '2026-12-31' }, table: { total: 1 } }
  await expect(desk.api.statistics.workbook(forged as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  const { query, title, note } = forged
  const { total } = await desk.api.statistics.workbook({ title, note, query })
  const counted = await desk.api.statistics.movement(query)
  expect(counted.total.total).toBeGreaterThan(0)
  expect(total).toBe(counted.total.total)
  const entered = openContext(desk.context)
    .desk.database.reader.prepare(`SELECT detail FROM audit_entries WHERE command = 'exportStatistics' ORDER BY rowid DESC`)
    .pluck()
    .get() as string
  expect(JSON.parse(entered)).toMatchObject({ counts: { lifeEvent: counted.total.total } })
})
