import {
  createGrid,
  CellStyleModule,
  ColumnApiModule,
  EventApiModule,
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
  ColumnMovedEvent,
  ColumnResizedEvent,
  FullWidthCellKeyDownEvent,
  GridApi,
  IDatasource,
  ModelUpdatedEvent,
  RowDoubleClickedEvent,
  RowSelectedEvent,
  SelectionChangedEvent,
  SortChangedEvent,
} from 'ag-grid-community'
import { Button } from 'antd'
import { useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode, Ref } from 'react'
import { isComposing } from '../keyboard.ts'
import { useLook } from '../look.ts'
import { Notice } from '../notice.tsx'
import { columnDefinition } from './columns.tsx'
import type { CellContext, ColumnSpec } from './columns.tsx'
import { useDrawnCells } from './drawn-cells.tsx'
import { focusedRow, focusRow, goToEnd, tickColumnId } from './grid-keys.ts'
import { standing } from './grid-settings.ts'
import { applySort, gridSort, readingSort, sortOf } from './grid-sort.ts'
import type { GridSort } from './grid-sort.ts'
import { gridTheme } from './grid-theme.ts'
import { litPattern } from './text-cell.ts'
import './ledger-grid.css'

ModuleRegistry.registerModules([
  CellStyleModule,
  ColumnApiModule,
  EventApiModule,
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
  /** hits in all, or as many as are known of by now */
  total: number
  /** hits in all, where they are still being counted */
  whole?: Promise<number> | undefined
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

/** More than this many blocks are let go rather than read again one by one. */
const readAgain = 3
const noMarks: readonly string[] = []

/**
 * The table of every ledger: a million rows are read in blocks as they are scrolled to. One grid and one data source live as
 * long as the page; a new query only reads its blocks again, so that the old rows stand until the new ones are there.
 */
export function LedgerGrid<Row extends { id: string }>(props: LedgerGridProps<Row>) {
  const { ref, columns, getRows, sort, revision = 0, marks = noMarks, onSelection, blank } = props
  const { look, nonce } = useLook()
  const [api, setApi] = useState<GridApi<Row>>()
  const [state, setState] = useState<'reading' | 'rows' | 'blank' | 'failed'>('reading')
  const everyHit = useRef<Set<string>>(undefined)
  const { board, cells } = useDrawnCells(marks)
  const context = useMemo<CellContext>(() => ({ board, lit: litPattern(marks) }), [board, marks])
  const wanted = useRef<Wanted<Row>>({ getRows, sort, context })
  const active = useRef<string>(undefined)
  const frame = useRef<HTMLDivElement>(null)

  const theme = useMemo(() => gridTheme(look), [look])
  const definitions = useMemo(() => columns.map((spec) => columnDefinition(spec, look.type / 100)), [columns, look.type])
  const [source] = useState<IDatasource>(() => ({
    getRows: ({ startRow, endRow, sortModel, successCallback, failCallback }) => {
      const { getRows: read, sort: order, api: grid } = wanted.current
      const isGone = () => wanted.current.api?.isDestroyed() === true
      const isWanted = () => wanted.current.getRows === read && !isGone()
      read({ from: startRow, to: endRow, sort: readingSort(grid, sortModel, order) }).then(
        ({ rows, total, whole }) => {
          if (isGone()) return
          const relit = isWanted() && light(wanted.current)
          successCallback(rows, total)
          if (relit) wanted.current.api?.refreshCells({ force: true })
          if (isWanted()) setState(total === 0 ? 'blank' : 'rows')
          whole?.then(
            (count) => {
              if (isWanted()) wanted.current.api?.setRowCount(count, true)
            },
            () => undefined,
          )
        },
        () => {
          if (isGone()) return
          failCallback()
          if (isWanted()) setState('failed')
        },
      )
    },
  }))

  useLayoutEffect(() => {
    if (api === undefined) return
    const isNew = wanted.current.getRows !== getRows
    wanted.current = { getRows, sort, context, api }
    if (isNew) {
      everyHit.current = undefined
      api.deselectAll()
      if (api.getDisplayedRowCount() > 0) api.ensureIndexVisible(0, 'top')
    }
    if (applySort(api, sort) || !isNew) return
    if (Object.keys(api.getCacheBlockState() as object).length > readAgain) api.purgeInfiniteCache()
    else api.refreshInfiniteCache()
  }, [api, getRows, sort, context])
  useLayoutEffect(() => {
    if (api !== undefined && api.getGridOption('columnDefs') !== definitions) api.setGridOption('columnDefs', definitions)
  }, [api, definitions])
  useLayoutEffect(() => {
    if (api !== undefined && api.getGridOption('theme') !== theme) api.setGridOption('theme', theme)
  }, [api, theme])
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
  useImperativeHandle(ref, () => ({
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

  const begin = useEffectEvent((element: HTMLElement) => {
    const grid = createGrid<Row>(element, {
      ...standing,
      theme,
      ...(nonce !== '' && { styleNonce: nonce }),
      datasource: source,
      getRowId: ({ data }) => data.id,
      columnDefs: definitions,
      context,
    })
    grid.setGridAriaProperty('label', props.label)
    return grid
  })
  const onEvent = useEffectEvent((event: AgGridEvents<Row>) => {
    switch (event.type) {
      case 'modelUpdated':
        if (everyHit.current !== undefined) tickLoaded(event.api, everyHit.current)
        tellActive(event.api)
        return
      case 'sortChanged':
        if (event.source === 'uiColumnSorted') props.onSort(sortOf(gridSort(event.api)))
        return
      case 'columnMoved':
      case 'columnResized':
        tellColumns(event)
        return
      case 'rowSelected':
        onTick(event)
        return
      case 'selectionChanged':
        report()
        return
      case 'cellKeyDown':
        if ('column' in event) onKey(event)
        return
      case 'cellFocused':
        tellActive(event.api)
        return
      case 'rowDoubleClicked':
        if (event.data !== undefined) props.onOpen(event.data)
    }
  })
  useLayoutEffect(() => {
    const element = frame.current
    if (element === null) return
    const grid = begin(element)
    for (const type of heard)
      grid.addEventListener(type, (event) => {
        onEvent(event as AgGridEvents<Row>)
      })
    setApi(grid)
    return () => {
      setApi(undefined)
      grid.destroy()
    }
  }, [])

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
      <div className="grid-table" ref={frame} />
      {cells}
      {state === 'blank' && <div className="grid-blank">{blank}</div>}
    </div>
  )
}

/** What the page asks the grid for now. */
interface Wanted<Row extends { id: string }> {
  getRows: LedgerGridProps<Row>['getRows']
  sort: readonly GridSort[]
  context: CellContext
  api?: GridApi<Row>
}

/** The words of the search are lit together with the rows that answer it, so that every cell is drawn once. */
function light<Row extends { id: string }>({ api, context }: Wanted<Row>): boolean {
  if (api === undefined || api.getGridOption('context') === context) return false
  api.setGridOption('context', context)
  return true
}

/** What the page is told of, one way for all of it. */
const heard = [
  'modelUpdated',
  'sortChanged',
  'columnMoved',
  'columnResized',
  'rowSelected',
  'selectionChanged',
  'cellKeyDown',
  'cellFocused',
  'rowDoubleClicked',
] as const

type AgGridEvents<Row> =
  | ModelUpdatedEvent<Row>
  | SortChangedEvent<Row>
  | ColumnMovedEvent<Row>
  | ColumnResizedEvent<Row>
  | RowSelectedEvent<Row>
  | SelectionChangedEvent<Row>
  | CellKeyDownEvent<Row>
  | FullWidthCellKeyDownEvent<Row>
  | CellFocusedEvent<Row>
  | RowDoubleClickedEvent<Row>

function tickLoaded<Row>(api: GridApi<Row> | undefined, except: ReadonlySet<string>): void {
  const nodes: Parameters<GridApi<Row>['setNodesSelected']>[0]['nodes'] = []
  api?.forEachNode((node) => {
    if (node.data !== undefined && node.id !== undefined && node.isSelected() !== true && !except.has(node.id)) nodes.push(node)
  })
  if (nodes.length > 0) api?.setNodesSelected({ nodes, newValue: true })
}
