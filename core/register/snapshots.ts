/** The ordered row numbers of all hits of a query, taken once: deep scrolling then costs the same everywhere. */
import { columnName, tableShapes } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import type { ListInput } from '../contract/register.ts'
import type { RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import type { OpenContext } from '../server/context.ts'
import { conditionsOf, filterConditions, isWalked, orderOf } from './conditions.ts'
import { firstHits } from './first-hits.ts'
import { enough, orderedHits } from './ordered-hits.ts'
import { readColumn } from './prepared.ts'
import { isSmall, readNumbers } from './read-aside.ts'
import type { Condition } from './search-condition.ts'

/** Hits beyond this many are counted and ordered aside. */
export const searchReach = 300

export interface Snapshot {
  register: RegisterName
  rowNumbers: Int32Array
}

/** A snapshot that is still being filled. */
export interface GrowingSnapshot extends Snapshot {
  complete: boolean
  /** resolves when at least `count` row numbers are there, or all. @throws what ended the reading */
  until(count: number): Promise<void>
  /** ends the reading; what is there stays */
  stop(): void
}

/** All hits in order, as one query. */
export function hitsQuery(input: ListInput): Condition {
  const { sql, parameters } = conditionsOf(input)
  return { sql: `SELECT row_no FROM ${tableShapes[input.register].name} WHERE ${sql} ORDER BY ${orderOf(input)}`, parameters }
}

/** At once, and nothing else runs meanwhile: for small ledgers and for commands. */
export function takeSnapshot(reader: SqliteConnection, input: ListInput): Snapshot {
  const { sql, parameters } = hitsQuery(input)
  return { register: input.register, rowNumbers: Int32Array.from(readColumn(reader, sql, parameters) as number[]) }
}

/**
 * The first hits without looking at all of them: the best of a search, the beginning of an order that has an index, or the few
 * that a filter with an index lets through. null where only reading everything can tell.
 */
export function knownFirst(reader: SqliteConnection, input: ListInput): { rowNumbers: number[]; more: boolean } | null {
  const { register, deleted } = input
  if (input.search !== undefined && input.search.trim() !== '') {
    if (deleted) return null
    const first = firstHits(reader, register, input.search, searchReach)
    const sorted = (input.sort ?? []).length > 0
    if (!first || (first.more && sorted)) return null
    if ((input.where ?? []).length === 0 && !sorted) return first
    const rowNumbers = narrowed(reader, input, first.rowNumbers)
    return first.more && rowNumbers.length < enough ? null : { rowNumbers, more: first.more }
  }
  if (!isWalked(input)) return isSmall(reader, register) ? null : orderedHits(reader, input, searchReach)
  const far = (input.where ?? []).length > 0 && !isSmall(reader, register)
  const query = far ? walkQuery(input) : hitsQuery(input)
  const rowNumbers = readColumn(reader, `${query.sql} LIMIT ?`, [...query.parameters, searchReach]) as number[]
  if (far && rowNumbers.length < enough) return null
  return { rowNumbers, more: far || rowNumbers.length === searchReach }
}

/** index entries that are looked at in about a millisecond */
const walkReach = 4000

/** The hits among the first of the order: the few of a rare state may stand anywhere in it. */
function walkQuery(input: ListInput): Condition {
  const { register } = input
  const { sql, parameters } = filterConditions(input)
  const { retired } = registers[register]
  const state = retired ? `, ${columnName(register, retired.field)}` : ''
  const first = `SELECT row_no${state}, NULL AS deleted_at FROM ${tableShapes[register].name} WHERE deleted_at IS NULL
    ORDER BY ${orderOf(input)} LIMIT ${String(walkReach)}`
  return { sql: `SELECT row_no FROM (${first}) WHERE ${sql}`, parameters }
}

/** Of a few hits, those that meet the filters, in the chosen order or as they stand. */
function narrowed(reader: SqliteConnection, input: ListInput, rowNumbers: readonly number[]): number[] {
  const { sql, parameters } = filterConditions(input)
  const { retired } = registers[input.register]
  const byState = input.register === 'resident' && (input.where ?? []).every(({ field }) => field === retired?.field)
  const table = byState ? 'residents INDEXED BY residents_found' : tableShapes[input.register].name
  const chosen = (input.sort ?? []).length > 0
  const kept = readColumn(
    reader,
    `SELECT row_no FROM ${table} WHERE deleted_at IS NULL AND row_no IN (SELECT value FROM json_each(?)) AND ${sql}
     ${chosen ? `ORDER BY ${orderOf(input)}` : ''}`,
    [JSON.stringify(rowNumbers), ...parameters],
  ) as number[]
  if (chosen) return kept
  const keep = new Set(kept)
  return rowNumbers.filter((one) => keep.has(one))
}

/** Answers at once with what is known; the rest is read when somebody asks for it. @throws DeskError BAD_REQUEST */
export function openSnapshot(context: OpenContext, input: ListInput): GrowingSnapshot {
  const { reader } = context.desk.database
  const query = hitsQuery(input)
  const first = knownFirst(reader, input)
  const stopped = new AbortController()
  let failure: { cause: unknown } | null = null
  let reading: Promise<void> | null = null
  let waiting: (() => void)[] = []
  const wake = () => {
    const woken = waiting
    waiting = []
    for (const resolve of woken) resolve()
  }
  const snapshot: GrowingSnapshot = {
    register: input.register,
    rowNumbers: Int32Array.from(first?.rowNumbers ?? []),
    complete: first !== null && !first.more,
    async until(count) {
      if (!snapshot.complete && snapshot.rowNumbers.length < count) reading ??= readOn()
      while (!snapshot.complete && !failure && !stopped.signal.aborted && snapshot.rowNumbers.length < count) {
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
      if (failure) throw failure.cause
    },
    stop() {
      stopped.abort()
      wake()
    },
  }
  return snapshot

  async function readOn(): Promise<void> {
    const seen = new Set(snapshot.rowNumbers)
    try {
      for await (const piece of readNumbers(context, input.register, query, stopped.signal)) {
        if (stopped.signal.aborted) return
        const fresh = seen.size === 0 ? piece : piece.filter((one) => !seen.has(one))
        const grown = new Int32Array(snapshot.rowNumbers.length + fresh.length)
        grown.set(snapshot.rowNumbers)
        grown.set(fresh, snapshot.rowNumbers.length)
        snapshot.rowNumbers = grown
        wake()
      }
      snapshot.complete = true
    } catch (cause) {
      if (!stopped.signal.aborted) failure = { cause }
    }
    wake()
  }
}

/** Row numbers of all hits in order; other calls are served meanwhile. */
export async function hitNumbers(context: OpenContext, input: ListInput): Promise<Int32Array> {
  const snapshot = openSnapshot(context, input)
  await snapshot.until(Infinity)
  return snapshot.rowNumbers
}
