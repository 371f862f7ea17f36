/**
 * Taking back an import of 100,000 residents, a bulk change of all of them and a village's new name, while others are served.
 * `node bench/undo.ts [rows]`
 */
import type { BulkResult } from '../core/contract/register.ts'
import { longCommand, pause } from '../core/server/command.ts'
import { openContext } from '../core/server/router-base.ts'
import { newTestDesk } from '../core/testing.ts'
import { inventPeople, machine, seconds, summary, timed } from './measure.ts'

const rows = Number(process.argv[2] ?? 100_000)
const desk = await newTestDesk()
const context = openContext(desk.context)

/** What an import does to the ledgers, without a workbook: villages, households, residents, one change set. */
const fill = longCommand('importRecords', { right: 'resident', label: '导入居民台账' }, async (write, count: number) => {
  const villages = new Map<string, string>()
  let householdId = ''
  let done = 0
  for (const one of inventPeople(count)) {
    const villageId = villages.get(one.village) ?? write.records.insert('village', { name: one.village, kind: 'village' }).id
    villages.set(one.village, villageId)
    if (done % 3 === 0)
      householdId = write.records.insert('household', { householdNo: String(done), headName: one.name, villageId }).id
    write.records.insert('resident', {
      name: one.name,
      idType: '111',
      idNumber: one.idNumber,
      sex: one.sex,
      birthOn: one.birthOn,
      phone: one.phone,
      personType: 'registered',
      status: 'present',
      villageId,
      householdId,
      groupName: one.groupName,
      residenceAddress: one.address,
    })
    if (++done % 200 === 0) await pause()
  }
  return write.records.changeSetId() ?? ''
})

/** Another call meanwhile, again and again. */
async function measured<T>(what: string, work: () => Promise<T>): Promise<T> {
  const waits: number[] = []
  let going = true
  const probe = async () => {
    while (going) {
      waits.push((await timed(() => desk.api.register.count({ register: 'grid' }))).ms)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const probing = probe()
  const { value, ms } = await timed(work)
  going = false
  await probing
  const memory = Math.round(process.memoryUsage.rss() / 1024 / 1024)
  const { p95 } = summary(waits)
  const worst = waits.reduce((most, one) => Math.max(most, one), 0)
  const others = `other calls p95 ${p95.toFixed(1)} ms, longest ${worst.toFixed(0)} ms`
  console.log(`${what}: ${seconds(ms)}; ${others}; ${String(memory)} MB`)
  return value
}

console.log(machine())
const first = await measured(`write ${String(rows)} residents`, () => fill(context, rows))
const clean = await measured('preview of undoing the import', () => desk.api.register.undoPreview({ changeSetId: first }))
console.log(`${String(clean.obstacleTotal)} obstacles of ${String(clean.records)} records`)
const gone = await measured('undo of the import', () => desk.api.register.undo({ changeSetId: first }))
console.log(`${String(gone.undone)} undone`)
const changeSetId = await measured('the same residents once more', () => fill(context, rows))
const chosen = { query: { register: 'resident' as const }, selection: { all: true as const, except: [] } }
const values = { occupation: '务农' }
await measured('bulk preview', async () => desk.finish(await desk.api.register.bulkPreview({ chosen, values })))
const changed = (await measured('bulk change', async () =>
  desk.finish(await desk.api.register.bulkChange({ chosen, values })),
)) as BulkResult
await measured('operations', () => desk.api.register.changeSets({ limit: 30 }))
await measured('preview of undoing the bulk change', () =>
  desk.api.register.undoPreview({ changeSetId: changed.changeSetId ?? '' }),
)
await measured('undo of the bulk change', () => desk.api.register.undo({ changeSetId: changed.changeSetId ?? '' }))
const [village] = (await desk.api.register.list({ register: 'village', limit: 1 })).rows
if (village) {
  const people = await desk.api.register.count({
    register: 'resident',
    where: [{ field: 'villageId', op: 'is', value: village.id }],
  })
  await measured(`a village of ${String(people.total)} gets another name`, () =>
    desk.api.register.update({ register: 'village', id: village.id, expectedVersion: 1, values: { name: '新名村' } }),
  )
}
// everybody was edited since: each is an obstacle, and what they refer to as well
const edited = await measured('preview of undoing the import, all edited', () => desk.api.register.undoPreview({ changeSetId }))
console.log(`${String(edited.obstacleTotal)} obstacles of ${String(edited.records)} records`)
const kept = await measured('undo of the import, all edited', () => desk.api.register.undo({ changeSetId }))
console.log(`${String(kept.undone)} undone`)
await desk.close()
