import { AG_GRID_LOCALE_CN } from '@ag-grid-community/locale'
import {
  CellStyleModule,
  ColumnApiModule,
  InfiniteRowModelModule,
  LocaleModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  ScrollApiModule,
} from 'ag-grid-community'
import type {
  CellKeyDownEvent,
  ColDef,
  ColumnMovedEvent,
  ColumnResizedEvent,
  GridApi,
  IDatasource,
  RowSelectedEvent,
  RowSelectionOptions,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { Button } from 'antd'
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode, Ref } from 'react'
import { isComposing } from '../keyboard.ts'
import { useLook } from '../look.ts'
import { Notice } from '../notice.tsx'
import { columnDefinition } from './columns.tsx'
import type { CellContext, ColumnSpec } from './columns.tsx'
import { focusedRow, focusRow, goToEnd, isOwnKey, tickColumnId } from './grid-keys.ts'
import { applySort, gridSort, readingSort, sortOf } from './grid-sort.ts'
import type { GridSort } from './grid-sort.ts'
import { gridTheme } from './grid-theme.ts'
import { litPattern } from './text-cell.ts'
import './ledger-grid.css'

ModuleRegistry.registerModules([
  CellStyleModule,
  ColumnApiModule,
  InfiniteRowModelModule,
  LocaleModule,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  ScrollApiModule,
])

export interface RowsRequest {
  /** rows `from` (counted from 0) up to, not including, `to` */
  from: number
  to: number
  sort: readonly GridSort[]
}

export interface RowsAnswer<Row> {
  rows: Row[]
  /** hits in all, or as many as are known of by now: `rowCount` tells the rest */
  total: number
}

/** What is ticked: some rows, or every hit of the query but some. */
export type LedgerSelection = { all: false; ids: string[] } | { all: true; except: string[] }

export const nothingSelected: LedgerSelection = { all: false, ids: [] }

/** What the page does to the table. */
export interface LedgerGridHandle {
  selectEveryHit: () => void
  clearSelection: () => void
  /** the keyboard into the table, where it was before or into the first row */
  focus: () => void
}

export interface LedgerGridProps<Row extends { id: string }> {
  ref?: Ref<LedgerGridHandle>
  /** name for screen readers: 居民台账 */
  label: string
  columns: readonly ColumnSpec<Row>[]
  /** one query; keep it stable (useCallback): a new function means a new query and starts at the top */
  getRows: (request: RowsRequest) => Promise<RowsAnswer<Row>>
  /** the exact number of hits where it came later than the first rows */
  rowCount?: number | undefined
  /** the order wanted; the grid sorts by itself at a click on a heading and tells `onSort` */
  sort: readonly GridSort[]
  onSort: (sort: GridSort[]) => void
  /** columns by field as they stand after a person moved or pulled them; a width only for those that were pulled */
  onColumns?: (columns: { field: string; width: number | null }[]) => void
  /** a new value re-reads the same query in place, after a change */
  revision?: number
  /** words of the search, lit in the cells */
  marks?: readonly string[]
  /** cleared by a new query; a new value sets nothing: the grid owns the ticks */
  onSelection?: (selection: LedgerSelection) => void
  /** the row under the keyboard, or clicked; for the quick look */
  onActive?: (row: Row) => void
  /** Enter or double click */
  onOpen: (row: Row) => void
  /** the space bar */
  onQuickLook?: (row: Row) => void
  /** Esc */
  onLeave?: () => void
  /** shown instead of rows when there is no hit */
  blank?: ReactNode
}

/** Small enough that the first block is painted at once, large enough for two screens. */
export const blockSize = 100
/** More than this many blocks are let go rather than read again one by one. */
const readAgain = 3
const noMarks: readonly string[] = []
const ticks: RowSelectionOptions = { mode: 'multiRow', headerCheckbox: false, checkboxes: true, enableClickSelection: false }

/**
 * The table of every ledger: a million rows are read in blocks as they are scrolled to. One grid and one data source live as
 * long as the page; a new query only reads its blocks again, so that the old rows stand until the new ones are there.
 */
export function LedgerGrid<Row extends { id: string }>(props: LedgerGridProps<Row>) {
  const { columns, getRows, rowCount, sort, revision = 0, marks = noMarks, onSelection } = props
  const { look, nonce } = useLook()
  const [api, setApi] = useState<GridApi<Row>>()
  const [state, setState] = useState<'reading' | 'rows' | 'blank' | 'failed'>('reading')
  const everyHit = useRef<Set<string>>(undefined)
  const wanted = useRef<{ getRows: typeof getRows; sort: readonly GridSort[]; api?: GridApi<Row> }>({ getRows, sort })
  const active = useRef<string>(undefined)

  const theme = useMemo(() => gridTheme(look), [look])
  const definitions = useMemo(() => columns.map((spec) => columnDefinition(spec, look.type / 100)), [columns, look.type])
  const [source] = useState<IDatasource>(() => ({
    getRows: ({ startRow, endRow, sortModel, successCallback, failCallback }) => {
      const { getRows: read, sort: order, api: grid } = wanted.current
      const settle = (next: 'rows' | 'blank' | 'failed', tell: () => void) => {
        tell()
        if (wanted.current.getRows === read) setState(next)
      }
      read({ from: startRow, to: endRow, sort: readingSort(grid, sortModel, order) }).then(
        ({ rows, total }) => {
          settle(total === 0 ? 'blank' : 'rows', () => {
            successCallback(rows, total)
          })
        },
        () => {
          settle('failed', failCallback)
        },
      )
    },
  }))
  const context = useMemo<CellContext>(() => ({ marks, lit: litPattern(marks) }), [marks])

  useLayoutEffect(() => {
    if (api === undefined) return
    const isNew = wanted.current.getRows !== getRows
    wanted.current = { getRows, sort, api }
    if (isNew) {
      everyHit.current = undefined
      api.deselectAll()
      if (api.getDisplayedRowCount() > 0) api.ensureIndexVisible(0, 'top')
    }
    if (applySort(api, sort) || !isNew) return
    if (Object.keys(api.getCacheBlockState() as object).length > readAgain) api.purgeInfiniteCache()
    else api.refreshInfiniteCache()
  }, [api, getRows, sort])
  useEffect(() => {
    if (rowCount !== undefined && api !== undefined && api.getDisplayedRowCount() !== rowCount) api.setRowCount(rowCount, true)
  }, [api, rowCount])
  useEffect(() => {
    api?.refreshCells({ force: true })
  }, [api, context])
  useEffect(() => {
    if (revision > 0) api?.refreshInfiniteCache()
  }, [api, revision])

  const report = () => {
    if (api === undefined) return
    const except = everyHit.current
    onSelection?.(
      except === undefined
        ? { all: false, ids: api.getSelectedNodes().flatMap(({ id }) => id ?? []) }
        : { all: true, except: [...except] },
    )
  }
  const selectEveryHit = () => {
    everyHit.current = new Set()
    tickLoaded(api, everyHit.current)
    report()
  }
  useImperativeHandle(props.ref, () => ({
    selectEveryHit,
    clearSelection: () => {
      everyHit.current = undefined
      api?.deselectAll()
      report()
    },
    focus: () => {
      if (api !== undefined) focusRow(api, focusedRow(api) ?? 0)
    },
  }))
  const onTick = ({ node, source: cause }: RowSelectedEvent<Row>) => {
    if (cause === 'api' || node.id === undefined) return
    if (node.isSelected() === true) everyHit.current?.delete(node.id)
    else everyHit.current?.add(node.id)
  }
  const onKey = ({ data, node, event }: CellKeyDownEvent<Row>) => {
    if (!(event instanceof KeyboardEvent) || api === undefined || isComposing(event)) return
    const { key } = event
    if (key === 'Home' || key === 'End') goToEnd(api, event)
    else if (key === 'Escape') props.onLeave?.()
    else if (key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) selectEveryHit()
    else if (data === undefined) return
    else if (key === 'Enter') props.onOpen(data)
    else if (key === ' ') props.onQuickLook?.(data)
    else if (key.toLowerCase() === 'x') node.setSelected(node.isSelected() !== true, false, 'spaceKey')
    else return
    event.preventDefault()
  }
  /** also when the row was read only after the keyboard had come to it */
  const tellActive = (grid: GridApi<Row>) => {
    const index = focusedRow(grid)
    const row = index === undefined ? undefined : grid.getDisplayedRowAtIndex(index)?.data
    if (row === undefined || row.id === active.current) return
    active.current = row.id
    props.onActive?.(row)
  }
  const tellColumns = ({ finished, source: cause, api: grid }: ColumnMovedEvent<Row> | ColumnResizedEvent<Row>) => {
    if (!finished || (cause !== 'uiColumnMoved' && cause !== 'uiColumnResized' && cause !== 'autosizeColumns')) return
    props.onColumns?.(
      grid
        .getColumnState()
        .filter(({ colId }) => colId !== tickColumnId)
        .map(({ colId, width, flex }) => ({
          field: colId,
          width: typeof flex === 'number' ? null : Math.round(width ?? 0),
        })),
    )
  }

  return (
    <div className="grid">
      {state === 'failed' && (
        <Notice
          tone="bad"
          action={
            <Button
              size="small"
              onClick={() => {
                api?.purgeInfiniteCache()
              }}
            >
              再读一次
            </Button>
          }
        >
          这一段没有读出来。已显示的行是完整的。
        </Notice>
      )}
      <div className="grid-table">
        <AgGridReact<Row>
          theme={theme}
          {...(nonce !== '' && { styleNonce: nonce })}
          localeText={AG_GRID_LOCALE_CN}
          rowModelType="infinite"
          datasource={source}
          cacheBlockSize={blockSize}
          maxBlocksInCache={20}
          maxConcurrentDatasourceRequests={2}
          infiniteInitialRowCount={1}
          getRowId={({ data }) => data.id}
          columnDefs={definitions}
          defaultColDef={cellDefaults}
          selectionColumnDef={tickColumn}
          rowSelection={ticks}
          context={context}
          suppressDragLeaveHidesColumns
          suppressCellFocus={false}
          animateRows={false}
          suppressColumnMoveAnimation
          suppressNoRowsOverlay
          onGridReady={(event) => {
            event.api.setGridAriaProperty('label', props.label)
            setApi(event.api)
          }}
          onModelUpdated={({ api: grid }) => {
            if (everyHit.current !== undefined) tickLoaded(grid, everyHit.current)
            tellActive(grid)
          }}
          onSortChanged={({ api: grid, source: cause }) => {
            if (cause === 'uiColumnSorted') props.onSort(sortOf(gridSort(grid)))
          }}
          onColumnMoved={tellColumns}
          onColumnResized={tellColumns}
          onRowSelected={onTick}
          onSelectionChanged={report}
          onCellKeyDown={(event) => {
            if ('column' in event) onKey(event)
          }}
          onCellFocused={({ api: grid }) => {
            tellActive(grid)
          }}
          onRowDoubleClicked={({ data }) => {
            if (data !== undefined) props.onOpen(data)
          }}
        />
      </div>
      {state === 'blank' && <div className="grid-blank">{props.blank}</div>}
    </div>
  )
}

const cellDefaults: ColDef = {
  resizable: true,
  suppressHeaderMenuButton: true,
  sortingOrder: ['asc', 'desc', null],
  suppressKeyboardEvent: ({ event }) => isOwnKey(event),
}

const tickColumn: ColDef = {
  ...cellDefaults,
  width: 42,
  resizable: false,
  suppressMovable: true,
  headerComponent: () => <span className="unseen">勾选</span>,
}

function tickLoaded<Row>(api: GridApi<Row> | undefined, except: ReadonlySet<string>): void {
  const nodes: Parameters<GridApi<Row>['setNodesSelected']>[0]['nodes'] = []
  api?.forEachNode((node) => {
    if (node.data !== undefined && node.id !== undefined && node.isSelected() !== true && !except.has(node.id)) nodes.push(node)
  })
  if (nodes.length > 0) api?.setNodesSelected({ nodes, newValue: true })
}
