/** Writing ledgers that have no workflow of their own. */
import { badRequest, notFound, ruleViolation } from '../contract/errors.ts'
import type { RecordValues, RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { command } from '../server/command.ts'
import { releaseGrid } from './grid-staff-record.ts'
import { followReferences, referredBy, requireReferences } from './references.ts'
import { changeRecord, prepareValues, refuseSealed } from './change-record.ts'
import { parseValues, typedValues, valuesOfRow } from './values.ts'

function refuseWorkflow(register: RegisterName): void {
  if (registers[register].workflow) throw badRequest(`${registers[register].label}请在其页面上办理`)
}

export const createRecord = command(
  'createRecord',
  { right: 'resident', label: '登记' },
  (write, input: { register: RegisterName; values: RecordValues }) => {
    const { register } = input
    refuseWorkflow(register)
    const { values } = parseValues(registers[register], typedValues(registers[register], input.values))
    requireReferences(write.desk.database.writer, register, values)
    refuseSealed(write.desk, register, values)
    return write.records.insert(register, prepareValues(write, register, values, null))
  },
)

export const updateRecord = command(
  'updateRecord',
  { right: 'resident', label: '修改' },
  (
    write,
    {
      register,
      id,
      expectedVersion,
      values,
    }: { register: RegisterName; id: string; expectedVersion: number; values: RecordValues },
  ) => ({
    version: changeRecord(write, register, id, expectedVersion, values).version,
  }),
)

export const removeRecord = command(
  'removeRecord',
  { right: 'resident', label: '删除' },
  (write, input: { register: RegisterName; id: string; expectedVersion: number; reason: string }) => {
    refuseWorkflow(input.register)
    const row = write.records.get(input.register, input.id)
    refuseSealed(write.desk, input.register, row)
    const used = referredBy(write.desk.database.writer, input.register, input.id)
    if (used !== null)
      throw ruleViolation([{ rule: 'REF', level: 'block', message: `还有${used}用到它，不能删除；请先改到别处` }])
    write.note({ reason: input.reason })
    if (input.register === 'gridStaff') releaseGrid(write, row)
    return { version: write.records.remove(input.register, input.id, input.expectedVersion, input.reason).version }
  },
)

export const restoreRecord = command(
  'restoreRecord',
  { right: 'resident', label: '从回收站恢复' },
  (write, input: { register: RegisterName; id: string }) => {
    const { register, id } = input
    if (!registers[register].restorable) refuseWorkflow(register)
    const row = write.desk.rows.get(register, id)
    if (!row) throw notFound(registers[register].label)
    if (row.deletedAt === null) return { version: row.version }
    refuseSealed(write.desk, register, row)
    const values = valuesOfRow(registers[register], row)
    const followed = followReferences(write.desk.database.writer, register, values)
    prepareValues(write, register, { ...values, ...followed }, id)
    const { version } = write.records.restore(register, id)
    return { version: write.records.update(register, id, version, followed).version }
  },
)
