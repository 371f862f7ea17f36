import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeTables } from '../../../core/domain/codes.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { useSaving } from '../../ui/form-dialog.tsx'
import { FieldCode } from '../../ui/form/field-code.tsx'
import { Form } from '../../ui/form/form.tsx'
import type { Values } from '../../ui/form/values.ts'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'

/** 类别对照: which of the 17 categories of the governance centre a dispute of the 18 gets at first. */
export function CategoryTab() {
  const { data, error } = useLoaded(['categoryMapping'], async () => (await api.mediation.categoryMapping()).mapping)
  return (
    <section className="system-part system-wide" aria-label="类别对照">
      <p className="muted">
        司法行政统计用 18 类，综治中心用 17
        类，两套都存。登记纠纷时选了左边的类别，右边的自动带出，仍可逐件改；改这张表不影响已登记的案件。
      </p>
      {error !== null && <Notice tone="bad">{messageOf(error)}</Notice>}
      {data !== undefined && <Mapping key={JSON.stringify(data)} mapping={data} />}
    </section>
  )
}

type Row = (typeof codeTables.disputeCategory)[number]
const targets = codeTables.disputeCategory17.map(([code, label]) => ({ code, label }))

function Mapping({ mapping }: { mapping: Readonly<Record<string, string>> }) {
  const queries = useQueryClient()
  const [values, setValues] = useState<Values>({ ...mapping })
  const changed = Object.keys(values).some((code) => values[code] !== mapping[code])
  const saving = useSaving(
    values,
    (now) =>
      api.mediation.saveCategoryMapping({
        mapping: Object.fromEntries(
          Object.entries(now).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
        ),
      }),
    () => queries.invalidateQueries({ queryKey: ['categoryMapping'] }),
  )
  const errors = Object.fromEntries(
    codeTables.disputeCategory.flatMap(([code]) => (typeof values[code] === 'string' ? [] : [[code, '请选择对应的类别']])),
  )
  return (
    <div className="category-map">
      <Form
        label="类别对照"
        values={values}
        onChange={(next) => {
          saving.forget()
          setValues(next)
        }}
        errors={errors}
        onSave={saving.run}
        saveLabel="保存对照表"
        saving={saving.busy}
        bar={changed}
        onCancel={
          changed
            ? () => {
                setValues({ ...mapping })
              }
            : undefined
        }
      >
        {saving.message !== undefined && <Notice tone="bad">{saving.message}</Notice>}
        <PlainTable<Row>
          label="类别对照"
          rows={codeTables.disputeCategory}
          keyOf={([code]) => code}
          columns={[
            { label: '码', kind: 'short', cell: ([code]) => code },
            { label: '纠纷类别（18 类）', cell: ([, label]) => label },
            {
              label: '综治中心类别（17 类）',
              cell: ([code, label]) => <FieldCode name={code} label={label} required options={targets} />,
            },
          ]}
        />
      </Form>
    </div>
  )
}
