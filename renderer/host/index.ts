import { browserHost } from './browser.ts'
import { electronHost } from './electron.ts'
import type { Host } from './host.ts'

/** The host this page runs in. Call it once, before the router is made: it takes the one-time code out of the address. */
export function currentHost(): Host {
  return window.pinganShell === undefined ? browserHost() : electronHost(window.pinganShell)
}
