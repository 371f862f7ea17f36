/**
 * The search tables as this program writes them. What an older program wrote of a record (other words, other marks) is written
 * again in the background, some records at a time: what was found before is found meanwhile, and a stop costs one slice.
 */
import { decodeRow, tableShapes, type IndexedRow, type StoredRow } from '../../db/rows.ts'
import type { OpenDatabase } from '../../db/open.ts'
import type { RegisterName } from '../domain/field.ts'
import { registerNames, registers } from '../domain/registers.ts'
import { pause } from '../server/command.ts'
import type { Desk } from '../server/context.ts'
import { readSetting, writeSetting } from '../server/desk.ts'
import { loadPinyin } from './pinyin.ts'
import { entryOf } from './search-index.ts'
import { searchFields } from './search-source.ts'

/** Rises with every change of what is written of a record: its words, its numbers, the fields it is found by. */
const indexVersion = 2

const settingKey = 'searchIndex'
/** records of one transaction; a command waits as long */
const slice = 1000
/** records between two pauses: about 10 ms */
const breath = 100

/** How far the records of each ledger are written in this version; `reached` is null when all are. */
interface IndexState {
  version: number
  reached: Partial<Record<RegisterName, number>> | null
}

/** A new database, in which nothing was ever written otherwise. */
export function markIndexed(database: OpenDatabase): void {
  writeSetting(database, settingKey, { version: indexVersion, reached: null } satisfies IndexState)
}

function stateOf(database: OpenDatabase): IndexState {
  const stored = readSetting(database, settingKey) as IndexState | null
  return stored?.version === indexVersion ? stored : { version: indexVersion, reached: {} }
}

export const isIndexed = (desk: Desk): boolean => stateOf(desk.database).reached === null

/**
 * Writes all that is left, from where it was left. `written` hears of every ledger that is done. Nothing but what is derived
 * from the records is touched: neither versions nor history.
 *
 * @throws what `signal` was aborted with, between two slices
 */
export async function indexAll(desk: Desk, signal: AbortSignal, written: (register: RegisterName) => void): Promise<void> {
  await loadPinyin()
  for (const register of registerNames.filter((name) => searchFields(registers[name]))) {
    for (let more = true; more;) {
      signal.throwIfAborted()
      more = await desk.exclusive(() => inTransaction(desk, () => indexSlice(desk, register)))
    }
    written(register)
  }
  await desk.exclusive(() => {
    markIndexed(desk.database)
    return Promise.resolve()
  })
}

async function inTransaction<T>({ database: { writer } }: Desk, work: () => Promise<T>): Promise<T> {
  writer.exec('BEGIN IMMEDIATE')
  try {
    const result = await work()
    writer.exec('COMMIT')
    return result
  } finally {
    if (writer.inTransaction) writer.exec('ROLLBACK')
  }
}

/** The next records of a ledger and how far they reach; whether there may be more. */
async function indexSlice(desk: Desk, register: RegisterName): Promise<boolean> {
  const state = stateOf(desk.database)
  const next = desk.database.writer.prepare(
    `SELECT * FROM ${tableShapes[register].name} WHERE row_no > ? ORDER BY row_no LIMIT ${String(breath)}`,
  )
  let last = state.reached?.[register] ?? 0
  for (let done = 0; done < slice; done += breath) {
    const rows = (next.all(last) as Record<string, unknown>[]).map((raw) => decodeRow(register, raw))
    last = rows.at(-1)?.rowNo ?? last
    indexRows(desk, register, rows)
    if (rows.length < breath) {
      last = Number.MAX_SAFE_INTEGER
      break
    }
    await pause()
  }
  writeSetting(desk.database, settingKey, { ...state, reached: { ...state.reached, [register]: last } } satisfies IndexState)
  return last < Number.MAX_SAFE_INTEGER
}

function indexRows(desk: Desk, register: RegisterName, rows: readonly StoredRow[]): void {
  const run: IndexedRow[] = []
  for (const row of rows) {
    const entry = entryOf(desk, register, row)
    if (!entry) continue
    run.push({ rowNo: row.rowNo, tokens: entry.tokens, digits: entry.digits })
    if (entry.searchText !== row.searchText) desk.rows.update(register, row.id, { searchText: entry.searchText })
  }
  desk.rows.index(register, run, true)
}
