import type { GridApi, SortModelItem } from 'ag-grid-community'

export interface GridSort {
  field: string
  descending: boolean
}

/** The backend sorts by so many fields at once. */
const most = 3

/** First field first. */
export const sortOf = (model: readonly SortModelItem[]): GridSort[] =>
  model.slice(0, most).map(({ colId, sort }) => ({ field: colId, descending: sort === 'desc' }))

/** How the grid's columns are sorted now, all of them. */
export const gridSort = (api: GridApi): SortModelItem[] =>
  api
    .getColumnState()
    .flatMap(({ colId, sort, sortIndex }) =>
      sort === 'asc' || sort === 'desc' ? [{ colId, sort, sortIndex: sortIndex ?? 0 }] : [],
    )
    .sort((a, b) => a.sortIndex - b.sortIndex)

/** Sorts the grid as wanted, as far as the columns are shown; true when that changed something, and the rows are read again. */
export function applySort(api: GridApi, wanted: readonly GridSort[]): boolean {
  const shown = wanted.filter(({ field }) => api.getColumn(field) !== null)
  const now = gridSort(api).map(({ colId, sort }) => ({ field: colId, descending: sort === 'desc' }))
  if (JSON.stringify(now) === JSON.stringify(shown)) return false
  api.applyColumnState({
    state: shown.map(({ field, descending }, sortIndex) => ({ colId: field, sort: descending ? 'desc' : 'asc', sortIndex })),
    defaultState: { sort: null },
  })
  return true
}

/** The order to read rows in: the grid's own, then what is wanted by columns that are not shown. */
export function readingSort(api: GridApi | undefined, model: readonly SortModelItem[], wanted: readonly GridSort[]): GridSort[] {
  if (api === undefined) return [...wanted]
  return [...sortOf(model), ...wanted.filter(({ field }) => api.getColumn(field) === null)].slice(0, most)
}
