/**
 * A year's official case table among many cases, beside the same sums written by hand, and how long other calls wait meanwhile.
 * `node bench/mediation-statistics.ts [cases] [rounds]`
 */
import { openContext } from '../core/server/router-base.ts'
import { openTestDesk, testPassword } from '../core/testing.ts'
import { deskWithCases } from './mediation-cases.ts'
import { discard, machine, summary, timed } from './measure.ts'

const cases = Number(process.argv[2] ?? 200_000)
const rounds = Number(process.argv[3] ?? 9)
const made = await deskWithCases(cases)
const { dataDir } = made
// as on the next morning: what was written is in its place
await made.close()
const desk = await openTestDesk({ dataDir })
await desk.api.session.logIn({ password: testPassword })
const { reader } = openContext(desk.context).desk.database
const [from, to] = ['2025-01-01', '2025-12-31']
const year = { report: 'mediationCases', from, to } as const

const categories = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '99']
const opening = [
  'count(*)',
  'sum(party_count)',
  `sum(difficulty IN ('complex', 'major'))`,
  ...['20', '10', '31', '32', '33', '34', '39'].map((code) => `sum(source = '${code}')`),
  `sum(source IN ('31', '32', '33', '34', '39'))`,
  ...categories.map((code) => `sum(category = '${code}')`),
  ...['criminal', 'petition', 'brawl', 'suicide'].flatMap((kind) => [`count(prevented_${kind})`, `sum(prevented_${kind})`]),
]
const ending = [
  `sum(outcome IN ('written', 'oral'))`,
  `sum(CASE WHEN outcome IN ('written', 'oral') THEN agreed_fen END)`,
  `sum(outcome = 'oral')`,
  `sum(outcome = 'written')`,
  `sum(performance = 'performed')`,
  'count(confirmed_on)',
]
const byHand = (figures: string[], day: string) =>
  reader.prepare(
    `SELECT committee_kind, ${figures.join(', ')} FROM mediation_cases
     WHERE +deleted_at IS NULL AND voided_on IS NULL AND accepted_on IS NOT NULL AND ${day} BETWEEN ? AND ?
     GROUP BY committee_kind`,
  )
const hand = [byHand(opening, 'accepted_on'), byHand(ending, 'closed_on')]

/** The longest that a timer of 2 ms was kept waiting. */
async function longestWait(work: () => Promise<unknown>): Promise<number> {
  let [longest, due] = [0, performance.now()]
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - due - 2)
    due = performance.now()
  }, 2)
  await work()
  clearInterval(timer)
  return longest
}

console.log(`${machine()} · ${String(cases)} cases of ten years, ${String(rounds)} rounds`)
console.log('counted by, cases of the year, ours p50 ms, p95 ms, by hand p50 ms, p95 ms, ratio, longest wait of other calls ms')
for (const countBy of ['official', 'accepted', 'closed'] as const) {
  const runs = { ours: [] as number[], hand: [] as number[], waits: [] as number[] }
  let total = 0
  for (let round = 0; round < rounds; round++) {
    const ours = await timed(() => desk.api.statistics.official({ ...year, countBy }))
    total = ours.value.cells.at(-1)?.[0]?.value ?? 0
    runs.ours.push(ours.ms)
    runs.hand.push((await timed(() => hand.map((statement) => statement.all([from, to])))).ms)
    runs.waits.push(await longestWait(() => desk.api.statistics.official({ ...year, countBy })))
  }
  const [ours, other] = [summary(runs.ours), summary(runs.hand)]
  const figures = [ours.p50, ours.p95, other.p50, other.p95].map((ms) => ms.toFixed(0))
  const ratio = (ours.p50 / other.p50).toFixed(2)
  console.log([countBy, total, ...figures, ratio, Math.max(...runs.waits).toFixed(0)].join(', '))
}
await desk.close()
discard(dataDir)
