import { Select } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'
import { FieldFrame } from './field-frame.tsx'
import { useField } from './form-state.ts'
import type { FieldProps } from './form-state.ts'

export interface PickItem {
  id: string
  title: string
  /** what tells two of the same name apart */
  detail?: string | undefined
}

/** A known record, or a person who is in no ledger. */
export type Picked = { kind: 'record'; id: string; title: string } | { kind: 'stranger'; name: string }

export interface RecordPickerProps extends FieldProps {
  /** the best few matches; the signal says that the answer is no longer wanted */
  search: (typed: string, signal: AbortSignal) => Promise<readonly PickItem[]>
  /** offered under the matches for what was typed, e.g. 登记为陌生人, 手工填写; without it only records can be chosen */
  strangerLabel?: string | undefined
  /** lets the page fill other fields from the choice */
  onPicked?: ((picked: Picked | null) => void) | undefined
}

type Found = { state: 'idle' } | { state: 'busy' } | { state: 'failed' } | { state: 'done'; items: readonly PickItem[] }

const idle: Found = { state: 'idle' }

/** Finds a record while typing (never while composing) and takes it, or takes the words as a stranger. Holds a {@link Picked} or null. */
export function RecordPicker({ search, strangerLabel, onPicked, ...props }: RecordPickerProps) {
  const field = useField(props)
  const [typed, setTyped] = useState('')
  const [composing, setComposing] = useState(false)
  const found = useFound(search, composing ? undefined : typed.trim())
  const picked = isPicked(field.value) ? field.value : null

  const items = found.state === 'done' ? found.items : []
  const take = (next: Picked | null) => {
    field.set(next)
    onPicked?.(next)
    setTyped('')
    if (next !== null) field.moveOn()
  }
  const options = items.map(({ id, title, detail }) => ({ value: `r${id}`, label: title, detail }))
  const stranger = strangerLabel !== undefined && typed.trim() !== '' && !composing
  if (stranger) options.push({ value: 's', label: `${strangerLabel}：${typed.trim()}`, detail: undefined })
  return (
    <FieldFrame {...props} id={field.id} error={field.error} onBlur={field.touch}>
      <div
        onCompositionStart={() => {
          setComposing(true)
        }}
        onCompositionEnd={() => {
          setComposing(false)
        }}
      >
        <Select<{ value: string; label: string } | null, (typeof options)[number]>
          {...field.control}
          labelInValue
          status={field.status}
          disabled={field.readOnly}
          placeholder={props.placeholder ?? '输入姓名、拼音首字母或号码尾数'}
          allowClear={props.required !== true}
          suffix={null}
          popupMatchSelectWidth={false}
          loading={found.state === 'busy'}
          showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
          notFoundContent={notFound(found, typed)}
          value={picked === null ? null : { value: picked.kind === 'record' ? `r${picked.id}` : 's', label: nameOf(picked) }}
          options={options}
          optionRender={({ data }) => (
            <span className="option">
              {data.label}
              <span className="option-detail">{data.detail}</span>
            </span>
          )}
          onSelect={(choice) => {
            const item = items.find(({ id }) => `r${id}` === choice?.value)
            take(
              item === undefined ? { kind: 'stranger', name: typed.trim() } : { kind: 'record', id: item.id, title: item.title },
            )
          }}
          onClear={() => {
            take(null)
          }}
        />
      </div>
    </FieldFrame>
  )
}

/** Asks 150 ms after the last key; undefined holds still. */
function useFound(search: RecordPickerProps['search'], typed: string | undefined): Found {
  const [found, setFound] = useState(idle)
  const ask = useEffectEvent(search)
  useEffect(() => {
    if (typed === undefined) return
    const stop = new AbortController()
    const settle = (next: Found) => {
      if (!stop.signal.aborted) setFound(next)
    }
    const timer = setTimeout(() => {
      if (typed === '') {
        settle(idle)
        return
      }
      settle({ state: 'busy' })
      ask(typed, stop.signal).then(
        (items) => {
          settle({ state: 'done', items })
        },
        () => {
          settle({ state: 'failed' })
        },
      )
    }, 150)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [typed])
  return found
}

function notFound(found: Found, typed: string): string {
  if (found.state === 'failed') return '没有查成，请再输一次'
  if (found.state === 'busy') return '正在查找…'
  return typed.trim() === '' ? '输入后查找' : '没有找到'
}

function nameOf(picked: Picked): string {
  return picked.kind === 'record' ? picked.title : picked.name
}

function isPicked(value: unknown): value is Picked {
  return typeof value === 'object' && value !== null && 'kind' in value && (value.kind === 'record' || value.kind === 'stranger')
}
