import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { CalendarYear } from '../../../core/contract/settings.ts'
import { api, pickFile, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/sheet.tsx'

/** 节假日: the years whose holidays and worked weekends the terms are reckoned with, and a file for the next one. */
export function CalendarTab() {
  const queries = useQueryClient()
  const { data, error } = useLoaded(['calendar'], () => api.settings.listCalendar())
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<{ tone: 'good' | 'bad'; text: string }>()
  const bring = async () => {
    const picked = await pickFile('.json')
    if (picked === null) return
    const { year } = await api.settings.saveCalendar({ fileRef: picked.fileRef })
    await queries.invalidateQueries({ queryKey: ['calendar'] })
    setSaid({ tone: 'good', text: `${String(year)} 年的节假日已存好，以后的期限按它计算。` })
  }
  const run = () => {
    setBusy(true)
    setSaid(undefined)
    bring()
      .catch((failure: unknown) => {
        setSaid({ tone: 'bad', text: messageOf(failure) })
      })
      .finally(() => {
        setBusy(false)
      })
  }
  return (
    <section className="system-part system-wide" aria-label="节假日">
      <div className="calendar-bar">
        <p className="muted">
          司法确认等法定期限的最后一日遇法定休假日顺延（民事诉讼法第八十五条），要知道每年怎样放假、怎样调休。国务院办公厅每年年底公布下一年的安排，把年度文件导入一次即可，不用联网。
        </p>
        <Button className="push" icon={<Icon name="upload" />} loading={busy} onClick={run}>
          导入年度文件
        </Button>
      </div>
      {error !== null && <Notice tone="bad">{messageOf(error)}</Notice>}
      {said !== undefined && <Notice tone={said.tone}>{said.text}</Notice>}
      {(data?.missing ?? []).length > 0 && (
        <Notice tone="warn">
          还没有 {data?.missing.map(String).join('、')} 年的安排：这些年份只按周六、周日推算，请在公布后导入。
        </Notice>
      )}
      <PlainTable<CalendarYear>
        label="节假日"
        rows={data?.years ?? []}
        keyOf={({ year }) => year}
        columns={[
          { label: '年度', kind: 'short', cell: ({ year }) => year },
          { label: '放假', cell: ({ holidays }) => spans(holidays) },
          { label: '调休上班', cell: ({ workdays }) => workdays.map(({ day }) => day.slice(5)).join('、') || '—' },
          {
            label: '来源',
            cell: ({ source, shipped }) => (
              <>
                {shipped && <Tag>随程序</Tag>} {source}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}

/** 元旦 01-01 至 01-03；春节 … */
function spans(days: CalendarYear['holidays']): string {
  const byName = new Map<string, string[]>()
  for (const { name, day } of days) byName.set(name, [...(byName.get(name) ?? []), day.slice(5)])
  return [...byName]
    .map(([name, list]) => {
      const [first = '', last = ''] = [list[0], list.at(-1)]
      return first === last ? `${name} ${first}` : `${name} ${first} 至 ${last}`
    })
    .join('；')
}
