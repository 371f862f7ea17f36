import { MessageChannelMain, utilityProcess } from 'electron'
import type { MessagePortMain, UtilityProcess } from 'electron'
import { fromBackend } from '../backend-messages.ts'
import type { FromBackend, ToBackend } from '../backend-messages.ts'

const RESTARTS = 3
const WINDOW_MS = 60_000

/** Decides after each death whether to try again: at most 3 restarts in any 60 seconds. @param now rising milliseconds */
export function restartPolicy(now: () => number): () => boolean {
  const restarts: number[] = []
  return () => {
    const at = now()
    while (restarts[0] !== undefined && at - restarts[0] >= WINDOW_MS) restarts.shift()
    if (restarts.length >= RESTARTS) return false
    restarts.push(at)
    return true
  }
}

export interface BackendHost {
  entry: string
  args: string[]
  mayRestart: () => boolean
  printToPdf(html: string): Promise<Uint8Array>
  /** the backend is gone for good; `reason` is what it said itself, in Chinese */
  onFailed(reason: string | undefined): void
}

export interface BackendProcess {
  /** a port to the backend for one window; `undefined` when it is gone for good */
  connect(client: number): MessagePortMain | undefined
  leave(client: number): void
  registerPath(client: number, path: string): Promise<string>
  save(client: number, ref: string, path: string): Promise<void>
  stop(): Promise<void>
}

interface Pending {
  resolve(ref: string | undefined): void
  reject(error: Error): void
}

/** Keeps the backend's utility process running. Its `exit` event alone decides that it died; nothing asked of it is asked again. */
export function superviseBackend({ entry, args, mayRestart, printToPdf, onFailed }: BackendHost): BackendProcess {
  let child: UtilityProcess | undefined
  let stopping = false
  let calls = 0
  const pending = new Map<number, Pending>()

  function start(): void {
    let refusal: string | undefined
    const started = utilityProcess.fork(entry, args, { serviceName: 'pingan-backend', stdio: 'ignore' })
    child = started
    started.on('message', (message: unknown) => {
      const parsed = fromBackend.safeParse(message)
      if (!parsed.success) return
      if (parsed.data.kind === 'refused') refusal = parsed.data.message
      else receive(parsed.data, started)
    })
    started.once('exit', () => {
      for (const call of pending.values()) call.reject(new Error('BACKEND_DOWN'))
      pending.clear()
      child = undefined
      if (stopping) return
      if (refusal === undefined && mayRestart()) start()
      else onFailed(refusal)
    })
  }

  function receive(message: FromBackend, from: UtilityProcess): void {
    if (message.kind === 'answer') {
      const call = pending.get(message.call)
      pending.delete(message.call)
      if (message.ok) call?.resolve(message.ref)
      else call?.reject(new Error('STORAGE'))
    } else if (message.kind === 'print') {
      const reply = (pdf?: Uint8Array): void => {
        from.postMessage({ kind: 'printed', print: message.print, ...(pdf && { pdf }) } satisfies ToBackend)
      }
      printToPdf(message.html).then(reply, () => {
        reply()
      })
    }
  }

  function ask(message: (call: number) => ToBackend): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      if (!child) {
        reject(new Error('BACKEND_DOWN'))
        return
      }
      calls += 1
      pending.set(calls, { resolve, reject })
      child.postMessage(message(calls))
    })
  }

  start()
  return {
    connect(client) {
      if (!child) return undefined
      const { port1, port2 } = new MessageChannelMain()
      child.postMessage({ kind: 'connect', client } satisfies ToBackend, [port1])
      return port2
    },
    leave(client) {
      child?.postMessage({ kind: 'leave', client } satisfies ToBackend)
    },
    async registerPath(client, path) {
      const ref = await ask((call) => ({ kind: 'register-path', call, client, path }))
      if (ref === undefined) throw new Error('STORAGE')
      return ref
    },
    async save(client, ref, path) {
      await ask((call) => ({ kind: 'save', call, client, ref, path }))
    },
    async stop() {
      stopping = true
      const last = child
      if (!last) return
      const gone = new Promise<void>((resolve) =>
        last.once('exit', () => {
          resolve()
        }),
      )
      last.postMessage({ kind: 'stop' } satisfies ToBackend)
      const timer = setTimeout(() => last.kill(), 10_000)
      await gone
      clearTimeout(timer)
    },
  }
}
