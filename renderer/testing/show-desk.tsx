import { configure, render } from '@testing-library/react'
import type { TestDesk } from '../../core/testing.ts'
import { Desk } from '../app/desk.tsx'
import { setTransport } from '../lib/api.ts'
import type { Connection } from '../lib/connection.ts'

// deriving a key and fetching a page take longer than Testing Library waits by itself
configure({ asyncUtilTimeout: 15_000 })

/** The whole page over a real backend in process, at one of its addresses. */
export function showDesk({ api }: TestDesk, hash = '#/today'): void {
  window.location.hash = hash
  setTransport(async (path, input, options) => {
    const call = path.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], api)
    return (call as (input: unknown, options: unknown) => Promise<unknown>)(input, options)
  })
  render(<Desk connection={connected} />)
}

/** Nothing lies between the page and the backend, so nothing can be lost. */
const connected: Connection = {
  host: {
    reopens: true,
    connect: () => Promise.reject(new Error('not asked for')),
    onFailed: () => undefined,
    pickFile: () => Promise.resolve(null),
    pickFolder: () => Promise.resolve(null),
    saveFile: () => Promise.resolve(false),
  },
  state: () => open,
  subscribe: () => () => undefined,
  port: () => {
    throw new Error('not asked for')
  },
  open: () => Promise.resolve(),
}
const open = { phase: 'open' } as const
