import { parentPort, workerData } from 'node:worker_threads'
import type { WorkerTask } from '../spawn-node.ts'

/** A worker for the spawner's tests: each request is one way to behave. */
const { request } = workerData as WorkerTask
parentPort?.postMessage('started')

if (request === 'finish') parentPort?.postMessage('done')
else if (request === 'throw') throw new Error('broken')
else if (request === 'exit') process.exit(3)
else if (request === 'spin') for (;;);
else if (request === 'heap') {
  const rows: string[][] = []
  for (;;) rows.push(Array.from({ length: 1000 }, (_, column) => `cell ${column.toString()} ${rows.length.toString()}`))
} else if (request === 'buffers') {
  const parts: Uint8Array[] = []
  const grow = (): void => {
    parts.push(new Uint8Array(8 * 1024 * 1024).fill(1))
    setTimeout(grow, 5)
  }
  grow()
}
