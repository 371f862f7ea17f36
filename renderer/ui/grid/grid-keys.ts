import type { CellPosition, GridApi } from 'ag-grid-community'
import { isComposing } from '../keyboard.ts'

/** Keys the ledger answers itself instead of the grid. */
const own = new Set(['Enter', ' ', 'x', 'X', 'a', 'A', 'Home', 'End', 'Escape'])

/**
 * Whether the ledger answers a key; what the browser would do with it (scroll, select the page) is held back here, because the
 * grid tells of its keys only afterwards.
 */
export function takesKey(event: KeyboardEvent): boolean {
  const taken = own.has(event.key) && !isComposing(event)
  const letter = /^[a-z]$/i.test(event.key)
  if (taken && (!letter || event.ctrlKey || event.metaKey)) event.preventDefault()
  return taken
}

/** The grid says nothing at all before a cell was entered, whatever its types say. */
const focusedCell = (api: GridApi): CellPosition | undefined => api.getFocusedCell() ?? undefined

export const focusedRow = (api: GridApi): number | undefined => focusedCell(api)?.rowIndex

/** Puts the keyboard into a row that may not be read yet, in the column it was in. */
export function focusRow(api: GridApi, index: number): void {
  const [first] = api.getAllDisplayedColumns().filter((column) => column.getColId() !== tickColumnId)
  const column = focusedCell(api)?.column ?? first
  if (column === undefined || index < 0 || index >= api.getDisplayedRowCount()) return
  api.ensureIndexVisible(index)
  api.setFocusedCell(index, column)
}

/** Home and End: the ends of the row; with Ctrl the ends of the ledger, as in a spreadsheet. */
export function goToEnd(api: GridApi, { key, ctrlKey, metaKey }: KeyboardEvent): void {
  const cell = focusedCell(api)
  if (ctrlKey || metaKey) {
    focusRow(api, key === 'Home' ? 0 : api.getDisplayedRowCount() - 1)
    return
  }
  const columns = api.getAllDisplayedColumns().filter((column) => column.getColId() !== tickColumnId)
  const column = key === 'Home' ? columns[0] : columns.at(-1)
  if (cell === undefined || column === undefined) return
  api.ensureColumnVisible(column)
  api.setFocusedCell(cell.rowIndex, column)
}

/** The grid's own column of check boxes. */
export const tickColumnId = 'ag-Grid-SelectionColumn'
