import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Chosen, Filter, ListInput, RecordView, SortField } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { api } from '../../lib/api.ts'
import { DeskFailure } from '../../lib/errors.ts'
import { blockSize } from '../grid/grid-settings.ts'
import type { RowsAnswer, RowsRequest } from '../grid/ledger-grid.tsx'

/** A record as the grid draws it: the texts of its columns, and the record itself. */
export type LedgerRow = Record<string, unknown> & { id: string; view: RecordView }

export interface LedgerQuery {
  register: RegisterName
  search: string
  where: readonly Filter[]
  deleted?: boolean | undefined
}

/** Codes and references by name, everything else as it is. */
const rowOf = (view: RecordView): LedgerRow => ({ ...view.values, ...view.labels, id: view.id, view })

export function listInputOf({ register, search, where, deleted }: LedgerQuery, sort: readonly SortField[]): ListInput {
  return {
    register,
    where: [...where],
    ...(search !== '' && { search }),
    ...(deleted === true && { deleted: true }),
    ...(sort.length > 0 && { sort: [...sort] }),
  }
}

/** The list of one query's hits that the backend holds for this page, with its first rows. */
interface Held {
  key: string
  opened: Promise<{ snapshotId: string; total: number; complete: boolean; rows: RecordView[] }>
  /** all hits, once they are counted */
  total?: number
  whole?: Promise<number>
}

export interface LedgerHits {
  /** at least so many; exact once `exact` says so */
  total: number
  exact: boolean
}

/** ms without another query after which all hits are counted: counting takes the processor from the keys that follow */
const pause = 350

/**
 * The rows of one query. The backend holds the ordered list of its hits and answers at once with the first rows, before it has
 * them all; further blocks are taken from that list, so that the millionth row costs what the first does. The exact total may
 * come later than the rows. After a change (`revision`) the list is taken anew.
 */
export function useLedgerRows(query: LedgerQuery, revision: number) {
  const [hits, setHits] = useState<LedgerHits>()
  const held = useRef<Held>(undefined)
  /** the last list the backend told of */
  const known = useRef<string>(undefined)
  const text = JSON.stringify(query)
  // an equal query is the same query: nothing is read again
  const stable = useMemo(() => JSON.parse(text) as LedgerQuery, [text])
  useLayoutEffect(() => {
    held.current = undefined
  }, [revision])

  const take = useCallback((input: ListInput): Held => {
    const key = JSON.stringify(input)
    if (held.current?.key === key) return held.current
    const insteadOf = known.current
    const asked = { ...input, early: true, first: blockSize, ...(insteadOf !== undefined && { insteadOf }) }
    const opened = api.register.snapshot(asked).then((answer) => {
      known.current = answer.snapshotId
      return answer
    })
    // told to whoever reads from the list
    opened.catch(() => undefined)
    held.current = { key, opened }
    return held.current
  }, [])

  const getRows = useCallback(
    async ({ from, to, sort }: RowsRequest): Promise<RowsAnswer<LedgerRow>> => {
      const input = listInputOf(stable, sort)
      const read = (list: Held) => {
        const isHeld = () => held.current === list
        return readBlock(list, from, to, isHeld, (next) => {
          if (isHeld()) setHits((old) => (old?.total === next.total && old.exact === next.exact ? old : next))
        })
      }
      const list = take(input)
      return read(list).catch((error: unknown) => {
        if (held.current !== list) throw error
        held.current = undefined
        // the backend keeps a few lists only; after a lock it has none
        if (error instanceof DeskFailure && error.code === 'NOT_FOUND') return read(take(input))
        throw error
      })
    },
    [stable, take],
  )
  /** Asks for the first rows of what comes next, before the page is drawn for it. */
  const expect = (next: LedgerQuery, sort: readonly SortField[]) => {
    take(listInputOf(next, sort))
  }
  return { getRows, hits, expect }
}

async function readBlock(
  list: Held,
  from: number,
  to: number,
  isHeld: () => boolean,
  know: (hits: LedgerHits) => void,
): Promise<RowsAnswer<LedgerRow>> {
  const first = await list.opened
  const { snapshotId } = first
  const isThere = from === 0 && (first.complete || first.rows.length >= to)
  const block = isThere ? first : await api.register.block({ snapshotId, from, to })
  const rows = block.rows.map(rowOf)
  if (block.complete) list.total = block.total
  const { total } = list
  know({ total: total ?? block.total, exact: total !== undefined })
  if (total !== undefined) return { rows, total }
  list.whole ??= countAll(list, snapshotId, isHeld).then((counted) => {
    know({ total: counted, exact: true })
    return counted
  })
  return { rows, total: block.total, whole: list.whole }
}

async function countAll(list: Held, snapshotId: string, isHeld: () => boolean): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, pause))
  if (!isHeld()) throw new Error('another query has come')
  const { total } = await api.register.snapshotTotal({ snapshotId })
  list.total = total
  return total
}

/** Rows at once in one call. */
const slice = 500
/** Records by their ids in one call. */
const idSlice = 200

/**
 * The records ticked in a query, in its order (a few hundred ticked one by one: in its order by slices), at most `most`.
 *
 * @param onProgress how many are read of how many
 */
export async function readChosen(
  { query, selection }: Chosen,
  most: number,
  onProgress?: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<RecordView[]> {
  const rows: RecordView[] = []
  const take = (more: readonly RecordView[], total: number) => {
    signal?.throwIfAborted()
    rows.push(...more)
    onProgress?.(rows.length, total)
  }
  if (!selection.all) {
    const ids = selection.ids.slice(0, most)
    for (let at = 0; at < ids.length; at += idSlice) {
      const part = ids.slice(at, at + idSlice)
      const { register, sort = [], deleted = false } = query
      const where = [{ field: 'id', op: 'in' as const, value: part }]
      take((await api.register.list({ register, where, sort, deleted, limit: idSlice })).rows, ids.length)
    }
    return rows
  }
  const except = new Set(selection.except)
  const { snapshotId, total } = await api.register.snapshot(query)
  const wanted = Math.min(total - except.size, most)
  for (let from = 0; from < total && rows.length < wanted; from += slice) {
    const block = await api.register.block({ snapshotId, from, to: Math.min(from + slice, total) })
    take(block.rows.filter(({ id }) => !except.has(id)).slice(0, wanted - rows.length), wanted)
  }
  return rows
}
