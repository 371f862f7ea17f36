import { Button } from 'antd'
import { useState } from 'react'
import type { FrozenReport, OfficialQuery } from '../../../core/contract/statistics.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { instantText } from '../../lib/format.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToday } from '../../ui/today.ts'
import '../../ui/plain-table.css'
import { officialText } from './official-text.ts'

/** 已上报: what was handed in of one report, and what has changed since. */
export function FrozenReports({ report, onClose }: { report: OfficialQuery['report']; onClose: () => void }) {
  const today = useToday()
  const [opened, setOpened] = useState<FrozenReport>()
  const loaded = useLoaded(['statistics', 'frozen'], () => api.statistics.frozen())
  const reports = loaded.data?.reports.filter(({ query }) => query.report === report)
  return (
    <Dialog open title={opened === undefined ? '已上报的报表' : `${opened.period}：上报以后的变动`} onClose={onClose}>
      {loaded.isError && <Notice tone="bad">{messageOf(loaded.error)}</Notice>}
      {opened === undefined ? (
        <>
          {reports?.length === 0 && <p className="muted">还没有上报过。核对无误后点“冻结上报”，上报的数字就留在这里备查。</p>}
          {reports !== undefined && reports.length > 0 && (
            <table className="plain-table">
              <thead>
                <tr>
                  <th>统计期间</th>
                  <th>上报时间</th>
                  <th>经办人</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {reports.map((one) => (
                  <tr key={one.id}>
                    <td>{one.period}</td>
                    <td>{instantText(one.at, today)}</td>
                    <td>{one.by}</td>
                    <td>
                      <Button
                        type="link"
                        onClick={() => {
                          setOpened(one)
                        }}
                      >
                        看变动
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      ) : (
        <Differences id={opened.id} />
      )}
      <div className="actions official-foot">
        {opened !== undefined && (
          <Button
            onClick={() => {
              setOpened(undefined)
            }}
          >
            返回列表
          </Button>
        )}
        <Button onClick={onClose}>关闭</Button>
      </div>
    </Dialog>
  )
}

function Differences({ id }: { id: string }) {
  const loaded = useLoaded(['statistics', 'differences', id], () => api.statistics.differences({ id }), ['mediation'])
  if (loaded.isError) return <Notice tone="bad">{messageOf(loaded.error)}</Notice>
  if (!loaded.isFetchedAfterMount || loaded.data === undefined) return <p className="muted">正在核对…</p>
  const { table, differences } = loaded.data
  if (differences.length === 0) return <Notice tone="good">现在统计的数字与上报时完全一致。</Notice>
  const columns = new Map(
    table.groups.flatMap(({ label, columns: own }) => own.map((one) => [one.key, { ...one, group: label }] as const)),
  )
  const rows = new Map(table.rows.map(({ key, label }) => [key, label]))
  return (
    <>
      <p className="muted note">有 {differences.length} 处与上报时不同，可能是上报以后补录或改正了案件。</p>
      <table className="plain-table">
        <thead>
          <tr>
            <th>调委会类型</th>
            <th>栏目</th>
            <th>上报时</th>
            <th>现在</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ row, column, then, now }) => {
            const { label = column, group = '', unit = '' } = columns.get(column) ?? {}
            return (
              <tr key={`${row} ${column}`}>
                <td>{rows.get(row) ?? row}</td>
                <td>
                  {group}·{label}（{unit}）
                </td>
                <td className="plain-number">{officialText(then, unit)}</td>
                <td className="plain-number">{officialText(now, unit)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
