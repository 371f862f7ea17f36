/**
 * Import of 100,000 rows from Excel into the encrypted ledger, beside reading the same sheet with the same reader alone.
 * `node bench/import.ts [rows]`
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importResult } from '../core/contract/import.ts'
import { newTestDesk } from '../core/testing.ts'
import { readSheet } from '../core/workers/workbook-client.ts'
import { discard, inventPeople, machine, seconds, summary, timed } from './measure.ts'

const rows = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'bench-import-'))
const file = join(folder, 'people.xlsx')
const { default: excel } = await import('exceljs')
const workbook = new excel.stream.xlsx.WorkbookWriter({ filename: file, useSharedStrings: true })
const sheet = workbook.addWorksheet('人口台账')
sheet
  .addRow([
    '序号',
    '姓名',
    '性别',
    '身份证号码',
    '出生年月',
    '联系电话',
    '所属村（社区）',
    '村民小组',
    '家庭住址（门牌）',
    '与户主关系',
    '文化程度',
    '从业情况',
    '备注',
  ])
  .commit()
let serial = 0
for (const one of inventPeople(rows)) {
  sheet
    .addRow([
      ++serial,
      one.name,
      one.sex === '1' ? '男' : '女',
      one.idNumber,
      one.birthOn,
      one.phone,
      one.village,
      one.groupName,
      one.address,
      '户主',
      '初中',
      '务农',
      '',
    ])
    .commit()
}
sheet.commit()
await workbook.commit()

const desk = await newTestDesk()
const { ports } = desk.context.backend
const reading = await timed(async () => {
  let read = 0
  for await (const batch of readSheet(ports.spawnWorker, file, '人口台账')) read += batch.length
  return read
})
const fileRef = desk.context.backend.files.add(desk.context.connection, file, { path: file })
const waits: number[] = []
let going = true
const { value: result, ms } = await timed(async () => {
  const { workbookId } = await desk.api.import.open({ register: 'resident', fileRef })
  const job = await desk.api.import.run({ workbookId, override: {}, dryRun: false })
  const probe = async () => {
    while (going) {
      waits.push((await timed(() => desk.api.register.count({ register: 'village' }))).ms)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const probing = probe()
  const done = importResult.parse(await desk.finish(job))
  going = false
  await probing
  return done
})
const { p50, p95 } = summary(waits)
console.log(machine())
console.log(
  `read alone ${seconds(reading.ms)} (${String(reading.value)} rows) · import ${seconds(ms)} (${String(result.created)} created) · ratio ${(ms / reading.ms).toFixed(2)}`,
)
console.log(
  `other calls meanwhile: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${Math.max(...waits).toFixed(1)} ms · peak RSS ${String(Math.round(process.resourceUsage().maxRSS / 1024))} MB`,
)
await desk.close()
discard(folder)
