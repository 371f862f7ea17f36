import { useSearchParams } from 'react-router'
import { PageHead } from '../../ui/sheet.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { AboutTab } from './about-tab.tsx'
import { AccountTab } from './account-tab.tsx'
import { AuditTab } from './audit-tab.tsx'
import { BackupTab } from './backup-tab.tsx'
import { CalendarTab } from './calendar-tab.tsx'
import { CategoryTab } from './category-tab.tsx'
import { OperationTab } from './operation-tab.tsx'
import { RuleTab } from './rule-tab.tsx'
import '../../ui/record-page.css'
import './system.css'

const tabs = [
  { id: 'backup', label: '备份' },
  { id: 'account', label: '账号' },
  { id: 'operation', label: '操作记录' },
  { id: 'audit', label: '使用记录' },
  { id: 'rule', label: '规则' },
  { id: 'category', label: '类别对照' },
  { id: 'calendar', label: '节假日' },
  { id: 'about', label: '关于' },
] as const
const panels = {
  backup: BackupTab,
  account: AccountTab,
  operation: OperationTab,
  audit: AuditTab,
  rule: RuleTab,
  category: CategoryTab,
  calendar: CalendarTab,
  about: AboutTab,
}
type TabId = keyof typeof panels
const isTab = (id: string | null): id is TabId => id !== null && Object.hasOwn(panels, id)

/** 系统: backups, accounts, operations that can be taken back, the record of use, rules, categories, holidays, about. `?tab=backup` opens one of them. */
export function SystemPage() {
  const [search, setSearch] = useSearchParams()
  const asked = search.get('tab')
  const active = isTab(asked) ? asked : 'backup'
  const Panel = panels[active]
  return (
    <div className="page page-fill">
      <PageHead title="系统" />
      <div className="sheet system">
        <Tabs
          label="系统"
          tabs={tabs}
          active={active}
          onChange={(id) => {
            setSearch({ tab: id }, { replace: true })
          }}
        >
          <div className="system-pad">
            <Panel />
          </div>
        </Tabs>
      </div>
    </div>
  )
}
