/** The backend a host attaches to a transport: the router, one context for each client, files, and an orderly end. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { completeRestore } from '../../db/backup.ts'
import { lockFolder, type FolderLock } from '../../db/lock.ts'
import { DeskError } from '../contract/errors.ts'
import { createChangeBus } from './changes.ts'
import { dropLists } from './connection.ts'
import type { BackendState, Connection, Context } from './context.ts'
import { paths } from './desk.ts'
import { toDeskError } from './errors.ts'
import { createFileRefs } from './file-refs.ts'
import { createJobs } from './jobs.ts'
import { createLockOut } from './lock-out.ts'
import { createMedia } from './media.ts'
import type { Medium, Ports } from './ports.ts'
import { router } from './router.ts'
import { openContext } from './router-base.ts'

/** Content types by which a browser saves what the desk makes. */
const types: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  json: 'application/json',
}

export interface Backend {
  router: typeof router
  /** the initial context of one client; its session ends when it is released */
  newConnection(): Context
  release(context: Context): void
  files: {
    putUpload(context: Context, name: string, bytes: AsyncIterable<Uint8Array>): Promise<{ ref: string }>
    openDownload(
      context: Context,
      ref: string,
    ): Promise<{ name: string; type: string; bytes: Uint8Array | AsyncIterable<Uint8Array> }>
    registerPath(context: Context, path: string): { ref: string }
  }
  /** a folder chosen in a native dialog or on the command line */
  addFolder(path: string): Medium
  close(): Promise<void>
}

/** The data folder for this host alone, and whole. @throws DeskError */
function takeFolder(dataDir: string): FolderLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const lock = lockFolder(dataDir, '平安台')
  if ('heldBy' in lock) {
    throw new DeskError('STORAGE', `数据文件夹正被另一个平安台使用${lock.heldBy ? `：${lock.heldBy}` : ''}，请先关闭它`, {
      kind: 'inUse',
    })
  }
  try {
    completeRestore(dataDir)
    // what a crash left of documents opened in Word lies in the clear
    rmSync(paths(dataDir).editing, { recursive: true, force: true })
    sweepPartials(dataDir)
    return lock
  } catch (error) {
    lock.release()
    throw error
  }
}

function takeFolderNamed({ dataDir, logger, newId }: Ports): FolderLock {
  try {
    return takeFolder(dataDir)
  } catch (error) {
    throw toDeskError(error, logger, newId)
  }
}

/** @throws DeskError STORAGE when the data folder cannot be used: inUse by another host, full, readonly */
export async function createBackend(ports: Ports): Promise<Backend> {
  const lock = takeFolderNamed(ports)
  const state: BackendState = {
    ports,
    desk: null,
    changes: createChangeBus(),
    jobs: createJobs(() => ports.newId(), ports.logger),
    lockOut: createLockOut(ports.clock),
    onClose: new Set(),
    files: createFileRefs(() => ports.clock.monotonic()),
    media: createMedia(
      () => ports.listMedia(),
      () => ports.newId(),
    ),
  }
  const newConnection = (): Context => {
    const connection: Connection = { id: ports.newId(), session: null, snapshots: new Map(), usedAt: 0 }
    return { backend: state, connection }
  }
  return Promise.resolve({
    router,
    newConnection,
    release({ connection }) {
      connection.session = null
      dropLists(connection)
      state.files.forget(connection)
    },
    files: {
      async putUpload(context, name, bytes) {
        const { connection } = openContext(context)
        return { ref: await state.files.upload(connection, name, bytes) }
      },
      async openDownload(context, ref) {
        const { connection } = openContext(context)
        const { name, bytes } = state.files.download(connection, ref)
        return Promise.resolve({ name, type: types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream', bytes })
      },
      registerPath: ({ connection }, path) => ({ ref: state.files.add(connection, path, { path }) }),
    },
    addFolder: (path) => state.media.addFolder(path),
    async close() {
      await state.jobs.cancelAll()
      for (const end of state.onClose) await end()
      const { desk } = state
      state.desk = null
      if (desk) {
        await desk.exclusive(() => Promise.resolve())
        desk.database.close()
        desk.key.fill(0)
      }
      lock.release()
    },
  })
}

/** What a crash left half-written was never given a name anyone relies on. */
function sweepPartials(dataDir: string): void {
  for (const folder of [dataDir, join(dataDir, 'backups'), join(dataDir, 'outbox'), join(dataDir, 'attachments')]) {
    let names: string[] = []
    try {
      names = readdirSync(folder, { recursive: true }) as string[]
    } catch {
      continue
    }
    for (const name of names) {
      if (/\.partial$|\.copy$|(^|[\\/])pingan-check-\w+$/.test(name)) rmSync(join(folder, name), { recursive: true, force: true })
    }
  }
}
