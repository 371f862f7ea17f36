/** Statements of a connection, kept for its life: preparing one takes as long as what a key press asks takes to run. */
import type { SqliteConnection } from '../../db/open.ts'

/** column: the first value of every row · arrays: values by position · objects: values by name */
type Shape = 'column' | 'arrays' | 'objects'

type Statement = ReturnType<SqliteConnection['prepare']>

const kept = new WeakMap<SqliteConnection, Map<string, Statement>>()
const keptStatements = 300

function statementOf(connection: SqliteConnection, shape: Shape, sql: string): Statement {
  let known = kept.get(connection)
  if (!known || known.size >= keptStatements) {
    known = new Map()
    kept.set(connection, known)
  }
  const key = `${shape} ${sql}`
  const found = known.get(key)
  if (found) return found
  const made = connection.prepare(sql)
  if (shape === 'column') made.pluck()
  if (shape === 'arrays') made.raw()
  known.set(key, made)
  return made
}

/** The first value of every row. */
export const readColumn = (reader: SqliteConnection, sql: string, parameters: readonly unknown[]): unknown[] =>
  statementOf(reader, 'column', sql).all(parameters)

/** The first value of the first row; undefined without one. */
export const readValue = (reader: SqliteConnection, sql: string, parameters: readonly unknown[]): unknown =>
  statementOf(reader, 'column', sql).get(parameters)

export const readArrays = (reader: SqliteConnection, sql: string, parameters: readonly unknown[]): unknown[][] =>
  statementOf(reader, 'arrays', sql).all(parameters) as unknown[][]

export const readObjects = (reader: SqliteConnection, sql: string, parameters: readonly unknown[]): Record<string, unknown>[] =>
  statementOf(reader, 'objects', sql).all(parameters) as Record<string, unknown>[]
