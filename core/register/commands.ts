/** Writing ledgers that have no workflow of their own. */
import { badRequest, notFound, ruleViolation } from '../contract/errors.ts'
import type { RecordValues, RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { command } from '../server/command.ts'
import { referredBy, requireReferences } from './references.ts'
import { changeRecord, prepareValues } from './change-record.ts'
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
    prepareValues(write, input.register, valuesOfRow(registers[input.register], row), row.id)
    return { version: write.records.restore(input.register, input.id).version }
  },
)
