/** Tells connected pages which ledgers changed: one event for each command, coalesced while a page is busy. */
import type { RegisterName } from '../domain/field.ts'

export interface ChangeBus {
  publish(registers: Iterable<RegisterName>): void
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<{ registers: RegisterName[] }>
}

export function createChangeBus(): ChangeBus {
  const subscribers = new Set<{ pending: Set<RegisterName>; wake: () => void }>()
  return {
    publish(registers) {
      const changed = [...registers]
      if (changed.length === 0) return
      for (const one of subscribers) {
        for (const name of changed) one.pending.add(name)
        one.wake()
      }
    },
    async *subscribe(signal) {
      let wake = (): void => undefined
      const own = {
        pending: new Set<RegisterName>(),
        wake: () => {
          wake()
        },
      }
      subscribers.add(own)
      signal?.addEventListener('abort', own.wake, { once: true })
      try {
        while (!signal?.aborted) {
          if (own.pending.size > 0) {
            const registers = [...own.pending]
            own.pending.clear()
            yield { registers }
            continue
          }
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      } finally {
        subscribers.delete(own)
        signal?.removeEventListener('abort', own.wake)
      }
    },
  }
}
