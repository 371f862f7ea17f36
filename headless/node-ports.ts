import { join } from 'node:path'
import { defaultDataDir } from '../core/server/node/data-dir.ts'
import { nodePorts } from '../core/server/node/node-ports.ts'
import type { Ports } from '../core/server/ports.ts'
import desk from '../package.json' with { type: 'json' }
import { printHtmlToPdf } from './chromium-pdf.ts'

const root = join(import.meta.dirname, '..')

/** Ports of the headless hosts, which run from source. @param dataDir the user's own data when absent */
export function headlessPorts(dataDir = defaultDataDir()): Ports {
  return nodePorts({
    dataDir,
    resourcesDir: join(root, 'resources'),
    workerEntry: join(root, 'core/workers/entry.ts'),
    appVersion: desk.version,
    printToPdf: printHtmlToPdf,
  })
}
