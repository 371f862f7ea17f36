/** What was done to the ledgers, command by command: which of it can be taken back, and how much it touched. */
import type { SqliteConnection } from '../../db/open.ts'
import { notFound } from '../contract/errors.ts'
import type { ChangeSetView } from '../contract/register.ts'
import type { RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { pause } from '../server/command.ts'
import type { Desk } from '../server/context.ts'
import { getRow } from './queries.ts'
import { viewOf } from './words.ts'

/** Commands whose whole effect is ledger rows, each one change set. Workflow steps are not taken back blindly. */
export const undoableCommands: ReadonlySet<string> = new Set([
  'createRecord',
  'updateRecord',
  'removeRecord',
  'restoreRecord',
  'restoreVersion',
  'bulkChange',
  'mergeRecords',
  'importRecords',
  'recordLifeEvent',
  'removeLastLifeEvent',
  'splitHousehold',
  'mergeHouseholds',
  'changeHouseholdHead',
  'addHouseholdMembers',
  'removeHouseholdMember',
  'handOverGrid',
])

/** Commands whose records have nothing to do with one another: what was edited since may stay while the rest goes back. */
const divisibleCommands: ReadonlySet<string> = new Set(['bulkChange', 'importRecords'])

/** One step that is taken back whole, or not at all: half a death or half a merge is worse than either. */
export const isWhole = ({ command }: ChangeSetRow): boolean => !divisibleCommands.has(command)

export interface ChangeSetRow {
  id: string
  command: string
  label: string
  at: string
  actor: string
  undoneBy: string | null
}

const columns = 'id, command, label, at, actor_name AS actor, undone_by AS undoneBy'

/** @throws NOT_FOUND */
export function getChangeSet(connection: SqliteConnection, changeSetId: string): ChangeSetRow {
  const set = connection.prepare(`SELECT ${columns} FROM change_sets WHERE id = ?`).get(changeSetId) as ChangeSetRow | undefined
  if (!set) throw notFound('这次操作')
  return set
}

/** Rows of `changes` are written in one transaction, so those of a set stand together: slices of it cost the same everywhere. */
export function* sequenceSlices(
  connection: SqliteConnection,
  changeSetId: string,
  size: number,
): Generator<{ from: number; to: number }> {
  const edge = (order: 'ASC' | 'DESC') =>
    connection
      .prepare(`SELECT seq FROM changes WHERE change_set_id = ? ORDER BY seq ${order} LIMIT 1`)
      .pluck()
      .get(changeSetId) as number | undefined
  const first = edge('ASC')
  const last = edge('DESC')
  if (first === undefined || last === undefined) return
  for (let from = first; from <= last; from += size) yield { from, to: Math.min(last, from + size - 1) }
}

type Counts = Partial<Record<RegisterName, number>>

const sliceSize = 2000
const keptCounts = 2000
/** A change set never changes once it is written. */
const knownCounts = new WeakMap<Desk, Map<string, Counts>>()

/** Ledger → records touched; a record that was touched twice counts once. */
export async function countTouched(desk: Desk, changeSetId: string): Promise<Counts> {
  const known = knownCounts.get(desk) ?? new Map<string, Counts>()
  knownCounts.set(desk, known)
  const kept = known.get(changeSetId)
  if (kept) return kept
  const { reader } = desk.database
  // + keeps the planner on the index of records: that of sets would read the whole set for each row
  const statement = reader.prepare(
    `SELECT c.register, count(*) AS total FROM changes c WHERE c.change_set_id = @set AND c.seq BETWEEN @from AND @to
     AND NOT EXISTS (SELECT 1 FROM changes e WHERE e.record_id = c.record_id AND +e.change_set_id = @set AND e.seq < c.seq)
     GROUP BY c.register ORDER BY min(c.seq)`,
  )
  const counts: Counts = {}
  for (const slice of sequenceSlices(reader, changeSetId, sliceSize)) {
    for (const { register, total } of statement.all({ set: changeSetId, ...slice }) as {
      register: RegisterName
      total: number
    }[])
      counts[register] = (counts[register] ?? 0) + total
    if (slice.to - slice.from === sliceSize - 1) await pause()
  }
  if (known.size > keptCounts) known.clear()
  known.set(changeSetId, counts)
  return counts
}

/** Beside what was done stands the file it came from. */
export const importLabel = (label: string, fileName: string): string => `${label}：${fileName}`

const lookedAt = 50

/** Whom or what one step was about: its first record that is not part of another one, by name. */
function titleOf({ database: { reader } }: Desk, { id }: ChangeSetRow): string | null {
  const touched = reader
    .prepare('SELECT register, record_id AS recordId FROM changes WHERE change_set_id = ? ORDER BY seq LIMIT ?')
    .all([id, lookedAt]) as { register: RegisterName; recordId: string }[]
  const one = touched.find(({ register }) => registers[register].parent === undefined) ?? touched[0]
  return one === undefined ? null : viewOf(reader, one.register, getRow(reader, one.register, one.recordId)).title
}

export async function changeSetView(desk: Desk, set: ChangeSetRow): Promise<ChangeSetView> {
  const [label = '', ...file] = set.command === 'importRecords' ? set.label.split('：') : [set.label]
  return {
    changeSetId: set.id,
    at: set.at,
    actor: set.actor,
    label,
    title: isWhole(set) ? titleOf(desk, set) : file.length > 0 ? file.join('：') : null,
    counts: await countTouched(desk, set.id),
    undone: set.undoneBy !== null,
    undoable: set.undoneBy === null && undoableCommands.has(set.command),
  }
}

/** Newest first. */
export async function listChangeSets(
  desk: Desk,
  input: { offset: number; limit: number; undoable: boolean },
): Promise<{ rows: ChangeSetView[]; more: boolean }> {
  const only = input.undoable ? 'WHERE undone_by IS NULL AND command IN (SELECT value FROM json_each(@commands))' : ''
  const found = desk.database.reader
    .prepare(`SELECT ${columns} FROM change_sets ${only} ORDER BY at DESC, id DESC LIMIT @limit OFFSET @offset`)
    .all({
      limit: input.limit + 1,
      offset: input.offset,
      ...(input.undoable ? { commands: JSON.stringify([...undoableCommands]) } : {}),
    }) as ChangeSetRow[]
  const rows: ChangeSetView[] = []
  for (const set of found.slice(0, input.limit)) rows.push(await changeSetView(desk, set))
  return { rows, more: found.length > input.limit }
}
