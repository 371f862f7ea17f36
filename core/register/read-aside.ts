/**
 * Reads that may take long. better-sqlite3 answers before anything else runs, so a read of a large ledger goes to a worker
 * with a read-only connection of its own; a small ledger is read where we are.
 */
import { tableShapes } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import type { RegisterName } from '../domain/field.ts'
import type { Desk, OpenContext } from '../server/context.ts'
import type { WorkerLimits } from '../server/ports.ts'
import type { ReadMessage, ReadRequest } from '../workers/read-rows.ts'
import { readColumn, readObjects, readValue } from './prepared.ts'
import type { Condition } from './search-condition.ts'

const limits: WorkerLimits = { memoryMb: 512, timeMs: 5 * 60_000 }

/** a ledger of so many rows is read through in about 20 ms */
const smallLedger = 20_000

export function isSmall(reader: SqliteConnection, register: RegisterName): boolean {
  const last = readValue(reader, `SELECT max(row_no) FROM ${tableShapes[register].name}`, []) as number | null
  return (last ?? 0) <= smallLedger
}

async function* ask(
  { backend, desk }: OpenContext,
  give: ReadRequest['give'],
  query: Condition,
  signal?: AbortSignal,
): AsyncGenerator<ReadMessage> {
  const leave = await takeTurn(desk)
  try {
    signal?.throwIfAborted()
    const request: ReadRequest = { path: desk.database.path, key: desk.key, give, ...query }
    const worker = backend.ports.spawnWorker<ReadMessage>('read', request, limits)
    const end = () => void worker.kill()
    signal?.addEventListener('abort', end, { once: true })
    try {
      for await (const message of worker.messages) {
        if (message.type === 'end') return
        yield message
      }
      throw new Error('the reading worker ended early')
    } finally {
      signal?.removeEventListener('abort', end)
      await worker.kill()
    }
  } finally {
    leave()
  }
}

/** Each reader has the key, a connection and a cache of its own: few at once, the others wait in order. */
const mostReaders = 2

const readersOf = new WeakMap<Desk, { running: number; waiting: (() => void)[] }>()

/** Resolves when a reader may begin; what it gives is to be called when that one has ended. */
async function takeTurn(desk: Desk): Promise<() => void> {
  const readers = readersOf.get(desk) ?? { running: 0, waiting: [] }
  readersOf.set(desk, readers)
  if (readers.running < mostReaders) readers.running++
  else await new Promise<void>((resolve) => readers.waiting.push(resolve))
  return () => {
    const next = readers.waiting.shift()
    if (next) next()
    else readers.running--
  }
}

/**
 * Row numbers in the order of the query, the first 200 as soon as they are known.
 *
 * @param signal ends the reading at once; what is waited for then throws
 */
export async function* readNumbers(
  context: OpenContext,
  register: RegisterName,
  query: Condition,
  signal?: AbortSignal,
): AsyncGenerator<Int32Array> {
  const { reader } = context.desk.database
  if (isSmall(reader, register)) {
    yield Int32Array.from(readColumn(reader, query.sql, query.parameters) as number[])
    return
  }
  for await (const message of ask(context, 'numbers', query, signal)) if (message.type === 'numbers') yield message.numbers
}

/** Rows of a query that gives few, whatever it has to look at. */
export async function readRows(
  context: OpenContext,
  register: RegisterName,
  query: Condition,
): Promise<Record<string, unknown>[]> {
  const { reader } = context.desk.database
  if (isSmall(reader, register)) return readObjects(reader, query.sql, query.parameters)
  for await (const message of ask(context, 'rows', query)) if (message.type === 'rows') return message.rows
  return []
}
