import { Link } from 'react-router'
import type { Filter } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { countText } from '../../lib/format.ts'
import { ledgerLink } from '../../lib/ledger-link.ts'

interface Figure {
  label: string
  register: RegisterName
  where: Filter[]
}

/** The figures of a place, each with the conditions of the list behind it. */
function figuresOf(field: 'gridId' | 'villageId', id: string): Figure[] {
  const here: Filter = { field, op: 'is', value: id }
  const present: Filter[] = [{ field: 'status', op: 'is', value: 'present' }, here]
  const people = (label: string, ...more: Filter[]): Figure => ({
    label,
    register: 'resident',
    where: [...present, ...more],
  })
  const typed = (label: string, code: string) => people(label, { field: 'personType', op: 'is', value: code })
  return [
    people('在册居民'),
    ...(field === 'villageId' ? [{ label: '户', register: 'household' as const, where: [here] }] : []),
    typed('户籍', 'registered'),
    typed('流动', 'floating'),
    typed('留守', 'leftBehind'),
    typed('境外', 'overseas'),
    people('缺证号', { field: 'idNumber', op: 'empty' }, { field: 'otherIdNo', op: 'empty' }),
  ]
}

/** How many residents and households a grid or village has; every figure opens its list. Households have a village, their people have a grid. */
export function PlaceCounts({ field, id }: { field: 'gridId' | 'villageId'; id: string }) {
  const figures = figuresOf(field, id)
  const { data } = useLoaded(
    ['place-counts', field, id],
    () => Promise.all(figures.map(async ({ register, where }) => (await api.register.count({ register, where })).total)),
    ['resident', 'household'],
  )
  return (
    <ul className="place-counts" aria-label="人数">
      {figures.map(({ label, register, where }, index) => (
        <li key={label}>
          <Link to={ledgerLink(register, where)}>
            {label} <b>{data?.[index] === undefined ? '…' : countText(data[index])}</b>
          </Link>
        </li>
      ))}
    </ul>
  )
}
