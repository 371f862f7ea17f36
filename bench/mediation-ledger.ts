/**
 * The ledger of mediation among many cases: pages, quick filters, orders, searches, one case, the first page and the rates, each
 * through the API. Beside it the same question in SQL by hand on a plain, unencrypted SQLite file with the columns and indexes the
 * list needs, rows included. `node bench/mediation-ledger.ts [cases] [rounds] [--data DIR of a desk made before]`
 */
import Database from 'better-sqlite3'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ListInput } from '../core/contract/register.ts'
import { addDays } from '../core/domain/day.ts'
import { openContext } from '../core/server/router-base.ts'
import { openTestDesk, testPassword } from '../core/testing.ts'
import { deskWithCases } from './mediation-cases.ts'
import { discard, machine, summary, timed } from './measure.ts'

const cases = Number(process.argv[2] ?? 200_000)
const rounds = Number(process.argv[3] ?? 15)
const given = process.argv.indexOf('--data')
const known = given === -1 ? undefined : process.argv[given + 1]
const today = '2026-11-21'
const rowsShown = 50

async function make(): Promise<string> {
  const { dataDir, close } = await deskWithCases(cases, mkdtempSync(join(tmpdir(), 'bench-ledger-')))
  // as on the next morning: what was written is in its place
  await close()
  return dataDir
}
const dataDir = known ?? (await make())
const desk = await openTestDesk({ dataDir })
const { api } = desk
await api.session.logIn({ password: testPassword })
const { reader } = openContext(desk.context).desk.database

const plainFolder = mkdtempSync(join(tmpdir(), 'bench-plain-'))

/** The same rows in the clear, with an index for each list. */
function plainCopy(): Database.Database {
  const copy = new Database(join(plainFolder, 'plain.db'))
  const columns = reader.pragma(`table_info(mediation_cases)`) as { name: string }[]
  const names = columns.map(({ name }) => name)
  copy.exec(`CREATE TABLE cases (${names.map((name) => (name === 'row_no' ? 'row_no INTEGER PRIMARY KEY' : name)).join(', ')})`)
  const insert = copy.prepare(`INSERT INTO cases VALUES (${names.map(() => '?').join(', ')})`)
  copy.transaction(() => {
    for (const row of reader
      .prepare(`SELECT ${names.join(', ')} FROM mediation_cases`)
      .raw()
      .iterate())
      insert.run(row)
  })()
  for (const [name, on] of [
    ['registered', 'registered_on'],
    ['state', 'status, registered_on'],
    ['state_due', 'status, due_on'],
    ['due', 'due_on'],
    ['file', 'file_no'],
    ['titled', 'title'],
    ['village', 'village_id, registered_on'],
    ['follow', 'next_follow_up_on'],
    ['closed', 'closed_on'],
    ['category', 'category, registered_on'],
    ['one', 'id'],
  ])
    copy.exec(`CREATE INDEX ${name ?? ''} ON cases (${on ?? ''})`)
  copy.pragma('cache_size=-65536')
  return copy
}
const plain = plainCopy()

type Query = Omit<ListInput, 'register'>
const status = (...value: string[]) => ({ field: 'status', op: 'in' as const, value })
const running = status('accepted', 'mediating')
const inRunning = `status IN ('accepted', 'mediating')`
const near = addDays(today, 5)
const late = addDays(today, -1)
const toFile = ['closed', 'failed', 'terminated', 'withdrawn', 'rejected']
const [one] = reader
  .prepare(
    `SELECT id, title, file_no AS fileNo, village_id AS villageId, category FROM mediation_cases
  WHERE file_no IS NOT NULL AND status = 'effective' ORDER BY row_no LIMIT 1`,
  )
  .all() as {
  id: string
  title: string
  fileNo: string
  villageId: string
  category: string
}[]
if (!one) throw new Error('no case to look at')
const person = one.title.slice(0, one.title.indexOf('与'))

/** label, what the page asks, the condition by hand, its order */
const lists: [label: string, query: Query, where: string, order?: string][] = [
  ['全部', {}, '1'],
  ['待受理', { where: [status('registered')] }, `status = 'registered'`],
  ['调解中', { where: [running] }, inRunning],
  [
    '临期',
    { where: [running, { field: 'dueOn', op: 'from', value: today }, { field: 'dueOn', op: 'to', value: near }] },
    `${inRunning} AND due_on BETWEEN '${today}' AND '${near}'`,
  ],
  ['超期', { where: [running, { field: 'dueOn', op: 'to', value: late }] }, `${inRunning} AND due_on <= '${late}'`],
  ['待签章', { where: [status('agreed')] }, `status = 'agreed'`],
  ['履行中', { where: [status('effective')] }, `status = 'effective'`],
  ['待回访', { where: [{ field: 'nextFollowUpOn', op: 'to', value: today }] }, `next_follow_up_on <= '${today}'`],
  ['待立卷', { where: [status(...toFile)] }, `status IN (${toFile.map((code) => `'${code}'`).join(', ')})`],
  ['已归档', { where: [status('archived')] }, `status = 'archived'`],
  ['排序：调解期限', { sort: [{ field: 'dueOn', descending: false }] }, '1', 'due_on, row_no'],
  ['排序：卷号，倒序', { sort: [{ field: 'fileNo', descending: true }] }, '1', 'file_no DESC, row_no DESC'],
  ['排序：纠纷名称', { sort: [{ field: 'title', descending: false }] }, '1', 'title, row_no'],
  ['排序：结案日期，倒序', { sort: [{ field: 'closedOn', descending: true }] }, '1', 'closed_on DESC, row_no DESC'],
  ['调解中，按期限', { where: [running], sort: [{ field: 'dueOn', descending: false }] }, inRunning, 'due_on, row_no'],
  ['村（筛选）', { where: [{ field: 'villageId', op: 'is', value: one.villageId }] }, `village_id = '${one.villageId}'`],
  ['类别（筛选）', { where: [{ field: 'category', op: 'in', value: [one.category] }] }, `category = '${one.category}'`],
  [
    '两年内的一类，已归档',
    {
      where: [
        status('archived'),
        { field: 'category', op: 'is', value: one.category },
        { field: 'registeredOn', op: 'from', value: '2019-01-01' },
        { field: 'registeredOn', op: 'to', value: '2020-12-31' },
      ],
    },
    `status = 'archived' AND category = '${one.category}' AND registered_on BETWEEN '2019-01-01' AND '2020-12-31'`,
  ],
  [
    '一个季度结案的（统计里的名单）',
    {
      where: [
        { field: 'outcome', op: 'in', value: ['written', 'oral'] },
        { field: 'closedOn', op: 'from', value: '2024-04-01' },
        { field: 'closedOn', op: 'to', value: '2024-06-30' },
        { field: 'voidedOn', op: 'empty' },
      ],
    },
    `outcome IN ('written', 'oral') AND closed_on BETWEEN '2024-04-01' AND '2024-06-30' AND voided_on IS NULL`,
  ],
  ['搜索：当事人', { search: person }, `title >= '${person}' AND title < '${person}\u{10ffff}'`],
  ['搜索：卷号', { search: one.fileNo }, `file_no = '${one.fileNo}'`],
  [
    '搜索：卷号的数字',
    { search: /第(\d+)号/.exec(one.fileNo)?.[1] ?? '' },
    `file_no LIKE '%${/第(\d+)号/.exec(one.fileNo)?.[1] ?? ''}%'`,
  ],
  ['搜索：村名', { search: '石榴村' }, `village_id = (SELECT village_id FROM cases LIMIT 1)`],
  ['搜索：姓和村', { search: '张 西岭村' }, `title LIKE '%张%' AND village_id = (SELECT village_id FROM cases LIMIT 1)`],
  ['搜索：没有', { search: '尉迟無' }, `title = '尉迟無'`],
]

async function measure(label: string, ours: () => Promise<unknown>, hand: (() => unknown) | null, found: string): Promise<void> {
  const times = { ours: [] as number[], hand: [] as number[] }
  let longest = 0
  let due = performance.now()
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - due - 2)
    due = performance.now()
  }, 2)
  for (let round = 0; round <= rounds; round++) {
    due = performance.now()
    const { ms } = await timed(ours)
    await new Promise((resolve) => setTimeout(resolve, 3))
    // the first finds its pages cold
    if (round > 0) times.ours.push(ms)
  }
  clearInterval(timer)
  for (let round = 0; hand && round < rounds; round++) times.hand.push((await timed(hand)).ms)
  const [mine, other] = [summary(times.ours), summary(times.hand)]
  const beside = hand ? `${other.p50.toFixed(2)}, ${(mine.p50 / other.p50).toFixed(1)}` : '—, —'
  console.log(`${label}, ${found}, ${mine.p50.toFixed(1)}, ${mine.p95.toFixed(1)}, ${longest.toFixed(0)}, ${beside}`)
}

let last: string | undefined

/** As the page does: an ordered list in place of the last one, and its first rows. */
async function open(query: Query) {
  const { snapshotId, complete, rows, total } = await api.register.snapshot({
    ...(last === undefined ? {} : { insteadOf: last }),
    register: 'mediation',
    ...query,
    early: true,
    first: rowsShown,
  })
  last = snapshotId
  if (rows.length === rowsShown || complete) return { total, complete }
  const block = await api.register.block({ snapshotId, from: 0, to: rowsShown })
  return { total: block.total, complete: block.complete }
}

console.log(`${machine()} · ${String(cases)} cases of ten years, ${String(rounds)} rounds`)
console.log('what, found, ours p50 ms, p95 ms, longest wait of other calls ms, plain SQLite by hand p50 ms, ratio')
for (const [label, query, where, order = 'registered_on DESC, row_no DESC'] of lists) {
  const statement = plain.prepare(
    `SELECT * FROM cases WHERE ${where} AND deleted_at IS NULL ORDER BY ${order} LIMIT ${String(rowsShown)}`,
  )
  const { total, complete } = await open(query)
  await measure(
    label,
    () => open(query),
    () => statement.all(),
    `${String(total)}${complete ? '' : '+'}`,
  )
}
for (const [label, query, where, order = 'registered_on DESC, row_no DESC'] of lists.slice(0, 10)) {
  const statement = plain.prepare(`SELECT row_no FROM cases WHERE ${where} AND deleted_at IS NULL ORDER BY ${order} LIMIT 1001`)
  const page = () => api.register.list({ register: 'mediation', ...query, limit: rowsShown })
  const { total, capped } = await page()
  await measure(`list ${label}`, page, () => statement.all(), `${String(total)}${capped ? '+' : ''}`)
}
const statement = plain.prepare('SELECT * FROM cases WHERE id = ?')
await measure(
  '一个案件',
  () => api.mediation.view({ id: one.id }),
  () => statement.all(one.id),
  '1',
)
await measure('类似案件', () => api.mediation.similarCases({ id: one.id }), null, '20')
const figures = plain.prepare(
  `SELECT count(*) FILTER (WHERE ${inRunning}), count(*) FILTER (WHERE closed_on >= '2026-01-01') FROM cases WHERE deleted_at IS NULL`,
)
await measure(
  '今日',
  () => api.today.get(),
  () => figures.all(),
  '',
)
await measure('Ctrl+K', () => api.register.find({ text: person }), null, '')
const days = { from: '2026-01-01', to: today }
const rates = plain.prepare(
  `SELECT count(*), sum(outcome IN ('written', 'oral')) FROM cases WHERE closed_on BETWEEN ? AND ? AND voided_on IS NULL AND deleted_at IS NULL`,
)
await measure(
  '成功率等四个比率',
  () => api.statistics.mediationRates(days),
  () => rates.all(days.from, days.to),
  '',
)
plain.close()
discard(plainFolder)
await desk.close()
if (known === undefined) discard(dataDir)
