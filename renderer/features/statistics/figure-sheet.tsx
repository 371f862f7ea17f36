import { Button } from 'antd'
import { useCallback, useState } from 'react'
import type { ReactNode } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { FigureQuery, FigureTable } from '../../../core/contract/statistics.ts'
import { api, saveFile } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { FigureGrid } from './figure-grid.tsx'
import { FigurePaper } from './figure-paper.tsx'

interface FigureSheetProps {
  title: string
  /** conditions and how it was counted: stands under the table, on paper and in the workbook */
  note: string
  counter: string
  corner: string
  /** what the table is made of */
  pickers: ReactNode
  query: FigureQuery
  loaded: UseQueryResult<FigureTable>
  chart: (table: FigureTable) => ReactNode
}

/** One table of figures: pickers above, the numbers, a chart beside them; print and export of exactly that. */
export function FigureSheet({ title, note, counter, corner, pickers, query, loaded, chart }: FigureSheetProps) {
  const [printing, setPrinting] = useState(false)
  const [failure, setFailure] = useState<string>()
  const endPrint = useCallback(() => {
    setPrinting(false)
  }, [])
  // Figures kept from an earlier visit are not shown: someone may print them before the new ones are in.
  const table = loaded.isFetchedAfterMount ? loaded.data : undefined
  const exportTable = async () => {
    try {
      setFailure(undefined)
      const { fileRef, name } = await api.statistics.workbook({
        title: title.slice(0, 60),
        note: note.slice(0, 200),
        query,
      })
      await saveFile(fileRef, name)
    } catch (error) {
      setFailure(messageOf(error))
    }
  }
  return (
    <div className="figures">
      <div className="figure-bar no-print">
        {pickers}
        <span className="actions push">
          <Button
            icon={<Icon name="print" />}
            disabled={table === undefined}
            onClick={() => {
              setPrinting(true)
            }}
          >
            打印
          </Button>
          <Button
            icon={<Icon name="download" />}
            disabled={table === undefined}
            onClick={() => {
              void exportTable()
            }}
          >
            导出 Excel
          </Button>
        </span>
      </div>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      {loaded.isError && <Notice tone="bad">{messageOf(loaded.error)}</Notice>}
      {table === undefined && !loaded.isError && <p className="muted figure-wait">正在统计…</p>}
      {table !== undefined && (
        <div className="figure-body no-print">
          <div className="figure-main">
            <FigureGrid label={title} corner={corner} table={table} />
            <p className="note muted">{note}点数字看名单，方向键可在数字间移动。</p>
          </div>
          <div className="figure-chart">{chart(table)}</div>
        </div>
      )}
      {printing && table !== undefined && (
        <FigurePaper {...{ title, note, counter, corner, table }} chart={chart(table)} onPrinted={endPrint} />
      )}
    </div>
  )
}
