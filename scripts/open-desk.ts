import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { DEMO_NOTE, defaultDataDir } from '../core/server/node/data-dir.ts'
import { findChromium } from '../headless/chromium-pdf.ts'

/**
 * Opens the desk the best way this machine allows: Electron, else a Chromium window on the loopback host, else the printed address.
 *
 * `node scripts/open-desk.ts [--demo] [--data DIR]`; `--demo` uses invented data in a folder of its own.
 */
const root = join(import.meta.dirname, '..')
const windows = process.platform === 'win32'
const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false }, data: { type: 'string' } } })
const dataDir = resolve(values.data ?? (values.demo ? `${defaultDataDir()}-demo` : defaultDataDir()))

function electron(): string | undefined {
  const binary = join(root, 'node_modules/electron/dist', windows ? 'electron.exe' : 'electron')
  return hasScreen() && existsSync(binary) ? binary : undefined
}

function chromium(): string | undefined {
  if (!hasScreen()) return undefined
  try {
    return findChromium()
  } catch {
    return undefined
  }
}

function hasScreen(): boolean {
  return windows || process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined
}

/** Creates the demo folder once, under another name until it is complete, and shows its account each time. */
function prepareDemo(): void {
  const note = join(dataDir, DEMO_NOTE)
  if (!existsSync(dataDir)) {
    console.log('正在生成演示数据（全部为虚构），约需一分钟……')
    const part = `${dataDir}.part`
    rmSync(part, { recursive: true, force: true })
    mkdirSync(part, { recursive: true, mode: 0o700 })
    const made = spawnSync(process.execPath, [join(root, 'headless/cli.ts'), '--data', part, 'demo', '--size', 'office'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (made.status !== 0) throw new Error('演示数据没有生成')
    if (!existsSync(join(part, DEMO_NOTE))) writeFileSync(join(part, DEMO_NOTE), made.stdout)
    renameSync(part, dataDir)
  }
  if (existsSync(note)) console.log(readFileSync(note, 'utf8').trim())
  else throw new Error(`${dataDir} 不是演示数据，请用 --data 另选一个文件夹`)
}

async function ended(child: ChildProcess): Promise<number> {
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}

async function openInElectron(program: string): Promise<number> {
  return ended(spawn(program, [root, '--data', dataDir], { stdio: 'inherit' }))
}

async function openInBrowser(program: string | undefined): Promise<number> {
  const host = spawn(process.execPath, [join(root, 'headless/serve.ts'), '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stopped = ended(host)
  for await (const line of createInterface({ input: host.stdout })) {
    if (program === undefined || !line.startsWith('http:')) {
      if (program === undefined) console.log(line)
      continue
    }
    const options = [
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-extensions',
      '--disable-sync',
      '--disable-background-networking',
      '--disable-features=Translate,TranslateUI',
      '--lang=zh-CN',
      '--window-size=1366,768',
      '--incognito', // what is typed or shown leaves no history, no form memory and no cache on the disk
    ]
    if (process.getuid?.() === 0) options.push('--no-sandbox') // Chromium refuses its sandbox to root
    const window = spawn(program, [`--app=${line}`, `--user-data-dir=${join(dataDir, 'browser')}`, ...options], {
      stdio: 'ignore',
    })
    const tellAddress = (): void => {
      console.log(`没有打开浏览器窗口，请在本机浏览器中自行打开（仅可使用一次）：\n${line}`)
    }
    window.once('error', tellAddress)
    window.once('exit', (code) => {
      if (code !== null && code !== 0) tellAddress()
    })
    console.log('正在打开平安台窗口；关闭窗口即退出。')
  }
  return stopped
}

process.on('SIGINT', () => undefined) // the host gets it too and closes the database; we wait for it
try {
  if (values.demo) prepareDemo()
  const shell = electron()
  process.exitCode = shell === undefined ? await openInBrowser(chromium()) : await openInElectron(shell)
} catch (error) {
  console.error(error instanceof Error ? error.message : '平安台没有启动')
  process.exitCode = 1
}
