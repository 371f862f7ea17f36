import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Chosen, Filter, RecordView, SavedView, SortField, ViewDefinition } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { countText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { LedgerGrid, nothingSelected } from '../grid/ledger-grid.tsx'
import type { LedgerGridHandle, LedgerSelection as Ticks } from '../grid/ledger-grid.tsx'
import { LedgerPage } from '../ledger-page.tsx'
import { Notice } from '../notice.tsx'
import { BlankLedger } from './blank-ledger.tsx'
import { DoneNotice } from './done-notice.tsx'
import type { Done } from './done-notice.tsx'
import { LedgerActions } from './ledger-actions.tsx'
import { ColumnChooser } from './ledger-column-chooser.tsx'
import { choosableColumns, useLedgerColumns, usualLayout } from './ledger-columns.tsx'
import type { ColumnRenders, LedgerLayout } from './ledger-columns.tsx'
import { ExportDialog } from './ledger-export.tsx'
import { filterChips, useNamedRecords, withoutField } from './ledger-filter-words.ts'
import { LedgerFilter } from './ledger-filters.tsx'
import { groupableFields, GroupList, usualGroup } from './ledger-groups.tsx'
import { LedgerPaper } from './ledger-paper.tsx'
import { LedgerQuick } from './ledger-quick.tsx'
import type { QuickLookOf } from './ledger-quick.tsx'
import { listInputOf, useLedgerRows } from './ledger-rows.ts'
import { ViewMenu, useSavedViews } from './ledger-saved-views.tsx'
import { LedgerSelection } from './ledger-selection.tsx'
import { linkedView, stateOfView, useLedgerState } from './ledger-state.ts'
import type { RegisterView } from './ledger-state.ts'
import { TakeProgress, useTakeRows } from './ledger-take.tsx'
import { useSelectionTotals } from './ledger-totals.ts'
import { hitWords, sameView, sortWords } from './ledger-words.ts'
import { searchMarks } from './search-marks.ts'
import './ledger.css'
import './register.css'

export type { RegisterView } from './ledger-state.ts'

export interface RegisterLedgerProps {
  register: RegisterName
  title: string
  /** the first is shown at first; without any there is one, 全部 */
  views?: readonly RegisterView[]
  /** the columns shown until a person chooses others; the description's own when absent. Keep it stable */
  columns?: readonly string[]
  /** keep it stable */
  renders?: ColumnRenders
  /** at the right of the title; the first action last and primary */
  actions?: ReactNode
  onOpen: (view: RecordView) => void
  /** the side panel for the row under the keyboard; by default its first fields */
  quickLook?: QuickLookOf
  searchHint?: string
  notice?: ReactNode
  /** who is counted beside the title as well: （含已迁出去世） */
  wholeNote?: string
  /** when the ledger has no record at all */
  empty: ReactNode
}

const wholeLedger: readonly RegisterView[] = [{ id: 'all', label: '全部' }]
const noRenders: ColumnRenders = {}
const everything: Ticks = { all: true, except: [] }
const noSort: SortField[] = []

/**
 * The page of one ledger, made from its description: views, search, filters, grouping, columns, selection and what can be done
 * with it, quick look, export, copy and print.
 */
export function RegisterLedger(props: RegisterLedgerProps) {
  const { register } = props
  const saved = useSavedViews(register)
  const layout = useLoaded(layoutKey(register), async () => (await api.register.layout({ register })).columns)
  // a few milliseconds, once; without them the table would be drawn twice
  if (saved.isPending || layout.isPending) return null
  return <Ledger key={register} {...props} saved={saved.data ?? []} own={layout.data ?? null} />
}

const layoutKey = (register: RegisterName) => ['ledgerLayout', register]

interface LedgerProps extends RegisterLedgerProps {
  saved: readonly SavedView[]
  /** the columns as this person left them */
  own: LedgerLayout | null
}

function Ledger({
  register,
  title,
  renders = noRenders,
  views = wholeLedger,
  wholeNote = '',
  saved,
  own,
  ...props
}: LedgerProps) {
  const { counter } = registers[register]
  const { unit } = useSession()
  const queries = useQueryClient()
  const { state, change, go, plain } = useLedgerState(register, views, saved)
  const { search, where, sort } = state
  const [selection, setSelection] = useState<Ticks>(nothingSelected)
  const [active, setActive] = useState<RecordView>()
  const [exported, setExported] = useState<Chosen>()
  const [said, setSaid] = useState<{ tone: 'good' | 'bad'; text: string }>()
  const [done, setDone] = useState<Done>()
  const grid = useRef<LedgerGridHandle>(null)

  const view = views.find(({ id }) => id === state.viewId)
  const savedView = saved.find(({ id }) => id === state.viewId)
  const query = useMemo(
    () => ({ register, search: search.trim(), where: [...(view?.where ?? []), ...where], deleted: view?.deleted }),
    [register, search, where, view],
  )
  const input = useMemo(() => listInputOf(query, sort), [query, sort])
  const whole = useLoaded(['register', register, 'count'], () => api.register.count({ register }), [register])
  const { getRows, hits, expect } = useLedgerRows(query, whole.dataUpdatedAt)
  const total = hits?.exact === true ? hits.total : undefined

  const usual = useMemo(() => usualLayout(register, props.columns), [register, props.columns])
  const layout = state.columns ?? own ?? usual
  const shown = useMemo(() => layout.map(({ field }) => field), [layout])
  const columns = useLedgerColumns(register, layout, renders)
  const choosable = useMemo(() => choosableColumns(register), [register])
  const groupable = useMemo(() => groupableFields(register), [register])
  const marks = useMemo(() => searchMarks(search), [search])
  const names = useNamedRecords(register, where)
  const chips = filterChips(register, where, names)
  const sums = useSelectionTotals({ query: input, selection })

  const setLayout = (next: LedgerLayout | null) => {
    if (state.columns !== null) {
      change({ columns: next ?? own ?? usual })
      return
    }
    queries.setQueryData(layoutKey(register), next)
    api.register.saveLayout({ register, columns: next }).catch((error: unknown) => {
      setSaid({ tone: 'bad', text: error instanceof Error ? error.message : '列的设置没有保存' })
    })
  }
  const setWhere = (next: readonly Filter[]) => {
    change({ where: next })
  }
  const definition = (): ViewDefinition => ({
    search: search.trim(),
    where: query.where,
    sort: [...sort],
    columns: [...layout],
    groupBy: state.groupBy[0] ?? null,
  })
  const changed = savedView !== undefined && !sameView(definition(), savedView.definition, usual)

  const take = useTakeRows({ register, columns: shown, onSaid: setSaid })
  const all: Chosen = { query: input, selection: everything }
  const chosen: Chosen = { query: input, selection }
  const picked = selection.all ? Math.max(0, (total ?? hits?.total ?? 0) - selection.except.length) : selection.ids.length
  const pickedOf = ({ selection: one }: Chosen) => (one.all ? Math.max(0, (total ?? 0) - one.except.length) : one.ids.length)
  const empty = whole.data?.total === 0 && view?.deleted !== true
  const tabs = [
    ...views,
    ...saved.map(({ id, name }) => ({ id, label: name })),
    ...(state.viewId === linkedView ? [{ id: linkedView, label: '统计名单' }] : []),
  ]
  return (
    <>
      <LedgerPage
        title={title}
        note={`${unit.unitName}${whole.data === undefined ? '' : ` · 共 ${countText(whole.data.total)} ${counter}`}${wholeNote}`}
        actions={
          <>
            <LedgerActions
              onExport={() => {
                setExported(all)
              }}
              onCopy={() => {
                take.copy(all)
              }}
              onPrint={() => {
                take.print(all)
              }}
            />
            {props.actions}
          </>
        }
        views={tabs}
        activeView={state.viewId}
        onView={(id) => {
          const next = saved.find((one) => one.id === id)
          if (next !== undefined) go(stateOfView(next))
          else if (savedView !== undefined || state.viewId === linkedView) go(plain(id))
          else go({ ...state, viewId: id })
        }}
        viewTools={
          view?.deleted !== true && (
            <ViewMenu
              register={register}
              active={savedView}
              definition={definition}
              changed={changed}
              onSaved={(one) => {
                go(stateOfView(one))
              }}
              onRemoved={() => {
                go(plain(views[0]?.id ?? ''))
              }}
              onRevert={() => {
                if (savedView !== undefined) go(stateOfView(savedView))
              }}
              onFailed={(text) => {
                setSaid({ tone: 'bad', text })
              }}
            />
          )
        }
        search={{
          value: search,
          onChange: (next) => {
            expect({ ...query, search: next.trim() }, sort)
            change({ search: next })
          },
          onLeave: () => grid.current?.focus(),
          ...(props.searchHint !== undefined && { placeholder: props.searchHint }),
        }}
        filters={chips}
        onRemoveFilter={(field) => {
          setWhere(withoutField(where, field))
        }}
        onClearFilters={() => {
          setWhere([])
        }}
        tools={
          <>
            <LedgerFilter register={register} where={where} names={names} onChange={setWhere} />
            {groupable.length > 0 && (
              <Button
                size="small"
                aria-pressed={state.groupBy.length > 0}
                onClick={() => {
                  change({ groupBy: state.groupBy.length > 0 ? [] : [usualGroup(register)] })
                }}
              >
                分组
              </Button>
            )}
            <ColumnChooser
              columns={choosable}
              layout={layout}
              onChange={setLayout}
              onReset={() => {
                setLayout(null)
              }}
            />
          </>
        }
        notice={
          <>
            {props.notice}
            {done !== undefined && <DoneNotice key={done.changeSetId} done={done} onUndone={setDone} />}
            {said !== undefined && <Notice tone={said.tone}>{said.text}</Notice>}
            <TakeProgress taking={take.taking} />
          </>
        }
        selection={
          picked === 0 ? undefined : (
            <LedgerSelection
              chosen={chosen}
              picked={picked}
              total={total}
              onSelectEvery={() => grid.current?.selectEveryHit()}
              onClear={() => grid.current?.clearSelection()}
              onDone={(one) => {
                setDone(one)
                grid.current?.clearSelection()
              }}
              onExport={() => {
                setExported(chosen)
              }}
              onCopy={() => {
                take.copy(chosen)
              }}
              onPrint={() => {
                take.print(chosen)
              }}
            />
          )
        }
        sideList={
          state.groupBy.length === 0 || empty ? undefined : (
            <GroupList
              register={register}
              query={listInputOf(
                { ...query, where: [...(view?.where ?? []), ...where.filter(({ field }) => !state.groupBy.includes(field))] },
                noSort,
              )}
              where={where}
              by={state.groupBy}
              onBy={(groupBy) => {
                change({ groupBy })
              }}
              onWhere={setWhere}
              onClose={() => {
                change({ groupBy: [] })
              }}
            />
          )
        }
        foot={[
          empty ? `0 ${counter}` : hitWords(hits, counter),
          ...(picked > 0 ? sums : []),
          ...(sort.length > 1 ? [sortWords(register, sort)] : []),
        ]}
        quickLook={
          active === undefined || empty ? undefined : <LedgerQuick register={register} view={active} shown={shown} {...props} />
        }
      >
        {empty ? (
          <div className="ledger-empty">{props.empty}</div>
        ) : (
          <LedgerGrid
            ref={grid}
            label={title}
            columns={columns}
            getRows={getRows}
            sort={sort}
            onSort={(next) => {
              change({ sort: next })
            }}
            onColumns={setLayout}
            revision={whole.dataUpdatedAt}
            marks={marks}
            onSelection={setSelection}
            onActive={(row) => {
              if (active !== undefined) setActive(row.view)
            }}
            onQuickLook={(row) => {
              setActive((now) => (now?.id === row.id ? undefined : row.view))
            }}
            onLeave={() => {
              setActive(undefined)
            }}
            onOpen={(row) => {
              props.onOpen(row.view)
            }}
            blank={
              <BlankLedger
                input={listInputOf({ ...query, where, deleted: undefined }, noSort)}
                views={views.filter(({ id }) => id !== state.viewId)}
                onView={(id) => {
                  go({ ...state, viewId: id })
                }}
              />
            }
          />
        )}
      </LedgerPage>
      {exported !== undefined && (
        <ExportDialog
          chosen={exported}
          total={pickedOf(exported)}
          columns={shown}
          onClose={() => {
            setExported(undefined)
          }}
        />
      )}
      {take.paper !== undefined && (
        <LedgerPaper
          register={register}
          title={title}
          conditions={[...(search.trim() === '' ? [] : [`搜索：${search.trim()}`]), ...chips.map(({ label }) => label)].join(
            '；',
          )}
          columns={shown}
          rows={take.paper}
          onPrinted={take.endPrint}
        />
      )}
    </>
  )
}
