import { createORPCClient, ORPCError } from '@orpc/client'
import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { errorStatus } from '../../core/contract/errors.ts'
import type { ErrorCode, ErrorData } from '../../core/contract/errors.ts'
import type { Contract } from '../../core/contract/index.ts'
import type { JobView } from '../../core/contract/session.ts'
import type { RegisterName } from '../../core/domain/field.ts'
import type { HostPort, PickedFile } from '../host/host.ts'
import { HostFailure } from '../host/host.ts'
import type { Connection } from './connection.ts'
import { backendDown, DeskFailure } from './errors.ts'

/** Carries one call to the backend and brings its answer back. */
export type Transport = (path: readonly string[], input: unknown, options: ClientOptions<ClientContext>) => Promise<unknown>

let transport: Transport = () => Promise.reject(backendDown())
let connection: Connection | undefined
const onLogOut = new Set<() => void>()

/** The desk's API. Every call rejects with a {@link DeskFailure}, whose message may be shown as it is. */
export const api: ContractRouterClient<Contract> = createORPCClient<ContractRouterClient<Contract>>({
  call: async (path, input, options) => {
    try {
      return await transport(path, input, options)
    } catch (error) {
      const failure = failureOf(error, options.signal)
      if (failure instanceof DeskFailure && failure.code === 'LOCKED' && path[0] !== 'session')
        for (const tell of onLogOut) tell()
      throw failure
    }
  },
} satisfies ClientLink<ClientContext>)

/** Calls go over this connection from now on. */
export function connectApi(next: Connection): void {
  connection = next
  let link: { port: HostPort; link: RPCLink<ClientContext> } | undefined
  transport = (path, input, options) => {
    const port = next.port()
    if (link?.port !== port) link = { port, link: new RPCLink({ port }) }
    return link.link.call(path, input, options)
  }
}

/** For hosts without a channel: tests call the router in process. */
export function setTransport(next: Transport): void {
  transport = next
}

/** Told when the backend refuses a call because nobody is logged in: it was restarted, or the desk was locked elsewhere. */
export function onLoggedOut(tell: () => void): () => void {
  onLogOut.add(tell)
  return () => onLogOut.delete(tell)
}

function failureOf(error: unknown, signal: AbortSignal | undefined): unknown {
  if (error instanceof DeskFailure || signal?.aborted === true) return error
  if (error instanceof ORPCError) {
    const { code, message, data } = error as ORPCError<string, ErrorData[ErrorCode] | undefined>
    if (isErrorCode(code)) return new DeskFailure(code, message, data ?? {})
    return new DeskFailure('INTERNAL', '程序出错，数据没有改动。请重试。', { incident: '' })
  }
  return backendDown()
}

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorStatus, code)

/**
 * What a page shows, kept until it changes: read again when the change stream names one of the `registers`.
 *
 * @param key unique for what is loaded: `['mediation', id]`
 */
export function useLoaded<T>(
  key: readonly unknown[],
  load: () => Promise<T>,
  registers: readonly RegisterName[] = [],
): UseQueryResult<T> {
  return useQuery({ queryKey: key, queryFn: load, meta: { registers } })
}

/**
 * Follows a job to its end.
 *
 * @param signal cancels the job; the promise then rejects with the words of the cancellation
 * @throws DeskFailure of the job
 */
export async function runJob<T>(
  start: Promise<{ jobId: string }>,
  onProgress?: (view: JobView) => void,
  signal?: AbortSignal,
): Promise<T> {
  const { jobId } = await start
  const cancel = () => void api.job.cancel({ jobId }).catch(() => undefined)
  signal?.addEventListener('abort', cancel, { once: true })
  if (signal?.aborted === true) cancel()
  try {
    for (let wait = 40; ; wait = Math.min(wait * 2, 400)) {
      const view = await api.job.get({ jobId })
      onProgress?.(view)
      if (view.state === 'done') return view.result as T
      if (view.error !== null) {
        const { code, message, data } = view.error
        throw new DeskFailure(isErrorCode(code) ? code : 'INTERNAL', message, data as ErrorData[ErrorCode])
      }
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

/** Gives a file the backend offers to the person: a save dialog in the shell, a download in the browser. */
export function saveFile(fileRef: string, name: string): Promise<boolean> {
  return throughHost((host) => host.saveFile(fileRef, name))
}

/** @param accept endings: `.xlsx,.xls`; null when nothing was chosen */
export function pickFile(accept: string): Promise<PickedFile | null> {
  return throughHost((host) => host.pickFile(accept))
}

/** False in the desktop shell, whose page never sees a path. */
export function canTakeDropped(): boolean {
  return connection?.host.takeDropped !== undefined
}

/** A file dropped on the page, as if it had been picked; null where {@link canTakeDropped} is false. */
export function takeDropped(file: File): Promise<PickedFile | null> {
  return throughHost(async (host) => (await host.takeDropped?.(file)) ?? null)
}

/** False in a browser window, which cannot choose folders. */
export function canPickFolder(): boolean {
  return connection?.host.takeDropped === undefined
}

/** null when nothing was chosen, and in a browser window, which cannot choose folders. */
export function pickFolder(): Promise<{ mediumId: string } | null> {
  return throughHost((host) => host.pickFolder())
}

async function throughHost<T>(ask: (host: Connection['host']) => Promise<T>): Promise<T> {
  if (connection === undefined) throw backendDown()
  try {
    return await ask(connection.host)
  } catch (error) {
    if (error instanceof HostFailure) throw new DeskFailure('BACKEND_DOWN', error.message, {})
    throw error instanceof DeskFailure ? error : backendDown()
  }
}
