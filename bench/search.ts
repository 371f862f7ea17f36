/**
 * Finding among a million residents, encrypted, through the API with 50 whole rows and a capped count: every kind of query,
 * warm, beside the same rows in plain (unencrypted) SQLite on disk with the best hand-made index for each kind.
 * `node bench/search.ts [rows]` makes its own; `node bench/search.ts --data DIR` takes a data folder of `demo --size county`
 */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { openTestDesk, type TestDesk } from '../core/testing.ts'
import { deskWithResidents, discard, machine, summary, timed } from './measure.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' } },
})

async function deskOf(dataDir: string): Promise<TestDesk> {
  const desk = await openTestDesk({ dataDir })
  const [, loginName = '', password = ''] =
    /：(\S+)\s+\S+：(\S+)/.exec(readFileSync(join(dataDir, 'demo-account.txt'), 'utf8')) ?? []
  await desk.api.session.logIn({ loginName, password })
  return desk
}

const desk = options.data === undefined ? await deskWithResidents(Number(positionals[0] ?? 100_000)) : await deskOf(options.data)
const reader = desk.context.backend.desk?.database.reader
if (!reader) throw new Error('the desk is not open')

interface Person {
  name: string
  pinyin: string
  idNumber: string | null
  phone: string | null
  temporaryNo: string | null
  otherIdNo: string | null
  village: string
  groupName: string | null
  address: string | null
}
const peopleSql = `SELECT r.name, r.name_pinyin AS pinyin, r.id_number AS idNumber, r.phone, r.temporary_no AS temporaryNo,
  r.other_id_no AS otherIdNo, v.name AS village, r.group_name AS groupName, r.residence_address AS address
  FROM residents r JOIN villages v ON v.id = r.village_id`

const folder = mkdtempSync(join(tmpdir(), 'bench-search-'))
const plain = new Database(join(folder, 'plain.db'))
plain.pragma('cache_size=-65536')
plain.pragma('synchronous=OFF')
plain.exec(
  `CREATE TABLE p (name, pinyin, initials, given, given_initials, id_number, phone, temporary_no, other_id_no, village, group_name, address)`,
)
const insert = plain.prepare(`INSERT INTO p VALUES (${Array(12).fill('?').join(', ')})`)
const initialsOf = (pinyin: string) => pinyin.replaceAll(/(\S)\S*\s*/g, '$1')
const given = (pinyin: string) => pinyin.slice(pinyin.indexOf(' ') + 1)
let total = 0
plain.transaction(() => {
  for (const one of reader.prepare(peopleSql).iterate() as Iterable<Person>) {
    const pinyin = one.pinyin.replaceAll(' ', '')
    insert.run(
      one.name,
      pinyin,
      initialsOf(one.pinyin),
      given(one.pinyin).replaceAll(' ', ''),
      initialsOf(given(one.pinyin)),
      one.idNumber,
      one.phone,
      one.temporaryNo,
      one.otherIdNo,
      one.village,
      one.groupName,
      one.address,
    )
    total++
  }
})()
plain.exec(`CREATE INDEX p_name ON p (name); CREATE INDEX p_given ON p (substr(name, 2)); CREATE INDEX p_pinyin ON p (pinyin);
  CREATE INDEX p_initials ON p (initials); CREATE INDEX p_given_initials ON p (given_initials); CREATE INDEX p_id ON p (id_number);
  CREATE INDEX p_id6 ON p (substr(id_number, -6)); CREATE INDEX p_id4 ON p (substr(id_number, -4));
  CREATE INDEX p_phone4 ON p (substr(phone, -4)); CREATE INDEX p_temporary ON p (temporary_no); CREATE INDEX p_other ON p (other_id_no);
  CREATE INDEX p_place ON p (village, group_name, name); ANALYZE`)

const begins = (column: string) => {
  const statement = plain.prepare(`SELECT * FROM p WHERE ${column} >= ? AND ${column} < ? ORDER BY ${column} LIMIT 50`)
  return (typed: string) => statement.all(typed, `${typed}\uffff`)
}
const equals = (column: string) => {
  const statement = plain.prepare(`SELECT * FROM p WHERE ${column} = ? LIMIT 50`)
  return (typed: string) => statement.all(typed)
}
const like = (expression: string) => {
  const statement = plain.prepare(`SELECT * FROM p WHERE ${expression} LIKE ? LIMIT 50`)
  return (typed: string) => statement.all(`%${typed.replaceAll(' ', '%')}%`)
}
const placed = plain.prepare('SELECT * FROM p WHERE village >= ? AND village < ? AND group_name = ? LIMIT 50')
const inPlace = (_: string, one: Person) => placed.all(one.village.slice(0, 2), `${one.village.slice(0, 2)}\uffff`, one.groupName)
const placedName = plain.prepare('SELECT * FROM p WHERE village = ? AND name >= ? AND name < ? LIMIT 50')

interface Kind {
  kind: string
  /** null where the person has no such thing */
  typed: (one: Person) => string | null
  yardstick: (typed: string, one: Person) => unknown
  by: string
}
const joined = (one: Person) => one.pinyin.replaceAll(' ', '')
const kinds: Kind[] = [
  { kind: '全名', typed: (one) => one.name, yardstick: begins('name'), by: 'B 树' },
  { kind: '两字（姓+首字）', typed: (one) => one.name.slice(0, 2), yardstick: begins('name'), by: 'B 树' },
  { kind: '姓', typed: (one) => one.name.slice(0, 1), yardstick: begins('name'), by: 'B 树' },
  { kind: '名', typed: (one) => one.name.slice(1), yardstick: begins('substr(name, 2)'), by: 'B 树' },
  { kind: '首字母', typed: (one) => initialsOf(one.pinyin), yardstick: begins('initials'), by: 'B 树' },
  { kind: '名的首字母', typed: (one) => initialsOf(given(one.pinyin)), yardstick: begins('given_initials'), by: 'B 树' },
  { kind: '一个字母', typed: (one) => one.pinyin.slice(0, 1), yardstick: begins('pinyin'), by: 'B 树' },
  { kind: '全拼', typed: joined, yardstick: begins('pinyin'), by: 'B 树' },
  { kind: '半拼', typed: (one) => joined(one).slice(0, one.pinyin.indexOf(' ') + 1), yardstick: begins('pinyin'), by: 'B 树' },
  { kind: '姓的拼音', typed: (one) => one.pinyin.split(' ')[0] ?? null, yardstick: begins('pinyin'), by: 'B 树' },
  {
    kind: '汉字+字母',
    typed: (one) => one.name.slice(0, 1) + initialsOf(given(one.pinyin)).slice(0, 1),
    yardstick: (_, one) => begins('pinyin')(joined(one).slice(0, one.pinyin.indexOf(' ') + 1)),
    by: 'B 树',
  },
  {
    kind: '证号后 6 位',
    typed: (one) => one.idNumber?.slice(-6) ?? null,
    yardstick: equals('substr(id_number, -6)'),
    by: 'B 树',
  },
  {
    kind: '证号后 4 位',
    typed: (one) => one.idNumber?.slice(-4) ?? null,
    yardstick: equals('substr(id_number, -4)'),
    by: 'B 树',
  },
  { kind: '整个证号', typed: (one) => one.idNumber, yardstick: equals('id_number'), by: 'B 树' },
  { kind: '电话片段', typed: (one) => one.phone?.slice(3, 8) ?? null, yardstick: like('phone'), by: 'LIKE' },
  { kind: '电话后 4 位', typed: (one) => one.phone?.slice(-4) ?? null, yardstick: equals('substr(phone, -4)'), by: 'B 树' },
  { kind: '地址片段', typed: (one) => one.village.slice(0, 2) + (one.groupName ?? ''), yardstick: inPlace, by: 'B 树' },
  {
    kind: '几个词',
    typed: (one) => `${one.village.slice(0, 2)} ${one.groupName ?? ''} ${one.name.slice(0, 1)}`,
    yardstick: like('village || group_name || name'),
    by: 'LIKE',
  },
  {
    kind: '组+门牌',
    typed: (one) => `${one.groupName ?? ''}${one.address ?? ''}`,
    yardstick: like('group_name || address'),
    by: 'LIKE',
  },
  {
    kind: '村+姓名',
    typed: (one) => `${one.village} ${one.name}`,
    yardstick: (_, one) => placedName.all(one.village, one.name, `${one.name}\uffff`),
    by: 'B 树',
  },
  {
    kind: '村+字母',
    typed: (one) => `${one.village.slice(0, 2)} ${one.pinyin.slice(0, 1)}`,
    yardstick: like('village'),
    by: 'LIKE',
  },
  { kind: '没有', typed: (one) => `${one.name}${one.name}`, yardstick: begins('name'), by: 'B 树' },
  { kind: '临时编号', typed: (one) => one.temporaryNo, yardstick: equals('temporary_no'), by: 'B 树' },
  { kind: '护照号', typed: () => 'E12345678', yardstick: equals('other_id_no'), by: 'B 树' },
]

const people = (where: string) => reader.prepare(`${peopleSql} WHERE ${where} LIMIT 200`).all() as Person[]
const spread = people(`r.row_no % ${String(Math.max(1, Math.floor(total / 150)))} = 7`)
const withPhone = people(`r.row_no % ${String(Math.max(1, Math.floor(total / 400)))} = 7 AND r.phone IS NOT NULL`)
const temporary = people('r.temporary_no IS NOT NULL')
console.log(`${machine()}\n${String(total)} residents`)
console.log('kind, p50 ms, p95 ms, longest ms, plain SQLite p50 ms, by, ratio p50')
for (const { kind, typed, yardstick, by } of kinds) {
  const from = kind.startsWith('电话') ? withPhone : kind === '临时编号' ? temporary : spread
  const asked = from.flatMap((one) => {
    const words = typed(one)
    return words === null || words === '' ? [] : [{ one, words }]
  })
  if (asked.length === 0) continue
  const search = (words: string) => desk.api.register.list({ register: 'resident', search: words, limit: 50 })
  for (const { words } of asked.slice(0, 20)) await search(words)
  // one look through the whole table takes most of a second
  const measured = by === 'LIKE' ? asked.slice(0, 8) : asked
  for (const { one, words } of measured.slice(0, 20)) yardstick(words, one)
  const ours: number[] = []
  const theirs: number[] = []
  for (const { words } of asked) ours.push((await timed(() => search(words))).ms)
  for (const { one, words } of measured) theirs.push((await timed(() => yardstick(words, one))).ms)
  const [a, b] = [summary(ours), summary(theirs)]
  const longest = Math.max(...ours).toFixed(1)
  console.log(
    `${kind}, ${a.p50.toFixed(2)}, ${a.p95.toFixed(2)}, ${longest}, ${b.p50.toFixed(2)}, ${by}, ${(a.p50 / b.p50).toFixed(2)} (${asked[0]?.words ?? ''})`,
  )
}
const everywhere: number[] = []
for (const one of spread) everywhere.push((await timed(() => desk.api.register.find({ text: one.name.slice(0, 2) }))).ms)
console.log(`Ctrl+K, ${summary(everywhere).p50.toFixed(2)}, ${summary(everywhere).p95.toFixed(2)}`)
plain.close()
discard(folder)
await desk.close()
