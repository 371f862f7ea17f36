import type { Crumb } from './shell.tsx'

/** What the frame reads from the route on show. */
export interface PlaceHandle {
  /** item of the rail that is lit */
  rail: string
  /** where I am, outermost first */
  crumbs: readonly Crumb[]
}
