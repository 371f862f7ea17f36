import { Button, Select } from 'antd'
import { useMemo } from 'react'
import type { Filter, ListInput } from '../../../core/contract/register.ts'
import { fieldOf, fieldsOf } from '../../../core/domain/field.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { countText } from '../../lib/format.ts'
import { Notice } from '../notice.tsx'
import { withField, withoutField } from './ledger-filter-words.ts'

type Value = string | number | boolean | string[] | null

/** What hits can be counted by: codes, references, flags and short texts that are not masked. */
export const groupableFields = (register: RegisterName): { value: string; label: string }[] =>
  fieldsOf(registers[register])
    .filter(
      ({ name, meta }) =>
        meta.mask === undefined &&
        name !== 'namePinyin' &&
        !registers[register].title.includes(name) &&
        ['code', 'reference', 'flag', 'text', 'division'].includes(meta.kind),
    )
    .map(({ name, meta }) => ({ value: name, label: meta.label }))

/** What is asked for first: the place, else a state or kind that is a column of the ledger. */
export function usualGroup(register: RegisterName): string {
  const { columns = [] } = registers[register]
  const fields = groupableFields(register).map(({ value }) => fieldOf(registers[register], value))
  const own = fields.filter(({ name }) => columns.includes(name))
  const [first] = [
    ...own.filter(({ meta }) => meta.kind === 'reference'),
    ...own.filter(({ meta }) => meta.kind === 'code'),
    ...fields,
  ]
  return first?.name ?? ''
}

interface GroupListProps {
  register: RegisterName
  /** without the conditions of the fields grouped by, which this list chooses itself */
  query: ListInput
  where: readonly Filter[]
  by: readonly string[]
  onBy: (by: readonly string[]) => void
  onWhere: (where: readonly Filter[]) => void
  onClose: () => void
}

interface Group {
  value: Value
  label: string
  total: number
  below: Group[]
}

/** 分组计数: how many hits there are of each value; a click narrows the ledger down to one. */
export function GroupList({ register, query, where, by, onBy, onWhere, onClose }: GroupListProps) {
  const fields = useMemo(() => groupableFields(register), [register])
  const [first = '', second] = by
  const { data, error } = useLoaded(
    ['register', register, 'groups', query, by],
    () => api.register.groups({ query, by: [...by] }),
    [register],
  )
  const groups = useMemo(() => nested(data?.groups ?? []), [data])
  const total = groups.reduce((sum, group) => sum + group.total, 0)
  const narrow = (values: readonly Value[]) => {
    const cleared = by.reduce((rest: readonly Filter[], field) => withoutField(rest, field), where)
    onWhere(
      values.reduce(
        (rest: readonly Filter[], value, at) => withField(rest, by[at] ?? '', condition(by[at] ?? '', value)),
        cleared,
      ),
    )
  }
  const chosen = (values: readonly Value[]) =>
    by.every((field, at) => {
      const own = where.filter((one) => one.field === field)
      const value = values[at]
      return value === undefined ? own.length === 0 : JSON.stringify(own) === JSON.stringify(condition(field, value))
    })
  const line = (group: Group, values: readonly Value[]) => (
    <button
      type="button"
      className="group-line"
      data-level={values.length}
      aria-pressed={chosen(values)}
      onClick={() => {
        narrow(chosen(values) ? [] : values)
      }}
    >
      <span className="group-name">{group.label}</span>
      <span className="push">{countText(group.total)}</span>
    </button>
  )
  return (
    <section className="groups" aria-label="分组计数">
      <div className="groups-head">
        <Select
          aria-label="按什么分组"
          size="small"
          showSearch={{ optionFilterProp: 'label' }}
          value={first}
          options={fields}
          onChange={(field: string) => {
            onBy(second === undefined || second === field ? [field] : [field, second])
          }}
        />
        <Select<string, { value: string; label: string }>
          aria-label="再按什么分组"
          size="small"
          placeholder="再按…"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={second ?? null}
          options={fields.filter(({ value }) => value !== first)}
          onChange={(field?: string) => {
            onBy(field === undefined ? [first] : [first, field])
          }}
        />
        <Button size="small" onClick={onClose}>
          收起
        </Button>
      </div>
      {error !== null && <Notice tone="bad">{messageOf(error)}</Notice>}
      <div className="groups-list">
        {groups.map((group) => (
          <div key={JSON.stringify(group.value)}>
            {line(group, [group.value])}
            {group.below.map((one) => (
              <div key={JSON.stringify(one.value)}>{line(one, [group.value, one.value])}</div>
            ))}
          </div>
        ))}
      </div>
      <div className="groups-foot">
        {data === undefined
          ? error === null && '正在计数…'
          : `${fieldOf(registers[register], first).meta.label} ${countText(groups.length)} 种，合计 ${countText(total)}`}
        {data?.capped === true && '；只列出最多的 500 组'}
      </div>
    </section>
  )
}

const condition = (field: string, value: Value): Filter[] =>
  value === null ? [{ field, op: 'empty' }] : [{ field, op: 'is', value: Array.isArray(value) ? value.join() : value }]

/** Groups of two fields under those of the first, the largest first. */
function nested(groups: readonly { values: Value[]; labels: string[]; total: number }[]): Group[] {
  const byFirst = new Map<string, Group>()
  for (const { values, labels, total } of groups) {
    const [value = null, below] = values
    const key = JSON.stringify(value)
    const group = byFirst.get(key) ?? { value, label: wordOf(value, labels[0]), total: 0, below: [] }
    byFirst.set(key, group)
    group.total += total
    if (below !== undefined) group.below.push({ value: below, label: wordOf(below, labels[1]), total, below: [] })
  }
  return [...byFirst.values()].sort((a, b) => b.total - a.total)
}

function wordOf(value: Value, label: string | undefined): string {
  if (value === null) return '未填'
  if (label !== undefined && label !== '') return label
  if (typeof value === 'boolean') return value ? '是' : '否'
  return String(value)
}
