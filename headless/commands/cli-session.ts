/** What every command of the command line works with: the backend in process, as one logged-in client. */
import { createRouterClient, type RouterClient } from '@orpc/server'
import { DeskError } from '../../core/contract/errors.ts'
import type { JobView } from '../../core/contract/session.ts'
import { createBackend, type Backend } from '../../core/server/create-backend.ts'
import type { Context } from '../../core/server/context.ts'
import { headlessPorts } from '../node-ports.ts'

export type Api = RouterClient<Backend['router']>

/** A call that is not one of ours; exit 2. */
export class UsageError extends Error {}

/** Done, but for some records: printed like any result; exit 1. */
export class Partly {
  readonly result: unknown
  constructor(result: unknown) {
    this.result = result
  }
}

export interface CliOptions {
  data?: string | undefined
  user?: string | undefined
  json: boolean
}

export interface CliSession {
  options: CliOptions
  backend: Backend
  context: Context
  api: Api
  /** runs a job to its end, its progress on stderr. @throws the job's error */
  finish(started: { jobId: string }): Promise<unknown>
}

export async function openBackend(options: CliOptions): Promise<CliSession> {
  const backend = await createBackend(headlessPorts(options.data))
  const context = backend.newConnection()
  const api: Api = createRouterClient(backend.router, { context })
  return {
    options,
    backend,
    context,
    api,
    async finish({ jobId }) {
      const timer = setInterval(() => void report(api, jobId), 1000)
      const view: JobView = await context.backend.jobs.finished(jobId)
      clearInterval(timer)
      if (view.error)
        throw new DeskError(view.error.code as DeskError['code'], view.error.message, view.error.data as DeskError['data'])
      return view.result
    },
  }
}

async function report(api: Api, jobId: string): Promise<void> {
  const { phase, done } = await api.job.get({ jobId })
  process.stderr.write(`${phase}${done > 0 ? `：${String(done)}` : ''}\n`)
}

/** From PINGAN_PASSWORD, or asked for on the terminal without showing it. */
export async function readPassword(prompt: string): Promise<string> {
  const given = process.env.PINGAN_PASSWORD
  if (given !== undefined) return given
  if (!process.stdin.isTTY) throw new DeskError('LOCKED', '请设置环境变量 PINGAN_PASSWORD，或在终端里输入密码', {})
  process.stderr.write(prompt)
  const { stdin } = process
  stdin.setRawMode(true)
  let typed = ''
  try {
    for await (const part of stdin) {
      for (const character of String(part)) {
        if (character === '\r' || character === '\n') return typed
        if (character === '\u0003') throw new UsageError('已取消')
        typed = character === '\u007f' ? typed.slice(0, -1) : typed + character
      }
    }
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
    process.stderr.write('\n')
  }
  return typed
}

export async function logInto(session: CliSession): Promise<void> {
  const password = await readPassword('密码：')
  const { user } = session.options
  await session.api.session.logIn(user === undefined ? { password } : { loginName: user, password })
}
