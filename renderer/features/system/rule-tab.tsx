import { ruleSettings } from '../../../core/domain/rule-settings.ts'
import type { RuleSetting } from '../../../core/domain/rule-settings.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/sheet.tsx'

/** The numbers the desk reckons with, and the document each rests on. */
export function RuleTab() {
  return (
    <section className="system-part system-wide" aria-label="规则">
      <p className="muted">
        期限、间隔等按下列数字计算。法律规定的期限不能放宽；各地办法不同的，现在用的是常见的数字。这一版只能查看。
      </p>
      <PlainTable<RuleSetting>
        label="规则"
        rows={ruleSettings}
        keyOf={({ key }) => key}
        columns={[
          { label: '规则', cell: ({ label }) => label },
          { label: '数值', kind: 'number', cell: ({ value, unit }) => `${String(value)} ${unit}` },
          { label: '依据', cell: ({ basis }) => basis },
          {
            label: '可否调整',
            kind: 'short',
            cell: ({ locked }) => (locked === true ? <Tag tone="blue">法定，只可更严</Tag> : <Tag>可按本地办法</Tag>),
          },
        ]}
      />
    </section>
  )
}
