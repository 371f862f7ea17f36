/**
 * The first hits of a filtered or sorted list of a large ledger by its indexes alone, in a few milliseconds: all of them where a
 * filter lets few through, else the beginning of the order. What SQLite would do is read from its plan, so that no ledger is named here.
 */
import { columnName, tableShapes } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import type { Filter, ListInput } from '../contract/register.ts'
import { registers } from '../domain/registers.ts'
import { both, filterCondition, filterConditions, orderOf } from './conditions.ts'
import { readColumn } from './prepared.ts'
import type { Condition } from './search-condition.ts'

/** rows that are read, by way of an index, in about ten milliseconds */
const reach = 2000

/** so many of the first hits may meet a filter and be shown before all are known */
export const enough = 50

interface KnownHits {
  rowNumbers: number[]
  /** there are others behind them */
  more: boolean
}

/** null where only reading everything can tell. Lists without a search, of live records. @throws DeskError BAD_REQUEST */
export function orderedHits(reader: SqliteConnection, input: ListInput, wanted: number): KnownHits | null {
  if (input.deleted) return null
  return fewHits(reader, input) ?? firstOfOrder(reader, input, wanted)
}

/** Filters of one field belong together: a period has a beginning and an end. */
const byField = (where: readonly Filter[]): Filter[][] => [...Map.groupBy(where, ({ field }) => field).values()]

const condition = ({ register }: ListInput, filters: readonly Filter[], byIndex: boolean): Condition =>
  both(filters.map((one) => filterCondition(register, one, byIndex)))

/** Where one field alone lets few through, those are all there can be. */
function fewHits(reader: SqliteConnection, input: ListInput): KnownHits | null {
  const { name } = tableShapes[input.register]
  for (const filters of byField(input.where ?? [])) {
    const { sql, parameters } = condition(input, filters, true)
    const candidates = { sql: `SELECT row_no FROM ${name} WHERE ${sql} LIMIT ${String(reach + 1)}`, parameters }
    if (!planOf(reader, candidates).searched) continue
    const numbers = readColumn(reader, candidates.sql, parameters)
    if (numbers.length > reach) continue
    const all = filterConditions(input)
    const listed = `row_no IN (SELECT value FROM json_each(?)) AND ${all.sql}`
    const hits = readColumn(reader, `SELECT row_no FROM ${name} WHERE ${listed} ORDER BY ${orderOf(input)}`, [
      JSON.stringify(numbers),
      ...all.parameters,
    ]) as number[]
    return { rowNumbers: hits, more: false }
  }
  return null
}

/**
 * Where an index gives the order, the hits among the first of it. The index may begin with a field that a filter holds fast; a
 * period of the field that is sorted by is where the walk begins and ends.
 */
function firstOfOrder(reader: SqliteConnection, input: ListInput, wanted: number): KnownHits | null {
  const { register, where = [], sort } = input
  const { name } = tableShapes[register]
  const sorted = (sort && sort.length > 0 ? sort[0] : registers[register].sort)?.field
  const period = where.filter(({ field, op }) => field === sorted && (op === 'from' || op === 'to'))
  const others = byField(where.filter((one) => !period.includes(one)))
  for (const lead of [...others, []]) {
    const walked = condition(input, [...lead, ...period], true)
    const rest = condition(input, others.filter((one) => one !== lead).flat(), false)
    const columns = [...new Set(others.flat().map(({ field }) => columnName(register, field)))]
    const walk = {
      sql: `SELECT ${['row_no', ...columns].join(', ')} FROM ${name}
        WHERE +deleted_at IS NULL${walked.sql === '' ? '' : ` AND ${walked.sql}`} ORDER BY ${orderOf(input)}`,
      parameters: walked.parameters,
    }
    const plan = planOf(reader, walk)
    if (plan.gathered || (walked.sql !== '' && !plan.searched)) continue
    if (rest.sql === '') {
      const rowNumbers = readColumn(reader, `${walk.sql} LIMIT ?`, [...walk.parameters, wanted]) as number[]
      return { rowNumbers, more: rowNumbers.length === wanted }
    }
    const rowNumbers = readColumn(reader, `SELECT row_no FROM (${walk.sql} LIMIT ${String(reach)}) WHERE ${rest.sql}`, [
      ...walk.parameters,
      ...rest.parameters,
    ]) as number[]
    if (rowNumbers.length >= enough) return { rowNumbers: rowNumbers.slice(0, wanted), more: true }
  }
  return null
}

interface Plan {
  /** the ledger is entered by an index, never read through */
  searched: boolean
  /** everything is gathered before the first row is given */
  gathered: boolean
}

const plans = new WeakMap<SqliteConnection, Map<string, Plan>>()
const keptPlans = 1000

/** How SQLite would go about a query on one ledger; the same for whatever values. */
export function planOf(reader: SqliteConnection, { sql, parameters }: Condition): Plan {
  let known = plans.get(reader)
  if (!known || known.size >= keptPlans) {
    known = new Map()
    plans.set(reader, known)
  }
  const found = known.get(sql)
  if (found) return found
  const steps = (reader.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters) as { detail: string }[]).map(({ detail }) => detail)
  const plan = {
    searched: !steps.some((step) => step.startsWith('SCAN') && !step.startsWith('SCAN json_each')),
    gathered: steps.some((step) => step.includes('TEMP B-TREE')),
  }
  known.set(sql, plan)
  return plan
}
