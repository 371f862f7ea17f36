import { Button, Popover, Select } from 'antd'
import { useState } from 'react'
import type { Filter } from '../../../core/contract/register.ts'
import { codeTables } from '../../../core/domain/codes.ts'
import type { DescribedField, RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { Icon } from '../icons.tsx'
import { FilterEditor } from './ledger-filter-fields.tsx'
import { filterFields, filterKindOf, withField } from './ledger-filter-words.ts'

interface LedgerFilterProps {
  register: RegisterName
  where: readonly Filter[]
  /** titles of the records that are chosen */
  names: ReadonlyMap<string, string>
  onChange: (where: readonly Filter[]) => void
}

/** Rows that stand in the panel before anybody asks for more. */
const usual = 6

/** 筛选: the fields most asked for, those in use, and every other one for the asking. */
export function LedgerFilter(props: LedgerFilterProps) {
  const { where } = props
  const used = new Set(where.map(({ field }) => field)).size
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={<FilterPanel {...props} />}
      rootClassName="filter-popover"
    >
      <Button size="small" icon={<Icon name="filter" />}>
        {used === 0 ? '筛选' : `筛选 ${String(used)}`}
      </Button>
    </Popover>
  )
}

function FilterPanel({ register, where, names, onChange }: LedgerFilterProps) {
  const fields = filterFields(register)
  const [asked, setAsked] = useState<readonly string[]>([])
  // an editor begins again when its conditions were taken away from outside
  const [round, setRound] = useState(0)
  const used = new Set(where.map(({ field }) => field))
  const quick = new Set(usualFields(register, fields))
  const shown = fields.filter(({ name }) => quick.has(name) || used.has(name) || asked.includes(name))
  const more = fields.filter((field) => !shown.includes(field))
  return (
    <div className="filter-panel" role="group" aria-label="筛选">
      <div className="filter-list">
        <div className="filter-line dim" aria-hidden="true">
          <span>项目</span>
          <span>条件</span>
          <span>填没填</span>
        </div>
        {shown.map((field) => (
          <FilterEditor
            key={`${field.name}.${String(round)}`}
            field={field}
            own={where.filter((one) => one.field === field.name)}
            names={names}
            onChange={(own) => {
              onChange(withField(where, field.name, own))
            }}
          />
        ))}
      </div>
      <div className="filter-more">
        <Select<string, { value: string; label: string }>
          aria-label="添加条件"
          size="small"
          className="filter-add"
          placeholder="＋ 添加条件：选一项或输入项目名称"
          showSearch={{ optionFilterProp: 'label' }}
          value={null}
          options={more.map(({ name, meta }) => ({ value: name, label: meta.label }))}
          onChange={(name: string) => {
            setAsked([...asked, name])
          }}
        />
        <Button
          size="small"
          disabled={where.length === 0}
          onClick={() => {
            setRound(round + 1)
            onChange([])
          }}
        >
          全部清除
        </Button>
      </div>
    </div>
  )
}

/** Codes and places among the ledger's own columns, then its days. */
function usualFields(register: RegisterName, fields: readonly DescribedField[]): string[] {
  const { columns = [] } = registers[register]
  const rank = (field: DescribedField): number => {
    const { codes } = field.meta
    const kind = filterKindOf(field)
    if (kind === 'code') return codes !== undefined && codeTables[codes].length > 1 ? 0.5 : 9
    return kind === 'reference' ? 0 : kind === 'day' ? 1 : kind === 'money' ? 2 : 9
  }
  const own = fields.filter((field) => rank(field) < 9)
  const inView = (name: string) => (columns.includes(name) ? 0 : 1)
  return own
    .map((field) => ({ name: field.name, order: inView(field.name) * 3 + rank(field) }))
    .sort((a, b) => a.order - b.order)
    .slice(0, usual)
    .map(({ name }) => name)
}
