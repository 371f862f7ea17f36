/** The program every worker runs: it finds its task in `workerData`, posts messages and ends. One line per kind of work. */
import { parentPort, workerData } from 'node:worker_threads'
import type { WorkerTask } from './spawn-node.ts'
import type { RepairRequest } from './repair-protocol.ts'
import type { PdfRequest } from './pdf-protocol.ts'
import type { ReadRequest } from './read-rows.ts'
import type { WorkbookRequest } from './workbook-protocol.ts'

type Work = (request: unknown, post: (message: unknown, transfer?: readonly ArrayBuffer[]) => void) => Promise<void>

const works: Readonly<Record<string, Work>> = {
  read: async (request, post) => {
    const { runRead } = await import('./read-rows.ts')
    runRead(request as ReadRequest, post)
  },
  workbook: async (request, post) => {
    const { runWorkbook } = await import('./workbook.ts')
    await runWorkbook(request as WorkbookRequest, post)
  },
  repair: async (request, post) => {
    const { runRepair } = await import('./repair.ts')
    await runRepair(request as RepairRequest, post)
  },
  pdf: async (request, post) => {
    const { runPdf } = await import('./pdf.ts')
    await runPdf(request as PdfRequest, post)
  },
}

const { name, request } = workerData as WorkerTask
const work = works[name]
if (!work) throw new Error(`no worker called ${name}`)
await work(request, (message, transfer) => {
  parentPort?.postMessage(message, transfer)
})
