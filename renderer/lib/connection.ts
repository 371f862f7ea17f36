import { HostFailure } from '../host/host.ts'
import type { Host, HostPort } from '../host/host.ts'
import { backendDown } from './errors.ts'

export type ConnectionState =
  | { phase: 'connecting' | 'open' }
  /** `advice` says what to do; `retry`: opening again from this page may help */
  | { phase: 'failed'; title: string; advice: string; retry: boolean; logPath?: string | undefined }

export interface Connection {
  readonly host: Host
  state(): ConnectionState
  subscribe(listener: () => void): () => void
  /** the open channel. @throws DeskFailure BACKEND_DOWN while there is none: a call on a dead port would never settle */
  port(): HostPort
  /** settles when the connection is open or has failed */
  open(): Promise<void>
}

const retryDelays = [200, 500, 1000, 2000, 4000]

/** One channel to the backend, reopened when it is lost. A call that was under way is never repeated by itself. */
export function createConnection(host: Host): Connection {
  let state: ConnectionState = { phase: 'connecting' }
  let port: HostPort | undefined
  let opening: Promise<void> | undefined
  const listeners = new Set<() => void>()
  const become = (next: ConnectionState) => {
    state = next
    for (const listener of listeners) listener()
  }
  const fail = (
    title: string,
    advice: string,
    { retry = host.reopens, logPath }: { retry?: boolean; logPath?: string | undefined } = {},
  ) => {
    port = undefined
    become({ phase: 'failed', title, advice, retry, logPath })
  }

  async function attempt(): Promise<void> {
    become({ phase: 'connecting' })
    for (let tries = 0; ; tries++) {
      try {
        attach(await host.connect())
        return
      } catch (error) {
        const failure = error instanceof HostFailure ? error : new HostFailure('请重新打开；若仍不行，请重新启动电脑后再试。')
        const delay = retryDelays[tries]
        if (failure.final || delay === undefined) {
          fail('平安台没有连上数据服务', failure.message, { logPath: failure.logDir })
          return
        }
        await new Promise((resolve) => setTimeout(resolve, delay))
      }
    }
  }

  function attach(opened: HostPort): void {
    port = opened
    become({ phase: 'open' })
    void opened.closed.then((end) => {
      if (port !== opened) return
      port = undefined
      if (end === 'replaced')
        fail('另一个窗口已打开', '平安台已在另一个窗口中使用。请到那个窗口继续；要在这里用，按“重新打开”。', { retry: true })
      else void open()
    })
  }

  function open(): Promise<void> {
    opening ??= attempt().finally(() => {
      opening = undefined
    })
    return opening
  }

  host.onFailed(({ message, logDir }) => {
    fail('平安台暂时无法继续工作', message, { logPath: logDir })
  })
  return {
    host,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    port() {
      if (port === undefined) throw backendDown()
      return port
    },
    open,
  }
}
