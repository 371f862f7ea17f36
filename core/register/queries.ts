/** Reading ledgers: one page, one record, its parts, and what answers best to a few letters. */
import { columnName, decodeRow, tableShapes, type StoredRow } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import { notFound } from '../contract/errors.ts'
import type { ListInput, RecordView } from '../contract/register.ts'
import type { RegisterName } from '../domain/field.ts'
import { registerNames, registers } from '../domain/registers.ts'
import type { OpenContext } from '../server/context.ts'
import { conditionsOf } from './conditions.ts'
import { firstHits } from './first-hits.ts'
import { readArrays, readColumn, readObjects } from './prepared.ts'
import { readNumbers, readRows } from './read-aside.ts'
import type { Condition } from './search-condition.ts'
import { hitsQuery, knownFirst, type Snapshot } from './snapshots.ts'
import { viewValues } from './views.ts'

/** A total is exact up to here. */
const countReach = 1000

export interface Page {
  rows: RecordView[]
  total: number
  /** there are more than `total` */
  capped: boolean
}

type PageInput = ListInput & { offset: number; limit: number }

const pageOf = (
  reader: SqliteConnection,
  { register, offset, limit }: PageInput,
  numbers: readonly number[],
  more: boolean,
): Page => ({
  rows: readRecords(reader, register, numbers.slice(offset, offset + limit)),
  total: Math.min(numbers.length, countReach),
  capped: more || numbers.length > countReach,
})

function knownPage(reader: SqliteConnection, input: PageInput): Page | null {
  const first = knownFirst(reader, input)
  if (!first || (first.more && first.rowNumbers.length < input.offset + input.limit)) return null
  return pageOf(reader, input, first.rowNumbers, first.more)
}

function pageQuery(input: PageInput): Condition {
  const { sql, parameters } = hitsQuery(input)
  return { sql: `${sql} LIMIT ?`, parameters: [...parameters, Math.max(countReach + 1, input.offset + input.limit)] }
}

/** At once, and nothing else runs meanwhile: for small ledgers and for commands. */
export function listRecords(reader: SqliteConnection, input: PageInput): Page {
  const known = knownPage(reader, input)
  if (known) return known
  const { sql, parameters } = pageQuery(input)
  return pageOf(reader, input, readColumn(reader, sql, parameters) as number[], false)
}

/** The same, while other calls are served. */
export async function listPage(context: OpenContext, input: PageInput): Promise<Page> {
  const { reader } = context.desk.database
  const known = knownPage(reader, input)
  if (known) return known
  const numbers: number[] = []
  for await (const piece of readNumbers(context, input.register, pageQuery(input))) numbers.push(...piece)
  return pageOf(reader, input, numbers, false)
}

export async function countRecords(context: OpenContext, input: ListInput): Promise<number> {
  const { register } = input
  const known = knownFirst(context.desk.database.reader, { ...input, sort: [] })
  if (known && !known.more) return known.rowNumbers.length
  const { sql, parameters } = conditionsOf(input)
  const counting = { sql: `SELECT count(*) AS total FROM ${tableShapes[register].name} WHERE ${sql}`, parameters }
  const [row] = await readRows(context, register, counting)
  return Number(row?.total ?? 0)
}

/** Rows in the order of the numbers given; those that are gone are left out. */
export function readRecords(reader: SqliteConnection, register: RegisterName, rowNumbers: readonly number[]): RecordView[] {
  const { sql, rowNo, coded } = readings[register]
  const byNumber = new Map<number, unknown[]>()
  for (const row of readArrays(reader, sql, [JSON.stringify(rowNumbers)])) {
    for (const { at, decode } of coded) row[at] = decode(row[at])
    byNumber.set(row[rowNo] as number, row)
  }
  return viewValues(
    reader,
    register,
    rowNumbers.flatMap((one) => {
      const row = byNumber.get(one)
      return row ? [row] : []
    }),
  )
}

/** How rows are read by position, in the order of the columns. */
function readingOf(register: RegisterName) {
  const { name, columns } = tableShapes[register]
  return {
    sql: `SELECT ${columns.map(({ column }) => column).join(', ')} FROM ${name} WHERE row_no IN (SELECT value FROM json_each(?))`,
    rowNo: columns.findIndex(({ property }) => property === 'rowNo'),
    coded: columns.flatMap(({ encode, decode }, at) => (encode === null ? [] : [{ at, decode }])),
  }
}
const readings = Object.fromEntries(registerNames.map((register) => [register, readingOf(register)])) as Record<
  RegisterName,
  ReturnType<typeof readingOf>
>

/** At most 500 rows of a snapshot. */
export const readBlock = (reader: SqliteConnection, snapshot: Snapshot, from: number, to: number): RecordView[] =>
  readRecords(reader, snapshot.register, [...snapshot.rowNumbers.subarray(from, Math.min(to, from + 500))])

/** A stored row, deleted ones too. @throws NOT_FOUND */
export function getRow(reader: SqliteConnection, register: RegisterName, id: string): StoredRow {
  const [raw] = readObjects(reader, `SELECT * FROM ${tableShapes[register].name} WHERE id = ?`, [id])
  if (!raw) throw notFound(registers[register].label)
  return decodeRow(register, raw)
}

/** Live parts of one record (parties of a case), oldest first. */
export function listParts(reader: SqliteConnection, register: RegisterName, parentId: string): StoredRow[] {
  const { parent } = registers[register]
  if (!parent) throw new Error(`${register} is not a part`)
  const own = columnName(register, parent.field)
  const sql = `SELECT * FROM ${tableShapes[register].name} WHERE ${own} = ? AND deleted_at IS NULL ORDER BY row_no`
  return readObjects(reader, sql, [parentId]).map((one) => decodeRow(register, one))
}

/** Enough to put the best first, few enough to ask every ledger. */
const paletteReach = 60
const paletteRows = 6

/** The first hits of every ledger that has any. */
export function findEverywhere(reader: SqliteConnection, typed: string): { register: RegisterName; rows: RecordView[] }[] {
  const order: RegisterName[] = ['resident', 'mediation', 'resettlement', 'meeting', 'decision']
  const searched = [
    ...order,
    ...registerNames.filter((name) => !order.includes(name) && registers[name].search && !registers[name].parent),
  ]
  return searched.flatMap((register) => {
    const found = firstHits(reader, register, typed, paletteReach)?.rowNumbers.slice(0, paletteRows) ?? []
    return found.length > 0 ? [{ register, rows: readRecords(reader, register, found) }] : []
  })
}
