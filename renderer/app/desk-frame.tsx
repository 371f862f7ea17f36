import { Suspense, useState } from 'react'
import { Outlet, useMatches, useNavigate } from 'react-router'
import { api, useLoaded } from '../lib/api.ts'
import { CrumbContext } from '../lib/crumb.ts'
import { roleWords } from '../lib/role.ts'
import { useSession } from '../lib/session.tsx'
import { DeskPalette } from './desk-palette.tsx'
import { useLookChoice } from './look-choice.ts'
import type { PlaceHandle } from './place-handle.ts'
import { Shell } from './shell.tsx'
import type { MenuAction, RailItem } from './shell.tsx'
import { stripMessages } from './strip-messages.ts'

const creations = [
  { id: 'resident', label: '登记居民', to: '/resident/new' },
  { id: 'mediation', label: '登记纠纷', to: '/mediation/new' },
  { id: 'oral', label: '口头协议', to: '/mediation/oral' },
  { id: 'resettlement', label: '建立帮教档案', to: '/resettlement/new' },
  { id: 'meeting', label: '登记会议', to: '/meeting/new' },
] as const

/** The frame with what it needs of the backend: what is due, the backup, the last hand-up. */
export function DeskFrame() {
  const session = useSession()
  const navigate = useNavigate()
  const [narrow, setNarrow] = useState(false)
  const [searching, setSearching] = useState(false)
  const [named, setNamed] = useState<string>()
  const { look, choose } = useLookChoice()
  const { data } = useLoaded(['today'], () => api.today.get(), ['mediation', 'resettlement', 'decision', 'meeting'])
  const handle = useMatches()
    .map((match) => match.handle as PlaceHandle | undefined)
    .findLast((each) => each !== undefined)
  const crumbs = handle?.crumbs ?? []
  const go = (to: string) => void navigate(to)

  const due = (kind: string) => data?.due.filter((item) => item.kind === kind && item.dueOn <= data.today).length
  const urgent = data?.due.filter((item) => item.dueOn <= data.today).length
  const items: RailItem[] = [
    { id: 'today', label: '工作台', icon: 'today', to: '/today', badge: urgent },
    { id: 'resident', label: '居民', icon: 'residents', to: '/resident' },
    { id: 'mediation', label: '矛盾调解', icon: 'mediation', to: '/mediation', badge: due('mediation') },
    { id: 'resettlement', label: '安置帮教', icon: 'resettlement', to: '/resettlement', badge: due('visit') },
    { id: 'meeting', label: '会议', icon: 'meeting', to: '/meeting', badge: due('decision') },
    { id: 'statistics', label: '统计', icon: 'statistics', to: '/statistics' },
    { id: 'exchange', label: '数据交换', icon: 'exchange', to: '/exchange' },
    { id: 'system', label: '系统', icon: 'system', to: '/system', last: true },
  ]
  const types = [100, 115, 130] as const
  const personMenu: MenuAction[] = [
    { id: 'lock', label: '锁屏（Ctrl+L）', run: session.lock },
    ...types.map((type) => ({
      id: `type-${type}`,
      label: `字号 ${type}%${look.type === type ? ' ✓' : ''}`,
      run: () => {
        choose({ ...look, type })
      },
    })),
    {
      id: 'contrast',
      label: look.contrast === 'high' ? '普通颜色' : '高对比颜色',
      run: () => {
        choose({ ...look, contrast: look.contrast === 'high' ? 'normal' : 'high' })
      },
    },
    {
      id: 'system',
      label: '系统设置',
      run: () => {
        go('/system')
      },
    },
  ]
  const { account, unit } = session
  return (
    <CrumbContext value={setNamed}>
      <Shell
        items={items}
        activeId={handle?.rail ?? ''}
        narrow={narrow}
        onNarrow={setNarrow}
        crumbs={named === undefined ? crumbs : [...crumbs.slice(0, -1), { label: named }]}
        create={creations.map(({ id, label, to }) => ({
          id,
          label,
          run: () => {
            go(to)
          },
        }))}
        person={{ name: account.displayName, role: roleWords[account.role], unit: unit.unitName }}
        personMenu={personMenu}
        strip={stripMessages(data, unit.kind, session.demo, go)}
        onSearch={() => {
          setSearching(true)
        }}
        onLock={session.lock}
      >
        <Suspense>
          <Outlet />
        </Suspense>
      </Shell>
      <DeskPalette
        open={searching}
        pages={items}
        creations={creations}
        onGo={go}
        onClose={() => {
          setSearching(false)
        }}
      />
    </CrumbContext>
  )
}
