import { Button, Popover, Select } from 'antd'
import type { Filter } from '../../../core/contract/register.ts'
import { codeName, codeTables } from '../../../core/domain/codes.ts'
import { fieldsOf } from '../../../core/domain/field.ts'
import type { DescribedField, RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { Icon } from '../icons.tsx'
import type { FilterChip } from '../ledger-page.tsx'

/** One choice: field → code or id. */
export type LedgerFilters = Readonly<Record<string, { value: string; label: string }>>

const listed: readonly RegisterName[] = ['village', 'grid', 'mediator']

export const filterChips = (register: RegisterName, filters: LedgerFilters): FilterChip[] =>
  filterFields(register).flatMap(({ name, meta }) => {
    const filter = filters[name]
    return filter === undefined ? [] : [{ id: name, label: `${meta.shortLabel ?? meta.label}：${filter.label}` }]
  })

export const withoutFilter = (filters: LedgerFilters, name: string): LedgerFilters =>
  Object.fromEntries(Object.entries(filters).filter(([field]) => field !== name))

export const filterConditions = (filters: LedgerFilters): Filter[] =>
  Object.entries(filters).map(([field, { value }]) => ({ field, op: 'is', value }))

/** What a ledger can be narrowed by: codes, and records of the short ledgers. */
function filterFields(register: RegisterName): DescribedField[] {
  return fieldsOf(registers[register]).filter(
    ({ meta }) =>
      (meta.kind === 'code' && meta.codes !== undefined && codeTables[meta.codes].length > 1) ||
      (meta.kind === 'reference' && meta.target !== undefined && listed.includes(meta.target)),
  )
}

interface LedgerFilterProps {
  register: RegisterName
  filters: LedgerFilters
  onChange: (filters: LedgerFilters) => void
}

/** 筛选: one list for each field that can be narrowed by. */
export function LedgerFilter({ register, filters, onChange }: LedgerFilterProps) {
  const fields = filterFields(register)
  if (fields.length === 0) return null
  const choose = (name: string, value: string | undefined, label: string) => {
    onChange(value === undefined ? withoutFilter(filters, name) : { ...filters, [name]: { value, label } })
  }
  const list = (
    <div className="filter-list" role="group" aria-label="筛选">
      {fields.map((field) => (
        <label key={field.name} className="filter-line">
          <span>{field.meta.label}</span>
          <FilterSelect
            field={field}
            value={filters[field.name]?.value}
            onChoose={(value, label) => {
              choose(field.name, value, label)
            }}
          />
        </label>
      ))}
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" content={list}>
      <Button size="small" icon={<Icon name="filter" />}>
        筛选
      </Button>
    </Popover>
  )
}

interface FilterSelectProps {
  field: DescribedField
  value: string | undefined
  onChoose: (value: string | undefined, label: string) => void
}

function FilterSelect(props: FilterSelectProps) {
  const { codes, target } = props.field.meta
  if (codes !== undefined) {
    return <Choice {...props} options={codeTables[codes].map(([code]) => ({ value: code, label: codeName(codes, code) }))} />
  }
  return target === undefined ? null : <RecordChoice {...props} target={target} />
}

function RecordChoice({ target, ...props }: FilterSelectProps & { target: RegisterName }) {
  const { data } = useLoaded(['register', target, 'options'], () => api.register.list({ register: target, limit: 500 }), [target])
  return <Choice {...props} options={(data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }))} />
}

function Choice({ field, value, onChoose, options }: FilterSelectProps & { options: { value: string; label: string }[] }) {
  return (
    <Select<string, { value: string; label: string }>
      aria-label={field.meta.label}
      size="small"
      className="filter-choice"
      placeholder="不限"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? null}
      options={options}
      onChange={(next: string | undefined) => {
        onChoose(next, options.find((option) => option.value === next)?.label ?? '')
      }}
    />
  )
}
