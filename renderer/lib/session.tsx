import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useCallback, useEffect, useMemo, useState } from 'react'
import type { RegisterName } from '../../core/domain/field.ts'
import { api, onLoggedOut } from './api.ts'
import { localDay } from '../../core/domain/day.ts'
import { flushDrafts } from './draft.ts'

export type SessionStatus = Awaited<ReturnType<typeof api.session.status>>

/** Who is at the desk. */
export interface Session {
  unit: NonNullable<SessionStatus['unit']>
  account: NonNullable<SessionStatus['account']>
  /** the office's day, `YYYY-MM-DD` */
  today: string
  demo: boolean
  appVersion: string
  idleMinutes: number
  /** Ctrl+L: saves drafts, then covers the desk */
  lock: () => void
}

export const SessionContext = createContext<Session | undefined>(undefined)

/** @throws Error outside of an open desk */
export function useSession(): Session {
  const session = use(SessionContext)
  if (session === undefined) throw new Error('no one is logged in here')
  return session
}

export interface SessionState {
  /** null until the backend has answered */
  status: SessionStatus | null
  /** who has the desk, also while it is locked */
  session: Session | undefined
  locked: boolean
  /** asks the backend how things stand: after logging in, after a new connection */
  refresh: () => Promise<void>
  /** another person takes the desk: this one's pages are gone */
  leave: () => void
}

interface Held {
  unit: Session['unit']
  account: Session['account']
}

/** First run, logged out, open or locked: what the whole page turns on. */
export function useSessionState(): SessionState {
  const queries = useQueryClient()
  const [status, setStatus] = useState<SessionStatus | null>(null)
  const [held, setHeld] = useState<Held>()

  const refresh = useCallback(async () => {
    const next = await api.session.status()
    setStatus(next)
    const { unit, account } = next
    if (unit !== null && account !== null) setHeld((now) => (now?.account.id === account.id ? now : { unit, account }))
  }, [])
  const leave = useCallback(() => {
    setHeld(undefined)
    queries.clear()
  }, [queries])
  const lock = useCallback(() => {
    void flushDrafts()
      .then(() => api.session.lock())
      .then(refresh, refresh)
  }, [refresh])

  useEffect(() => onLoggedOut(() => void refresh().catch(() => undefined)), [refresh])
  useEffect(() => {
    if (status === null) return
    const timer = setInterval(() => {
      if (localDay(new Date()) !== status.today) void refresh().catch(() => undefined)
    }, 60_000)
    return () => {
      clearInterval(timer)
    }
  }, [status, refresh])

  const session = useMemo<Session | undefined>(() => {
    if (held === undefined || status === null) return undefined
    const { today, demo, appVersion, idleMinutes } = status
    return { ...held, today, demo, appVersion, idleMinutes, lock }
  }, [held, status, lock])
  return { status, session, locked: session !== undefined && status?.phase !== 'open', refresh, leave }
}

/** Locks after so many minutes without a key or a move of the hand. */
export function useIdleLock(minutes: number, active: boolean, lock: () => void): void {
  useEffect(() => {
    if (!active) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const begin = () => {
      clearTimeout(timer)
      timer = setTimeout(lock, minutes * 60_000)
    }
    const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
    for (const sign of signs) window.addEventListener(sign, begin, { passive: true })
    begin()
    return () => {
      clearTimeout(timer)
      for (const sign of signs) window.removeEventListener(sign, begin)
    }
  }, [minutes, active, lock])
}

/** Reads again what the pages show when the backend says that a ledger changed, while `active`. */
export function useChangeStream(active: boolean): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (!active) return
    const stop = new AbortController()
    const stopped = () => stop.signal.aborted
    const follow = async () => {
      const changes = await api.changes(undefined, { signal: stop.signal })
      void queries.invalidateQueries() // whatever happened while nobody listened
      for await (const { registers } of changes) {
        const changed = new Set<RegisterName>(registers)
        void queries.invalidateQueries({ predicate: ({ meta }) => namedIn(meta?.['registers'], changed) })
      }
    }
    const keepFollowing = async () => {
      while (!stopped()) {
        await follow().catch(() => undefined)
        if (!stopped()) await new Promise((resolve) => setTimeout(resolve, 1000))
      }
    }
    void keepFollowing()
    return () => {
      stop.abort()
    }
  }, [active, queries])
}

function namedIn(registers: unknown, changed: ReadonlySet<RegisterName>): boolean {
  return Array.isArray(registers) && registers.some((one: RegisterName) => changed.has(one))
}
