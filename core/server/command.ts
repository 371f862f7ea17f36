/**
 * The only way to a write transaction: permission, BEGIN IMMEDIATE, the work, the audit row inside the same transaction,
 * commit, one change event. Nothing is written outside of it.
 */
import { DeskError } from '../contract/errors.ts'
import type { Account, Unit } from '../contract/session.ts'
import type { KnownYears } from '../domain/calendar.ts'
import { localDay } from '../domain/day.ts'
import type { RegisterName } from '../domain/field.ts'
import type { RuleKey } from '../domain/rule-settings.ts'
import { createRecordWriter, type RecordWriter } from '../register/record-writer.ts'
import { loadPinyin } from '../register/pinyin.ts'
import { forgetTitles } from '../register/search-index.ts'
import { appendAudit } from './audit.ts'
import { calendarOf } from './calendar.ts'
import type { Desk, OpenContext } from './context.ts'
import { may, type Right } from './rights.ts'

export interface CommandRule {
  right: Right
  /** what the history calls it: 受理案件 */
  label: string
}

/** What a command works with, inside its transaction. */
export interface WriteContext {
  records: RecordWriter
  session: Account
  unit: Unit
  desk: Desk
  newId: () => string
  /** instant of the command, ISO, and the local day it falls on */
  at: string
  today: string
  rule(key: RuleKey): number
  /** holidays and working weekends, for terms that move over them */
  calendar(): KnownYears
  /** next number of a series; never given twice, not even after an undo */
  nextNumber(series: string): number
  /** added to the audit row: counts, reasons, names of fields; no person's values */
  note(detail: Record<string, unknown>): void
  /** what the audit row is about, where it is one record */
  about(register: RegisterName, recordId: string): void
}

type Synchronous<T> = T extends PromiseLike<unknown> ? never : T

export const command =
  <Input, Output>(name: string, rule: CommandRule, work: (write: WriteContext, input: Input) => Synchronous<Output>) =>
  (context: OpenContext, input: Input): Promise<Output> =>
    runWrite(context, name, rule, (write) => work(write, input) as Output)

/**
 * A command that takes seconds (import, merge): the transaction stays open while the work pauses to let readers be
 * served; other writes wait. All of it commits, or none.
 */
export const longCommand =
  <Input, Output>(name: string, rule: CommandRule, work: (write: WriteContext, input: Input) => Promise<Output>) =>
  (context: OpenContext, input: Input): Promise<Output> =>
    runWrite(context, name, rule, (write) => work(write, input))

/** Lets other calls run; to be awaited every few milliseconds of work. */
export const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** work between two pauses, in milliseconds */
const sliceMs = 10

/** To be awaited after every piece of work: lets other calls run when it is time. `before` is asked first, and may end the work. */
export function breather(before?: () => void): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < sliceMs) return
    before?.()
    await pause()
    since = performance.now()
  }
}

async function runWrite<Output>(
  context: OpenContext,
  name: string,
  rule: CommandRule,
  work: (write: WriteContext) => Output | Promise<Output>,
): Promise<Output> {
  const { desk, session } = context
  if (!may(session, rule.right)) throw new DeskError('FORBIDDEN', `你的账号不能${rule.label}，请找管理员`, {})
  await loadPinyin()
  const { clock, newId } = context.backend.ports
  const touched = await desk.exclusive(async () => {
    const connection = desk.database.writer
    const now = clock.now()
    const detail: Record<string, unknown> = {}
    const subjects: { register: RegisterName; recordId: string }[] = []
    const at = now.toISOString()
    const today = localDay(now)
    const records = createRecordWriter({ desk, session, at, newId, command: name, label: rule.label })
    connection.exec('BEGIN IMMEDIATE')
    try {
      const started = work({
        records,
        session,
        unit: desk.unit,
        desk,
        newId,
        at,
        today,
        rule: desk.rule,
        calendar: () => calendarOf(context.backend, desk),
        nextNumber: (series) => nextNumber(desk, series),
        note: (more) => Object.assign(detail, more),
        about: (register, recordId) => {
          subjects.push({ register, recordId })
        },
      })
      const output = started instanceof Promise ? await started : started
      await records.settle(pause)
      const single = subjects.at(-1) ?? records.single()
      appendAudit(connection, {
        at,
        actorId: session.id,
        command: name,
        register: single?.register ?? null,
        recordId: single?.recordId ?? null,
        detail: { ...detail, ...records.summary() },
      })
      connection.exec('COMMIT')
      return { output, registers: records.touched() }
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK')
      forgetTitles(desk)
      throw error
    }
  })
  context.backend.changes.publish(touched.registers)
  return touched.output
}

function nextNumber(desk: Desk, series: string): number {
  return desk.database.writer
    .prepare('INSERT INTO number_series (key, last) VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET last = last + 1 RETURNING last')
    .pluck()
    .get(series) as number
}
