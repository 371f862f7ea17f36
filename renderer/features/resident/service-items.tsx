import { Button } from 'antd'
import { useState } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { serviceItem } from '../../../core/domain/resident/service-item-fields.ts'
import { fieldOf } from '../../../core/domain/field.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { FieldText } from '../../ui/form/fields.tsx'
import type { Values } from '../../ui/form/values.ts'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { blankValues, changedValuesOf, formValuesOf, recordErrors, recordValuesOf } from '../../ui/register/form-values.ts'
import { RegisterFields } from '../../ui/register/register-fields.tsx'
import { valueText } from '../../ui/register/record-detail.ts'
import { Tag } from '../../ui/sheet.tsx'
import type { Tone } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'

/** A resident's service items, the latest first. */
export function useServiceItems(residentId: string) {
  return useLoaded(
    ['service-items', residentId],
    async () => {
      const { rows } = await api.register.list({
        register: 'serviceItem',
        where: [{ field: 'residentId', op: 'is', value: residentId }],
        sort: [{ field: 'neededOn', descending: true }],
        limit: 100,
      })
      return rows
    },
    ['serviceItem', 'resident'],
  )
}

const tones: Record<string, Tone> = { needed: 'amber', offered: 'blue', done: 'green' }

/** 有需求 → 已提供 → 已办结: what one press makes of an item. */
const nextSteps: Record<string, { label: string; status: string; day: 'offeredOn' | 'doneOn' }> = {
  needed: { label: '已提供', status: 'offered', day: 'offeredOn' },
  offered: { label: '已办结', status: 'done', day: 'doneOn' },
}

const text = (view: RecordView, field: string) => valueText('serviceItem', field, view)

/** 服务事项: what a floating resident needs of the five services, what was offered, what is done. */
export function ServiceItems({ resident, items }: { resident: RecordView; items: readonly RecordView[] }) {
  const today = useToday()
  const [editing, setEditing] = useState<RecordView | 'new'>()
  const [message, setMessage] = useState<string>()
  const advance = (item: RecordView) => {
    const step = nextSteps[String(item.values['status'])]
    if (step === undefined) return
    setMessage(undefined)
    api.register
      .update({
        register: 'serviceItem',
        id: item.id,
        expectedVersion: item.version,
        values: { status: step.status, [step.day]: today },
      })
      .catch((error: unknown) => {
        setMessage(messageOf(error))
      })
  }
  const writable = resident.deletedAt === null
  return (
    <>
      <div className="record-pad tab-head">
        <span className="muted note">落户、就业、居住、就医、子女入学：提出了什么，提供了什么，办到哪一步。</span>
        {writable && (
          <Button
            className="push"
            onClick={() => {
              setEditing('new')
            }}
          >
            登记服务事项
          </Button>
        )}
      </div>
      {message !== undefined && (
        <div className="record-pad">
          <Notice tone="bad">{message}</Notice>
        </div>
      )}
      {items.length > 0 && (
        <PlainTable
          label="服务事项"
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            { label: '事项', kind: 'short', cell: (item) => text(item, 'item') },
            {
              label: '进度',
              kind: 'short',
              cell: (item) => <Tag tone={tones[String(item.values['status'])]}>{text(item, 'status')}</Tag>,
            },
            { label: '提出', kind: 'short', cell: (item) => text(item, 'neededOn') },
            { label: '提供', kind: 'short', cell: (item) => text(item, 'offeredOn') || '—' },
            { label: '办结', kind: 'short', cell: (item) => text(item, 'doneOn') || '—' },
            { label: '说明', cell: (item) => text(item, 'note') || '—' },
            {
              label: '办理',
              kind: 'short',
              cell: (item) =>
                writable && (
                  <span className="actions">
                    <NextStep item={item} onPress={advance} />
                    <button
                      type="button"
                      className="link"
                      aria-label={`修改${text(item, 'item')}`}
                      onClick={() => {
                        setEditing(item)
                      }}
                    >
                      修改
                    </button>
                  </span>
                ),
            },
          ]}
        />
      )}
      {editing !== undefined && (
        <ServiceDialog
          resident={resident}
          item={editing === 'new' ? undefined : editing}
          onClose={() => {
            setEditing(undefined)
          }}
        />
      )}
    </>
  )
}

function NextStep({ item, onPress }: { item: RecordView; onPress: (item: RecordView) => void }) {
  const step = nextSteps[String(item.values['status'])]
  if (step === undefined) return null
  return (
    <button
      type="button"
      className="link"
      aria-label={`${text(item, 'item')}：${step.label}`}
      onClick={() => {
        onPress(item)
      }}
    >
      {step.label}
    </button>
  )
}

const asked = ['item', 'status', 'neededOn', 'offeredOn', 'doneOn']

interface ServiceDialogProps {
  resident: RecordView
  item: RecordView | undefined
  onClose: () => void
}

function ServiceDialog({ resident, item, onClose }: ServiceDialogProps) {
  const today = useToday()
  const residentId = { kind: 'record', id: resident.id, title: resident.title }
  const initial: Values =
    item === undefined ? { ...blankValues('serviceItem'), residentId, neededOn: today } : formValuesOf('serviceItem', item)
  const save = async (values: Values): Promise<unknown> => {
    if (item === undefined) {
      return api.register.create({ register: 'serviceItem', values: recordValuesOf('serviceItem', values) })
    }
    const changed = changedValuesOf('serviceItem', initial, values)
    if (Object.keys(changed).length === 0) return undefined
    return api.register.update({ register: 'serviceItem', id: item.id, expectedVersion: item.version, values: changed })
  }
  return (
    <FormDialog
      title={item === undefined ? `登记服务事项：${resident.title}` : `修改服务事项：${resident.title}`}
      form={`serviceItem/${item?.id ?? `new/${resident.id}`}`}
      narrow
      initial={initial}
      saveLabel="保存"
      errors={(values) => recordErrors('serviceItem', values)}
      save={save}
      onSaved={onClose}
      onClose={onClose}
    >
      <FormSection title="需求和进度">
        <RegisterFields register="serviceItem" fields={asked} />
        <FieldText name="note" label={fieldOf(serviceItem, 'note').meta.label} span="full" />
      </FormSection>
    </FormDialog>
  )
}
