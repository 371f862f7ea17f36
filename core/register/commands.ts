/** Writing ledgers that have no workflow of their own, and taking changes back. */
import type { StoredRow } from '../../db/rows.ts'
import { badRequest, DeskError, notFound, ruleViolation } from '../contract/errors.ts'
import type { RecordValues, RegisterName } from '../domain/field.ts'
import { fieldOf } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { command, longCommand, pause, type WriteContext } from '../server/command.ts'
import { titleOf } from './views.ts'
import { referredBy, requireReferences } from './references.ts'
import { parseValues, typedValues, valuesOfRow } from './values.ts'

function refuseWorkflow(register: RegisterName): void {
  if (registers[register].workflow) throw badRequest(`${registers[register].label}请在其页面上办理`)
}

/** P-02: one person, one record; and a temporary number for who has none. */
export function prepareResident(write: WriteContext, values: RecordValues, exceptId: string | null): RecordValues {
  const { idNumber } = values
  if (typeof idNumber === 'string') {
    const twin = write.desk.database.writer
      .prepare('SELECT id, name FROM residents WHERE unit_id = ? AND id_number = ? AND deleted_at IS NULL AND id <> ?')
      .get([write.unit.unitId, idNumber, exceptId ?? '']) as { id: string; name: string } | undefined
    if (twin) {
      throw ruleViolation([
        {
          rule: 'P-02',
          level: 'block',
          field: 'idNumber',
          message: `该身份证号已登记为“${twin.name}”，请打开原记录修改，不要重复登记`,
        },
      ])
    }
    return values
  }
  if (values.temporaryNo) return values
  return { ...values, temporaryNo: temporaryNumber(write) }
}

export const temporaryNumber = (write: WriteContext): string =>
  `T-${write.unit.unitCode.slice(0, 9)}-${String(write.nextNumber('temporaryNo')).padStart(6, '0')}`

const prepare = (write: WriteContext, register: RegisterName, values: RecordValues, exceptId: string | null): RecordValues =>
  register === 'resident' ? prepareResident(write, values, exceptId) : values

export const createRecord = command(
  'createRecord',
  { right: 'resident', label: '登记' },
  (write, input: { register: RegisterName; values: RecordValues }) => {
    const { register } = input
    refuseWorkflow(register)
    const { values } = parseValues(registers[register], typedValues(registers[register], input.values))
    requireReferences(write.desk.database.writer, register, values)
    return write.records.insert(register, prepare(write, register, values, null))
  },
)

/** A signed paper is not edited; what a verb decides is changed by that verb. */
function refuseSealed(write: WriteContext, register: RegisterName, row: StoredRow, values: RecordValues): void {
  const { sealed, parent, byVerb } = registers[register]
  const parentRow = parent ? write.desk.rows.get(parent.register, String(row[parent.field])) : null
  const reason = sealed?.(row) ?? (parent && parentRow ? registers[parent.register].sealed?.(parentRow) : null)
  if (reason) throw ruleViolation([{ rule: 'A', level: 'block', message: reason }])
  const own = byVerb?.find((name) => Object.hasOwn(values, name) && values[name] !== row[name])
  if (own !== undefined) throw badRequest(`${fieldOf(registers[register], own).meta.label}请用办理步骤修改`)
}

export const updateRecord = command(
  'updateRecord',
  { right: 'resident', label: '修改' },
  (write, input: { register: RegisterName; id: string; expectedVersion: number; values: RecordValues }) => {
    const { register, id } = input
    const description = registers[register]
    const row = write.records.get(register, id)
    refuseSealed(write, register, row, input.values)
    const changed = typedValues(description, input.values)
    const { values } = parseValues(description, { ...valuesOfRow(description, row), ...changed })
    requireReferences(
      write.desk.database.writer,
      register,
      Object.fromEntries(Object.keys(changed).map((name) => [name, values[name] ?? null])),
    )
    return { version: write.records.update(register, id, input.expectedVersion, prepare(write, register, values, id)).version }
  },
)

export const removeRecord = command(
  'removeRecord',
  { right: 'resident', label: '删除' },
  (write, input: { register: RegisterName; id: string; expectedVersion: number; reason: string }) => {
    refuseWorkflow(input.register)
    const used = referredBy(write.desk.database.writer, input.register, input.id)
    if (used !== null)
      throw ruleViolation([{ rule: 'REF', level: 'block', message: `还有${used}用到它，不能删除；请先改到别处` }])
    write.note({ reason: input.reason })
    return { version: write.records.remove(input.register, input.id, input.expectedVersion, input.reason).version }
  },
)

export const restoreRecord = command(
  'restoreRecord',
  { right: 'resident', label: '从回收站恢复' },
  (write, input: { register: RegisterName; id: string }) => {
    const row = write.desk.rows.get(input.register, input.id)
    if (!row) throw notFound(registers[input.register].label)
    if (input.register === 'resident')
      prepareResident(write, { idNumber: row.idNumber as string | null, temporaryNo: row.temporaryNo as string | null }, row.id)
    return { version: write.records.restore(input.register, input.id).version }
  },
)

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
