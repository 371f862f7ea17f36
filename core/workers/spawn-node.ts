import { Worker } from 'node:worker_threads'
import type { SpawnWorker, WorkerHandle, WorkerLimits } from '../server/ports.ts'
import { WorkerFailure } from './worker-failure.ts'
import type { WorkerFailureKind } from './worker-failure.ts'

/** What a worker's entry finds in `workerData`. It posts messages and returns; its exit ends the stream. */
export interface WorkerTask {
  name: string
  request: unknown
}

const MEMORY_CHECK_MS = 100

/** Rows live for the length of a batch: in a nursery of this size they die young, and reading a workbook takes a third less time. */
const NURSERY_MB = 96

/**
 * Workers as node:worker_threads.
 *
 * `messages` yields what the worker posts and ends with its exit; it throws {@link WorkerFailure}: `memory` (heap or buffers above the
 * limit), `time`, or `crash` (uncaught error, or a killed worker). Messages posted before a failure are yielded first.
 *
 * @param entry the program every worker runs; it reads {@link WorkerTask} and dispatches on its name
 */
export function nodeWorkers(entry: URL): SpawnWorker {
  return (name, request, limits) => startWorker(entry, { name, request }, limits)
}

function startWorker<Message>(entry: URL, task: WorkerTask, limits: WorkerLimits): WorkerHandle<Message> {
  const worker = new Worker(entry, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, maxYoungGenerationSizeMb: Math.min(NURSERY_MB, limits.memoryMb) },
    stdout: true,
    stderr: true,
  })
  // discarded: a library's warning may quote a row
  worker.stdout.resume()
  worker.stderr.resume()

  const pending: Message[] = []
  let failure: WorkerFailure | undefined
  let ended = false
  let wake = (): void => undefined

  const fail = (kind: WorkerFailureKind, cause?: unknown): void => {
    failure ??= new WorkerFailure(kind, { cause })
  }
  const stop = async (kind: WorkerFailureKind): Promise<void> => {
    fail(kind)
    await worker.terminate()
  }
  const timer = setTimeout(() => void stop('time'), limits.timeMs)
  const memoryCheck = setInterval(() => {
    // the heap limit does not count buffers, and a zip bomb is buffers
    worker.getHeapStatistics().then(
      (heap) => {
        if (heap.used_heap_size + heap.external_memory > limits.memoryMb * 1024 * 1024) void stop('memory')
      },
      () => undefined,
    )
  }, MEMORY_CHECK_MS)

  worker.on('message', (message: Message) => {
    pending.push(message)
    wake()
  })
  worker.on('error', (error: unknown) => {
    const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    fail(outOfMemory ? 'memory' : 'crash', error)
  })
  worker.on('exit', (code) => {
    clearTimeout(timer)
    clearInterval(memoryCheck)
    if (code !== 0) fail('crash')
    ended = true
    wake()
  })

  async function* read(): AsyncGenerator<Message> {
    try {
      for (;;) {
        while (pending.length > 0) yield* pending.splice(0)
        if (ended) break
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      if (failure) throw failure
    } finally {
      await worker.terminate()
    }
  }
  return { messages: read(), kill: () => stop('crash') }
}
