/**
 * The tables of the people over a whole county, beside the same GROUP BY run by hand in one statement, and how long other
 * calls wait meanwhile. The folder is a copy of one made with `demo --size county`.
 * `node bench/statistics.ts FOLDER [rounds]`
 */
import type { PopulationDimension } from '../core/contract/statistics.ts'
import { openTestDesk, testPassword } from '../core/testing.ts'
import { openContext } from '../core/server/router-base.ts'
import { machine, quantile, seconds, timed } from './measure.ts'

const dataDir = process.argv[2]
if (dataDir === undefined) throw new Error('usage: node bench/statistics.ts FOLDER [rounds]')
const rounds = Number(process.argv[3] ?? 5)
const desk = await openTestDesk({ dataDir })
await desk.api.session.logIn({ password: process.env['PINGAN_PASSWORD'] ?? testPassword })
const { reader } = openContext(desk.context).desk.database
const { total: residents } = await desk.api.register.count({ register: 'resident' })
const { total: villages } = await desk.api.register.count({ register: 'village' })

interface Watched {
  ms: number
  /** the longest a small call, or a timer of 5 ms, was kept waiting */
  longest: number
  /** the most processor time this thread used between two timers: what is left of a wait on a machine that does nothing else */
  held: number
}

async function watched(work: () => Promise<unknown>): Promise<Watched> {
  // the hand-run statement before held up the loop and left a heap to tidy up; that is not waited for here
  await desk.api.register.list({ register: 'village', limit: 200 })
  await new Promise((resolve) => setTimeout(resolve, 100))
  let going = true
  let [longest, held] = [0, 0]
  let due = performance.now()
  let used = process.threadCpuUsage()
  const timer = setInterval(() => {
    const now = performance.now()
    const { user, system } = process.threadCpuUsage(used)
    longest = Math.max(longest, now - due - 5)
    held = Math.max(held, (user + system) / 1000)
    due = now
    used = process.threadCpuUsage()
  }, 5)
  const probe = async () => {
    while (going) {
      longest = Math.max(longest, (await timed(() => desk.api.session.status())).ms)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const probing = probe()
  const { ms } = await timed(work)
  going = false
  await probing
  clearInterval(timer)
  return { ms, longest, held }
}

const worst = (runs: readonly Watched[]) =>
  `${Math.max(...runs.map(({ longest }) => longest)).toFixed(0)}, ${Math.max(...runs.map(({ held }) => held)).toFixed(0)}`

const band = `CASE WHEN birth_on IS NULL THEN '' WHEN birth_on <= '1946-11-21' THEN '80' WHEN birth_on <= '1966-11-21' THEN '60'
  WHEN birth_on <= '1991-11-21' THEN '35' WHEN birth_on <= '2008-11-21' THEN '18' WHEN birth_on <= '2012-11-21' THEN '14'
  WHEN birth_on <= '2020-11-21' THEN '6' ELSE '0' END`
const tables: { rows: PopulationDimension; columns: PopulationDimension; byHand: [string, string] }[] = [
  { rows: 'village', columns: 'ageBand', byHand: ['village_id', band] },
  { rows: 'village', columns: 'sex', byHand: ['village_id', 'sex'] },
  { rows: 'grid', columns: 'personType', byHand: ['grid_id', 'person_type'] },
  { rows: 'ageBand', columns: 'sex', byHand: [band, 'sex'] },
]

console.log(`${machine()} · ${String(residents)} residents, ${String(villages)} villages, median of ${String(rounds)}`)
console.log('table, ours, one GROUP BY by hand, ratio, longest wait of other calls ms, of processor time ms')
for (const { rows, columns, byHand } of tables) {
  const [a, b] = byHand
  const hand = reader.prepare(
    `SELECT ${a} AS a, ${b} AS b, count(*) FROM residents WHERE deleted_at IS NULL AND status = 'present' GROUP BY a, b`,
  )
  const ours: number[] = []
  const theirs: number[] = []
  const waits: Watched[] = []
  for (let round = 0; round < rounds; round++) {
    const run = await watched(() => desk.api.statistics.population({ rows, columns, where: [] }))
    ours.push(run.ms)
    waits.push(run)
    theirs.push((await timed(() => hand.all())).ms)
  }
  const middle = (values: number[]) =>
    quantile(
      [...values].sort((x, y) => x - y),
      0.5,
    )
  const [mine, other] = [middle(ours), middle(theirs)]
  console.log(`${rows} × ${columns}, ${seconds(mine)}, ${seconds(other)}, ${(mine / other).toFixed(2)}, ${worst(waits)}`)
}
const movement = await watched(() => desk.api.statistics.movement({ from: '2026-01-01', to: '2026-12-31' }))
console.log(`movement of a year, ${seconds(movement.ms)}, , , ${worst([movement])}`)
await desk.close()
