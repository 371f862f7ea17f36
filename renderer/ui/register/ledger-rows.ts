import { useCallback, useEffect, useRef, useState } from 'react'
import type { Filter, ListInput, RecordView } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { api } from '../../lib/api.ts'
import { DeskFailure } from '../../lib/errors.ts'
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
function rowOf(view: RecordView): LedgerRow {
  return { ...view.values, ...view.labels, id: view.id, view }
}

/**
 * The rows of one query. The backend holds the ordered list of hits; blocks are taken from it, so that the millionth row costs
 * what the first does. After a change (`revision`) the list is taken anew.
 *
 * @param query keep it stable: a new object is a new query
 */
export function useLedgerRows(query: LedgerQuery, revision: number) {
  const [total, setTotal] = useState<number>()
  const held = useRef<{ key: string; list: Promise<{ snapshotId: string; total: number }> }>(undefined)
  const seen = useRef(new Map<string, RecordView>())
  useEffect(() => {
    held.current = undefined
  }, [query, revision])

  const getRows = useCallback(
    async ({ from, to, sort }: RowsRequest): Promise<RowsAnswer<LedgerRow>> => {
      const [first] = sort
      const input: ListInput = {
        register: query.register,
        where: [...query.where],
        ...(query.search !== '' && { search: query.search }),
        ...(query.deleted === true && { deleted: true }),
        ...(first !== undefined && { sort: [{ field: first.field, descending: first.direction === 'desc' }] }),
      }
      const key = JSON.stringify(input)
      const take = () => {
        const list = api.register.snapshot(input)
        held.current = { key, list }
        return list
      }
      const readFrom = async (list: Promise<{ snapshotId: string; total: number }>) => {
        const { snapshotId, total: hits } = await list
        return { hits, rows: (await api.register.block({ snapshotId, from, to: Math.min(to, hits) })).rows }
      }
      const { hits, rows } = await readFrom(held.current?.key === key ? held.current.list : take()).catch((error: unknown) => {
        // the backend keeps a few lists only; after a lock it has none
        if (error instanceof DeskFailure && error.code === 'NOT_FOUND') return readFrom(take())
        throw error
      })
      if (from === 0) seen.current.clear()
      for (const row of rows) seen.current.set(row.id, row)
      setTotal(hits)
      return { rows: rows.map(rowOf), total: hits }
    },
    [query],
  )
  const seenRows = useCallback((ids: readonly string[]) => ids.flatMap((id) => seen.current.get(id) ?? []), [])
  return { getRows, total, seenRows }
}
