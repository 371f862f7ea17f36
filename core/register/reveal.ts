import type { RegisterName } from '../domain/field.ts'
import { command } from '../server/command.ts'

/** The full value of a masked field; that it was read, and why, is one audit row. */
export const revealField = command(
  'revealField',
  { right: 'read', label: '查看完整信息' },
  (write, input: { register: RegisterName; id: string; field: string; reason: string }) => {
    const row = write.records.get(input.register, input.id)
    write.about(input.register, input.id)
    write.note({ field: input.field, reason: input.reason })
    const value = row[input.field]
    return typeof value === 'string' ? value : ''
  },
)
