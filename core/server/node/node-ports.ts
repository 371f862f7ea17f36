import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { nodeWorkers } from '../../workers/spawn-node.ts'
import type { Clock, Ports, PrintToPdf } from '../ports.ts'
import { DEMO_NOTE } from './data-dir.ts'
import { jsonLog } from './json-log.ts'
import { openDocument } from './open-document.ts'
import { mediaSource } from './media.ts'
import { uuidV7Source } from './uuid-v7.ts'

/** What differs between the hosts that run on Node (and on Electron's utility process, which is Node). */
export interface NodeHost {
  dataDir: string
  resourcesDir: string
  /** the worker program, source or bundle */
  workerEntry: string
  appVersion: string
  printToPdf?: PrintToPdf
}

const clock: Clock = { now: () => new Date(), monotonic: () => performance.now() }

/** Ports of a Node host. Nothing is opened or created yet, apart from the log's folder at the first line written. */
export function nodePorts({ dataDir, resourcesDir, workerEntry, appVersion, printToPdf }: NodeHost): Ports {
  const folder = resolve(dataDir)
  return {
    dataDir: folder,
    resourcesDir,
    clock,
    newId: uuidV7Source(Date.now),
    logger: jsonLog(join(folder, 'logs'), clock),
    spawnWorker: nodeWorkers(pathToFileURL(workerEntry)),
    listMedia: mediaSource(),
    openDocument,
    appVersion,
    demo: existsSync(join(folder, DEMO_NOTE)),
    ...(printToPdf && { printToPdf }),
  }
}
