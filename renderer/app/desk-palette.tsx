import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { registers } from '../../core/domain/registers.ts'
import type { RecordView } from '../../core/contract/register.ts'
import type { RegisterName } from '../../core/domain/field.ts'
import { api } from '../lib/api.ts'
import { recordPath } from '../lib/record-path.ts'
import { SearchPalette } from '../ui/search-palette.tsx'
import type { PaletteGroup } from '../ui/search-palette.tsx'
import { isCalled } from './place-names.ts'
import { recordDetail } from '../ui/register/record-detail.ts'
import { searchMarks } from '../ui/register/search-marks.ts'

interface Place {
  id: string
  label: string
  to: string
}

/** Places that are not in the rail. */
const more: readonly Place[] = [
  { id: 'import', label: '导入居民 Excel', to: '/resident/import' },
  { id: 'household', label: '户', to: '/household' },
  { id: 'village', label: '村（社区）', to: '/village' },
  { id: 'grid', label: '网格', to: '/grid' },
  { id: 'division', label: '区划', to: '/division' },
  { id: 'life-event', label: '人员变动', to: '/life-event' },
  { id: 'movement', label: '人口变动统计', to: '/statistics?tab=movement' },
  { id: 'mediator', label: '调解员', to: '/mediator' },
  { id: 'committee', label: '调委会', to: '/committee' },
  { id: 'mediation-import', label: '导入纠纷台账', to: '/mediation/import?register=mediation' },
  { id: 'mediation-funding', label: '调解经费', to: '/mediation-funding' },
  { id: 'phrase', label: '常用语', to: '/phrase' },
  { id: 'template', label: '文书模板', to: '/template' },
  { id: 'expired', label: '保管期满的卷宗', to: '/mediation/expired' },
  { id: 'hand-up', label: '上报', to: '/exchange/hand-up' },
  { id: 'receive', label: '接收数据包', to: '/exchange/receive' },
  { id: 'backup', label: '备份', to: '/system?tab=backup' },
  { id: 'account', label: '账号', to: '/system?tab=account' },
  { id: 'operation', label: '操作记录', to: '/system?tab=operation' },
  { id: 'audit', label: '使用记录', to: '/system?tab=audit' },
  { id: 'rule', label: '规则', to: '/system?tab=rule' },
  { id: 'category', label: '类别对照', to: '/system?tab=category' },
  { id: 'calendar', label: '节假日', to: '/system?tab=calendar' },
  { id: 'about', label: '关于', to: '/system?tab=about' },
]

const tags: Partial<Record<RegisterName, string>> = {
  resident: 'personType',
  mediation: 'status',
  resettlement: 'status',
  meeting: 'status',
}

/** Ctrl+K: records of every ledger, pages, things to do. */
export function DeskPalette({
  open,
  pages,
  creations,
  onGo,
  onClose,
}: {
  open: boolean
  pages: readonly Place[]
  creations: readonly Place[]
  onGo: (to: string) => void
  onClose: () => void
}) {
  const [query, setQuery] = useState('')
  const typed = query.trim()
  const found = useQuery({
    queryKey: ['find', typed],
    queryFn: () => api.register.find({ text: typed }),
    enabled: open && typed !== '',
    placeholderData: (before) => before,
  })
  const marks = searchMarks(typed)
  const targets = new Map<string, string>()
  const offer = (id: string, to: string) => {
    targets.set(id, to)
    return id
  }
  const named = (places: readonly Place[]) =>
    places
      .filter(({ label }) => isCalled(label, typed))
      .map(({ id, label, to }) => ({ id: offer(`${to}-${id}`, to), title: label, marks }))
  const records = (typed === '' ? [] : (found.data?.groups ?? [])).map(({ register, rows }) => ({
    group: registers[register].label,
    items: rows.map((row) => ({
      id: offer(row.id, recordPath(register, row)),
      title: row.title,
      detail: recordDetail(register, row),
      marks,
      ...tagOf(register, row),
    })),
  }))
  const groups: PaletteGroup[] = [
    ...records,
    { group: '新建', items: named(creations) },
    { group: '页面', items: named([...pages, ...more]) },
  ].filter(({ items }) => items.length > 0)
  const close = () => {
    onClose()
    setQuery('')
  }
  return (
    <SearchPalette
      open={open}
      query={query}
      onQuery={setQuery}
      groups={groups}
      busy={found.isFetching}
      onChoose={({ id }) => {
        const to = targets.get(id)
        close()
        if (to !== undefined) onGo(to)
      }}
      onClose={close}
    />
  )
}

function tagOf(register: RegisterName, { labels }: RecordView): { tag?: string } {
  const name = tags[register]
  const tag = name === undefined ? undefined : labels[name]
  return tag === undefined ? {} : { tag }
}
