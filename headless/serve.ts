import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createBackend } from '../core/server/create-backend.ts'
import { serveBackend } from './browser-host.ts'
import { headlessPorts } from './node-ports.ts'

/** `node headless/serve.ts [--data DIR] [--stay SECONDS|forever] [--page DIR]`: the desk in a browser window of this machine. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, stay: { type: 'string', default: '8' }, page: { type: 'string' } },
  })
  const staySeconds = values.stay === 'forever' ? Infinity : Number(values.stay)
  if (!(staySeconds >= 0)) throw new Error('--stay 后面写秒数，或写 forever')
  const backend = await createBackend(headlessPorts(values.data))
  const desk = await serveBackend(backend, { pageDir: values.page ?? join(import.meta.dirname, '../out/renderer'), staySeconds })
  process.once('SIGINT', () => void desk.close())
  process.once('SIGTERM', () => void desk.close())
  console.log(`平安台已启动，请在本机浏览器中打开下面的地址（仅可使用一次）：\n${desk.address}`)
  await desk.closed
}

if (import.meta.main) {
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : '平安台没有启动')
      process.exit(5)
    },
  )
}
