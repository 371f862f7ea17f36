/**
 * The residents' ledger in real Chromium (software rendering, server and browser on the same machine): scrolling from top to
 * bottom by wheel and by jumps with every long task over 50 ms in the page, and from a key in the search box to painted rows.
 * `npm run build` first (or `--page DIR`). `node bench/grid.ts --data DIR`, a data folder of `demo --size county`
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { chromium, type Page } from 'playwright-core'
import { findChromium } from '../headless/chromium-pdf.ts'
import { machine, quantile, summary } from './measure.ts'

const root = join(import.meta.dirname, '..')
const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    page: { type: 'string', default: join(root, 'out/renderer') },
    shot: { type: 'string' },
  },
})
if (options.data === undefined || !existsSync(options.page)) throw new Error('--data DIR, and a built page (npm run build)')
const [, , password = ''] = /：(\S+)\s+\S+：(\S+)/.exec(readFileSync(join(options.data, 'demo-account.txt'), 'utf8')) ?? []

const host = spawn(
  process.execPath,
  [join(root, 'headless/serve.ts'), '--data', options.data, '--page', options.page, '--stay', 'forever'],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
)
async function addressOf(): Promise<string> {
  for await (const line of createInterface({ input: host.stdout })) if (line.startsWith('http:')) return line
  throw new Error('the host ended without an address')
}

/** Runs in the page before anything else; text, because this folder is checked without the types of a browser. */
const inPage = `
const probe = window.probe = { longTasks: [], frames: [], painted: null }
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) probe.longTasks.push(duration)
}).observe({ type: 'longtask', buffered: true })
let last = performance.now()
requestAnimationFrame(function frame(now) {
  probe.frames.push(now - last)
  last = now
  requestAnimationFrame(frame)
})
probe.look = () => {
  const { longTasks, frames } = probe
  probe.longTasks = []
  probe.frames = []
  return { longTasks, frames }
}
const cells = () => [...document.querySelectorAll('[row-index] [col-id=name]')]
probe.filled = () => cells().length > 5 && cells().every((one) => one.textContent !== '')
probe.lastRow = () => Math.max(...[...document.querySelectorAll('[row-index]')].map((one) => Number(one.getAttribute('row-index'))))
probe.jump = (part) => {
  const viewport = [...document.querySelectorAll('div')].find((one) => one.scrollHeight > 100000 && one.clientHeight < 2000)
  if (viewport) viewport.scrollTop = (viewport.scrollHeight - viewport.clientHeight) * part
}
// from the next key to the frame in which the rows that answer it stand
probe.arm = () => {
  probe.painted = null
  let begun = 0
  const seen = new MutationObserver((changes) => {
    const inRows = changes.some(({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest('[row-index], [role=rowgroup]'))
    if (begun === 0 || !inRows) return
    seen.disconnect()
    requestAnimationFrame(() => {
      const drawn = new MessageChannel()
      drawn.port1.onmessage = () => { probe.painted = performance.now() - begun }
      drawn.port2.postMessage(0)
    })
  })
  document.addEventListener('keydown', ({ timeStamp }) => { begun = timeStamp }, { capture: true, once: true })
  seen.observe(document.querySelector('[role=grid], [role=treegrid]'), { subtree: true, childList: true, characterData: true })
}
`

/** what the page itself saw since the last look */
interface Seen {
  longTasks: number[]
  frames: number[]
}
const look = (page: Page): Promise<Seen> => page.evaluate('probe.look()')

function tell(what: string, { longTasks, frames }: Seen): void {
  const sorted = [...frames].sort((a, b) => a - b)
  const times = [0.5, 0.95, 0.99].map((part) => quantile(sorted, part).toFixed(0)).join('/')
  const over = longTasks.filter((one) => one > 50)
  console.log(
    `${what}: ${String(frames.length)} frames, p50/p95/p99 ${times} ms · long tasks over 50 ms: ${String(over.length)}${over.length > 0 ? `, longest ${Math.max(...over).toFixed(0)} ms` : ''}`,
  )
}

/** The policy of the page refuses playwright's own waiting, which compiles text. null after two seconds. */
async function until<T>(page: Page, expression: string): Promise<T | null> {
  const end = performance.now() + 2000
  while (performance.now() < end) {
    const value: T | null = await page.evaluate(expression)
    if (value !== null && value !== false) return value
    await page.waitForTimeout(5)
  }
  return null
}

/** null when no row changed within two seconds */
async function keyToPaint(page: Page, key: string): Promise<number | null> {
  await page.evaluate('probe.arm()')
  await page.keyboard.press(key)
  return until<number>(page, 'probe.painted')
}

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
try {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  await page.addInitScript(inPage)
  await page.goto(await addressOf())
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
  const opened = performance.now()
  await page.evaluate("location.hash = '#/resident'")
  await page.locator('[row-index="0"] [col-id=name]').first().waitFor()
  console.log(`${machine()}\nfirst rows of the ledger after ${(performance.now() - opened).toFixed(0)} ms`)
  await page.waitForTimeout(1500)

  await look(page)
  await page.mouse.move(700, 500)
  for (let step = 0; step < 200; step++) {
    await page.mouse.wheel(0, 300)
    await page.waitForTimeout(16)
  }
  tell('wheel, 200 × 300 px', await look(page))
  for (let step = 0; step < 120; step++) {
    await page.mouse.wheel(0, 3000)
    await page.waitForTimeout(16)
  }
  tell('fast wheel, 120 × 3000 px', await look(page))

  const jumps: number[] = []
  for (let step = 1; step <= 40; step++) {
    const start = performance.now()
    await page.evaluate(`probe.jump(${String(step / 40)})`)
    await until(page, 'probe.filled()')
    jumps.push(performance.now() - start)
  }
  tell('40 jumps from top to bottom', await look(page))
  const jump = summary(jumps)
  console.log(`jump → rows: p50 ${jump.p50.toFixed(0)} ms, p95 ${jump.p95.toFixed(0)} ms`)
  console.log(`last row shown: ${String(await page.evaluate('probe.lastRow()'))}`)
  if (options.shot !== undefined) await page.screenshot({ path: options.shot })

  const search = page.getByRole('searchbox').first()
  const painted: number[] = []
  let unchanged = 0
  for (const word of ['wangwm', 'liming', '139001', 'chen', 'zhaoyu']) {
    await search.fill('')
    await page.waitForTimeout(600)
    await search.focus()
    for (const key of word) {
      const ms = await keyToPaint(page, key)
      if (ms === null) unchanged++
      else painted.push(ms)
      await page.waitForTimeout(120)
    }
  }
  const { p50, p95 } = summary(painted)
  console.log(
    `key → painted rows: p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, longest ${Math.max(...painted).toFixed(0)} ms (${String(painted.length)} keys, ${String(unchanged)} without a change)`,
  )
  tell('while searching', await look(page))
  if (options.shot !== undefined) await page.screenshot({ path: options.shot.replace('.png', '-search.png') })
} finally {
  await browser.close()
  host.kill()
}
