import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RuleView } from '../../../core/contract/settings.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { FieldNumber, FieldText } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/sheet.tsx'

/** The numbers the desk reckons with, and the document each rests on. */
export function RuleTab() {
  const { data, error } = useLoaded(['rules'], () => api.settings.listRules())
  const [open, setOpen] = useState<RuleView>()
  return (
    <section className="system-part system-wide" aria-label="规则">
      <p className="muted">
        期限、间隔等按下列数字计算。法律规定的期限不能放宽；各地办法不同的，请改成本地办法的数字，并写明依据文件。
      </p>
      {error !== null && <Notice tone="bad">{messageOf(error)}</Notice>}
      <PlainTable<RuleView>
        label="规则"
        rows={data?.rules ?? []}
        keyOf={({ key }) => key}
        columns={[
          { label: '规则', cell: ({ label }) => label },
          { label: '数值', kind: 'number', cell: ({ value, unit }) => `${String(value)} ${unit}` },
          { label: '依据', cell: ({ basis }) => basis },
          {
            label: '可否调整',
            kind: 'short',
            cell: ({ locked }) => (locked ? <Tag tone="blue">法定，只可更严</Tag> : <Tag>可按本地办法</Tag>),
          },
          {
            label: '操作',
            kind: 'short',
            cell: (rule) => (
              <button
                type="button"
                className="link"
                aria-label={`修改：${rule.label}`}
                onClick={() => {
                  setOpen(rule)
                }}
              >
                修改
              </button>
            ),
          },
        ]}
      />
      {open !== undefined && (
        <ChangeRule
          rule={open}
          onClose={() => {
            setOpen(undefined)
          }}
        />
      )}
    </section>
  )
}

type RuleForm = {
  value: number | null
  basis: string | null
}

function ChangeRule({ rule, onClose }: { rule: RuleView; onClose: () => void }) {
  const queries = useQueryClient()
  const initial: RuleForm = { value: rule.value, basis: null }
  return (
    <FormDialog
      narrow
      title={rule.label}
      form={`system/rule/${rule.key}`}
      initial={initial}
      saveLabel="保存"
      errors={({ value, basis }) => ({
        value:
          value === null || value < 1
            ? '请填写数值'
            : rule.locked && value > rule.shipped
              ? `法律规定为 ${String(rule.shipped)} ${rule.unit}，只能更严`
              : undefined,
        basis: basis === null || basis.length < 4 ? '请写明依据文件' : undefined,
      })}
      save={({ value, basis }) => api.settings.changeRule({ key: rule.key, value: value ?? rule.value, basis: basis ?? '' })}
      onSaved={() => {
        void queries.invalidateQueries({ queryKey: ['rules'] })
        onClose()
      }}
      onClose={onClose}
    >
      <FormSection title="数值和依据" note={`现在为 ${String(rule.value)} ${rule.unit}（${rule.basis}）`}>
        <FieldNumber name="value" label="数值" unit={rule.unit} required span="half" />
        <FieldText name="basis" label="依据文件" help="文件名称和文号" required span="full" />
      </FormSection>
    </FormDialog>
  )
}
