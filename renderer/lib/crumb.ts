import { createContext, use, useEffect } from 'react'

/** Takes the name of the page on show: 王卫明, 37 号. */
export const CrumbContext = createContext<(label: string | undefined) => void>(() => undefined)

/** Names the last step of “where I am” after the record on the page; undefined while it is not known. */
export function useCrumb(label: string | undefined): void {
  const tell = use(CrumbContext)
  useEffect(() => {
    tell(label)
    return () => {
      tell(undefined)
    }
  }, [label, tell])
}
