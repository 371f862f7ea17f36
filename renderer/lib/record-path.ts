import type { RecordView } from '../../core/contract/register.ts'
import type { RegisterName } from '../../core/domain/field.ts'
import { registers } from '../../core/domain/registers.ts'
import { ledgerPath } from './ledger-link.ts'

const withPage: readonly RegisterName[] = [
  'resident',
  'household',
  'grid',
  'village',
  'committee',
  'mediator',
  'mediation',
  'resettlement',
  'meeting',
]

/** Where a record is opened; a part opens with its whole, small ledgers open a record beside their list. */
export function recordPath(register: RegisterName, { id, values }: Pick<RecordView, 'id' | 'values'>): string {
  const { parent } = registers[register]
  if (parent !== undefined) return recordPath(parent.register, { id: String(values[parent.field]), values: {} })
  return withPage.includes(register) ? `/${register}/${id}` : `${ledgerPath(register)}?open=${id}`
}
