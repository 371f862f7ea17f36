/** Taking a change set back. */
import { badRequest, DeskError, notFound } from '../contract/errors.ts'
import type { RecordValues, RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { longCommand, pause, type WriteContext } from '../server/command.ts'
import { referredBy } from './references.ts'
import { titleOf } from './views.ts'

interface ChangeRow {
  register: RegisterName
  record_id: string
  kind: string
  version: number
  before: string | null
}

/** Takes one change set back. Records edited afterwards keep what they have, and are named. */
export const undoChangeSet = longCommand(
  'undoChangeSet',
  { right: 'resident', label: '撤销' },
  async (write, input: { changeSetId: string }) => {
    const connection = write.desk.database.writer
    const set = connection.prepare('SELECT command, undone_by FROM change_sets WHERE id = ?').get(input.changeSetId) as
      { command: string; undone_by: string | null } | undefined
    if (!set) throw notFound('这次操作')
    if (set.undone_by !== null) throw new DeskError('CONFLICT', '这次操作已经撤销过了', {})
    if (!undoable.has(set.command)) throw badRequest('这一步是办理环节，不能整体撤销，请在案件页面上办理')
    const changes = connection
      .prepare('SELECT register, record_id, kind, version, before FROM changes WHERE change_set_id = ? ORDER BY seq DESC')
      .all(input.changeSetId) as ChangeRow[]
    const kept = new Map<string, { register: RegisterName; id: string; title: string }>()
    // a record that the set touched twice has, after its first step back, a version of our own making
    const reached = new Map<string, number>()
    let undone = 0
    for (const change of changes) {
      const row = write.desk.rows.get(change.register, change.record_id)
      if (!row) continue
      const edited = row.version !== change.version && row.version !== reached.get(row.id)
      // what someone else came to rely on meanwhile stays too
      const used = change.kind === 'create' && referredBy(connection, change.register, row.id) !== null
      if (edited || used) {
        kept.set(row.id, { register: change.register, id: row.id, title: titleOf(connection, registers[change.register], row) })
        continue
      }
      reached.set(row.id, stepBack(write, change).version)
      if (++undone % 200 === 0) await pause()
    }
    connection
      .prepare('UPDATE change_sets SET undone_by = ? WHERE id = ?')
      .run([write.records.changeSetId() ?? 'nothing', input.changeSetId])
    write.note({ undone, kept: kept.size })
    return { undone, kept: [...kept.values()].slice(0, 500) }
  },
)

function stepBack({ records }: WriteContext, { register, record_id: id, kind, before }: ChangeRow): { version: number } {
  if (kind === 'update') return records.update(register, id, null, JSON.parse(before ?? '{}') as RecordValues)
  if (kind === 'delete') return records.restore(register, id)
  return records.remove(register, id, null, '撤销')
}

/** Commands whose whole effect is ledger rows; workflow steps are not taken back blindly. */
const undoable = new Set(['createRecord', 'updateRecord', 'removeRecord', 'restoreRecord', 'importRecords'])
