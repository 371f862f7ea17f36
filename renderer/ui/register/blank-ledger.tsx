import type { ListInput } from '../../../core/contract/register.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { countText } from '../../lib/format.ts'
import type { RegisterView } from './ledger-state.ts'

interface BlankLedgerProps {
  /** what was asked for, without the conditions of the view */
  input: ListInput
  /** the other views of the ledger */
  views: readonly RegisterView[]
  onView: (id: string) => void
}

/** Nothing found in this view: says where else there is something, so that nobody is registered twice. */
export function BlankLedger({ input, views, onView }: BlankLedgerProps) {
  const { register, search, where = [] } = input
  const { counter } = registers[register]
  const asked = search !== undefined || where.length > 0
  const { data: found = [] } = useLoaded(
    ['register', register, 'elsewhere', input, views.map(({ id }) => id)],
    async () =>
      asked
        ? Promise.all(
            views.map(async (view) => {
              const { where: own = [], deleted = false } = view
              const { total } = await api.register.count({ ...input, where: [...own, ...where], deleted })
              return { ...view, total }
            }),
          )
        : [],
    [register],
  )
  return (
    <div className="muted ledger-blank">
      <p>没有符合的记录。可以少输几个字，或去掉筛选。</p>
      {found
        .filter(({ total }) => total > 0)
        .map(({ id, label, total }) => (
          <p key={id}>
            “{label}”里有{' '}
            <button
              type="button"
              className="link"
              onClick={() => {
                onView(id)
              }}
            >
              {countText(total)} {counter}
            </button>
          </p>
        ))}
    </div>
  )
}
