/**
 * From the start of the program to the log-in page: host started, page drawn, password field there — beside a bare Node server
 * with a bare page in the same browser. `npm run build` first. `node bench/start.ts [rounds]`
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser } from 'playwright-core'
import { findChromium } from '../headless/chromium-pdf.ts'
import { newTestDesk } from '../core/testing.ts'
import { discard, machine, seconds, summary } from './measure.ts'

const rounds = Number(process.argv[2] ?? 7)
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'bench-start-'))
const desk = await newTestDesk({ dataDir: folder })
await desk.close()

async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the host prints its address')
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('http:')) return line
  throw new Error('the host ended without an address')
}

const bare = `require('http').createServer((q, s) => s.end('<!doctype html><input type=password>')).listen(0, '127.0.0.1', function () { console.log('http://127.0.0.1:' + this.address().port) })`

async function round(browser: Browser, program: string[]): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, program, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const page = await browser.newPage()
  try {
    await page.goto(await addressOf(child))
    await page.locator('input[type=password]').first().waitFor()
    return performance.now() - start
  } finally {
    await page.close()
    child.kill()
  }
}

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
const ours: number[] = []
const theirs: number[] = []
for (let index = 0; index < rounds; index++) {
  ours.push(await round(browser, ['headless/serve.ts', '--data', folder, '--stay', '0']))
  theirs.push(await round(browser, ['-e', bare]))
}
await browser.close()
discard(folder)
console.log(machine())
console.log(
  `log-in page after ${seconds(summary(ours).p50)} · bare server and page ${seconds(summary(theirs).p50)} · ratio ${(summary(ours).p50 / summary(theirs).p50).toFixed(1)} (medians of ${String(rounds)})`,
)
