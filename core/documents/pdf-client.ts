/** The backend's side of the worker that counts and binds PDF pages. */
import { DeskError } from '../contract/errors.ts'
import type { SpawnWorker, WorkerLimits } from '../server/ports.ts'
import type { BindPiece, PdfMessage, PdfRequest, PdfState } from '../workers/pdf-protocol.ts'
import { WorkerFailure } from '../workers/worker-failure.ts'

const limits: WorkerLimits = { memoryMb: 450, timeMs: 5 * 60_000 }

const refusals = {
  encrypted: 'PDF 设了密码，不能放入卷宗；请去掉密码后另存再放入',
  damaged: 'PDF 不完整或已损坏，请重新扫描或另存后再放入',
  tooMuch: 'PDF 太复杂，这台电脑处理不了；请打印后扫描，或拆成几个文件',
}

async function* ask(spawn: SpawnWorker, request: PdfRequest, signal?: AbortSignal): AsyncGenerator<PdfMessage> {
  signal?.throwIfAborted()
  const worker = spawn<PdfMessage>('pdf', request, limits)
  const end = () => void worker.kill()
  signal?.addEventListener('abort', end, { once: true })
  try {
    yield* worker.messages
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof WorkerFailure && error.kind !== 'crash')
      throw new DeskError('FORMAT', refusals.tooMuch, { kind: 'tooLarge' })
    throw error
  } finally {
    signal?.removeEventListener('abort', end)
    await worker.kill()
  }
}

/** @throws FORMAT for a PDF that is encrypted or broken */
export async function countPages(spawn: SpawnWorker, bytes: Uint8Array): Promise<number> {
  for await (const message of ask(spawn, { task: 'count', bytes })) {
    if (message.type === 'counted') return message.pages
    if (message.type === 'refused') throw new DeskError('FORMAT', refusals[message.problem], { kind: message.problem })
  }
  throw new DeskError('FORMAT', refusals.damaged, { kind: 'damaged' })
}

export interface BindRequest {
  folder: string
  key: Uint8Array
  pieces: readonly BindPiece[]
  made: readonly Uint8Array[]
  state: PdfState | null
  firstNumber: number | null
  finish: readonly (number | null)[] | null
}

export interface Bound {
  /** object numbers of the pages of each piece; none where it could not be read */
  pages: number[][]
  state: PdfState
}

/** @param take gets the bytes of the file as they are made */
export async function bindPieces(
  spawn: SpawnWorker,
  request: BindRequest,
  { take, onPiece, signal }: { take(bytes: Uint8Array): void; onPiece(done: number): void; signal: AbortSignal },
): Promise<Bound> {
  const pages: number[][] = []
  for await (const message of ask(spawn, { task: 'bind', ...request }, signal)) {
    if (message.type === 'part') take(message.bytes)
    else if (message.type === 'bound') {
      pages[message.index] = message.pages
      onPiece(message.index + 1)
    } else if (message.type === 'end') return { pages, state: message.state }
  }
  throw new Error('the binding worker ended early')
}
