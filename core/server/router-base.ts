/** Where routers start: the contract, the error mapper, and the two doors — before and after log-in. */
import { implement, ORPCError } from '@orpc/server'
import { contract } from '../contract/index.ts'
import { DeskError, errorStatus } from '../contract/errors.ts'
import type { Context, OpenContext } from './context.ts'
import { toDeskError } from './errors.ts'
import { inputProblems } from './input-problems.ts'
import { isIdle, lock } from './lock-session.ts'

const base = implement(contract).$context<Context>()

/** Every refusal leaves as one of the desk's codes with a Chinese message; anything else becomes INTERNAL. */
const mapped = base.use(async ({ context, next }) => {
  try {
    return await next()
  } catch (error) {
    if (error instanceof ORPCError) {
      if (error.code !== 'BAD_REQUEST') throw error
      const fields = inputProblems(error.cause)
      const named = Object.values(fields).join('；')
      throw new ORPCError('BAD_REQUEST', {
        status: 400,
        message: named === '' ? '填写的内容不完整或格式不对，请检查后重试' : `${named}，请检查后重试`,
        data: named === '' ? {} : { fields },
        cause: error.cause,
      })
    }
    const known = toDeskError(error, context.backend.ports.logger, context.backend.ports.newId)
    throw new ORPCError(known.code, { status: errorStatus[known.code], message: known.message, data: known.data })
  }
})

/** Open to everybody on this computer: status, first run, log-in. A session nobody used is over here too. */
export const anyone = mapped.use(({ context, next }) => {
  const { backend, connection } = context
  if (isIdle(backend, connection)) lock(backend, connection)
  return next()
})

/** Only for a logged-in session. */
export const member = mapped.use(({ context, next }) => next({ context: openContext(context) }))

/** What was read aside for a session that has ended meanwhile is nobody's. @throws DeskError LOCKED */
export function requireSession({ connection, session }: OpenContext): void {
  if (connection.session !== session) throw new DeskError('LOCKED', '请先登录', {})
}

/** @throws DeskError LOCKED before log-in, and after nobody has called for as long as the rule allows */
export function openContext(context: Context): OpenContext {
  const { desk, ports } = context.backend
  const { connection } = context
  const { session } = connection
  if (!desk || !session) throw new DeskError('LOCKED', '请先登录', {})
  if (isIdle(context.backend, connection)) {
    lock(context.backend, connection)
    throw new DeskError('LOCKED', '长时间没有操作，已自动锁定，请重新登录', {})
  }
  connection.usedAt = ports.clock.monotonic()
  return { ...context, desk, session }
}
