/** A long read on an own read-only connection, so that nothing else waits for it. */
import { openConnection } from '../../db/open.ts'

export interface ReadRequest {
  path: string
  key: Uint8Array
  sql: string
  parameters: readonly unknown[]
  /** numbers: one column of row numbers, in pieces · rows: whole rows, at the end */
  give: 'numbers' | 'rows'
}

export type ReadMessage =
  { type: 'numbers'; numbers: Int32Array } | { type: 'rows'; rows: Record<string, unknown>[] } | { type: 'end' }

/** the first screens at once, then few messages */
const pieces = { first: 200, next: 100_000 }

export function runRead({ path, key, sql, parameters, give }: ReadRequest, post: (message: ReadMessage) => void): void {
  const reader = openConnection(path, key, true)
  try {
    const statement = reader.prepare(sql)
    if (give === 'rows') {
      post({ type: 'rows', rows: statement.all(parameters) as Record<string, unknown>[] })
    } else {
      let piece = new Int32Array(pieces.first)
      let filled = 0
      for (const rowNo of statement.pluck().iterate(parameters) as Iterable<number>) {
        piece[filled++] = rowNo
        if (filled < piece.length) continue
        post({ type: 'numbers', numbers: piece })
        piece = new Int32Array(pieces.next)
        filled = 0
      }
      post({ type: 'numbers', numbers: piece.slice(0, filled) })
    }
    post({ type: 'end' })
  } finally {
    reader.close()
  }
}
