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
