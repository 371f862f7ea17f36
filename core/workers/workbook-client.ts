/** The backend's side of the workbook worker: opens a workbook and streams a sheet, never running far ahead of its reader. */
import type { SpawnWorker, WorkerLimits } from '../server/ports.ts'
import type { WorkbookFile } from './workbook-file.ts'
import { WorkerFailure } from './worker-failure.ts'
import {
  WorkbookRefusal,
  type SheetOutline,
  type SheetRow,
  type WorkbookFormat,
  type WorkbookMessage,
  type WorkbookRequest,
} from './workbook-protocol.ts'

const limits: WorkerLimits = { memoryMb: 1024, timeMs: 10 * 60_000 }

async function* ask(spawn: SpawnWorker, request: WorkbookRequest): AsyncGenerator<WorkbookMessage> {
  const worker = spawn<WorkbookMessage>('workbook', request, limits)
  try {
    for await (const message of worker.messages) {
      if (message.type === 'failure') throw new WorkbookRefusal(message.kind, message.message)
      yield message
    }
  } catch (error) {
    if (error instanceof WorkerFailure) throw new WorkbookRefusal(refusalOf[error.kind], undefined, { cause: error })
    throw error
  } finally {
    await worker.kill()
  }
}

const refusalOf = { memory: 'tooMuchMemory', time: 'tooSlow', crash: 'damaged' } as const

export interface OpenedWorkbook {
  format: WorkbookFormat
  sheets: SheetOutline[]
}

/** What sheets a file has and how each begins. Throws {@link WorkbookRefusal}. */
export async function openWorkbook(spawn: SpawnWorker, file: WorkbookFile): Promise<OpenedWorkbook> {
  for await (const message of ask(spawn, { task: 'open', file })) {
    if (message.type === 'sheets') return { format: message.format, sheets: message.sheets }
  }
  throw new WorkbookRefusal('damaged')
}

/** The rows of a sheet that hold something, in batches of about 1000. Throws {@link WorkbookRefusal}. */
export async function* readSheet(spawn: SpawnWorker, file: WorkbookFile, sheet: string): AsyncGenerator<SheetRow[]> {
  const consumed = new SharedArrayBuffer(4)
  const used = new Int32Array(consumed)
  for await (const message of ask(spawn, { task: 'rows', file, sheet, consumed })) {
    if (message.type === 'end') return
    if (message.type !== 'rows') continue
    yield message.rows.map((cells, index) => ({ row: message.numbers[index] ?? 0, cells }))
    Atomics.add(used, 0, 1)
    Atomics.notify(used, 0)
  }
  throw new WorkbookRefusal('damaged')
}
