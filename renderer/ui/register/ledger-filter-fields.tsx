import { Input, Select } from 'antd'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { Filter } from '../../../core/contract/register.ts'
import { codeName, codeTables } from '../../../core/domain/codes.ts'
import type { DescribedField, RegisterName } from '../../../core/domain/field.ts'
import { FieldDay } from '../form/field-day.tsx'
import { FieldMoney, FieldNumber } from '../form/fields.tsx'
import { FormContext } from '../form/form-state.ts'
import { valueAt, withValue } from '../form/values.ts'
import { leaveByTab } from '../keyboard.ts'
import { chosenValues, filterKindOf, oneOf } from './ledger-filter-words.ts'
import { searchRecords } from './search-records.ts'

export interface FilterEditorProps {
  field: DescribedField
  /** the conditions of this field */
  own: readonly Filter[]
  /** titles of the records that are chosen */
  names: ReadonlyMap<string, string>
  onChange: (own: readonly Filter[]) => void
}

/** The control that narrows one field down, and beside it whether there is anything at all. */
export function FilterEditor(props: FilterEditorProps) {
  const { field, own, onChange } = props
  const { name, meta } = field
  const kind = filterKindOf(field)
  const blank = own.map(({ op }) => op).find((op) => op === 'empty' || op === 'notEmpty')
  return (
    <div className="filter-line" role="group" aria-label={meta.label}>
      <span className="filter-name">{meta.label}</span>
      <div className="filter-what" onKeyDownCapture={leaveByTab}>
        {blank === undefined && kind !== 'blank' && <Control {...props} kind={kind} />}
        {(blank !== undefined || kind === 'blank') && (
          <span className="muted">{blank === undefined ? '不限' : blank === 'empty' ? '没有填写' : '已经填写'}</span>
        )}
      </div>
      <Select
        aria-label={`${meta.label}：填没填`}
        size="small"
        className="filter-blank"
        value={blank ?? 'any'}
        options={blankOptions}
        onChange={(next: 'any' | 'empty' | 'notEmpty') => {
          onChange(next === 'any' ? [] : [{ field: name, op: next }])
        }}
      />
    </div>
  )
}

const blankOptions = [
  { value: 'any', label: '不限' },
  { value: 'empty', label: '为空' },
  { value: 'notEmpty', label: '不为空' },
]

function Control({ kind, ...props }: FilterEditorProps & { kind: Exclude<ReturnType<typeof filterKindOf>, 'blank'> }) {
  switch (kind) {
    case 'code':
      return <CodeChoice {...props} />
    case 'reference':
      return <RecordChoice {...props} />
    case 'flag':
      return <FlagChoice {...props} />
    case 'text':
      return <TextPart {...props} />
    case 'day':
    case 'number':
    case 'money':
      return <Range {...props} kind={kind} />
  }
}

function CodeChoice({ field, own, onChange }: FilterEditorProps) {
  const { codes } = field.meta
  if (codes === undefined) return null
  return (
    <Choice
      label={field.meta.label}
      value={chosenValues(own, field.name)}
      options={codeTables[codes].map(([code]) => ({ value: code, label: codeName(codes, code) }))}
      onChange={(values) => {
        onChange(oneOf(field.name, values))
      }}
    />
  )
}

/** Records found while typing; before the first key the first few of the ledger, which is all of a short one. */
function RecordChoice({ field, own, names, onChange }: FilterEditorProps) {
  const { target } = field.meta
  const values = chosenValues(own, field.name)
  const [typed, setTyped] = useState('')
  const found = useFound(target, typed)
  const chosen = values.map((value) => ({ value, label: names.get(value) ?? '…', detail: undefined }))
  return (
    <Choice
      label={field.meta.label}
      value={values}
      options={[...chosen.filter(({ value }) => found.every((one) => one.value !== value)), ...found]}
      onSearch={setTyped}
      onChange={(next) => {
        onChange(oneOf(field.name, next))
      }}
    />
  )
}

interface Option {
  value: string
  label: string
  detail?: string | undefined
}

function useFound(target: RegisterName | undefined, typed: string): Option[] {
  const [found, setFound] = useState<Option[]>([])
  useEffect(() => {
    if (target === undefined) return
    let over = false
    searchRecords(target)(typed.trim()).then(
      (items) => {
        if (!over) setFound(items.map(({ id, title, detail }) => ({ value: id, label: title, detail })))
      },
      () => undefined,
    )
    return () => {
      over = true
    }
  }, [target, typed])
  return found
}

interface ChoiceProps {
  label: string
  value: readonly string[]
  options: readonly Option[]
  onChange: (values: string[]) => void
  /** absent: the options are all there are */
  onSearch?: (typed: string) => void
}

function Choice({ label, value, options, onChange, onSearch }: ChoiceProps) {
  return (
    <Select<string[], Option>
      mode="multiple"
      aria-label={label}
      size="small"
      className="filter-choice"
      placeholder="不限，可选多个"
      maxTagCount="responsive"
      allowClear
      showSearch={onSearch === undefined ? { optionFilterProp: 'label' } : { filterOption: false, onSearch }}
      optionRender={({ data }) => (
        <>
          {data.label}
          {data.detail !== undefined && data.detail !== '' && <span className="muted note"> {data.detail}</span>}
        </>
      )}
      value={[...value]}
      options={[...options]}
      onChange={onChange}
    />
  )
}

function FlagChoice({ field, own, onChange }: FilterEditorProps) {
  const value = own.find(({ op }) => op === 'is')?.value
  return (
    <Select<'yes' | 'no'>
      aria-label={field.meta.label}
      size="small"
      className="filter-choice"
      placeholder="不限"
      allowClear
      value={typeof value === 'boolean' ? (value ? 'yes' : 'no') : null}
      options={[
        { value: 'yes', label: '是' },
        { value: 'no', label: '否' },
      ]}
      onChange={(next?: 'yes' | 'no') => {
        onChange(next === undefined ? [] : [{ field: field.name, op: 'is', value: next === 'yes' }])
      }}
    />
  )
}

/** A pause after the last key; a calendar's day and a pasted word come at once with it. */
const typingPause = 300

function useSettled<T>(value: T, apply: (value: T) => void): void {
  const settle = useEffectEvent(apply)
  useEffect(() => {
    const timer = setTimeout(() => {
      settle(value)
    }, typingPause)
    return () => {
      clearTimeout(timer)
    }
  }, [value])
}

function TextPart({ field, own, onChange }: FilterEditorProps) {
  const kept = own.find(({ op }) => op === 'contains' || op === 'is')?.value
  const before = typeof kept === 'string' ? kept : ''
  const [typed, setTyped] = useState(before)
  const [composing, setComposing] = useState(false)
  useSettled(composing ? before : typed.trim(), (text) => {
    if (text !== before) onChange(text === '' ? [] : [{ field: field.name, op: 'contains', value: text }])
  })
  return (
    <Input
      aria-label={`${field.meta.label}包含`}
      size="small"
      className="filter-choice"
      placeholder="包含的字"
      maxLength={50}
      allowClear
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value)
      }}
      onCompositionStart={() => {
        setComposing(true)
      }}
      onCompositionEnd={() => {
        setComposing(false)
      }}
    />
  )
}

/** From and to with the desk's own fields; a part that cannot be read yet narrows nothing down. */
function Range({ field, own, kind, onChange }: FilterEditorProps & { kind: 'day' | 'number' | 'money' }) {
  const limit = (op: 'from' | 'to') => {
    const exact = kind === 'day' ? own.find((one) => one.op === 'is') : undefined
    return (own.find((one) => one.op === op) ?? exact)?.value ?? null
  }
  const before = { from: limit('from'), to: limit('to') }
  const [values, setValues] = useState<Record<string, unknown>>(before)
  const [problems, setProblems] = useState<Record<string, string | undefined>>({})
  useSettled(values, (now) => {
    const next = (['from', 'to'] as const).flatMap((op): Filter[] => {
      const value = now[op]
      return (typeof value === 'string' || typeof value === 'number') && problems[op] === undefined
        ? [{ field: field.name, op, value }]
        : []
    })
    const same = next.length === own.length && next.every(({ op, value }) => before[op as 'from' | 'to'] === value)
    if (!same) onChange(next)
  })
  const form = useMemo(
    () => ({
      values,
      readOnly: false,
      set: (name: string, value: unknown) => {
        setValues((old) => (valueAt(old, name) === value ? old : withValue(old, name, value)))
      },
      shownError: (name: string) => problems[name],
      setProblem: (name: string, problem: string | undefined) => {
        setProblems((old) => (old[name] === problem ? old : { ...old, [name]: problem }))
      },
      touch: () => undefined,
      moveOn: () => undefined,
    }),
    [values, problems],
  )
  const Field = { day: FieldDay, number: FieldNumber, money: FieldMoney }[kind]
  return (
    <FormContext value={form}>
      <div className="filter-range">
        <Field name="from" label={`${field.meta.label}从`} placeholder="从" />
        <span aria-hidden="true">至</span>
        <Field name="to" label={`${field.meta.label}到`} placeholder="到" />
      </div>
    </FormContext>
  )
}
