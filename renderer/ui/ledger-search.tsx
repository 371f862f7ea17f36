import { Input } from 'antd'
import type { InputRef } from 'antd'
import { startTransition, useEffect, useEffectEvent, useOptimistic, useRef, useState } from 'react'
import { Icon } from './icons.tsx'
import { isComposing, useCtrlKey } from './keyboard.ts'

export interface LedgerSearchProps {
  value: string
  /** at every key; while an input method composes, only once the word is chosen */
  onChange: (value: string) => void
  /** Esc, ↓ and Enter: the keyboard back into the table */
  onLeave?: () => void
  placeholder?: string
}

/** The search box of a ledger. "/" and Ctrl+F jump here from anywhere on the page. */
export function LedgerSearch({ value, onChange, onLeave, placeholder = '在本台账中找' }: LedgerSearchProps) {
  const input = useRef<InputRef>(null)
  /** what stands in the box while a word is being composed */
  const [composed, setComposed] = useState<string>()
  /** stands in the box at once; the page around it follows */
  const [typed, setTyped] = useOptimistic(value)
  const tell = (text: string) => {
    startTransition(() => {
      setTyped(text)
      onChange(text)
    })
  }
  const goHere = () => {
    input.current?.focus({ cursor: 'all' })
  }
  useCtrlKey('f', () => {
    if (document.querySelector('dialog[open]') === null) goHere()
  })
  const onSlash = useEffectEvent((event: KeyboardEvent) => {
    const busy =
      event.target instanceof Element && event.target.closest('input, textarea, [contenteditable=true], [role=dialog]') !== null
    if (event.key !== '/' || busy || isComposing(event) || document.querySelector('dialog[open]') !== null) return
    event.preventDefault()
    goHere()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      onSlash(event)
    }
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', listen)
    }
  }, [])
  return (
    <Input
      ref={input}
      size="small"
      className="ledger-search"
      role="searchbox"
      aria-label={placeholder}
      aria-keyshortcuts="/ Control+F"
      prefix={<Icon name="search" className="dim" />}
      placeholder={placeholder}
      allowClear
      value={composed ?? typed}
      onChange={({ target, nativeEvent }) => {
        // the clear button's event is a click
        const half = nativeEvent instanceof InputEvent && nativeEvent.isComposing
        if (half || composed !== undefined) setComposed(target.value)
        else tell(target.value)
      }}
      onCompositionStart={({ currentTarget }) => {
        setComposed(currentTarget.value)
      }}
      onCompositionEnd={({ currentTarget }) => {
        setComposed(undefined)
        tell(currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (isComposing(event) || !['Escape', 'ArrowDown', 'Enter'].includes(event.key)) return
        event.preventDefault()
        onLeave?.()
      }}
    />
  )
}
