/** Writing ledgers that have no workflow of their own, and taking changes back. */
import type { StoredRow } from '../../db/rows.ts'
import { badRequest, notFound, ruleViolation } from '../contract/errors.ts'
import type { RecordValues, RegisterName } from '../domain/field.ts'
import { fieldOf } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { command, type WriteContext } from '../server/command.ts'
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
