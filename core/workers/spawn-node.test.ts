import { expect, test } from 'vitest'
import type { WorkerLimits } from '../server/ports.ts'
import { nodeWorkers } from './spawn-node.ts'
import type { WorkerFailure } from './worker-failure.ts'

const spawn = nodeWorkers(new URL('./testing/probe-worker.ts', import.meta.url))

async function run(
  request: string,
  limits: Partial<WorkerLimits> = {},
): Promise<{ messages: string[]; failed: string | undefined }> {
  const messages: string[] = []
  try {
    for await (const message of spawn<string>('workbook', request, { memoryMb: 64, timeMs: 20_000, ...limits }).messages)
      messages.push(message)
    return { messages, failed: undefined }
  } catch (error) {
    return { messages, failed: (error as WorkerFailure).kind }
  }
}

test('messages are handed over in order and end with the worker', async () => {
  expect(await run('finish')).toEqual({ messages: ['started', 'done'], failed: undefined })
})

test.each([
  ['throw', {}, 'crash'],
  ['exit', {}, 'crash'],
  ['spin', { timeMs: 300 }, 'time'],
  ['heap', {}, 'memory'],
  ['buffers', {}, 'memory'],
])('a worker that does %s fails with a kind, after its messages', async (request, limits, kind) => {
  expect(await run(request, limits)).toEqual({ messages: ['started'], failed: kind })
})

test('a killed worker ends, and a reader that stops early leaves none behind', async () => {
  const worker = spawn<string>('workbook', 'spin', { memoryMb: 64, timeMs: 20_000 })
  const reader = worker.messages[Symbol.asyncIterator]()
  expect((await reader.next()).value).toBe('started')
  await worker.kill()
  await expect(reader.next()).rejects.toMatchObject({ name: 'WorkerFailure', kind: 'crash' })

  const other = spawn<string>('workbook', 'spin', { memoryMb: 64, timeMs: 20_000 })
  for await (const message of other.messages) {
    expect(message).toBe('started')
    break
  }
})
