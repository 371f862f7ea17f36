import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { RPCHandler } from '@orpc/server/message-port'
import type { MessagePortMain } from 'electron'
import { createBackend } from '../core/server/create-backend.ts'
import { guardedPort } from '../core/server/frame-guard.ts'
import type { FrameChannel } from '../core/server/frame-guard.ts'
import { nodePorts } from '../core/server/node/node-ports.ts'
import type { PrintedPdf } from '../core/server/ports.ts'
import { toBackend } from './backend-messages.ts'
import type { FromBackend, ToBackend } from './backend-messages.ts'
import { callTable } from './call-table.ts'

const text = { type: 'string', default: '' } as const
const { values } = parseArgs({ args: process.argv.slice(2), options: { data: text, resources: text, version: text } })
const { parentPort } = process

const prints = callTable<PrintedPdf>()

function tell(message: FromBackend): void {
  parentPort.postMessage(message)
}

function printToPdf(html: string): Promise<PrintedPdf> {
  return prints.open((print) => {
    tell({ kind: 'print', print, html })
  })
}

function framesOf(port: MessagePortMain): FrameChannel {
  return {
    onFrame: (listener) =>
      port.on('message', ({ data }: { data: unknown }) => {
        listener(data)
      }),
    onClose: (listener) => port.on('close', listener),
    send: (frame) => {
      port.postMessage(frame)
    },
    refuse: () => {
      port.close()
    },
  }
}

async function run(): Promise<void> {
  const backend = await createBackend(
    nodePorts({
      dataDir: values.data,
      resourcesDir: values.resources,
      workerEntry: join(import.meta.dirname, 'worker.js'),
      appVersion: values.version,
      printToPdf,
    }),
  )
  const rpc = new RPCHandler(backend.router)
  type Connection = ReturnType<typeof backend.newConnection>
  const connections = new Map<number, Connection>() // by window, so that log-in and picked files survive a reload

  function connectionOf(client: number): Connection {
    const connection = connections.get(client) ?? backend.newConnection()
    connections.set(client, connection)
    return connection
  }

  /** Writes beside the target and renames, so that a full disk leaves no half file under the chosen name. */
  async function save(connection: Connection, ref: string, path: string): Promise<void> {
    const { bytes } = await backend.files.openDownload(connection, ref)
    const part = `${path}.part`
    try {
      await pipeline(
        bytes instanceof Uint8Array ? Readable.from([bytes]) : Readable.from(bytes),
        createWriteStream(part, { mode: 0o600 }),
      )
      await rename(part, path)
    } catch (error) {
      await rm(part, { force: true })
      throw error
    }
  }

  async function receive(message: ToBackend, port: MessagePortMain | undefined): Promise<void> {
    switch (message.kind) {
      case 'connect':
        if (!port) return
        rpc.upgrade(guardedPort(framesOf(port)), { context: connectionOf(message.client) })
        port.start()
        return
      case 'leave':
        backend.release(connectionOf(message.client))
        connections.delete(message.client)
        return
      case 'register-path': {
        const { client, path, folder } = message
        const ref = folder ? backend.addFolder(path).id : backend.files.registerPath(connectionOf(client), path).ref
        tell({ kind: 'answer', call: message.call, ok: true, ref })
        return
      }
      case 'save':
        await save(connectionOf(message.client), message.ref, message.path)
        tell({ kind: 'answer', call: message.call, ok: true })
        return
      case 'printed':
        prints.settle(message.print, message.pdf ? { ok: true, value: message.pdf } : { ok: false, reason: 'printing failed' })
        return
      case 'stop':
        await backend.close()
        process.exit(0)
    }
  }

  parentPort.on('message', ({ data, ports }) => {
    const message = toBackend.parse(data)
    receive(message, ports[0]).catch(() => {
      if ('call' in message) tell({ kind: 'answer', call: message.call, ok: false })
    })
  })
  tell({ kind: 'ready' })
}

run().catch((error: unknown) => {
  tell({ kind: 'refused', message: error instanceof Error ? error.message : '后台没有启动' })
  setTimeout(() => process.exit(1), 200) // the message leaves first
})
