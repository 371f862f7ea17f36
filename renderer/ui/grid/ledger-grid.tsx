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
  CellFocusedEvent,
  CellKeyDownEvent,
  ColDef,
  GridApi,
  IDatasource,
  RowSelectedEvent,
  RowSelectionOptions,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { Button } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { isComposing } from '../keyboard.ts'
import { useLook } from '../look.ts'
import { Notice } from '../notice.tsx'
import { columnDefinition } from './columns.tsx'
import type { ColumnSpec } from './columns.tsx'
import { gridTheme } from './grid-theme.ts'
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
  sort: readonly { field: string; direction: 'asc' | 'desc' }[]
}

export interface RowsAnswer<Row> {
  rows: Row[]
  /** hits in all */
  total: number
}

/** What is ticked: some rows, or every hit of the query but some. */
export type LedgerSelection = { all: false; ids: string[] } | { all: true; except: string[] }

export const nothingSelected: LedgerSelection = { all: false, ids: [] }

export interface LedgerGridProps<Row extends { id: string }> {
  /** name for screen readers: 居民台账 */
  label: string
  columns: readonly ColumnSpec<Row>[]
  /** one query; keep it stable (useCallback): a new function means a new query and starts at the top */
  getRows: (request: RowsRequest) => Promise<RowsAnswer<Row>>
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
  /** shown instead of rows when there is no hit */
  blank?: ReactNode
}

const blockSize = 200
const noMarks: readonly string[] = []
const ticks: RowSelectionOptions = { mode: 'multiRow', headerCheckbox: false, checkboxes: true, enableClickSelection: false }

/** The table of every ledger: a million rows are read in blocks as they are scrolled to. */
export function LedgerGrid<Row extends { id: string }>(props: LedgerGridProps<Row>) {
  const { columns, getRows, revision = 0, marks = noMarks, onSelection } = props
  const { look, nonce } = useLook()
  const [api, setApi] = useState<GridApi<Row>>()
  const [state, setState] = useState<'reading' | 'rows' | 'blank' | 'failed'>('reading')
  const everyHit = useRef<Set<string>>(undefined)

  const theme = useMemo(() => gridTheme(look), [look])
  const definitions = useMemo(() => columns.map((spec) => columnDefinition(spec, look.type / 100)), [columns, look.type])
  const source = useMemo<IDatasource>(
    () => ({
      getRows: (request) => {
        getRows({
          from: request.startRow,
          to: request.endRow,
          sort: request.sortModel.map(({ colId, sort }) => ({ field: colId, direction: sort === 'desc' ? 'desc' : 'asc' })),
        }).then(
          ({ rows, total }) => {
            request.successCallback(rows, total)
            setState(total === 0 ? 'blank' : 'rows')
          },
          () => {
            request.failCallback()
            setState('failed')
          },
        )
      },
    }),
    [getRows],
  )
  const context = useMemo(() => ({ marks }), [marks])

  useEffect(() => {
    api?.refreshCells({ force: true })
  }, [api, context])
  useEffect(() => {
    if (revision > 0) api?.refreshInfiniteCache()
  }, [api, revision])
  useEffect(() => {
    everyHit.current = undefined
    api?.deselectAll()
  }, [api, getRows])

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
  const onTick = ({ node, source: cause }: RowSelectedEvent<Row>) => {
    if (cause === 'api' || node.id === undefined) return
    if (node.isSelected() === true) everyHit.current?.delete(node.id)
    else everyHit.current?.add(node.id)
  }
  const onKey = ({ data, node, event }: CellKeyDownEvent<Row>) => {
    if (!(event instanceof KeyboardEvent) || data === undefined || isComposing(event)) return
    if (event.key === 'Enter') props.onOpen(data)
    else if (event.key === ' ') props.onQuickLook?.(data)
    else if (event.key === 'x') node.setSelected(node.isSelected() !== true, false, 'spaceKey')
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) selectEveryHit()
    else return
    event.preventDefault()
  }
  const onFocus = ({ rowIndex }: CellFocusedEvent<Row>) => {
    const row = rowIndex === null ? undefined : api?.getDisplayedRowAtIndex(rowIndex)?.data
    if (row !== undefined) props.onActive?.(row)
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
          blockLoadDebounceMillis={50}
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
          suppressNoRowsOverlay
          onGridReady={(event) => {
            event.api.setGridAriaProperty('label', props.label)
            setApi(event.api)
          }}
          onModelUpdated={({ api: grid }) => {
            if (everyHit.current !== undefined) tickLoaded(grid, everyHit.current)
          }}
          onRowSelected={onTick}
          onSelectionChanged={report}
          onCellKeyDown={(event) => {
            if ('column' in event) onKey(event)
          }}
          onCellFocused={onFocus}
          onRowDoubleClicked={({ data }) => {
            if (data !== undefined) props.onOpen(data)
          }}
        />
      </div>
      {state === 'blank' && <div className="grid-blank">{props.blank}</div>}
    </div>
  )
}

const ownKeys = new Set(['Enter', ' ', 'x', 'a'])

const cellDefaults: ColDef = {
  resizable: true,
  suppressHeaderMenuButton: true,
  sortingOrder: ['asc', 'desc', null],
  suppressKeyboardEvent: ({ event }) => ownKeys.has(event.key),
}

const tickColumn: ColDef = {
  ...cellDefaults,
  width: 42,
  resizable: false,
  headerComponent: () => <span className="unseen">勾选</span>,
}

function tickLoaded<Row>(api: GridApi<Row> | undefined, except: ReadonlySet<string>): void {
  const nodes: Parameters<GridApi<Row>['setNodesSelected']>[0]['nodes'] = []
  api?.forEachNode((node) => {
    if (node.data !== undefined && node.id !== undefined && node.isSelected() !== true && !except.has(node.id)) nodes.push(node)
  })
  if (nodes.length > 0) api?.setNodesSelected({ nodes, newValue: true })
}
