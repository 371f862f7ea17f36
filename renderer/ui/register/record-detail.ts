import type { RecordView } from '../../../core/contract/register.ts'
import { fieldOf } from '../../../core/domain/field.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { idText, phoneText, wholeText, yuanText } from '../../lib/format.ts'

/** One value of a record as people read it, masked or not; empty when there is none. */
export function valueText(
  register: RegisterName,
  name: string,
  { values, labels }: Pick<RecordView, 'values' | 'labels'>,
): string {
  const value = values[name]
  const label = labels[name]
  if (value === null || value === undefined) return ''
  if (label !== undefined) return label
  const { kind } = fieldOf(registers[register], name).meta
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return kind === 'money' ? `${yuanText(value)} 元` : wholeText(value)
  if (Array.isArray(value)) return value.join('、')
  return formatOf(kind)(value)
}

/** How a text of this kind is grouped. */
export function formatOf(kind: string): (value: string) => string {
  return { idNumber: idText, phone: phoneText }[kind] ?? String
}

const details: Partial<Record<RegisterName, readonly string[]>> = {
  resident: ['sex', 'birthOn', 'villageId', 'groupName', 'idNumber'],
  mediation: ['fileNo', 'villageId', 'acceptedOn'],
  resettlement: ['category', 'releasedOn'],
  meeting: ['kind', 'heldOn', 'place'],
  household: ['villageId', 'address'],
  division: ['code', 'year'],
}

/** What tells two records of the same name apart, in one line. */
export function recordDetail(register: RegisterName, view: Pick<RecordView, 'values' | 'labels'>): string {
  const names = details[register] ?? registers[register].columns?.slice(1, 4) ?? []
  return names
    .map((name) => valueText(register, name, view))
    .filter((text) => text !== '')
    .join(' · ')
}
