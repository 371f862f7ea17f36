/**
 * Export of 100,000 residents × 12 columns from the encrypted ledger, beside the same streaming writer alone given the same cells.
 * `node bench/export.ts [rows]`
 */
import { exportResult } from '../core/contract/register.ts'
import { fieldOf } from '../core/domain/field.ts'
import { registers } from '../core/domain/registers.ts'
import { createCellReader } from '../core/register/export/cell-reader.ts'
import { chosenRows } from '../core/register/export/chosen-rows.ts'
import { writeLedgerSheet } from '../core/register/export/ledger-sheet.ts'
import { openContext } from '../core/server/router-base.ts'
import { deskWithResidents, machine, seconds, summary, timed } from './measure.ts'

const rows = Number(process.argv[2] ?? 100_000)
const columns = 'name sex birthOn idNumber villageId groupName residenceAddress personType phone status idType namePinyin'.split(
  ' ',
)
const desk = await deskWithResidents(rows)
const chosen = {
  query: { register: 'resident' as const },
  selection: { all: true as const, except: [] },
}

const { reader } = openContext(desk.context).desk.database
const fields = columns.map((name) => fieldOf(registers.resident, name))
const { rowNumbers } = await chosenRows(openContext(desk.context), chosen)
const read = createCellReader(reader, 'resident', fields, true)
const waits: number[] = []

async function exportOnce(): Promise<void> {
  let going = true
  const probe = async () => {
    while (going) {
      waits.push((await timed(() => desk.api.register.count({ register: 'village' }))).ms)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const probing = probe()
  const started = await desk.api.register.exportRows({ chosen, columns, reason: '测速', full: true })
  const { rows: written } = exportResult.parse(await desk.finish(started))
  going = false
  await probing
  if (written !== rows) throw new Error(`only ${String(written)} rows`)
  desk.context.backend.files.forget(desk.context.connection)
}

/** The same cells, made beforehand. */
async function* prepared() {
  for (let from = 0; from < rows; from += 500) yield cells.slice(from, from + 500)
  await Promise.resolve()
}
const cells = read([...rowNumbers])
const writeAlone = () =>
  writeLedgerSheet({
    title: '居民台账',
    watermark: '测速',
    columns: fields.map(({ meta }) => ({ heading: meta.label, width: meta.width ?? 120, money: false })),
    slices: prepared(),
  })

interface Cost {
  ms: number
  cpu: number
}
async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const before = process.cpuUsage()
  const { ms } = await timed(work)
  const { user, system } = process.cpuUsage(before)
  return { ms, cpu: (user + system) / 1000 }
}
const alone: Cost[] = []
const exported: Cost[] = []
for (let round = 0; round < 3; round++) {
  exported.push(await costOf(exportOnce))
  alone.push(await costOf(writeAlone))
}
const median = (costs: readonly Cost[], part: keyof Cost) => costs.map((one) => one[part]).sort((a, b) => a - b)[1] ?? 0
const compare = (part: keyof Cost) =>
  `writer alone ${seconds(median(alone, part))} · export ${seconds(median(exported, part))} · ratio ${(median(exported, part) / median(alone, part)).toFixed(2)}`
const { p50, p95 } = summary(waits)
console.log(machine())
console.log(
  `${String(rows)} rows × ${String(columns.length)} columns, medians of three: ${compare('ms')}; processor time: ${compare('cpu')}`,
)
console.log(
  `other calls meanwhile: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${Math.max(...waits).toFixed(1)} ms · peak RSS ${String(Math.round(process.resourceUsage().maxRSS / 1024))} MB, prepared cells and filling the desk included`,
)
await desk.close()
