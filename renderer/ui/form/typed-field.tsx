import { Input } from 'antd'
import type { InputRef } from 'antd'
import { useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { FieldFrame } from './field-frame.tsx'
import { useField } from './form-state.ts'
import type { FieldProps } from './form-state.ts'

/** How a value is typed and how it stands on the page. */
export interface Notation<V> {
  /** of the stored value, or undefined when what is stored is something else */
  accepts: (stored: unknown) => stored is V
  read: (typed: string) => { value: V } | { problem: string }
  /** while it is being edited */
  edit: (value: V) => string
  /** while it is only looked at */
  show: (value: V) => string
}

interface TypedFieldProps<V> extends FieldProps {
  notation: Notation<V>
  /** at the end of the control; may settle on a value by itself, as a calendar does */
  suffix?: (settle: (value: V) => void) => ReactNode
  inputMode?: 'numeric' | 'decimal' | 'tel'
  /** said under the field: the weekday of a day */
  reading?: ((value: V) => string | undefined) | undefined
  /** what is typed is complete: a mistake in it is told at once, not when the keyboard leaves */
  complete?: (value: V) => boolean
  /** a better way to write what was typed, taken with one press */
  offer?: (value: V) => { label: string; value: V } | undefined
}

/** A value typed as text: read at every key, shown grouped once the keyboard has left, kept as typed when it cannot be read. */
export function TypedField<V>({ notation, suffix, inputMode, reading, complete, offer, ...props }: TypedFieldProps<V>) {
  const field = useField(props)
  const [typed, setTyped] = useState<string>()
  const [focused, setFocused] = useState(false)
  const input = useRef<InputRef>(null)
  const value = notation.accepts(field.value) ? field.value : undefined
  const calm = value === undefined ? '' : notation.show(value)

  // the text changes when the keyboard arrives (groups go away), which would drop the selection that Tab makes
  useLayoutEffect(() => {
    if (focused) input.current?.select()
  }, [focused])

  const onType = (text: string) => {
    setTyped(text)
    const result = text.trim() === '' ? { value: null } : notation.read(text)
    field.setProblem('problem' in result ? result.problem : undefined)
    if (!('value' in result)) return
    field.set(result.value)
    if (result.value !== null && complete?.(result.value) === true) field.touch()
  }
  const settle = (chosen: V) => {
    setTyped(undefined)
    field.setProblem(undefined)
    field.set(chosen)
  }
  const onBlur = () => {
    setFocused(false)
    field.touch()
    if (typed === undefined || typed.trim() === '' || 'value' in notation.read(typed)) setTyped(undefined)
  }
  const better = value === undefined || field.readOnly ? undefined : offer?.(value)
  const resting = focused && value !== undefined ? notation.edit(value) : calm
  return (
    <FieldFrame
      {...props}
      id={field.id}
      error={field.error}
      warning={field.warning}
      reading={value === undefined ? undefined : reading?.(value)}
      offer={
        better !== undefined && (
          <button
            type="button"
            className="link field-offer"
            onClick={() => {
              settle(better.value)
              input.current?.focus()
            }}
          >
            {better.label}
          </button>
        )
      }
    >
      <Input
        {...field.control}
        ref={input}
        status={field.status}
        readOnly={field.readOnly}
        {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
        {...(inputMode !== undefined && { inputMode })}
        {...(suffix !== undefined && { suffix: suffix(settle) })}
        autoComplete="off"
        value={typed ?? resting}
        onFocus={() => {
          setFocused(true)
        }}
        onChange={({ target }) => {
          onType(target.value)
        }}
        onBlur={onBlur}
      />
    </FieldFrame>
  )
}
