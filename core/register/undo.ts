/** Taking a change set back (E24, E27): everything nobody touched since goes back to what it was, exactly. */
import { sqliteCode, type SqliteConnection } from '../../db/open.ts'
import type { StoredRow } from '../../db/rows.ts'
import { badRequest, DeskError, ruleViolation } from '../contract/errors.ts'
import type { NamedRecord } from '../contract/register.ts'
import { fieldsOf, type RecordValues, type RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { breather, longCommand, type WriteContext } from '../server/command.ts'
import { sealedReason } from './change-record.ts'
import { getChangeSet, isWhole, sequenceSlices, undoableCommands } from './change-sets.ts'
import { referredAmong, referredBy } from './references.ts'
import { clashIn, clashWords, soleRoles } from './sole-role.ts'
import { isAsBefore, stateBefore } from './state-before.ts'
import { viewOf } from './words.ts'

interface Change {
  register: RegisterName
  recordId: string
  kind: 'create' | 'update' | 'delete' | 'restore'
  version: number
  before: string | null
}

/** Commands that write on what is sealed: a merge moves what hangs on a record, on signed papers too, and nothing that is written there changes. */
const onSealed: ReadonlySet<string> = new Set(['mergeRecords'])

const sliceSize = 500
/** kept records named in the answer */
const keptNames = 500

/**
 * Takes one change set back, last change first. A record that was edited afterwards keeps what it has, unless a person chose it:
 * then the fields of this set go back, later changes of other fields stay, and what the set created is deleted. What others
 * refer to by now stays in any case. Only a bulk change or an import may be taken back in part, and then again for the rest.
 * @throws CONFLICT when a step that goes back whole cannot; RULE_VIOLATION when two would hold what one may hold
 */
export const undoChangeSet = longCommand(
  'undoChangeSet',
  { right: 'resident', label: '撤销' },
  async (write, input: { changeSetId: string; alsoEdited: readonly string[] }) => {
    const connection = write.desk.database.writer
    const set = getChangeSet(connection, input.changeSetId)
    if (set.undoneBy !== null) throw new DeskError('CONFLICT', '这次操作已经撤销过了', {})
    if (!undoableCommands.has(set.command)) throw badRequest('这一步是办理环节，不能整体撤销，请在案件页面上办理')
    const step = stepper(write, set, new Set(input.alsoEdited))
    const read = connection.prepare(
      `SELECT register, record_id AS recordId, kind, version, before FROM changes
       WHERE change_set_id = @set AND seq BETWEEN @from AND @to ORDER BY seq DESC`,
    )
    const kept = new Map<string, RegisterName>()
    const undone = new Set<string>()
    const breathe = breather()
    for (const slice of [...sequenceSlices(connection, set.id, sliceSize)].reverse()) {
      const changes = read.all({ set: set.id, ...slice }) as Change[]
      const used = usedAmong(write, changes)
      for (const change of changes) {
        const outcome = step(change, used)
        if (outcome === 'kept') kept.set(change.recordId, change.register)
        else if (outcome === 'done') undone.add(change.recordId)
        await breathe()
      }
    }
    for (const id of kept.keys()) undone.delete(id)
    const keptRecords = named(write, [...kept].slice(0, keptNames))
    if (kept.size > 0 && isWhole(set)) throw refuseHalf(keptRecords)
    const own = write.records.changeSetId()
    if (own !== null) await refuseClash(connection, own, breathe)
    if (kept.size === 0) connection.prepare('UPDATE change_sets SET undone_by = ? WHERE id = ?').run([own ?? 'nothing', set.id])
    write.note({ undone: undone.size, kept: kept.size })
    return { undone: undone.size, kept: keptRecords }
  },
)

function refuseHalf(kept: readonly NamedRecord[]): DeskError {
  const names = kept.slice(0, 3).map(({ title }) => `“${title}”`)
  const more = kept.length > names.length ? `等 ${String(kept.length)} 条` : ''
  return new DeskError(
    'CONFLICT',
    `这一步只能整体撤销，而${names.join('、')}${more}不能照原样恢复：后来改过的请勾选，一起撤销；别处在用、已办结或所属记录已删除的，请先处理`,
    {},
  )
}

/** The rules are asked of the whole, once everything is back. */
async function refuseClash(connection: SqliteConnection, changeSetId: string, breathe: () => Promise<void>): Promise<void> {
  for (const slice of sequenceSlices(connection, changeSetId, sliceSize)) {
    for (const role of soleRoles) {
      const clash = clashIn(connection, role, { set: changeSetId, ...slice })
      if (!clash) continue
      const message = clashWords(role, clash.name, clash.other.name)
      throw ruleViolation([{ rule: role.rule, level: 'block', message, recordId: clash.other.id }])
    }
    await breathe()
  }
}

/** Created records of a slice that others refer to now; those among them may still go with the slice, so they are asked again one by one. */
function usedAmong(write: WriteContext, changes: readonly Change[]): Set<string> {
  const created = new Map<RegisterName, string[]>()
  for (const { kind, register, recordId } of changes) {
    if (kind !== 'create' && kind !== 'restore') continue
    const ids = created.get(register) ?? []
    ids.push(recordId)
    created.set(register, ids)
  }
  const used = new Set<string>()
  for (const [register, ids] of created) for (const id of referredAmong(write.desk.database.writer, register, ids)) used.add(id)
  return used
}

/** One change of the set taken back, kept with its record, or nothing to do any more. */
function stepper(write: WriteContext, set: { id: string; command: string }, chosen: ReadonlySet<string>) {
  const { desk, records } = write
  const connection = desk.database.writer
  const ours = connection.prepare('SELECT 1 FROM changes WHERE record_id = ? AND +change_set_id = ? AND version = ?')
  const present = referencePresence(write, set.id)
  /** changed by somebody else since; our own earlier step back is no edit */
  const edited = (change: Change, row: StoredRow): boolean =>
    row.version !== change.version && ours.get([row.id, records.changeSetId() ?? '', row.version]) === undefined
  return (change: Change, used: ReadonlySet<string>): 'done' | 'kept' | 'nothing' => {
    const { register, recordId, kind } = change
    const row = desk.rows.get(register, recordId)
    if (!row) return 'nothing'
    const before = JSON.parse(change.before ?? '{}') as RecordValues
    if (edited(change, row)) {
      const state = stateBefore(connection, set.id, recordId)
      if (state && isAsBefore(row, state)) return 'nothing'
      if (!chosen.has(recordId)) return 'kept'
    }
    if (kind === 'delete') return present(register, row as RecordValues) ? restore(write, register, row) : 'kept'
    if (row.deletedAt !== null) return kind === 'update' ? 'kept' : 'nothing'
    if (kind === 'update' && Object.keys(before).length === 0) {
      records.touch(register, recordId, null)
      return 'done'
    }
    if (!onSealed.has(set.command) && sealedReason(desk, register, row) !== null) return 'kept'
    if (kind !== 'update') {
      if (used.has(recordId) && referredBy(connection, register, recordId) !== null) return 'kept'
      records.remove(register, recordId, null, '撤销')
      return 'done'
    }
    // what goes with the set may point where it did
    if (!present(register, before) && stateBefore(connection, set.id, recordId)?.live !== false) return 'kept'
    return revert(write, register, recordId, before)
  }
}

function restore(write: WriteContext, register: RegisterName, row: StoredRow): 'done' | 'nothing' {
  if (row.deletedAt === null) return 'nothing'
  try {
    write.records.restore(register, row.id)
    return 'done'
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_CONSTRAINT_UNIQUE') throw error
    const { title } = viewOf(write.desk.database.writer, register, row)
    throw new DeskError(
      'CONFLICT',
      `“${title}”的名称或编号现在另有记录在用，不能恢复；请勾选后来改过的记录一起撤销，或先处理那条记录`,
      {},
    )
  }
}

/** A value that has found another owner meanwhile stays with it. */
function revert(write: WriteContext, register: RegisterName, id: string, before: RecordValues): 'done' | 'kept' {
  try {
    write.records.revert(register, id, before)
    return 'done'
  } catch (error) {
    if (sqliteCode(error) === 'SQLITE_CONSTRAINT_UNIQUE') return 'kept'
    throw error
  }
}

/** Whether what a record referred to before is still there, or comes back with the same set. */
function referencePresence(write: WriteContext, changeSetId: string): (register: RegisterName, before: RecordValues) => boolean {
  const { desk } = write
  const known = new Map<string, boolean>()
  const comesBack = desk.database.writer.prepare(
    `SELECT 1 FROM changes WHERE record_id = ? AND +change_set_id = ? AND kind = 'delete'`,
  )
  const isPresent = (target: RegisterName, id: string): boolean => {
    const remembered = known.get(id)
    if (remembered !== undefined) return remembered
    const there = desk.rows.get(target, id)?.deletedAt === null || comesBack.get([id, changeSetId]) !== undefined
    known.set(id, there)
    return there
  }
  return (register, before) =>
    fieldsOf(registers[register]).every(({ name, meta: { target } }) => {
      const value = before[name] ?? null
      if (!target || value === null) return true
      return (Array.isArray(value) ? value : [String(value)]).every((id) => isPresent(target, id))
    })
}

function named({ desk }: WriteContext, kept: readonly (readonly [string, RegisterName])[]): NamedRecord[] {
  return kept.flatMap(([id, register]) => {
    const row = desk.rows.get(register, id)
    return row ? [{ register, id, title: viewOf(desk.database.writer, register, row).title }] : []
  })
}
