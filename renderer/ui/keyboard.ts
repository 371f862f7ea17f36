import { createContext, use, useEffect, useEffectEvent } from 'react'

/** True below a locked desk: its keys are dead, though its parts stay mounted. */
export const LockedContext = createContext(false)

interface KeyPress {
  key: string
  keyCode?: number
  isComposing?: boolean
}

/**
 * True while an input method holds the keyboard. Some input methods report only the key code 229; without this
 * check the Enter that confirms a word would save the form.
 */
export function isComposing(event: KeyPress | { nativeEvent: KeyPress }): boolean {
  const press = 'nativeEvent' in event ? event.nativeEvent : event
  return press.isComposing === true || press.keyCode === 229
}

/**
 * For the frame of a list of which several may be chosen, in the capture phase: Tab leaves it with what was chosen. By itself the
 * list would take the lit option as well and keep the keyboard.
 */
export function leaveByTab(event: { key: string; target: EventTarget; stopPropagation: () => void }): void {
  if (event.key !== 'Tab') return
  event.stopPropagation()
  // the cross of the list is for the mouse; keys have Backspace
  const cross = event.target instanceof Element && event.target.closest('.ant-select')?.querySelector('.ant-select-clear')
  if (cross instanceof Element) cross.setAttribute('tabindex', '-1')
}

/** A key of the whole window, with Ctrl (or Command). Silent while composing, while locked and while `enabled` is false. */
export function useCtrlKey(key: string, run: () => void, enabled = true): void {
  const alive = enabled && !use(LockedContext)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isComposing(event) || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return
    if (event.key.toLowerCase() !== key) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    if (!alive) return
    const listen = (event: KeyboardEvent) => {
      onKey(event)
    }
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', listen)
    }
  }, [alive])
}

/** What takes Esc first: a dialog, an open list, menu or calendar. */
const opened = 'dialog[open], .ant-select-open, .ant-dropdown:not(.ant-dropdown-hidden), .ant-popover:not(.ant-popover-hidden)'

/** Esc leaves the page, when nothing on it is open and no input method holds the keyboard. */
export function useEscape(run: () => void, enabled = true): void {
  const alive = enabled && !use(LockedContext)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.repeat || isComposing(event) || document.querySelector(opened) !== null) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    if (!alive) return
    const listen = (event: KeyboardEvent) => {
      onKey(event)
    }
    // before the list that this very key closes
    window.addEventListener('keydown', listen, true)
    return () => {
      window.removeEventListener('keydown', listen, true)
    }
  }, [alive])
}
