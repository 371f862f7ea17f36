/** The backend's side of the workbook worker: opens a workbook and streams a sheet, never running far ahead of its reader. */
import type { JudgeRequest } from '../register/import/judge.ts'
import type { JudgedBatch } from '../register/import/judged-batch.ts'
import type { SpawnWorker, WorkerLimits } from '../server/ports.ts'
import type { WorkbookFile } from './workbook-file.ts'
import { WorkerFailure } from './worker-failure.ts'
import type { SheetOutline, SheetRow } from './sheet-row.ts'
import { WorkbookRefusal, type WorkbookFormat, type WorkbookMessage, type WorkbookRequest } from './workbook-protocol.ts'

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
  for await (const message of batches(spawn, { task: 'rows', file, sheet })) {
    if (message.type === 'rows') yield message.rows.map((cells, index) => ({ row: message.numbers[index] ?? 0, cells }))
  }
}

/** Outcomes of the rows of a sheet, in batches of about 1000, judged where they are read. Throws {@link WorkbookRefusal}. */
export async function* judgeSheet(spawn: SpawnWorker, file: WorkbookFile, request: JudgeRequest): AsyncGenerator<JudgedBatch> {
  for await (const message of batches(spawn, { task: 'judge', file, ...request })) {
    if (message.type === 'judged') yield message.batch
  }
}

/** Messages up to the end of the sheet; the worker never runs far ahead of who uses them. */
async function* batches(
  spawn: SpawnWorker,
  request: Exclude<WorkbookRequest, { task: 'open' }>,
): AsyncGenerator<WorkbookMessage> {
  const consumed = new SharedArrayBuffer(4)
  const used = new Int32Array(consumed)
  for await (const message of ask(spawn, { ...request, consumed })) {
    if (message.type === 'end') return
    yield message
    Atomics.add(used, 0, 1)
    Atomics.notify(used, 0)
  }
  throw new WorkbookRefusal('damaged')
}
