import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { defaultDataDir } from '../core/server/node/data-dir.ts'

/**
 * Opens the desk the best way this machine allows: Electron, else a Chromium window on the loopback host, else the printed address.
 *
 * `node scripts/open-desk.ts [--demo] [--data DIR]`; `--demo` uses invented data in a folder of its own.
 */
const root = join(import.meta.dirname, '..')
const windows = process.platform === 'win32'
const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false }, data: { type: 'string' } } })
const dataDir = resolve(values.data ?? (values.demo ? `${defaultDataDir()}-demo` : defaultDataDir()))

function onPath(names: string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function electron(): string | undefined {
  const binary = join(root, 'node_modules/electron/dist', windows ? 'electron.exe' : 'electron')
  return hasScreen() && existsSync(binary) ? binary : undefined
}

function chromium(): string | undefined {
  if (!hasScreen()) return undefined
  if (!windows) return onPath(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'])
  const bases = [process.env['ProgramFiles(x86)'], process.env['ProgramFiles'], process.env['LOCALAPPDATA']]
  const programs = ['Microsoft\\Edge\\Application\\msedge.exe', 'Google\\Chrome\\Application\\chrome.exe']
  return bases.flatMap((base) => (base === undefined ? [] : programs.map((program) => join(base, program)))).find(existsSync)
}

function hasScreen(): boolean {
  return windows || process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined
}

/** Creates the demo folder once, under another name until it is complete, and shows its account each time. */
function prepareDemo(): void {
  const note = join(dataDir, 'demo-account.txt')
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
    writeFileSync(join(part, 'demo-account.txt'), made.stdout)
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
  const host = spawn(process.execPath, [join(root, 'headless/serve.ts'), '--data', dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const stopped = ended(host)
  for await (const line of createInterface({ input: host.stdout })) {
    if (program === undefined || !/^http:/.test(line)) {
      if (program === undefined) console.log(line)
      continue
    }
    const options = ['--no-first-run', '--no-default-browser-check', '--disable-extensions', '--disable-sync', '--disable-background-networking']
    if (process.getuid?.() === 0) options.push('--no-sandbox') // Chromium refuses its sandbox to root
    const window = spawn(program, [`--app=${line}`, `--user-data-dir=${join(dataDir, 'browser')}`, ...options], { stdio: 'ignore' })
    window.on('error', () => {
      console.log(`没有打开浏览器窗口，请自行打开（仅可使用一次）：\n${line}`)
    })
    console.log('平安台已在窗口中打开；关闭窗口即退出。')
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
