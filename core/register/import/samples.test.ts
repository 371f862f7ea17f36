/** Real ledgers with their known truth: every row is accounted for, every repair and rejection by its kind. */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { resident } from '../../domain/resident/fields.ts'
import { askWorkbook } from '../../workers/workbook-testing.ts'
import { interpretRows, type RowOutcome } from './interpret.ts'
import { findLayout, previewRows, type ImportLayout } from './layout.ts'
import { repairNames, type RemarkCode } from './remark.ts'
import { reportLines, writeReport } from './report.ts'

const samples = new URL('../../../e2e/data/samples/', import.meta.url).pathname
const counts = z.record(z.string(), z.int())
const truthSchema = z.object({
  rows: z.int(),
  clean: z.int(),
  repairable: counts,
  rejected: counts,
  warnings: counts,
  duplicates: z.int(),
})

/** the truth's words for our codes */
const rejectionNames: Partial<Record<RemarkCode, string>> = {
  SEX_MISMATCH: '性别与证号不符',
  ID_LENGTH: '位数不对',
  ID_CHECK: '校验位错误',
  ID_NUMERIC_CELL: '证号被存成数字，末位失真',
  ID_BIRTHDAY: '出生月份不存在',
  ID_MISSING: '缺证号',
}

async function readSample(name: string): Promise<{ layout: ImportLayout; outcomes: RowOutcome[] }> {
  const path = join(samples, `${name}.xlsx`)
  const { sheets } = await askWorkbook({ task: 'open', file: path })
  const layout = findLayout(sheets, resident)
  if (!layout) throw new Error('no layout')
  const { rows } = await askWorkbook({ task: 'rows', file: path, sheet: layout.sheet })
  const outcomes: RowOutcome[] = []
  for await (const batch of interpretRows(layout, [rows], resident, '2026-11-21')) outcomes.push(...batch)
  return { layout, outcomes }
}

const tally = (names: readonly (string | undefined)[]): Record<string, number> => {
  const found: Record<string, number> = {}
  for (const name of names) if (name !== undefined) found[name] = (found[name] ?? 0) + 1
  return found
}

test.each(['residents-1', 'residents-2'])('P-01 P-02 %s comes out as its truth says', async (name) => {
  const truth = truthSchema.parse(JSON.parse(readFileSync(join(samples, `${name}.truth.json`), 'utf8')))
  const { outcomes } = await readSample(name)
  const records = outcomes.filter((one) => one.kind === 'record')
  const rejected = outcomes.filter((one) => one.kind === 'rejected')
  const accepted = records.filter((one) => one.duplicateOfRow === null)
  const repaired = accepted.filter((one) => one.repairs.length > 0)
  const warned = accepted.filter((one) => one.warnings.length > 0)
  expect({
    rows: records.length + rejected.length,
    clean: accepted.filter((one) => one.repairs.length === 0 && one.warnings.length === 0).length,
    repairable: tally(repaired.map((one) => repairNames[one.repairs[0]?.kind ?? 'ID15'])),
    rejected: tally(rejected.map((one) => rejectionNames[one.problems[0]?.code ?? 'RULE'])),
    warnings: tally(warned.map((one) => one.warnings.map(({ code }) => rejectionNames[code]).find(Boolean))),
    duplicates: records.length - accepted.length,
  }).toEqual(truth)
  expect(outcomes.filter((one) => one.kind === 'skipped').map((one) => one.reason)).toEqual(['total'])
})

test('P-03 the forbidden columns are named, never mapped, and shown empty', async () => {
  for (const [name, header] of [
    ['residents-1', '政治面貌'],
    ['residents-2', '宗教信仰'],
  ] as const) {
    const path = join(samples, `${name}.xlsx`)
    const { sheets } = await askWorkbook({ task: 'open', file: path })
    const { layout, outcomes } = await readSample(name)
    const forbidden = layout.columns.find((one) => one.status === 'forbidden')
    expect(forbidden?.header).toBe(header)
    const override = { fields: { [String(forbidden?.index)]: 'remark' } }
    expect(findLayout(sheets, resident, override)?.columns.find((one) => one.header === header)?.status).toBe('forbidden')
    const shown = previewRows(sheets[0]?.sample ?? [], layout).filter((one) => one.row > layout.headerRow)
    expect(new Set(shown.map((one) => one.texts[forbidden?.index ?? 0] ?? ''))).toEqual(new Set(['']))
    expect(JSON.stringify(outcomes)).not.toContain('中共党员')
  }
})

test('residents-2: members take number, village and address of their household', async () => {
  const { layout, outcomes } = await readSample('residents-2')
  expect(layout.householdBlocks).toBe(true)
  const second = outcomes.find((one) => one.row === 5)
  expect(second).toMatchObject({
    values: { name: '钟弟雨', relationToHead: '20', groupName: '7组', residenceAddress: '261号' },
    references: { householdId: '1', villageId: '板桥村' },
  })
  const records = outcomes.filter((one) => one.kind === 'record')
  expect(records.every((one) => one.references.householdId !== undefined && one.references.villageId !== undefined)).toBe(true)
})

test('every message names row, column and what to do; the report holds them as text only', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'report-'))
  try {
    const { layout, outcomes } = await readSample('residents-1')
    const lines = outcomes.flatMap((one) => reportLines(one, resident, layout))
    for (const line of lines.filter((one) => one.result === '未导入')) {
      expect(line.reason).toMatch(new RegExp(`^第 ${String(line.row)} 行 [A-N] 列“.+”：.{6,}`))
    }
    const hostile = {
      row: 9,
      index: 1,
      level: 'rejected' as const,
      column: 'B 姓名',
      result: '未导入' as const,
      value: '=HYPERLINK("http://x")',
      reason: '+1\u0000',
      code: '@SUM(1)',
    }
    const bytes = await writeReport([hostile, ...lines])
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer)
    const sheet = book.worksheets[0]
    expect(sheet?.rowCount).toBe(lines.length + 2)
    sheet?.eachRow((row) => {
      row.eachCell((cell) => {
        expect([ExcelJS.ValueType.String, ExcelJS.ValueType.Null]).toContain(cell.type)
        expect(cell.numFmt).toBe('@')
      })
    })
    expect(sheet?.getCell('D2').value).toBe('=HYPERLINK("http://x")')
  } finally {
    await rm(folder, { recursive: true })
  }
})
