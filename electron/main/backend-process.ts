import { MessageChannelMain, utilityProcess } from 'electron'
import type { MessagePortMain, UtilityProcess } from 'electron'
import type { PrintedPdf } from '../../core/server/ports.ts'
import { callTable } from '../call-table.ts'
import { fromBackend } from '../backend-messages.ts'
import type { FromBackend, ToBackend } from '../backend-messages.ts'

export interface BackendHost {
  entry: string
  args: string[]
  mayRestart: () => boolean
  printToPdf(html: string): Promise<PrintedPdf>
  /** the backend is gone for good; `reason` is what it said itself, in Chinese */
  onFailed(reason: string | undefined): void
}

export interface BackendProcess {
  /** a port to the backend for one window; `undefined` when it is gone for good */
  connect(client: number): MessagePortMain | undefined
  leave(client: number): void
  /** gives the backend a path a person chose → its reference; of a folder the id of its medium */
  registerPath(client: number, path: string, folder: boolean): Promise<string>
  save(client: number, ref: string, path: string): Promise<unknown>
  stop(): Promise<void>
}

/** Keeps the backend's utility process running. Its `exit` event alone decides that it died; nothing asked of it is asked again. */
export function superviseBackend({ entry, args, mayRestart, printToPdf, onFailed }: BackendHost): BackendProcess {
  let child: UtilityProcess | undefined
  let stopping = false
  const calls = callTable<string>()

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
      calls.failAll('BACKEND_DOWN')
      child = undefined
      if (stopping) return
      if (refusal === undefined && mayRestart()) start()
      else onFailed(refusal)
    })
  }

  function receive(message: FromBackend, from: UtilityProcess): void {
    if (message.kind === 'answer')
      calls.settle(message.call, message.ok ? { ok: true, value: message.ref ?? '' } : { ok: false, reason: 'STORAGE' })
    else if (message.kind === 'print')
      void printToPdf(message.html)
        .catch(() => undefined)
        .then((pdf) => {
          from.postMessage({ kind: 'printed', print: message.print, pdf } satisfies ToBackend)
        })
  }

  function ask(message: (call: number) => ToBackend): Promise<string> {
    const asked = child
    if (!asked) return Promise.reject(new Error('BACKEND_DOWN'))
    return calls.open((call) => {
      asked.postMessage(message(call))
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
    registerPath: (client, path, folder) => ask((call) => ({ kind: 'register-path', call, client, path, folder })),
    save: (client, ref, path) => ask((call) => ({ kind: 'save', call, client, ref, path })),
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
