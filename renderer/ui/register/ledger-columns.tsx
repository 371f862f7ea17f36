import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { fieldOf, fieldsOf } from '../../../core/domain/field.ts'
import type { FieldKind, RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import type { ColumnKind, ColumnSpec } from '../grid/columns.tsx'
import type { LedgerRow } from './ledger-rows.ts'

/** Draws a column of a ledger in the page's own way: a tag for a state. */
export type ColumnRenders = Readonly<Record<string, (view: RecordView, marks: readonly string[]) => ReactNode>>

const kinds: Partial<Record<FieldKind, ColumnKind>> = {
  idNumber: 'id',
  phone: 'phone',
  day: 'day',
  integer: 'number',
  money: 'money',
}

/** Columns that can be chosen, those that are shown, and the choice, which this PC remembers by name. */
export function useLedgerColumns(register: RegisterName, own: readonly string[] | undefined, renders: ColumnRenders) {
  const description = registers[register]
  const key = `pingan.columns.${register}`
  const all = useMemo(
    () =>
      fieldsOf(description)
        .filter(({ name, meta }) => meta.kind !== 'longText' && name !== 'namePinyin')
        .map(({ name, meta }) => ({ field: name, label: meta.label })),
    [description],
  )
  const [chosen, setChosen] = useState(() => storedColumns(key))
  const shown = useMemo(() => {
    const usual = own ?? description.columns ?? description.title
    const kept = chosen?.filter((name) => all.some(({ field }) => field === name))
    if (kept === undefined || kept.length === 0) return [...usual]
    const rank = (name: string) => (usual.includes(name) ? usual.indexOf(name) : usual.length)
    return kept.sort((a, b) => rank(a) - rank(b))
  }, [chosen, all, own, description])
  const columns = useMemo(() => {
    const widest = widestText(register, shown)
    return shown.map((name) => columnOf(register, name, renders, name === widest))
  }, [register, shown, renders])
  return {
    all,
    shown,
    columns,
    choose: (names: string[]) => {
      localStorage.setItem(key, JSON.stringify(names))
      setChosen(names)
    },
  }
}

/** The column that gives way first on a narrow screen, as far as a title can still be read: the one that expects the longest text. */
const readable = 230

function widestText(register: RegisterName, names: readonly string[]): string | undefined {
  const widthOf = (name: string) => fieldOf(registers[register], name).meta.width ?? 0
  return [...names].sort((a, b) => widthOf(b) - widthOf(a))[0]
}

function columnOf(register: RegisterName, name: string, renders: ColumnRenders, longest: boolean): ColumnSpec<LedgerRow> {
  const { meta } = fieldOf(registers[register], name)
  const own = renders[name]
  const kind = kinds[meta.kind]
  return {
    field: name,
    label: meta.shortLabel ?? meta.label,
    ...(meta.width !== undefined && { width: meta.width }),
    ...(longest && { minWidth: Math.min(meta.width ?? 0, readable) }),
    ...(kind !== undefined && { kind }),
    ...(meta.kind === 'references' && { sortable: false }),
    ...(own !== undefined && { render: (row, marks) => own(row.view, marks) }),
    ...(meta.kind === 'flag' && own === undefined && { render: (row) => (row[name] === true ? '是' : '') }),
  }
}

function storedColumns(key: string): string[] | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return Array.isArray(stored) ? stored.filter((one) => typeof one === 'string') : undefined
  } catch {
    return undefined
  }
}
