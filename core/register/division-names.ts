/** What a division's code is called: by the latest year that knows it, with that year where later tables have dropped it. */
import type { SqliteConnection } from '../../db/open.ts'
import { unitsOfLedger } from './units-of-ledger.ts'

interface Named {
  code: string
  year: number
  name: string
}

const live = 'deleted_at IS NULL'

/** Names of many codes in one query; codes of no year are not in the map. */
export function divisionNames(reader: SqliteConnection, codes: Iterable<string>): Map<string, string> {
  const wanted = [...new Set(codes)]
  const names = new Map<string, string>()
  if (wanted.length === 0) return names
  const units = JSON.stringify(unitsOfLedger(reader, 'division', live))
  const found = reader
    .prepare(
      `SELECT code, max(year) AS year, name FROM divisions
       WHERE unit_id IN (SELECT value FROM json_each(?)) AND code IN (SELECT value FROM json_each(?)) AND ${live} GROUP BY code`,
    )
    .all([units, JSON.stringify(wanted)]) as Named[]
  if (found.length === 0) return names
  // tables come prefecture by prefecture: a village is dropped where a later table of the same four digits lacks it
  const newestOf = reader
    .prepare(
      `SELECT max(year) FROM divisions
       WHERE unit_id IN (SELECT value FROM json_each(?)) AND code BETWEEN ? || '00000000' AND ? || '99999999' AND ${live}`,
    )
    .pluck()
  const newest = new Map<string, number>()
  for (const { code, year, name } of found) {
    const place = code.slice(0, 4)
    const latest = newest.get(place) ?? (newestOf.get([units, place, place]) as number)
    newest.set(place, latest)
    names.set(code, year === latest ? name : `${name}（${String(year)} 年区划）`)
  }
  return names
}
