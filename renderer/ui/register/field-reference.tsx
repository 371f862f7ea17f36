import { Select } from 'antd'
import { api, useLoaded } from '../../lib/api.ts'
import type { Filter } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { FieldFrame } from '../form/field-frame.tsx'
import { useField, useForm } from '../form/form-state.ts'
import type { FieldProps } from '../form/form-state.ts'
import { RecordPicker } from '../form/record-picker.tsx'
import type { Picked, RecordPickerProps } from '../form/record-picker.tsx'
import { valueAt } from '../form/values.ts'
import { leaveByTab } from '../keyboard.ts'
import { searchRecords } from './search-records.ts'

/** Ledgers small enough to be chosen from a list. */
const listed: readonly RegisterName[] = ['village', 'grid', 'mediator']

interface FieldReferenceProps extends FieldProps {
  target: RegisterName
  strangerLabel?: string
  onPicked?: RecordPickerProps['onPicked']
}

/** One record of another ledger: from a list where it is short, else found while typing. Holds a Picked or null. */
export function FieldReference({ target, ...props }: FieldReferenceProps) {
  if (listed.includes(target) && props.strangerLabel === undefined) return <FieldListed target={target} {...props} />
  return <RecordPicker {...props} search={searchRecords(target)} />
}

/** A list of more than this is searched by the backend instead. */
const longestList = 500

function FieldListed({ target, onPicked, ...props }: FieldReferenceProps) {
  const field = useField(props)
  const { options, whole } = useOptions(target, useVillageBeside(target, props.name))
  if (!whole) return <RecordPicker {...props} onPicked={onPicked} search={searchRecords(target)} />
  const picked = isPick(field.value) ? field.value : null
  const known = picked === null || options.some(({ value }) => value === picked.id)
  return (
    <FieldFrame {...props} id={field.id} error={field.error} onBlur={field.touch}>
      <Select<string, Option>
        {...field.control}
        status={field.status}
        disabled={field.readOnly}
        placeholder={props.placeholder ?? '请选择'}
        allowClear={props.required !== true}
        showSearch={{ optionFilterProp: 'label' }}
        value={picked === null ? null : picked.id}
        options={known ? options : [{ value: picked.id, label: picked.title }, ...options]}
        onChange={(id: string | undefined, option) => {
          const next: Picked | null =
            id === undefined || option === undefined || Array.isArray(option) ? null : { kind: 'record', id, title: option.label }
          field.set(next)
          onPicked?.(next)
        }}
        onSelect={field.moveOn}
      />
    </FieldFrame>
  )
}

/** Several records of another ledger. Holds a list of Picked. */
export function FieldReferences({ target, ...props }: FieldReferenceProps) {
  const field = useField(props)
  const { options } = useOptions(target)
  const picked = Array.isArray(field.value) ? field.value.filter(isPick) : []
  return (
    <FieldFrame {...props} id={field.id} error={field.error} onBlur={field.touch} defaultSpan="half">
      <div onKeyDownCapture={leaveByTab}>
        <Select<string[], Option>
          {...field.control}
          mode="multiple"
          status={field.status}
          disabled={field.readOnly}
          placeholder={props.placeholder ?? '可选多个'}
          showSearch={{ optionFilterProp: 'label' }}
          value={picked.map(({ id }) => id)}
          options={options}
          onChange={(ids) => {
            field.set(
              ids.map(
                (id) => ({ kind: 'record', id, title: options.find(({ value }) => value === id)?.label ?? '' }) satisfies Picked,
              ),
            )
          }}
        />
      </div>
    </FieldFrame>
  )
}

interface Option {
  value: string
  label: string
}

/** `whole` is false when there are more than a list can hold. */
function useOptions(target: RegisterName, villageId?: string): { options: Option[]; whole: boolean } {
  const where: Filter[] = villageId === undefined ? [] : [{ field: 'villageId', op: 'is', value: villageId }]
  const { data } = useLoaded(
    ['register', target, 'options', villageId],
    () => api.register.list({ register: target, where, limit: longestList }),
    [target],
  )
  const options = (data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }))
  return { options, whole: data === undefined || (!data.capped && data.total <= longestList) }
}

/** Grids are offered of the village that the same record names, once it names one. */
function useVillageBeside(target: RegisterName, path: string): string | undefined {
  const { values } = useForm()
  const village = valueAt(values, [...path.split('.').slice(0, -1), 'villageId'].join('.'))
  return target === 'grid' && isPick(village) ? village.id : undefined
}

function isPick(value: unknown): value is { kind: 'record'; id: string; title: string } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'record'
}
