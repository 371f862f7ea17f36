import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock, Logger } from '../ports.ts'

const KEPT_DAYS = 30
const FILE = /^desk-(\d{4}-\d{2}-\d{2})\.jsonl$/

/**
 * Log of one JSON object a line in `<folder>/desk-YYYY-MM-DD.jsonl` (UTC day), the last 30 days kept.
 *
 * It never holds personal data: of a cause only the error's class, its system code and the lines of the stack are written, because
 * messages may quote what a person typed. A log that cannot be written is given up silently: work goes on.
 */
export function jsonLog(folder: string, clock: Clock): Logger {
  let day = ''
  const write = (record: Record<string, unknown>): void => {
    const at = clock.now().toISOString()
    try {
      if (at.slice(0, 10) !== day) {
        day = at.slice(0, 10)
        mkdirSync(folder, { recursive: true })
        dropOldest(folder)
      }
      appendFileSync(join(folder, `desk-${day}.jsonl`), `${JSON.stringify({ at, ...record })}\n`, { mode: 0o600 })
    } catch {
      day = ''
    }
  }
  return {
    info: (event, data) => {
      write({ level: 'info', event, ...data })
    },
    error: (event, incident, cause) => {
      write({ level: 'error', event, incident, ...describeCause(cause) })
    },
  }
}

function dropOldest(folder: string): void {
  const days = readdirSync(folder)
    .filter((name) => FILE.test(name))
    .sort()
  for (const name of days.slice(0, -KEPT_DAYS)) rmSync(join(folder, name), { force: true })
}

function describeCause(cause: unknown): Record<string, unknown> {
  if (!(cause instanceof Error)) return { cause: typeof cause }
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
  const stack = (cause.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
  return { cause: cause.name, code, stack: stack.map((line) => line.trim()) }
}
