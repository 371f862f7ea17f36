import { Button } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Filter, RecordView } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { countText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { LedgerGrid, nothingSelected } from '../grid/ledger-grid.tsx'
import type { LedgerSelection } from '../grid/ledger-grid.tsx'
import { Icon } from '../icons.tsx'
import { ColumnChooser, LedgerPage, QuickLook } from '../ledger-page.tsx'
import { Notice } from '../notice.tsx'
import { useLedgerColumns } from './ledger-columns.tsx'
import type { ColumnRenders } from './ledger-columns.tsx'
import { filterChips, filterConditions, LedgerFilter, withoutFilter } from './ledger-filters.tsx'
import type { LedgerFilters } from './ledger-filters.tsx'
import { LedgerPaper, paperRows, tableText } from './ledger-paper.tsx'
import { useLedgerRows } from './ledger-rows.ts'
import { recordFacts } from './record-facts.tsx'
import { searchMarks } from './search-marks.ts'
import './register.css'

/** A view of a ledger: a name for a set of conditions. */
export interface RegisterView {
  id: string
  label: string
  where?: readonly Filter[]
  /** the recycle bin */
  deleted?: boolean
}

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
  quickLook?: (view: RecordView) => { tags?: ReactNode; facts?: readonly string[]; foot?: ReactNode }
  searchHint?: string
  notice?: ReactNode
  /** when the ledger has no record at all */
  empty: ReactNode
}

const wholeLedger: readonly RegisterView[] = [{ id: 'all', label: '全部' }]
const noRenders: ColumnRenders = {}

/** The page of one ledger, made from its description: views, search, filters, columns, quick look, copy and print. */
export function RegisterLedger({ register, title, renders = noRenders, views = wholeLedger, ...props }: RegisterLedgerProps) {
  const { counter } = registers[register]
  const { unit } = useSession()
  const [viewId, setViewId] = useState(views[0]?.id ?? '')
  const [search, setSearch] = useState('')
  const [filters, setFilters] = useState<LedgerFilters>({})
  const [selection, setSelection] = useState<LedgerSelection>(nothingSelected)
  const [active, setActive] = useState<RecordView>()
  const [paper, setPaper] = useState<readonly RecordView[]>()
  const [said, setSaid] = useState<{ tone: 'good' | 'bad'; text: string }>()
  const view = views.find(({ id }) => id === viewId) ?? views[0]

  const query = useMemo(
    () => ({
      register,
      search: search.trim(),
      where: [...(view?.where ?? []), ...filterConditions(filters)],
      deleted: view?.deleted,
    }),
    [register, search, view, filters],
  )
  const whole = useLoaded(['register', register, 'count'], () => api.register.count({ register }), [register])
  const { getRows, total, seenRows } = useLedgerRows(query, whole.dataUpdatedAt)
  const { all, shown, columns, choose } = useLedgerColumns(register, props.columns, renders)
  const marks = useMemo(() => searchMarks(search), [search])

  const takeRows = async (): Promise<readonly RecordView[]> => {
    if (!selection.all && selection.ids.length > 0) return seenRows(selection.ids)
    const { search: words, ...rest } = query
    const { rows } = await api.register.list({
      register: rest.register,
      where: rest.where,
      ...(words !== '' && { search: words }),
      ...(rest.deleted === true && { deleted: true }),
      limit: paperRows,
    })
    return selection.all ? rows.filter(({ id }) => !selection.except.includes(id)) : rows
  }
  const act = (work: () => Promise<void>) => () => {
    work().catch((error: unknown) => {
      setSaid({ tone: 'bad', text: messageOf(error) })
    })
  }
  const copy = act(async () => {
    const rows = await takeRows()
    await navigator.clipboard.writeText(tableText(register, shown, rows))
    setSaid({ tone: 'good', text: `已复制 ${countText(rows.length)} 行，可以粘贴到表格里。遮盖的内容仍是遮盖的。` })
  })
  const print = act(async () => {
    setPaper(await takeRows())
  })
  const endPrint = useCallback(() => {
    setPaper(undefined)
  }, [])

  const picked = selection.all ? Math.max(0, (total ?? 0) - selection.except.length) : selection.ids.length
  const empty = whole.data?.total === 0 && view?.deleted !== true
  return (
    <>
      <LedgerPage
        title={title}
        note={`${unit.unitName}${whole.data === undefined ? '' : ` · ${countText(whole.data.total)} ${counter}`}`}
        actions={
          <>
            <Button icon={<Icon name="document" />} onClick={copy}>
              复制
            </Button>
            <Button icon={<Icon name="print" />} onClick={print}>
              打印
            </Button>
            {props.actions}
          </>
        }
        views={views}
        activeView={view?.id ?? ''}
        onView={setViewId}
        search={{ value: search, onChange: setSearch, ...(props.searchHint !== undefined && { placeholder: props.searchHint }) }}
        filters={filterChips(register, filters)}
        onRemoveFilter={(id) => {
          setFilters(withoutFilter(filters, id))
        }}
        tools={
          <>
            <LedgerFilter register={register} filters={filters} onChange={setFilters} />
            <ColumnChooser columns={all} shown={shown} onChange={choose} />
          </>
        }
        notice={
          <>
            {props.notice}
            {said !== undefined && <Notice tone={said.tone}>{said.text}</Notice>}
          </>
        }
        foot={[
          empty ? `0 ${counter}` : total === undefined ? '正在读取…' : `命中 ${countText(total)} ${counter}`,
          ...(picked > 0 ? [`已选 ${countText(picked)} ${counter}`] : []),
        ]}
        quickLook={
          active === undefined || empty ? undefined : <Quick register={register} view={active} shown={shown} {...props} />
        }
      >
        {empty ? (
          <div className="ledger-empty">{props.empty}</div>
        ) : (
          <LedgerGrid
            label={title}
            columns={columns}
            getRows={getRows}
            revision={whole.dataUpdatedAt}
            marks={marks}
            onSelection={setSelection}
            onActive={(row) => {
              if (active !== undefined) setActive(row.view)
            }}
            onQuickLook={(row) => {
              setActive((now) => (now?.id === row.id ? undefined : row.view))
            }}
            onOpen={(row) => {
              props.onOpen(row.view)
            }}
            blank={<p className="muted ledger-blank">没有符合的记录。可以少输几个字，或去掉筛选。</p>}
          />
        )}
      </LedgerPage>
      {paper !== undefined && <LedgerPaper register={register} title={title} columns={shown} rows={paper} onPrinted={endPrint} />}
    </>
  )
}

interface QuickProps extends Pick<RegisterLedgerProps, 'register' | 'quickLook' | 'onOpen'> {
  view: RecordView
  shown: readonly string[]
}

function Quick({ register, view, shown, quickLook, onOpen }: QuickProps) {
  const { tags, facts = shown.slice(1), foot } = quickLook?.(view) ?? {}
  return (
    <QuickLook
      title={view.title}
      tags={tags}
      onOpen={() => {
        onOpen(view)
      }}
      facts={recordFacts(register, facts, view)}
      foot={foot}
    />
  )
}
