import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pageDir } from './built-page.ts'

const root = join(import.meta.dirname, '..')
const run = promisify(execFile)

/** Where a desk lives during one test: its data, its memory stick, its temporary folder. */
export interface House {
  dataDir: string
  stick: string
  temp: string
}

export const foldersOf = ({ dataDir, stick, temp }: House): string[] => [dataDir, stick, temp]

export interface Host {
  /** one-time address */
  address: string
  /** an orderly end */
  stop(): Promise<void>
  /** the process dies as in a power cut */
  kill(): Promise<void>
}

const environmentOf = ({ stick, temp }: House): NodeJS.ProcessEnv => ({
  ...process.env,
  PINGAN_MEDIA: stick,
  TMPDIR: temp,
  HOME: temp,
  XDG_DATA_HOME: temp,
})

/** Starts `serve` over a data folder. @throws Error with what it said when it does not start */
export async function startHost(house: House): Promise<Host> {
  const child = spawn(
    process.execPath,
    [join(root, 'headless/serve.ts'), '--data', house.dataDir, '--page', pageDir, '--stay', 'forever'],
    { cwd: root, env: environmentOf(house), stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (part: Buffer): void => {
      said += part.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+\/#start=[\w-]+/.exec(said)
      if (found !== null) resolve(found[0])
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    void gone.then(() => {
      reject(new Error(said.trim()))
    })
  })
  const end = (signal: NodeJS.Signals) => async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await gone
  }
  return { address, stop: end('SIGTERM'), kill: end('SIGKILL') }
}

/** One call of the command line. @returns its JSON document */
export async function desk(house: House, password: string, ...words: string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, [join(root, 'headless/cli.ts'), '--data', house.dataDir, '--json', ...words], {
    cwd: root,
    env: { ...environmentOf(house), PINGAN_PASSWORD: password },
    maxBuffer: 64 * 1024 * 1024,
  })
  return JSON.parse(stdout) as unknown
}
