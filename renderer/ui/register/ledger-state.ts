import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import type { Filter, SavedView, SortField, ViewDefinition } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { whereOf } from '../../lib/ledger-link.ts'
import { useSession } from '../../lib/session.tsx'

/** A view of a ledger: a name for a set of conditions. */
export interface RegisterView {
  id: string
  label: string
  where?: readonly Filter[]
  /** the recycle bin */
  deleted?: boolean
}

/** What a person made of the page. The conditions of a built-in view stand beside it, not in `where`. */
export interface LedgerState {
  /** a built-in view, a saved one, or {@link linkedView} */
  viewId: string
  search: string
  where: readonly Filter[]
  sort: readonly SortField[]
  /** a saved view's own columns; null: those this person uses for the ledger */
  columns: ViewDefinition['columns'] | null
  groupBy: readonly string[]
}

/** Conditions that came with a link, or with a view that is gone. */
export const linkedView = 'link'

const plain = { search: '', where: [], sort: [], columns: null, groupBy: [] } satisfies Partial<LedgerState>

export const stateOfView = ({ id, definition }: SavedView): LedgerState => ({
  viewId: id,
  search: definition.search,
  where: definition.where,
  sort: definition.sort,
  columns: definition.columns.length === 0 ? null : definition.columns,
  groupBy: definition.groupBy === null ? [] : [definition.groupBy],
})

/** What was made of a page, by its entry in the window's history: coming back from a record finds it as it was left. Memory only. */
const left = new Map<string, LedgerState>()
const keptPages = 30

const recall = (entry: string | undefined) => (entry === undefined ? undefined : left.get(entry))

function keep(key: string, state: LedgerState): void {
  left.delete(key)
  left.set(key, state)
  const [oldest] = left.keys()
  if (left.size > keptPages && oldest !== undefined) left.delete(oldest)
}

/**
 * The state of a ledger's page. The address names the view (`?view=ID`) or brings conditions (`?where=…`), so that a reload and
 * a link come back; what is searched for never stands in it.
 */
export function useLedgerState(register: RegisterName, builtIn: readonly RegisterView[], saved: readonly SavedView[]) {
  const { account } = useSession()
  const [params, setParams] = useSearchParams()
  const { key } = useLocation()
  const named = { view: params.get('view'), where: params.get('where'), open: params.get('open') }
  const first = builtIn[0]?.id ?? ''

  const addressed = (): LedgerState => {
    const where = named.where === null ? null : whereOf(register, named.where)
    if (where !== null) return { ...plain, viewId: linkedView, where }
    const view = saved.find(({ id }) => id === named.view)
    if (view !== undefined) return stateOfView(view)
    return { ...plain, viewId: builtIn.some(({ id }) => id === named.view) ? (named.view ?? first) : first }
  }
  // the first entry of a window has the same key in every window
  const entry = key === 'default' ? undefined : `${account.id}/${register}/${key}`
  const [state, setState] = useState(() => recall(entry) ?? addressed())

  useEffect(() => {
    if (entry !== undefined) keep(entry, state)
  }, [entry, state])

  // an address somebody else went to; a dialog that opens over the list (`open`) takes the rest of the address with it
  const address = `${named.view ?? ''}|${named.where ?? ''}`
  const known = useRef({ address, open: named.open })
  const adopt = useEffectEvent(() => {
    const { current } = known
    const byDialog = named.open !== null || current.open !== null
    known.current = { address, open: named.open }
    if (address !== current.address && !byDialog) setState(recall(entry) ?? addressed())
  })
  useEffect(() => {
    adopt()
  }, [address, named.open])

  const go = (next: LedgerState) => {
    setState(next)
    const view = next.viewId === first || next.viewId === linkedView ? null : next.viewId
    known.current = { address: `${view ?? ''}|`, open: named.open }
    setParams(
      (old) => {
        const rest = new URLSearchParams(old)
        rest.delete('where')
        rest.delete('view')
        if (view !== null) rest.set('view', view)
        return rest
      },
      { replace: true },
    )
  }
  return {
    state,
    /** a change within the view */
    change: (more: Partial<LedgerState>) => {
      setState((old) => ({ ...old, ...more }))
    },
    /** another view */
    go,
    plain: (viewId: string): LedgerState => ({ ...plain, viewId }),
  }
}
