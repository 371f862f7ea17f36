import { Radio } from 'antd'
import type { ImportMatch } from '../../../core/contract/import.ts'
import type { RegisterDescription } from '../../../core/domain/field.ts'

interface Rule<Value extends string> {
  value: Value
  label: string
  /** what happens, in plain words */
  says: string
}

const recognising: readonly Rule<ImportMatch['by']>[] = [
  {
    value: 'nameBirthday',
    label: '证号；没有证号的，看姓名和出生日期',
    says: '表里没有证号的人，和台账里姓名、出生日期都相同的认作一人。一般选这个。',
  },
  {
    value: 'number',
    label: '只看证号',
    says: '表里没有证号的人都作为新的人登记。名单里同名同日生的人多时选这个。',
  },
]

const treating: readonly Rule<ImportMatch['known']>[] = [
  {
    value: 'overwrite',
    label: '以表为准',
    says: '表里写了的内容替换台账里原来的内容；表里空着的不动。表比台账新时选这个。',
  },
  {
    value: 'fillEmpty',
    label: '只补空项',
    says: '只填台账里还空着的内容，已有的一个字不改。台账比表新时选这个。',
  },
  {
    value: 'skip',
    label: '跳过',
    says: '台账里已有的原样不动，只登记新的。',
  },
]

/** The step between columns and trial: who is known already, and what becomes of those. */
export function MatchRules({
  description,
  match,
  onChange,
}: {
  description: RegisterDescription
  match: ImportMatch
  onChange: (match: ImportMatch) => void
}) {
  const { name, label } = description
  return (
    <div className="match-rules">
      <p className="muted">同一份表可以导入多次，同一{description.counter}不会登记两遍。下面已按通常的做法选好，不改也可以。</p>
      {name === 'resident' ? (
        <Choice
          title="怎样认出台账里已有的人"
          rules={recognising}
          value={match.by}
          onChange={(by) => {
            onChange({ ...match, by })
          }}
        />
      ) : (
        <p>按编号、代码或名称认出台账里已有的{label}。</p>
      )}
      <Choice
        title={name === 'resident' ? '已有的人怎么办' : `已有的${label}怎么办`}
        rules={treating}
        value={match.known}
        onChange={(known) => {
          onChange({ ...match, known })
        }}
      />
    </div>
  )
}

function Choice<Value extends string>({
  title,
  rules,
  value,
  onChange,
}: {
  title: string
  rules: readonly Rule<Value>[]
  value: Value
  onChange: (value: Value) => void
}) {
  return (
    <section className="match-choice" aria-label={title}>
      <h3 className="import-head">{title}</h3>
      <Radio.Group
        className="match-list"
        aria-label={title}
        value={value}
        onChange={({ target }: { target: { value?: unknown } }) => {
          const chosen = rules.find((rule) => rule.value === target.value)
          if (chosen) onChange(chosen.value)
        }}
      >
        {rules.map((rule) => (
          <Radio key={rule.value} value={rule.value} className="match-rule">
            <span className="match-name">{rule.label}</span>
            <span className="muted note">{rule.says}</span>
          </Radio>
        ))}
      </Radio.Group>
    </section>
  )
}

/** 已有的人：以表为准 */
export const matchWords = ({ known }: ImportMatch): string =>
  `已有的：${treating.find((rule) => rule.value === known)?.label ?? ''}`
