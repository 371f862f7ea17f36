import type { ComponentType } from 'react'
import { useSearchParams } from 'react-router'
import { useSession } from '../../lib/session.tsx'
import { PageHead } from '../../ui/sheet.tsx'
import { Tabs, type Tab } from '../../ui/tabs.tsx'
import { MovementTab } from './movement-tab.tsx'
import { CasesTab, OrganisationTab } from './official-tab.tsx'
import { PopulationTab } from './population-tab.tsx'
import { SubsidyTab } from './subsidy-tab.tsx'
import '../../ui/record-page.css'
import './statistics.css'

/** Every ledger with tables of its own adds a line. */
const tabs: readonly (Tab & { panel: ComponentType })[] = [
  { id: 'population', label: '人口', panel: PopulationTab },
  { id: 'movement', label: '人口变动', panel: MovementTab },
  { id: 'cases', label: '调解案件统计表', panel: CasesTab },
  { id: 'organisation', label: '组织队伍经费', panel: OrganisationTab },
  { id: 'subsidy', label: '以案定补', panel: SubsidyTab },
]

/** 统计: the official tables, every number with its list behind it. `?tab=movement` opens one of them. */
export function StatisticsPage() {
  const { unit } = useSession()
  const [search, setSearch] = useSearchParams()
  const active = tabs.find(({ id }) => id === search.get('tab')) ?? tabs[0]
  if (active === undefined) return null
  const Panel = active.panel
  return (
    <div className="page page-fill">
      <div className="no-print">
        <PageHead title="统计" note={unit.unitName} />
      </div>
      <div className="sheet statistics">
        <Tabs
          label="统计"
          tabs={tabs}
          active={active.id}
          onChange={(id) => {
            setSearch({ tab: id }, { replace: true })
          }}
        >
          <Panel />
        </Tabs>
      </div>
    </div>
  )
}
