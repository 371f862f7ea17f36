import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** Inner size of an element in CSS pixels, without its padding, as it changes. */
export function useBox(element: RefObject<HTMLElement | null>): { width: number; height: number } | undefined {
  const [box, setBox] = useState<{ width: number; height: number }>()
  useEffect(() => {
    const { current } = element
    if (current === null) return
    const watch = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { width, height } = entry.contentRect
      setBox((now) => (now?.width === width && now.height === height ? now : { width, height }))
    })
    watch.observe(current)
    return () => {
      watch.disconnect()
    }
  }, [element])
  return box
}
