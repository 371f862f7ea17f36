/** A real backend for tests: encrypted database in a private folder, a clock that can be set, the API without a transport. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient, type RouterClient } from '@orpc/server'
import { nodeWorkers } from './workers/spawn-node.ts'
import { createBackend, type Backend } from './server/create-backend.ts'
import type { Context } from './server/context.ts'
import { uuidV7Source } from './server/node/uuid-v7.ts'
import type { Medium, Ports } from './server/ports.ts'
import type { JobView } from './contract/session.ts'

export type TestApi = RouterClient<Backend['router']>

export interface TestDesk {
  dataDir: string
  backend: Backend
  context: Context
  api: TestApi
  /** sets the wall clock */
  setNow(instant: string): void
  /** the result of a job, or its error thrown as `{code, message}` */
  finish(started: { jobId: string }): Promise<unknown>
  /** another client of the same backend, not logged in */
  connect(): { context: Context; api: TestApi }
  close(): Promise<void>
}

export const testPassword = 'Shiliu-2026'

export interface TestDeskOptions {
  dataDir?: string
  now?: string
  media?: Medium[]
  ports?: Partial<Ports>
}

const folders: string[] = []
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** gone when the process ends; a desk may be closed and opened again in it */
function privateFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pingan-desk-'))
  folders.push(folder)
  return folder
}

const root = join(import.meta.dirname, '..')

export async function openTestDesk(options: TestDeskOptions = {}): Promise<TestDesk> {
  const dataDir = options.dataDir ?? privateFolder()
  let now = new Date(options.now ?? '2026-11-21T09:00:00+08:00')
  const backend = await createBackend({
    dataDir,
    resourcesDir: join(root, 'resources'),
    clock: { now: () => now, monotonic: () => performance.now() },
    newId: uuidV7Source(Date.now),
    logger: { info: () => undefined, error: () => undefined },
    spawnWorker: nodeWorkers(new URL('./workers/entry.ts', import.meta.url)),
    listMedia: () => Promise.resolve(options.media ?? []),
    appVersion: '0.0.0-test',
    demo: false,
    ...options.ports,
  })
  const connect = () => {
    const context = backend.newConnection()
    return { context, api: createRouterClient(backend.router, { context }) }
  }
  const { context, api } = connect()
  return {
    dataDir,
    backend,
    context,
    api,
    connect,
    setNow: (instant) => {
      now = new Date(instant)
    },
    async finish({ jobId }) {
      const view: JobView = await context.backend.jobs.finished(jobId)
      if (view.error) throw Object.assign(new Error(view.error.message), { code: view.error.code, data: view.error.data })
      return view.result
    },
    close: () => backend.close(),
  }
}

/** A desk after its first run, logged in as its administrator. */
export async function newTestDesk(
  options: TestDeskOptions & { kind?: 'township' | 'county'; unitCode?: string } = {},
): Promise<TestDesk & { recoverySecret: string }> {
  const desk = await openTestDesk(options)
  const kind = options.kind ?? 'township'
  const { recoverySecret } = await desk.api.session.initialize({
    unitCode: options.unitCode ?? (kind === 'county' ? '999901' : '999901101'),
    unitName: kind === 'county' ? '示例县综治中心' : '石榴镇综治中心',
    kind,
    adminName: '管理员',
    password: testPassword,
  })
  return { ...desk, recoverySecret }
}
