/** What records and codes are called, remembered until something is written: a page names the same villages row by row. */
import type { SqliteConnection } from '../../db/open.ts'
import { readValue } from './prepared.ts'

type Names = Map<string, string>

const remembered = new WeakMap<SqliteConnection, { dataVersion: unknown; kinds: Map<string, Names> }>()
const mostNames = 20_000

/**
 * Names of `ids`, '' where there is none. A connection that may write is not told of its own rows: there nothing is remembered.
 *
 * @param kind what the ids are ids of
 */
export function knownNames(
  reader: SqliteConnection,
  kind: string,
  ids: ReadonlySet<string>,
  read: (ids: Iterable<string>) => ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (ids.size === 0 || !reader.readonly) return read(ids)
  const names = namesOf(reader, kind)
  if (names.size > mostNames) names.clear()
  const missing = [...ids].filter((id) => !names.has(id))
  if (missing.length === 0) return names
  const found = read(missing)
  for (const id of missing) names.set(id, found.get(id) ?? '')
  return names
}

/** Forgotten with every commit of another connection. */
function namesOf(reader: SqliteConnection, kind: string): Names {
  const dataVersion = readValue(reader, 'PRAGMA data_version', [])
  let now = remembered.get(reader)
  if (now === undefined || now.dataVersion !== dataVersion) {
    now = { dataVersion, kinds: new Map() }
    remembered.set(reader, now)
  }
  const names = now.kinds.get(kind) ?? new Map<string, string>()
  now.kinds.set(kind, names)
  return names
}
