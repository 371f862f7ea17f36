/** Values of a record as words a page may show: masked, codes and references by name. */
import type { StoredRow } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import type { RecordView } from '../contract/register.ts'
import { fieldOf, type RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { viewRows } from './views.ts'

/** '' when there is no value; money in yuan. */
export function wordsOf(
  register: RegisterName,
  field: string,
  { values, labels }: Pick<RecordView, 'values' | 'labels'>,
): string {
  const value = values[field] ?? null
  if (value === null) return ''
  const label = labels[field]
  if (label !== undefined) return label
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.join('、')
  if (typeof value === 'number' && fieldOf(registers[register], field).meta.kind === 'money')
    return `${(value / 100).toFixed(2)} 元`
  return String(value)
}

/** One row as a page sees it. */
export function viewOf(reader: SqliteConnection, register: RegisterName, row: StoredRow): RecordView {
  const [view] = viewRows(reader, register, [row])
  if (!view) throw new Error('a read row has a view')
  return view
}
