import { useEffect } from 'react'

/** Puts the keyboard on the next step of a page that has just been opened, unless something on it has the keyboard already. */
export function useLanding(ready: boolean, next: string): void {
  useEffect(() => {
    const { activeElement } = document
    if (ready && (activeElement === null || activeElement === document.body)) document.querySelector<HTMLElement>(next)?.focus()
  }, [ready, next])
}
