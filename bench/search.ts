/**
 * Finding among 100,000 residents, encrypted, through the API: every kind of query, beside the same rows in plain SQLite
 * (unencrypted) searched with LIKE, and with the best hand-made index for a name's beginning.
 * `node bench/search.ts [rows]`
 */
import Database from 'better-sqlite3'
import { deskWithResidents, inventPeople, machine, summary, timed } from './measure.ts'

const rows = Number(process.argv[2] ?? 100_000)
const { value: desk, ms } = await timed(() => deskWithResidents(rows))
console.log(
  `${machine()}\n${String(rows)} residents made in ${(ms / 1000).toFixed(1)} s (${String(Math.round(rows / (ms / 1000)))} rows/s)`,
)

const plain = new Database(':memory:')
plain.exec('CREATE TABLE p (name, id_number, phone, address); CREATE INDEX p_name ON p (name)')
const insert = plain.prepare('INSERT INTO p VALUES (?, ?, ?, ?)')
const people = [...inventPeople(rows)]
plain.transaction(() => {
  for (const one of people) insert.run(one.name, one.idNumber, one.phone, one.village + one.groupName + one.address)
})()
const like = (column: string) => plain.prepare(`SELECT * FROM p WHERE ${column} LIKE ? LIMIT 50`)
const byName = plain.prepare('SELECT * FROM p WHERE name >= ? AND name < ? ORDER BY name LIMIT 50')

const sample = people.filter((_, index) => index % Math.ceil(rows / 100) === 0)
const kinds: { kind: string; typed: (one: (typeof people)[number]) => string; yardstick: (typed: string) => unknown }[] = [
  { kind: '姓名', typed: (one) => one.name, yardstick: (typed) => byName.all(typed, `${typed}\uffff`) },
  { kind: '名', typed: (one) => one.name.slice(-2), yardstick: (typed) => like('name').all(`%${typed}`) },
  { kind: '姓', typed: (one) => one.name.slice(0, 1), yardstick: (typed) => byName.all(typed, `${typed}\uffff`) },
  { kind: '证号后 6 位', typed: (one) => one.idNumber.slice(-6), yardstick: (typed) => like('id_number').all(`%${typed}`) },
  { kind: '证号后 4 位', typed: (one) => one.idNumber.slice(-4), yardstick: (typed) => like('id_number').all(`%${typed}`) },
  { kind: '电话片段', typed: (one) => one.phone.slice(3, 8), yardstick: (typed) => like('phone').all(`%${typed}%`) },
  {
    kind: '地址片段',
    typed: (one) => one.village.slice(0, 2) + one.groupName,
    yardstick: (typed) => like('address').all(`%${typed}%`),
  },
  {
    kind: '地址 + 姓',
    typed: (one) => `${one.village.slice(0, 2)} ${one.name.slice(0, 1)}`,
    yardstick: (typed) => like('address').all(`%${typed.split(' ')[0] ?? ''}%`),
  },
]

console.log('kind, p50 ms, p95 ms, plain SQLite p50 ms, ratio p50')
for (const { kind, typed, yardstick } of kinds) {
  const ours: number[] = []
  const theirs: number[] = []
  for (const one of sample) {
    const words = typed(one)
    ours.push((await timed(() => desk.api.register.list({ register: 'resident', search: words, limit: 50 }))).ms)
    theirs.push((await timed(() => yardstick(words))).ms)
  }
  const [a, b] = [summary(ours), summary(theirs)]
  console.log(`${kind}, ${a.p50.toFixed(2)}, ${a.p95.toFixed(2)}, ${b.p50.toFixed(2)}, ${(a.p50 / b.p50).toFixed(2)}`)
}
await desk.close()
