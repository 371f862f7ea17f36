/** The repair sheet on its way round (issue scope 6): import, take back, mend, import again — only the marked rows are read. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import PizZip from 'pizzip'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importResult, repairResult, type ImportResult } from '../../contract/import.ts'
import { idCheckCharacter } from '../../domain/id-number.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'
import { askWorkbook } from '../../workers/workbook-testing.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await newTestDesk()
})
afterAll(() => desk.close())

async function opened(bytes: Uint8Array, name: string) {
  const fileRef = desk.context.backend.files.add(desk.context.connection, name, { bytes })
  return desk.api.import.open({ register: 'resident', fileRef })
}
const run = async (workbookId: string, dryRun: boolean): Promise<ImportResult> =>
  importResult.parse(await desk.finish(await desk.api.import.run({ workbookId, override: {}, dryRun })))

async function takenBack(workbookId: string): Promise<{ name: string; marked: number; bytes: Uint8Array }> {
  const { fileRef, name, marked } = repairResult.parse(await desk.finish(await desk.api.import.repair({ workbookId })))
  return { name, marked, bytes: await desk.context.backend.files.read(desk.context.connection, fileRef, 1e9) }
}

const sample = join(import.meta.dirname, '../../../e2e/data/samples/residents-1.xlsx')
const good = (serial: string) => `99990119850101${serial}${idCheckCharacter(`99990119850101${serial}`)}`

async function ledger(): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs')
  const workbook = new excel.Workbook()
  const sheet = workbook.addWorksheet('人口台账')
  sheet.addRow(['石榴镇人口台账'])
  sheet.addRow(['姓名', '身份证号', '电话'])
  sheet.addRow(['王一', good('111'), '13900000001'])
  sheet.addRow(['王二', `${good('222').slice(0, 17)}${good('222').endsWith('X') ? '1' : 'X'}`, '13900000002'])
  sheet.addRow(['王三', good('333'), '139'])
  sheet.addRow(['王四', good('444'), '13900000004'])
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

test('only what was marked is read again, and the counts say so', async () => {
  const first = await opened(await ledger(), '名单.xlsx')
  expect(first.repairSheet).toBe(false)
  await expect(desk.api.import.repair({ workbookId: first.workbookId })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  expect(await run(first.workbookId, false)).toMatchObject({ read: 4, created: 3, rejected: 1, warnings: 1 })
  const { name, marked, bytes } = await takenBack(first.workbookId)
  expect({ name, marked }).toEqual({ name: '名单（标注）.xlsx', marked: 2 })

  const zip = new PizZip(bytes)
  const strings = zip.file('xl/sharedStrings.xml')?.asText() ?? ''
  zip.file('xl/sharedStrings.xml', strings.replace(/>99990119850101222.</, `>${good('222')}<`).replace('>139<', '>13900000003<'))
  const mended = zip.generate({ type: 'uint8array', compression: 'DEFLATE' })
  const again = await opened(mended, name)
  expect(again.repairSheet).toBe(true)
  expect(await run(again.workbookId, true)).toMatchObject({ read: 2, created: 1, updated: 1, rejected: 0, warnings: 0 })
  expect(await run(again.workbookId, false)).toMatchObject({ read: 2, created: 1, updated: 1 })
  const { rows } = await desk.api.register.list({ register: 'resident' })
  expect(rows.map((one) => one.title).sort()).toEqual(['王一', '王二', '王三', '王四'].sort())
})

test('the sample file comes back with every refused and doubtful row marked', async () => {
  const { workbookId, layout } = await opened(readFileSync(sample), 'residents-1.xlsx')
  const result = await run(workbookId, true)
  const { marked, bytes } = await takenBack(workbookId)
  const answer = await askWorkbook({ task: 'rows', file: bytes, sheet: layout.sheet })
  expect(answer.failure).toBeNull()
  const toLookAt = new Set(result.rows.filter((one) => one.level !== 'repaired').map((one) => one.row))
  expect(marked).toBe(toLookAt.size)
  const notes = answer.rows.flatMap(({ row, cells }) => {
    const last = cells.at(-1)
    return typeof last === 'string' && /^(未导入|重复|已导入)/.test(last) ? [row] : []
  })
  expect(new Set(notes)).toEqual(toLookAt)
})
