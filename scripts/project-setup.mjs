import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * What has to be there before anything else runs. Plain JavaScript on Node's own modules, because it runs on the Node a person
 * happens to have (20 or later), before anything is installed.
 */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const windows = process.platform === 'win32'

/** The Node 24 that comes as a package; the database module needs it. */
export const node24 = join(root, 'node_modules/node/bin', windows ? 'node.exe' : 'node')

/** Runs a program in the project with its output passed through. @returns {Promise<number>} exit code */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: toolEnvironment(), ...options })
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`)
      resolve(127)
    })
    child.on('exit', (code) => {
      resolve(code ?? 1)
    })
  })
}

const TOOLS = {
  tsc: 'typescript/bin/tsc',
  eslint: 'eslint/bin/eslint.js',
  depcruise: 'dependency-cruiser/bin/dependency-cruiser.mjs',
  knip: 'knip/bin/knip.js',
  prettier: 'prettier/bin/prettier.cjs',
  'electron-vite': 'electron-vite/bin/electron-vite.js',
  vitest: 'vitest/vitest.mjs',
  playwright: '@playwright/test/cli.js',
}

/** Runs one of the project's tools with Node 24. @param {keyof typeof TOOLS} name */
export function runTool(name, args, options = {}) {
  return run(node24, [join(root, 'node_modules', TOOLS[name]), ...args], options)
}

/** Installs the packages of the lock file when what is installed differs from it. Leaves with an explanation when that fails. */
export async function installIfStale() {
  const difference = firstDifference()
  if (difference === undefined) return
  console.log(`正在安装依赖（${difference}）……`)
  const code = await run('npm', ['ci', '--no-audit', '--no-fund'], { env: process.env, shell: windows })
  if (code === 0 && firstDifference() === undefined && existsSync(node24)) return
  console.error('依赖没有装好：请检查网络或 npm 的软件源设置，然后重新运行。')
  process.exit(1)
}

/** Builds when a source is newer than the built page. @returns {Promise<number>} exit code */
export async function buildIfStale() {
  const page = join(root, 'out/renderer/index.html')
  const sources = ['renderer', 'core', 'electron', 'db', 'electron.vite.config.ts', 'package-lock.json']
  if (existsSync(page) && statSync(page).mtimeMs >= Math.max(...sources.map((source) => newest(join(root, source))))) return 0
  console.log('正在构建界面……')
  return runTool('electron-vite', ['build', '--logLevel', 'warn'])
}

/** Node 24 and the project's tools come first for everything the tools start themselves. */
export function toolEnvironment() {
  const key = Object.keys(process.env).find((name) => name.toLowerCase() === 'path') ?? 'PATH'
  const path = [dirname(node24), join(root, 'node_modules/.bin'), process.env[key] ?? ''].join(windows ? ';' : ':')
  return { ...process.env, [key]: path }
}

/** First package whose installed version differs from the lock file, in words; `undefined` when all agree. */
function firstDifference() {
  const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages
  const record = 'node_modules/.package-lock.json'
  if (!existsSync(join(root, record))) return '首次运行'
  const installed = read(record)
  for (const [path, { version, optional }] of Object.entries(read('package-lock.json')))
    if (path !== '' && optional !== true && installed[path]?.version !== version)
      return `${path.replace('node_modules/', '')} 有更新`
  return undefined
}

function newest(path) {
  if (!existsSync(path)) return 0
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Whether a program is on the path. */
export function has(program) {
  return spawnSync(windows ? 'where' : 'which', [program], { stdio: 'ignore' }).status === 0
}
