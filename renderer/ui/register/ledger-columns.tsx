import { useMemo } from 'react'
import type { ReactNode } from 'react'
import type { RecordView, ViewDefinition } from '../../../core/contract/register.ts'
import { fieldOf, fieldsOf } from '../../../core/domain/field.ts'
import type { FieldKind, RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import type { ColumnKind, ColumnSpec } from '../grid/columns.tsx'
import type { LedgerRow } from './ledger-rows.ts'

/** Draws a column of a ledger in the page's own way: a tag for a state. */
export type ColumnRenders = Readonly<Record<string, (view: RecordView, marks: readonly string[]) => ReactNode>>

/** In order; a width only where a person pulled it. */
export type LedgerLayout = ViewDefinition['columns']

const kinds: Partial<Record<FieldKind, ColumnKind>> = {
  idNumber: 'id',
  phone: 'phone',
  day: 'day',
  integer: 'number',
  money: 'money',
  flag: 'flag',
}

/** Columns of a ledger that can be shown at all. */
export const choosableColumns = (register: RegisterName): { field: string; label: string }[] =>
  fieldsOf(registers[register])
    .filter(({ name }) => name !== 'namePinyin')
    .map(({ name, meta }) => ({ field: name, label: meta.label }))

/** The columns of a ledger as nobody has changed them. */
export const usualLayout = (register: RegisterName, own: readonly string[] | undefined): LedgerLayout =>
  (own ?? registers[register].columns ?? registers[register].title).map((field) => ({ field, width: null }))

/** @param layout keep it stable */
export function useLedgerColumns(
  register: RegisterName,
  layout: LedgerLayout,
  renders: ColumnRenders,
): readonly ColumnSpec<LedgerRow>[] {
  return useMemo(() => {
    const widest = widestText(register, layout)
    return layout.map((column) => columnOf(register, column, renders, column.field === widest))
  }, [register, layout, renders])
}

/** The column that gives way first on a narrow screen, as far as a title, or a short address, can still be read: the one that expects the longest text. */
const readable = 230
const readableDetail = 130

function widestText(register: RegisterName, layout: LedgerLayout): string | undefined {
  const widthOf = (name: string) => fieldOf(registers[register], name).meta.width ?? 0
  return layout.map(({ field }) => field).sort((a, b) => widthOf(b) - widthOf(a))[0]
}

function columnOf(
  register: RegisterName,
  { field, width }: LedgerLayout[number],
  renders: ColumnRenders,
  longest: boolean,
): ColumnSpec<LedgerRow> {
  const { meta } = fieldOf(registers[register], field)
  const own = renders[field]
  const kind = kinds[meta.kind]
  return {
    field,
    label: meta.shortLabel ?? meta.label,
    ...(meta.width !== undefined && { width: meta.width }),
    ...(width !== null && { fixedWidth: width }),
    ...(longest && {
      minWidth: Math.min(meta.width ?? 0, registers[register].title.includes(field) ? readable : readableDetail),
    }),
    ...(kind !== undefined && { kind }),
    ...(!isSortable(register, field) && { sortable: false }),
    ...(own !== undefined && { render: (row, marks) => own(row.view, marks) }),
  }
}

/** What is shown in part gives nothing away by its place in an order. */
export function isSortable(register: RegisterName, name: string): boolean {
  const { kind, mask } = fieldOf(registers[register], name).meta
  return mask === undefined && kind !== 'references' && kind !== 'list'
}
