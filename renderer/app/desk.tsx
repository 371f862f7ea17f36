import { useEffect, useState, useSyncExternalStore } from 'react'
import { RouterProvider } from 'react-router'
import { FirstRunPage } from '../features/session/first-run-page.tsx'
import { LockedDesk } from '../features/session/locked-desk.tsx'
import { LogIn } from '../features/session/login-page.tsx'
import type { Connection } from '../lib/connection.ts'
import { localDay } from '../../core/domain/day.ts'
import { messageOf } from '../lib/errors.ts'
import { SessionContext, useChangeStream, useIdleLock, useSessionState } from '../lib/session.tsx'
import { Locked } from '../ui/entry.tsx'
import { TodayContext } from '../ui/today.ts'
import { FailurePage } from './failure-page.tsx'
import { Providers } from './providers.tsx'
import { createDeskRouter } from './routes.tsx'
import { LookChoice, storedLook } from './look-choice.ts'

/** The whole page: waits for the backend, then first run, log-in or the desk itself. */
export function Desk({ connection }: { connection: Connection }) {
  const [look, setLook] = useState(storedLook)
  const state = useSyncExternalStore(connection.subscribe, connection.state)
  return (
    <Providers look={look} today={localDay(new Date())}>
      <LookChoice value={{ look, setLook }}>
        {state.phase === 'failed' ? (
          <FailurePage
            failure={{ title: state.title, advice: state.advice, logPath: state.logPath }}
            onRetry={state.retry ? () => void connection.open() : undefined}
          />
        ) : (
          <Entry connected={state.phase === 'open'} />
        )}
      </LookChoice>
    </Providers>
  )
}

/** Keeps the desk in place behind the lock, and while a lost connection is being reopened. */
function Entry({ connected }: { connected: boolean }) {
  const { status, session, locked, refresh, leave } = useSessionState()
  const [failure, setFailure] = useState<unknown>()
  useEffect(() => {
    if (connected) refresh().catch(setFailure)
  }, [connected, refresh])
  useChangeStream(session !== undefined && !locked && connected)
  useIdleLock(session?.idleMinutes ?? 15, session !== undefined && !locked, session?.lock ?? nothing)

  if (failure !== undefined && status === null) {
    return <FailurePage failure={{ title: '平安台没有打开', advice: messageOf(failure) }} onRetry={reload} />
  }
  if (status === null) return null
  if (session === undefined) {
    return status.phase === 'empty' ? <FirstRunPage onDone={refresh} /> : <LogIn status={status} onDone={refresh} />
  }
  return (
    <SessionContext value={session}>
      <TodayContext value={session.today}>
        <Locked locked={locked}>
          <DeskPages key={session.account.id} />
        </Locked>
        {locked && (
          <LockedDesk
            session={session}
            onDone={refresh}
            onSwitch={() => {
              window.location.hash = '#/today' // the next person starts at home, not where this one was
              leave()
            }}
          />
        )}
      </TodayContext>
    </SessionContext>
  )
}

function DeskPages() {
  const [router] = useState(createDeskRouter)
  return <RouterProvider router={router} />
}

function nothing(): void {
  // no one is at the desk
}

function reload(): void {
  window.location.reload()
}
