/** The end of a session, and the audit of log-ins. */
import { appendAudit } from './audit.ts'
import { dropLists, type Connection } from './connection.ts'
import type { BackendState, Desk } from './context.ts'

export function lock(state: BackendState, connection: Connection): void {
  if (connection.session && state.desk) auditSession(state, state.desk, connection.session.id, 'lock')
  connection.session = null
  dropLists(connection)
  state.files.forget(connection)
}

/** Nobody has called for as long as the rule allows. */
export function isIdle({ desk, ports }: BackendState, connection: Connection): boolean {
  if (!desk || !connection.session) return false
  return ports.clock.monotonic() - connection.usedAt > desk.rule('sec.idleMinutes') * 60_000
}

/** Log-in events are audited in a transaction of their own, waiting for nobody: a single short insert. */
export function auditSession(state: BackendState, desk: Desk, actorId: string, event: string): void {
  const written = desk.exclusive(async () => {
    appendAudit(desk.database.writer, {
      at: state.ports.clock.now().toISOString(),
      actorId,
      command: event,
      register: null,
      recordId: null,
      detail: {},
    })
    return Promise.resolve()
  })
  written.catch((error: unknown) => {
    state.ports.logger.error('auditSession', state.ports.newId().slice(-8), error)
  })
}
