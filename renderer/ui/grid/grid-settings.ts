/** What is the same in every ledger's grid. */
import { AG_GRID_LOCALE_CN } from '@ag-grid-community/locale'
import type { ColDef, GridOptions, RowSelectionOptions } from 'ag-grid-community'
import { takesKey } from './grid-keys.ts'

/** Small enough that the first block is painted at once, large enough for two screens. */
export const blockSize = 50

const ticks: RowSelectionOptions = { mode: 'multiRow', headerCheckbox: false, checkboxes: true, enableClickSelection: false }

const cellDefaults: ColDef = {
  resizable: true,
  suppressHeaderMenuButton: true,
  sortingOrder: ['asc', 'desc', null],
  suppressKeyboardEvent: ({ event }) => takesKey(event),
}

const tickColumn: ColDef = {
  ...cellDefaults,
  width: 42,
  resizable: false,
  suppressMovable: true,
  headerName: '勾选',
  headerClass: 'grid-tick-head',
}

/** What never changes while the grid stands. */
export const standing: GridOptions = {
  localeText: AG_GRID_LOCALE_CN,
  rowModelType: 'infinite',
  cacheBlockSize: blockSize,
  maxBlocksInCache: 40,
  maxConcurrentDatasourceRequests: 2,
  infiniteInitialRowCount: 1,
  rowBuffer: 4,
  defaultColDef: cellDefaults,
  selectionColumnDef: tickColumn,
  rowSelection: ticks,
  suppressDragLeaveHidesColumns: true,
  suppressColumnMoveAnimation: true,
  suppressNoRowsOverlay: true,
  animateRows: false,
}
