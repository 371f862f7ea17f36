/**
 * Our way into the ledger (encrypted, nine indexes, two search tables, a line of history for each row) beside the sqlite3
 * program's `.import` of the same rows from CSV into one plain table with the same b-tree indexes. `node bench/insert.ts [rows]`
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordValues } from '../core/domain/field.ts'
import { loadPinyin, syllables } from '../core/register/pinyin.ts'
import { entryOf } from '../core/register/search-index.ts'
import type { SearchEntry } from '../core/register/search-tokens.ts'
import { longCommand, pause } from '../core/server/command.ts'
import { openContext } from '../core/server/router-base.ts'
import { newTestDesk } from '../core/testing.ts'
import { discard, inventPeople, machine, seconds, timed } from './measure.ts'

const count = Number(process.argv[2] ?? 100_000)
await loadPinyin()

interface Prepared {
  values: RecordValues
  entry: SearchEntry | undefined
}

/** 20 fields of a resident, checked already; households of three, a grid for each village */
function residents(id: () => string): RecordValues[] {
  const villageIds = new Map<string, string>()
  let householdId = id()
  return [...inventPeople(count)].map(({ village, address, ...person }, index) => {
    const villageId = villageIds.get(village) ?? id()
    villageIds.set(village, villageId)
    if (index % 3 === 0) householdId = id()
    return {
      ...person,
      idType: '111',
      ethnicity: '01',
      personType: index % 9 === 0 ? 'floating' : 'registered',
      status: 'present',
      villageId,
      gridId: villageId,
      householdId,
      residenceAddress: address,
      hukouAddress: `${village}${address}`,
      hukouDivision: '999901101201',
      relationToHead: index % 3 === 0 ? '02' : '20',
      education: '70',
      occupation: '务农',
      verifiedOn: '2026-03-15',
      namePinyin: syllables(person.name).join(' '),
    }
  })
}

const insertAll = longCommand('benchInsert', { right: 'resident', label: '登记' }, async (write, rows: readonly Prepared[]) => {
  for (const [index, { values, entry }] of rows.entries()) {
    write.records.insert('resident', values, undefined, entry)
    if (index % 500 === 499) await pause()
  }
})

/** Seconds on a fresh desk, and the stored rows with their schema for the other side. */
async function ours(prepared: boolean): Promise<{ ms: number; schema: string; csv: string }> {
  const desk = await newTestDesk()
  const context = openContext(desk.context)
  const { writer } = context.desk.database
  const rows = residents(() => context.backend.ports.newId()).map((values) => ({
    values,
    entry: prepared ? (entryOf(context.desk, 'resident', values) ?? undefined) : undefined,
  }))
  const { ms } = await timed(() => insertAll(context, rows))
  const stored = writer.prepare('SELECT * FROM residents ORDER BY row_no')
  const indexes = writer
    .prepare("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'residents' AND sql IS NOT NULL")
    .pluck()
    .all() as string[]
  // filled in some row, or named by an index
  const filled = stored
    .columns()
    .map((one) => one.name)
    .filter(
      (name) =>
        name === 'other_id_no' || writer.prepare(`SELECT 1 FROM residents WHERE ${name} IS NOT NULL LIMIT 1`).get() !== undefined,
    )
  // the condition names a column that is empty in all rows
  const plain = indexes.map((sql) => sql.replace(/ (?:and|where) deleted_at is null/i, ''))
  const schema = [
    `CREATE TABLE residents (${filled.map((one) => (one === 'row_no' ? 'row_no INTEGER PRIMARY KEY' : one)).join(', ')})`,
    ...plain,
  ]
  const lines = writer
    .prepare(`SELECT ${filled.join(', ')} FROM residents ORDER BY row_no`)
    .raw()
    .all() as unknown[][]
  const csv = lines.map((line) => line.map((cell) => JSON.stringify(cell ?? '')).join(',')).join('\n')
  await desk.close()
  return { ms, schema: schema.join(';\n'), csv }
}

const bare = await ours(false)
const ready = await ours(true)
const folder = mkdtempSync(join(tmpdir(), 'bench-insert-'))
const csv = join(folder, 'residents.csv')
writeFileSync(csv, ready.csv)
const script = `${ready.schema};\n.mode csv\n.import ${csv} residents\nSELECT count(*) FROM residents;\n`
const plain = await timed(() => execFileSync('sqlite3', [join(folder, 'plain.db')], { input: script, encoding: 'utf8' }))
if (Number(plain.value) !== count) throw new Error(`sqlite3 holds ${plain.value} rows`)
const rate = (ms: number) => `${seconds(ms)}, ${String(Math.round((count / ms) * 1000))} rows/s`
console.log(machine())
console.log(`sqlite3 .import, plain, ${String(count)} rows: ${rate(plain.ms)}`)
for (const [what, { ms }] of [
  ['search entries made elsewhere, as in an import', ready],
  ['search entries made on the way', bare],
] as const)
  console.log(`our insert, ${what}: ${rate(ms)} · speed ratio ${(plain.ms / ms).toFixed(2)}`)
discard(folder)
