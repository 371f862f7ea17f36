/** Excel out (issue scope 7): what leaves the ledger is text, masked unless allowed, numbered, recorded; a template comes back in. */
import PizZip from 'pizzip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportResult, type Chosen, type ExportResult } from '../../contract/register.ts'
import { importableRegisters, importResult } from '../../contract/import.ts'
import { idCheckCharacter } from '../../domain/id-number.ts'
import { fieldsOf } from '../../domain/field.ts'
import { registers } from '../../domain/registers.ts'
import { openContext } from '../../server/router-base.ts'
import { newTestDesk, testPassword, type TestDesk } from '../../testing.ts'
import { askWorkbook } from '../../workers/workbook-testing.ts'
import { takeSnapshot } from '../snapshots.ts'
import { createCellReader } from './cell-reader.ts'
import type { SheetRow } from '../../workers/sheet-row.ts'

let desk: TestDesk
let villageId = ''
const ids: string[] = []

const numberOf = (serial: string) => `99990119800307${serial}${idCheckCharacter(`99990119800307${serial}`)}`
const people = [
  { name: '石春海', idNumber: numberOf('123'), phone: '13900001234', remark: '=HYPERLINK("http://x","y")' },
  { name: '任思国', idNumber: numberOf('125'), phone: '13900005678', remark: '+8613900000000' },
  { name: '王秋石', idNumber: numberOf('127'), phone: null, remark: '-1+1' },
  { name: '李敏', idNumber: null, phone: null, remark: '@SUM(A1)' },
  { name: '赵广才', idNumber: numberOf('129'), phone: null, remark: '\t=1+1' },
]

beforeAll(async () => {
  desk = await newTestDesk()
  villageId = (await desk.api.register.create({ register: 'village', values: { name: '板桥村' } })).id
  for (const one of people) ids.push((await desk.api.register.create({ register: 'resident', values: { ...one, villageId } })).id)
  const dead = desk.context.backend.desk?.database.writer.prepare(`UPDATE residents SET status = 'deceased' WHERE id = ?`)
  dead?.run(ids[4])
})
afterAll(() => desk.close())

const all = (more: Partial<Chosen['query']> = {}): Chosen => ({
  query: { register: 'resident', sort: [{ field: 'name', descending: true }], ...more },
  selection: { all: true, except: [] },
})
const columns = ['name', 'idNumber', 'phone', 'villageId', 'sex', 'birthOn', 'remark']

async function exported(
  chosen: Chosen,
  options: { columns?: string[]; full?: boolean; api?: TestDesk['api'] } = {},
): Promise<ExportResult & { bytes: Uint8Array }> {
  const job = await desk.api.register.exportRows({
    chosen,
    columns: options.columns ?? columns,
    reason: '核对台账',
    full: options.full ?? false,
  })
  const result = exportResult.parse(await desk.finish(job))
  return { ...result, bytes: await fileOf(result.fileRef) }
}

async function fileOf(fileRef: string): Promise<Uint8Array> {
  return desk.context.backend.files.read(desk.context.connection, fileRef, 1e9)
}

async function rowsOf(bytes: Uint8Array, sheet: string): Promise<SheetRow[]> {
  const { rows, failure } = await askWorkbook({ task: 'rows', file: bytes, sheet })
  expect(failure).toBeNull()
  return rows
}

const partOf = (bytes: Uint8Array, name: string) => new PizZip(bytes).file(name)?.asText() ?? ''

describe('export of a ledger', () => {
  test('title, watermark, headings and rows in the order of the query; the dead are left out and counted (§3.11 rule 8)', async () => {
    const { bytes, rows, serial, name } = await exported(all())
    expect({ rows, name }).toEqual({ rows: 4, name: `居民台账-${serial}.xlsx` })
    const [title, mark, headings, ...data] = await rowsOf(bytes, '居民台账')
    expect(title?.cells[0]).toBe('居民台账')
    expect(mark?.cells[0]).toMatch(
      new RegExp(
        `^单位：石榴镇综治中心.*导出人：管理员.*时间：2026-11-21 \\d\\d:00.*编号：${serial}.*用途：核对台账.*已迁出、已去世 1 人未列入.*仅限本单位工作使用$`,
      ),
    )
    expect(headings?.cells).toEqual(['姓名', '身份证号', '电话', '村（社区）', '性别', '出生日期', '备注'])
    expect(data.map(({ cells }) => cells[0])).toEqual(['王秋石', '李敏', '石春海', '任思国'].sort().reverse())
  })

  test('those who are gone are given when the query asks for their status', async () => {
    const { bytes, rows } = await exported(all({ where: [{ field: 'status', op: 'is', value: 'deceased' }] }))
    expect(rows).toBe(1)
    const [, mark, , data] = await rowsOf(bytes, '居民台账')
    expect(mark?.cells[0]).not.toContain('未列入')
    expect(data?.cells[0]).toBe('赵广才')
  })

  test('numbers are text and no value can become a formula', async () => {
    const { bytes } = await exported(all(), { full: true })
    const xml = partOf(bytes, 'xl/worksheets/sheet1.xml')
    expect(xml).not.toMatch(/<f[ >]/)
    const types = [...xml.matchAll(/<c r="[A-Z]+(\d+)"([^>]*[^/])>/g)]
      .filter(([, row]) => Number(row) > 3)
      .map(([, , more]) => more)
    expect(types.length).toBeGreaterThan(15)
    expect(types.filter((one) => !/ t="(str|inlineStr|s)"/.test(one ?? ''))).toEqual([])
    const data = (await rowsOf(bytes, '居民台账')).slice(3)
    expect(data.map(({ cells }) => cells[6])).toEqual(
      expect.arrayContaining(['=HYPERLINK("http://x","y")', '+8613900000000', '-1+1', '@SUM(A1)']),
    )
    expect(data.find(({ cells }) => cells[0] === '石春海')?.cells.slice(1, 3)).toEqual([numberOf('123'), '13900001234'])
    // every text cell has the text format, so that it stays text after it was edited
    const styles = partOf(bytes, 'xl/styles.xml')
    const formats = [...(/<cellXfs.*<\/cellXfs>/s.exec(styles)?.[0] ?? '').matchAll(/<xf numFmtId="(\d+)"/g)].map(([, id]) => id)
    const used = new Set(types.map((one) => formats[Number(/ s="(\d+)"/.exec(one ?? '')?.[1] ?? 0)]))
    expect([...used]).toEqual(['49'])
  })

  test('masked unless in full; in full only with the right for it', async () => {
    const masked = (await rowsOf((await exported(all())).bytes, '居民台账')).find(({ cells }) => cells[0] === '石春海')
    expect(masked?.cells.slice(1, 3)).toEqual([expect.stringMatching(/^999\*{11}\d{3}[\dX]$/), '139****1234'])
    await desk.api.session.createAccount({ loginName: '经办', displayName: '经办', role: 'operator', password: testPassword })
    const other = desk.connect()
    await other.api.session.logIn({ loginName: '经办', password: testPassword })
    const asked = other.api.register.exportRows({ chosen: all(), columns, reason: '核对台账', full: true })
    await expect(asked).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('管理员') as string })
    await expect(other.api.register.exportRows({ chosen: all(), columns, reason: '核对台账', full: false })).resolves.toBeTruthy()
  })

  test('a cell says what the page says, masks included', async () => {
    const { reader } = openContext(desk.context).desk.database
    for (const register of ['resident', 'village', 'household', 'grid', 'mediation'] as const) {
      const fields = fieldsOf(registers[register])
      const { rows } = await desk.api.register.list({ register })
      const numbers = takeSnapshot(reader, { register }).rowNumbers
      const cells = createCellReader(reader, register, fields, false)([...numbers])
      expect(cells).toEqual(
        rows.map(({ values, labels }) =>
          fields.map(({ name }) => {
            const value = values[name] ?? null
            return value === null ? null : (labels[name] ?? String(value)).replace('\u0000', '')
          }),
        ),
      )
    }
  })

  test('what is ticked: some records, or all but some', async () => {
    const [first = '', second = ''] = ids
    const some = await exported({ ...all(), selection: { all: false, ids: [first, second] } }, { columns: ['name'] })
    const rest = await exported({ ...all(), selection: { all: true, except: [first, second] } }, { columns: ['name'] })
    const names = async (bytes: Uint8Array) => (await rowsOf(bytes, '居民台账')).slice(3).map(({ cells }) => cells[0])
    expect(await names(some.bytes)).toEqual(['石春海', '任思国'].sort().reverse())
    expect(await names(rest.bytes)).toEqual(['王秋石', '李敏'].sort().reverse())
  })

  test('a retired record that was ticked by itself is given, and nothing is said to be left out', async () => {
    const { bytes, rows } = await exported({ ...all(), selection: { all: false, ids: [ids[4] ?? '', ids[0] ?? ''] } })
    expect(rows).toBe(2)
    const [, mark, , ...data] = await rowsOf(bytes, '居民台账')
    expect(data.map(({ cells }) => cells[0]).sort()).toEqual(['石春海', '赵广才'].sort())
    expect(mark?.cells[0]).not.toContain('未列入')
  })

  test('a serial number once, and one audit row without any value', async () => {
    const before = await exported(all(), { columns: ['name', 'idNumber'] })
    const after = await exported(all(), { columns: ['name', 'idNumber'], full: true })
    expect(Number(after.serial.slice(-6))).toBe(Number(before.serial.slice(-6)) + 1)
    expect(after.serial).toMatch(/^DC-2026-\d{6}$/)
    const entries = desk.context.backend.desk?.database.reader
      .prepare(`SELECT detail FROM audit_entries WHERE command = 'exportRows' AND detail LIKE ?`)
      .pluck()
      .all(`%${after.serial}%`) as string[]
    expect(entries.map((one) => JSON.parse(one) as unknown)).toEqual([
      expect.objectContaining({
        reason: '核对台账',
        kind: 'resident',
        fields: ['name', 'idNumber'],
        rows: 4,
        persons: 'full',
        serial: after.serial,
      }),
    ])
    expect(entries.join('')).not.toMatch(/石春海|9999011980/)
  })

  test('it can be stopped', async () => {
    const { jobId } = await desk.api.register.exportRows({ chosen: all(), columns, reason: '核对台账', full: false })
    await desk.api.job.cancel({ jobId })
    await expect(desk.finish({ jobId })).rejects.toThrow('已取消')
    expect(desk.context.backend.jobs.get(jobId)).toMatchObject({ state: 'cancelled', result: null })
  })

  test('a field that is not there is refused before anything is recorded', async () => {
    const asked = desk.api.register.exportRows({ chosen: all(), columns: ['nothing'], reason: '核对台账', full: false })
    await expect(asked).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('a filled template is imported without any mapping work', () => {
  beforeAll(async () => {
    await desk.api.register.create({ register: 'grid', values: { name: '板桥一格', villageId } })
  })

  test.each(importableRegisters)('%s', async (register) => {
    const { label } = registers[register]
    const { fileRef, name } = await desk.api.register.template({ register })
    expect(name).toBe(`${label}导入模板.xlsx`)
    const { default: excel } = await import('exceljs')
    const workbook = new excel.Workbook()
    await workbook.xlsx.load(Buffer.from(await fileOf(fileRef)) as unknown as Parameters<typeof workbook.xlsx.load>[0])
    const [data, notes] = workbook.worksheets
    if (!data || !notes) throw new Error('no sheets')
    expect(data.rowCount).toBe(1)
    // the example of the notes is itself a good record
    const headings = (data.getRow(1).values as string[]).slice(1)
    const examples = new Map<string, string>()
    notes.eachRow((row) => {
      const cells = (row.values as (string | undefined)[]).slice(1)
      if (headings.some((one) => one.replace('*', '') === cells[0])) examples.set(cells[0] ?? '', cells[3] ?? '')
    })
    expect(examples.size).toBe(headings.length)
    if (register === 'resident') examples.set('姓名', '钱多多').set('身份证号', numberOf('131'))
    for (const heading of headings.filter((one) => one.endsWith('*'))) {
      const field = heading.replace('*', '')
      if (examples.get(field) === '') examples.set(field, '新的一个')
    }
    data.getRow(2).values = headings.map((one) => examples.get(one.replace('*', '')) ?? '')
    const filled = new Uint8Array(await workbook.xlsx.writeBuffer())
    const ref = desk.context.backend.files.add(desk.context.connection, `${label}.xlsx`, { bytes: filled })
    const opened = await desk.api.import.open({ register, fileRef: ref })
    expect(opened.layout).toMatchObject({ sheet: label, headerRow: 1 })
    expect(opened.layout.columns.filter((one) => one.field === null)).toEqual([])
    const job = await desk.api.import.run({ workbookId: opened.workbookId, override: {}, dryRun: true })
    const result = importResult.parse(await desk.finish(job))
    expect(result).toMatchObject({ read: 1, rejected: 0, duplicates: 0, warnings: 0, unmappedColumns: [], rows: [] })
  })

  test('drop-downs for codes and for the villages of this desk, and no example among the data', async () => {
    const bytes = await fileOf((await desk.api.register.template({ register: 'resident' })).fileRef)
    const sheet = partOf(bytes, 'xl/worksheets/sheet1.xml')
    expect(sheet).toMatch(/<dataValidation type="list"[^>]*sqref="[A-Z]+2:[A-Z]+2001"/)
    expect(sheet).not.toContain('<row r="2"')
    expect(partOf(bytes, 'xl/sharedStrings.xml')).toContain('板桥村')
    const styles = partOf(bytes, 'xl/styles.xml')
    const columnStyles = [...sheet.matchAll(/<col [^>]*style="(\d+)"/g)].map(([, style]) => Number(style))
    const formats = [...(/<cellXfs.*<\/cellXfs>/s.exec(styles)?.[0] ?? '').matchAll(/<xf numFmtId="(\d+)"/g)].map(([, id]) => id)
    expect(new Set(columnStyles.map((one) => formats[one]))).toEqual(new Set(['49']))
  })
})
