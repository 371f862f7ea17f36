import { PassThrough } from 'node:stream'
import excel from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Filter } from '../../contract/register.ts'
import { officialQuery, type OfficialQuery, type OfficialTable } from '../../contract/statistics.ts'
import { addDays } from '../../domain/day.ts'
import { codeTables } from '../../domain/codes.ts'
import { committee, mediator, mediatorTraining, mediationFunding } from '../../domain/mediation/committee-fields.ts'
import { performanceItem } from '../../domain/mediation/agreement-fields.ts'
import { mediation } from '../../domain/mediation/fields.ts'
import type { RecordValues } from '../../domain/field.ts'
import { parseValues } from '../../register/values.ts'
import { command } from '../../server/command.ts'
import { chanceFrom, type Chance } from '../../server/demo/names.ts'
import { openContext } from '../../server/router-base.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await newTestDesk()
  await fill(openContext(desk.context), 11)
})
afterAll(() => desk.close())

const writer = () => openContext(desk.context).desk.database.writer
const kinds = codeTables.committeeKind.map(([code]) => code)
const chosen = (chance: Chance, table: 'disputeSource' | 'disputeCategory' | 'difficulty') =>
  chance.pick<readonly [string, string]>(codeTables[table])[0]

/** A case in every odd state: not accepted, void, settled by screening, closed in another year than accepted, deleted. */
function inventCase(chance: Chance, at: number): RecordValues {
  const acceptedOn = chance.below(12) === 0 ? null : addDays('2025-06-01', chance.below(700))
  const outcome =
    acceptedOn === null
      ? chance.pick([null, 'rejected'])
      : chance.pick(['written', 'written', 'oral', 'failed', 'terminated', 'withdrawn', null])
  const closedOn = outcome === null ? null : addDays(acceptedOn ?? '2026-03-01', chance.below(90))
  const agreed = outcome === 'written' || outcome === 'oral'
  const unsigned = outcome === 'written' && chance.below(6) === 0
  const open = acceptedOn === null ? 'registered' : 'mediating'
  const people = () => (chance.below(6) === 0 ? 1 + chance.below(30) : null)
  return {
    title: `甲与乙${String(at)}号纠纷`,
    summary: '相邻通行',
    registeredOn: acceptedOn ?? '2026-02-02',
    source: chosen(chance, 'disputeSource'),
    category: chosen(chance, 'disputeCategory'),
    difficulty: chosen(chance, 'difficulty'),
    committeeKind: acceptedOn === null ? null : chance.pick(kinds),
    partyCount: 2 + chance.below(5),
    acceptedOn,
    dueOn: acceptedOn === null ? null : addDays(acceptedOn, 30),
    outcome,
    closedOn,
    ...(chance.below(15) === 0 && { voidedOn: '2026-06-01' }),
    effectiveOn: agreed && !unsigned ? closedOn : null,
    status: outcome === null ? open : unsigned ? 'agreed' : agreed ? chance.pick(['closed', 'filed']) : outcome,
    agreedFen: agreed ? chance.below(9_000_000) : null,
    performance: agreed && !unsigned ? chance.pick(['performed', 'overdue', 'notDue']) : null,
    performDueOn: agreed && closedOn !== null ? addDays(closedOn, chance.below(60)) : null,
    confirmedOn: outcome === 'written' && !unsigned && closedOn !== null && chance.below(3) === 0 ? addDays(closedOn, 9) : null,
    preventedCriminal: people(),
    preventedPetition: people(),
    preventedBrawl: people(),
    preventedSuicide: people(),
  }
}

const fill = command('fillTest', { right: 'mediation', label: '测试数据' }, (write, seed: number) => {
  const chance = chanceFrom(seed)
  for (let at = 0; at < 500; at++) {
    const { id } = write.records.insert('mediation', parseValues(mediation, inventCase(chance, at)).values)
    if (at % 50 === 0) write.records.remove('mediation', id, null, '重复登记')
  }
  for (const status of ['settled', 'registered'])
    write.records.insert(
      'mediation',
      parseValues(mediation, {
        ...inventCase(chance, 900),
        ...{ registeredOn: '2026-02-02', difficulty: 'major', acceptedOn: null, outcome: null, status },
      }).values,
    )
  kinds.slice(0, 3).forEach((committeeKind, at) => {
    const values = {
      name: `第${String(at)}调委会`,
      shortName: String(at),
      committeeKind,
      foundedOn: '2024-01-01',
      hasRoom: at > 0,
    }
    const { id } = write.records.insert('committee', parseValues(committee, values).values)
    for (let who = 0; who < 4; who++) {
      const person = { name: `调解员${String(who)}`, committeeId: id, sex: who === 0 ? '2' : '1', fullTime: who < 2 }
      const facts = { ethnicity: who === 3 ? '03' : '01', education: ['10', '20', '60', null][who] ?? null }
      const left = at === 2 && who === 3 ? { leftOn: '2026-05-01' } : {}
      const { id: mediatorId } = write.records.insert('mediator', parseValues(mediator, { ...person, ...facts, ...left }).values)
      for (const heldOn of ['2026-04-01', '2025-04-01'])
        write.records.insert('mediatorTraining', parseValues(mediatorTraining, { mediatorId, heldOn, topic: '民法典' }).values)
    }
  })
  write.records.insert('mediationFunding', parseValues(mediationFunding, { year: 2026, guidanceFen: 3_000_000 }).values)
})

const year: OfficialQuery = { report: 'mediationCases', from: '2026-01-01', to: '2026-12-31', countBy: 'official' }
const columnsOf = ({ groups }: OfficialTable) => groups.flatMap(({ columns }) => columns)
const figure = (table: OfficialTable, row: string, column: string) => {
  const at = table.rows.findIndex(({ key }) => key === row)
  const across = columnsOf(table).findIndex(({ key }) => key === column)
  const found = table.cells[at]?.[across]
  if (!found) throw new Error(`no figure ${row} ${column}`)
  return found
}
const value = (table: OfficialTable, row: string, column: string) => figure(table, row, column).value ?? 0
const count = async (register: 'mediation' | 'mediator' | 'committee' | 'mediationFunding', where: Filter[]) =>
  (await desk.api.register.count({ register, where })).total

/** Sums of fields of the records of a list, by the register's own reading. */
async function added(where: Filter[], field: string): Promise<number> {
  const { rows } = await desk.api.register.list({ register: 'mediation', where, limit: 500 })
  return rows.reduce((sum, { values }) => sum + Number(values[field] ?? 0), 0)
}
const sumFields: Record<string, string> = {
  parties: 'partyCount',
  amount: 'agreedFen',
  preventedCriminalPeople: 'preventedCriminal',
  preventedPetitionPeople: 'preventedPetition',
  preventedBrawlPeople: 'preventedBrawl',
  preventedSuicidePeople: 'preventedSuicide',
}

describe('人民调解案件情况统计表', () => {
  test.each(officialQuery.shape.countBy.options)(
    'counted %s: every figure of cases is the length of its list, every sum that of its list, and M-24 holds',
    async (countBy) => {
      for (const [from, to] of [
        ['2026-01-01', '2026-12-31'],
        ['2026-04-01', '2026-06-30'],
      ] as const) {
        const table = await desk.api.statistics.official({ ...year, from, to, countBy })
        expect(table.problems).toEqual([])
        expect(value(table, 'sum', 'total')).toBeGreaterThan(30)
        for (const [at, { key: row }] of table.rows.entries())
          for (const [across, { key, unit }] of columnsOf(table).entries()) {
            const { value: counted, where } = table.cells[at]?.[across] ?? { value: null, where: null }
            const list = where ?? []
            const expected = unit === '件' ? await count('mediation', list) : await added(list, sumFields[key] ?? '')
            expect({ row, key, counted }).toEqual({ row, key, counted: expected })
          }
      }
    },
  )

  test('the columns stand in their groups, in the order of the form, seven kinds of committee and their sum down', async () => {
    const table = await desk.api.statistics.official(year)
    expect(table.rows.map(({ label }) => label)).toEqual([...codeTables.committeeKind.map(([, label]) => label), '合计'])
    expect(table.groups.map(({ label, columns }) => [label, columns.length])).toEqual([
      ['总量', 5],
      ['案件来源', 8],
      ['纠纷类别', 18],
      ['协议形式', 2],
      ['履行和确认', 2],
      ['预防', 8],
    ])
    expect(table).toMatchObject({ title: '人民调解案件情况统计表', unitName: '石榴镇综治中心', period: '2026年' })
    for (const { key } of columnsOf(table)) {
      const rows = kinds.reduce((sum, kind) => sum + value(table, kind, key), 0)
      expect({ key, rows }).toEqual({ key, rows: value(table, 'sum', key) })
    }
  })

  test('the rules of counting differ: by closing day alone, a case accepted last year counts where it ended', async () => {
    const [official, accepted, closed] = await Promise.all(
      officialQuery.shape.countBy.options.map((countBy) => desk.api.statistics.official({ ...year, countBy })),
    )
    if (!official || !accepted || !closed) throw new Error('three tables')
    expect(value(official, 'sum', 'total')).toBe(value(accepted, 'sum', 'total'))
    expect(value(official, 'sum', 'success')).toBe(value(closed, 'sum', 'success'))
    expect(value(closed, 'sum', 'total')).not.toBe(value(official, 'sum', 'total'))
    expect(new Set([official.note, accepted.note, closed.note]).size).toBe(3)
  })

  test('a period that ends before it begins is refused', async () => {
    await expect(desk.api.statistics.official({ ...year, from: '2027-01-01' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

/** The data as someone's tool left them; sound again afterwards. */
async function damagedBy(set: string, pick: string, work: () => Promise<void>): Promise<void> {
  const where = `status IN ('closed', 'filed') AND deleted_at IS NULL AND voided_on IS NULL AND ${pick}
    AND accepted_on BETWEEN '2026-01-01' AND '2026-12-31' AND closed_on BETWEEN '2026-01-01' AND '2026-12-31'`
  const before = writer()
    .prepare(`SELECT source, category, outcome, committee_kind, party_count, row_no FROM mediation_cases WHERE ${where}`)
    .raw()
    .all()
  expect(before.length).toBeGreaterThan(0)
  writer().exec(`UPDATE mediation_cases SET ${set} WHERE ${where}`)
  try {
    await work()
  } finally {
    const mend = writer().prepare(
      'UPDATE mediation_cases SET (source, category, outcome, committee_kind, party_count) = (?, ?, ?, ?, ?) WHERE row_no = ?',
    )
    for (const row of before) mend.run(row)
  }
}
const village = `committee_kind = 'village'`

describe('M-24', () => {
  test.each([
    ['来源', `source = '88'`, village, /^村调委会：主动、依申请、接受委托移送共 \d+ 件，与案件总数 \d+ 件不符$/],
    ['类别', `category = '77'`, village, /^村调委会：纠纷类别各栏共 \d+ 件，与案件总数 \d+ 件不符$/],
    ['结果', `outcome = 'x'`, village, /^村调委会：成功和未成功共 \d+ 件，与已结案 \d+ 件不符$/],
    ['履行', `outcome = 'failed'`, village, /^村调委会：履行共 \d+ 件，多于调解成功 0 件$/],
    ['调委会类型', 'committee_kind = NULL', village, /^有 \d+ 件案件没有登记调委会类型，只计在合计中$/],
  ])('damaged %s: said in words, and freezing is refused until it is mended', async (_, set, pick, words) => {
    await damagedBy(set, pick, async () => {
      const { problems } = await desk.api.statistics.official(year)
      expect(problems.filter((one) => words.test(one))).toHaveLength(1)
      await expect(desk.api.statistics.freeze(year)).rejects.toMatchObject({
        code: 'RULE_VIOLATION',
        message: expect.stringContaining('M-24') as string,
      })
    })
    expect((await desk.api.statistics.official(year)).problems).toEqual([])
  })

  test('what is handed in is kept whole; later differences are told cell by cell', async () => {
    const then = await desk.api.statistics.official(year)
    const { id } = await desk.api.statistics.freeze(year)
    expect(await desk.api.statistics.differences({ id })).toEqual({ table: then, differences: [] })
    await damagedBy(
      'party_count = party_count + 7',
      `${village} AND row_no = (SELECT max(row_no) FROM mediation_cases WHERE ${village}
      AND voided_on IS NULL AND status = 'closed' AND deleted_at IS NULL AND accepted_on > '2026-01-01' AND closed_on < '2026-12-31')`,
      async () => {
        const { table, differences } = await desk.api.statistics.differences({ id })
        expect(table).toEqual(then)
        expect(differences).toEqual(
          ['village', 'sum'].map((row) => ({
            row,
            column: 'parties',
            then: value(then, row, 'parties'),
            now: value(then, row, 'parties') + 7,
          })),
        )
      },
    )
    const { reports } = await desk.api.statistics.frozen()
    expect(reports[0]).toMatchObject({ id, query: year, title: '人民调解案件情况统计表', period: '2026年', by: '管理员' })
  })

  test('a kept report that was changed behind the desk is no proof any more', async () => {
    const { id } = await desk.api.statistics.freeze(year)
    writer().prepare(`UPDATE report_snapshots SET figures = replace(figures, '"value":', '"value":1') WHERE id = ?`).run([id])
    await expect(desk.api.statistics.differences({ id })).rejects.toMatchObject({ code: 'STORAGE' })
  })
})

describe('人民调解组织队伍经费保障情况统计表', () => {
  const organisation: OfficialQuery = { ...year, report: 'mediationOrganisation' }

  test('who serves on the last day, by kind; figures that open a list are as long as it', async () => {
    const table = await desk.api.statistics.official(organisation)
    expect(table.problems).toEqual([])
    const sums = ['committees', 'rooms', 'mediators', 'fullTime', 'partTime', 'female', 'minority', 'bachelor', 'noEducation']
    expect(sums.map((key) => value(table, 'sum', key))).toEqual([
      // and the unit's own
      3 + 1,
      2,
      11,
      6,
      5,
      3,
      2,
      3,
      2,
    ])
    expect(['guidance', 'committee'].map((key) => figure(table, 'sum', key).value)).toEqual([3_000_000, null])
    expect(['village', 'sum'].map((row) => value(table, row, 'trained'))).toEqual([4, 12])
    let opened = 0
    for (const line of table.cells)
      for (const [across, { value: counted, where }] of line.entries()) {
        const { unit, register } = columnsOf(table)[across] ?? { unit: '', register: 'mediation' }
        if (where === null || unit === '万元') continue
        opened++
        expect(await count(register as 'mediator', where)).toBe(counted)
      }
    expect(opened).toBeGreaterThan(100)
  })

  test('on an earlier day the one who left since still serves, and no list that says otherwise is offered', async () => {
    const table = await desk.api.statistics.official({ ...organisation, to: '2026-03-31' })
    expect(value(table, 'sum', 'mediators')).toBe(12)
    expect(figure(table, 'sum', 'mediators').where).toBeNull()
    expect(figure(table, 'village', 'mediators').where).not.toBeNull()
    expect(value(table, 'sum', 'trained')).toBe(0)
  })

  test('a mediator of no committee is said to be missing from the rows', async () => {
    const { id, version } = await desk.api.register.create({ register: 'mediator', values: { name: '王秋石', fullTime: true } })
    const { problems } = await desk.api.statistics.official(organisation)
    expect(problems).toEqual(['有 1 名调解员没有登记所属调委会，只计在合计中'])
    await desk.api.register.remove({ register: 'mediator', id, expectedVersion: version, reason: '测试' })
  })
})

test('rates: parts and wholes are the lists they open, with the rule in words', async () => {
  const { rates } = await desk.api.statistics.mediationRates({ from: year.from, to: year.to })
  expect(rates.map(({ label }) => label)).toEqual(['调解成功率', '协议履行率', '重大矛盾纠纷化解率', '按期办结率'])
  for (const { value: rate, part, whole, rule } of rates) {
    expect(whole.total).toBeGreaterThan(10)
    expect(rate).toBe(part.total / whole.total)
    expect(await count('mediation', whole.where)).toBe(whole.total)
    if (part.where) expect(await count('mediation', part.where)).toBe(part.total)
    expect(rule).toContain('÷')
  }
  const [success, , major, onTime] = rates
  const table = await desk.api.statistics.official({ ...year, countBy: 'closed' })
  expect(success?.part.total).toBe(value(table, 'sum', 'success'))
  const resolved = await desk.api.register.list({ register: 'mediation', where: major?.whole.where ?? [], limit: 500 })
  const settled = resolved.rows.filter(({ values }) => values['status'] === 'settled').length
  const agreed = resolved.rows.filter(({ values }) => values['effectiveOn'] !== null).length
  expect([settled, major?.part.total]).toEqual([1, agreed + settled])
  const ended = await desk.api.register.list({ register: 'mediation', where: onTime?.whole.where ?? [], limit: 500 })
  expect(onTime?.part.total).toBe(ended.rows.filter(({ values }) => String(values['closedOn']) <= String(values['dueOn'])).length)
})

test('months: what ended in a year, month by month, adds up to the table counted by closing', async () => {
  const { months } = await desk.api.statistics.mediationMonths({ from: year.from, to: year.to })
  expect(months.map(({ month }) => month)).toEqual(
    Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`),
  )
  const table = await desk.api.statistics.official({ ...year, countBy: 'closed' })
  const sum = (of: (one: (typeof months)[number]) => number) => months.reduce((all, one) => all + of(one), 0)
  expect([sum(({ closed }) => closed), sum(({ succeeded }) => succeeded)]).toEqual([
    value(table, 'sum', 'total'),
    value(table, 'sum', 'success'),
  ])
})

test('33: the funds of a year are entered once', async () => {
  const create = (value: number) =>
    desk.api.register.create({ register: 'mediationFunding', values: { year: value, guidanceFen: 100_000 } })
  await expect(create(2026)).rejects.toMatchObject({
    code: 'RULE_VIOLATION',
    message: expect.stringContaining('已经登记') as string,
  })
  const { id } = await create(2024)
  const row = await desk.api.register.get({ register: 'mediationFunding', id })
  const change = (value: number) =>
    desk.api.register.update({ register: 'mediationFunding', id, expectedVersion: row.version, values: { year: value } })
  await expect(change(2026)).rejects.toMatchObject({ code: 'RULE_VIOLATION' })
  await change(2025)
})

test('17: an agreement nobody has signed is no success, and today says the same rate as the statistics', async () => {
  const days = { from: '2026-01-01', to: '2026-11-21' }
  const [success] = (await desk.api.statistics.mediationRates(days)).rates
  const unsigned = await count('mediation', [...(success?.part.where ?? []), { field: 'status', op: 'is', value: 'agreed' }])
  expect(unsigned).toBe(0)
  const all = [
    { field: 'status', op: 'is' as const, value: 'agreed' },
    { field: 'closedOn', op: 'from' as const, value: '2026-01-01' },
  ]
  expect(await count('mediation', all)).toBeGreaterThan(3)
  const { figures } = await desk.api.today.get()
  expect([figures.succeededThisYear, figures.closedThisYear]).toEqual([success?.part.total, success?.whole.total])
})

const sheetOf = async (fileRef: string) => {
  const stream = new PassThrough()
  const { files } = desk.context.backend
  stream.end(Buffer.from(files.download(desk.context.connection, fileRef).bytes as Uint8Array))
  const workbook = new excel.Workbook()
  await workbook.xlsx.read(stream)
  const [sheet] = workbook.worksheets
  if (!sheet) throw new Error('no sheet')
  return { sheet, rows: sheet.getSheetValues().map((row) => (row as unknown[]).slice(1)) }
}

describe('以案定补', () => {
  test('a month lists what ended with an agreement and was performed; amounts follow the rule table', async () => {
    const { rows, totalFen } = await desk.api.statistics.subsidy({ month: '2026-05' })
    expect(rows.length).toBeGreaterThan(0)
    for (const { caseId, closedOn, difficulty, amountFen } of rows) {
      const { values } = await desk.api.register.get({ register: 'mediation', id: caseId })
      expect(values).toMatchObject({ performance: 'performed', closedOn })
      expect(closedOn.slice(0, 7)).toBe('2026-05')
      expect(amountFen).toBe({ 简易: 5000, 一般: 20_000, 疑难复杂: 50_000, 重大: 100_000 }[difficulty])
    }
    expect(totalFen).toBe(rows.reduce((sum, { amountFen }) => sum + amountFen, 0))
    await desk.api.settings.changeRule({ key: 'med.subsidy.normal', value: 260, basis: '石政发〔2026〕8号' })
    const later = await desk.api.statistics.subsidy({ month: '2026-05' })
    const normal = later.rows.filter(({ difficulty }) => difficulty === '一般')
    expect(later.totalFen).toBe(totalFen + normal.length * 6000)
  })

  test('what was performed in a later month is paid in that month, and once', async () => {
    const found = await desk.api.statistics.subsidy({ month: '2026-05' })
    const [first] = found.rows
    const caseId = first?.caseId ?? ''
    await command('performLate', { right: 'mediation', label: '测试' }, (write) => {
      const item = { caseId, itemNo: 1, content: '赔偿款', state: 'done', doneOn: '2026-07-15' }
      write.records.insert('performanceItem', parseValues(performanceItem, item).values)
    })(openContext(desk.context), undefined)
    const casesOf = async (month: string) =>
      (await desk.api.statistics.subsidy({ month })).rows.filter((row) => row.caseId === caseId).map(({ closedOn }) => closedOn)
    expect([await casesOf('2026-05'), await casesOf('2026-06'), await casesOf('2026-07')]).toEqual([[], [], [first?.closedOn]])
  })

  test('the workbook has a line to sign for every case, and the sum in capitals', async () => {
    const list = await desk.api.statistics.subsidy({ month: '2026-05' })
    const { rows } = await sheetOf((await desk.api.statistics.subsidyWorkbook({ month: '2026-05' })).fileRef)
    expect(rows[1]?.[0]).toBe('以案定补补贴发放表（2026年5月）')
    expect(rows[3]?.at(-1)).toBe('领款签名')
    expect(rows[4]?.slice(0, 8)).toEqual([
      1,
      list.rows[0]?.fileNo,
      list.rows[0]?.title,
      list.rows[0]?.category,
      list.rows[0]?.difficulty,
      list.rows[0]?.mediators,
      list.rows[0]?.closedOn,
      (list.rows[0]?.amountFen ?? 0) / 100,
    ])
    expect(rows[4 + list.rows.length]?.[7]).toBe(list.totalFen / 100)
    expect(String(rows[4 + list.rows.length]?.[1])).toMatch(/^大写：.+元/)
  })
})

test('the workbook of the table: groups merged over their columns, A3 across, amounts in 万元, no formula', async () => {
  const table = await desk.api.statistics.official(year)
  const { fileRef, name } = await desk.api.statistics.officialWorkbook(year)
  expect(name).toBe('人民调解案件情况统计表（2026年） 2026-11-21.xlsx')
  const { sheet, rows } = await sheetOf(fileRef)
  expect(sheet.pageSetup).toMatchObject({ paperSize: 8, orientation: 'landscape', fitToWidth: 1 })
  expect(sheet.getCell('B3').text).toBe('总量')
  expect(sheet.getCell('F3').isMerged && sheet.getCell('F3').master.address).toBe('B3')
  expect(sheet.getCell('A4').master.address).toBe('A3')
  expect(rows[4]?.slice(1)).toEqual(columnsOf(table).map(({ label, unit }) => `${label}\n（${unit}）`))
  const figures = (at: number) =>
    (table.cells[at] ?? []).map(({ value: one }, across) =>
      columnsOf(table)[across]?.unit === '万元' ? (one ?? 0) / 1_000_000 : one,
    )
  expect(rows[5]).toEqual(['村调委会', ...figures(0)])
  expect(rows[12]).toEqual(['合计', ...figures(7)])
  expect(rows[14]?.[0]).toContain('填表人：管理员')
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      expect(cell.formula).toBeUndefined()
    })
  })
})
