/**
 * Export of 100,000 residents × 12 columns from the encrypted ledger, beside the same streaming writer alone given the same cells.
 * `node bench/export.ts [rows]`
 */
import { exportResult } from '../core/contract/register.ts'
import { fieldsOf } from '../core/domain/field.ts'
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

let going = true
const waits: number[] = []
const probe = async () => {
  while (going) {
    waits.push((await timed(() => desk.api.register.count({ register: 'village' }))).ms)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
const probing = probe()
const exported = await timed(async () =>
  exportResult.parse(await desk.finish(await desk.api.register.exportRows({ chosen, columns, reason: '测速', full: true }))),
)
going = false
await probing
const peak = Math.round(process.resourceUsage().maxRSS / 1024)

const { reader } = openContext(desk.context).desk.database
const fields = columns.map((name) => {
  const found = fieldsOf(registers.resident).find((one) => one.name === name)
  if (!found) throw new Error(name)
  return found
})
const { rowNumbers } = await chosenRows(openContext(desk.context), chosen)
const read = createCellReader(reader, 'resident', fields, true)
const cells = Array.from({ length: Math.ceil(rows / 500) }, (_, index) =>
  read([...rowNumbers.subarray(index * 500, index * 500 + 500)]),
)
const alone = await timed(() =>
  writeLedgerSheet({
    title: '居民台账',
    watermark: '测速',
    columns: fields.map(({ meta }) => ({ heading: meta.label, width: meta.width ?? 120, money: false })),
    // eslint-disable-next-line @typescript-eslint/require-await
    slices: (async function* () {
      yield* cells
    })(),
  }),
)
const { p50, p95 } = summary(waits)
console.log(machine())
console.log(
  `writer alone ${seconds(alone.ms)} · export ${seconds(exported.ms)} (${String(exported.value.rows)} rows) · ratio ${(exported.ms / alone.ms).toFixed(2)}`,
)
console.log(
  `other calls meanwhile: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${Math.max(...waits).toFixed(1)} ms · peak RSS ${String(peak)} MB (filling the desk included)`,
)
await desk.close()
