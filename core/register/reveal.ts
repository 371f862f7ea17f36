import { fieldOf, type RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { command } from '../server/command.ts'
import { titleOf } from './views.ts'

/** The full value of a masked field; that it was read, and why, is one audit row. */
export const revealField = command(
  'revealField',
  { right: 'read', label: '查看完整信息' },
  (write, input: { register: RegisterName; id: string; field: string; reason: string }) => {
    const row = write.records.get(input.register, input.id)
    write.about(input.register, input.id)
    write.note({ field: input.field, reason: input.reason })
    const value = row[input.field]
    const { target } = fieldOf(registers[input.register], input.field).meta
    if (typeof value !== 'string') return ''
    return target ? titleOf(write.desk.database.writer, registers[target], write.records.get(target, value)) : value
  },
)
