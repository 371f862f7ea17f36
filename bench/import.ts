/**
 * Import of 100,000 rows × 20 columns from Excel into the encrypted ledger, beside reading the same sheet with the same reader alone.
 * `node bench/import.ts [rows]`
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importResult } from '../core/contract/import.ts'
import { newTestDesk } from '../core/testing.ts'
import { readSheet } from '../core/workers/workbook-client.ts'
import { discard, machine, seconds, summary, timed } from './measure.ts'

const rows = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'bench-import-'))
const file = join(folder, 'people.xlsx')
// in its own process: what writing takes is no part of what reading and importing take
execFileSync(process.execPath, [join(import.meta.dirname, 'people-workbook.ts'), file, String(rows)])

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
if (result.unmappedColumns.length > 0) throw new Error(`not mapped: ${result.unmappedColumns.join('、')}`)
console.log(
  `read alone ${seconds(reading.ms)} (${String(reading.value)} rows) · import ${seconds(ms)} (${String(result.created)} created) · ratio ${(ms / reading.ms).toFixed(2)}`,
)
console.log(
  `other calls meanwhile: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${Math.max(...waits).toFixed(1)} ms · peak RSS ${String(Math.round(process.resourceUsage().maxRSS / 1024))} MB`,
)
await desk.close()
discard(folder)
