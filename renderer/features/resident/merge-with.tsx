import { Button } from 'antd'
import { useState } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormSection } from '../../ui/form/form.tsx'
import { RecordPicker } from '../../ui/form/record-picker.tsx'
import { MergeDialog } from '../../ui/register/merge-dialog.tsx'
import { recordDetail } from '../../ui/register/record-detail.ts'
import { searchRecords } from '../../ui/register/search-records.ts'
import { Tag } from '../../ui/sheet.tsx'

interface MergeWithProps {
  view: RecordView
  /** chosen already, as from the comparison */
  otherId: string | undefined
  onChoose: (id: string) => void
  onMerged: (text: string, changeSetId: string) => void
  onClose: () => void
}

/** 合并: first the other record of the same person, then field by field. */
export function MergeWith({ view, otherId, onChoose, onMerged, onClose }: MergeWithProps) {
  if (otherId !== undefined && otherId !== view.id) {
    return <MergeDialog register="resident" ids={[view.id, otherId]} open onClose={onClose} onMerged={onMerged} />
  }
  return (
    <Dialog open title={`合并“${view.title}”：选另一条记录`} className="form-dialog" onClose={onClose}>
      <Choice view={view} onChoose={onChoose} onClose={onClose} />
    </Dialog>
  )
}

function Choice({ view, onChoose, onClose }: Pick<MergeWithProps, 'view' | 'onChoose' | 'onClose'>) {
  const [values, setValues] = useState<Record<string, unknown>>({ other: null })
  const { name = null, birthOn = null } = view.values
  const { data } = useLoaded(
    ['similar', view.id],
    () => api.register.similar({ register: 'resident', values: { name, birthOn }, exceptId: view.id }),
    ['resident'],
  )
  const search = async (typed: string) => (await searchRecords('resident')(typed)).filter(({ id }) => id !== view.id)
  return (
    <>
      {(data?.rows ?? []).length > 0 && (
        <ul className="merge-likely" aria-label="可能是同一人">
          {data?.rows.map((row, index) => (
            <li key={row.id} className="similar">
              <span className="similar-name">
                <b>{row.title}</b>
                <Tag tone="amber">{data.reasons[index]}</Tag>
                <Button
                  size="small"
                  className="push"
                  aria-label={`与 ${row.title} 合并`}
                  onClick={() => {
                    onChoose(row.id)
                  }}
                >
                  选这一条
                </Button>
              </span>
              <span className="muted note">{recordDetail('resident', row)}</span>
            </li>
          ))}
        </ul>
      )}
      <Form
        label="选另一条记录"
        values={values}
        onChange={setValues}
        errors={{ other: pickedId(values['other']) === undefined ? '请选另一条记录' : undefined }}
        onSave={() => {
          const id = pickedId(values['other'])
          if (id !== undefined) onChoose(id)
        }}
        saveLabel="下一步"
        onCancel={onClose}
      >
        <FormSection title="按姓名、拼音或号码查找">
          <RecordPicker name="other" label="另一条记录" span="full" required search={search} />
        </FormSection>
      </Form>
    </>
  )
}

const pickedId = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : undefined
