/** What units are called, and the committees they mediate by. */
import type { SqliteConnection } from '../../db/open.ts'
import type { Unit } from '../contract/session.ts'

/** 石榴镇综治中心 → 石榴 */
export const shortNameOf = (unitName: string): string =>
  /^(.{1,8}?)(街道|镇|乡|县|区|市)/.exec(unitName)?.[1] ?? unitName.slice(0, 4)

/** 石榴镇综治中心 → 石榴镇人民调解委员会 */
export const committeeNameOf = (unitName: string): string =>
  `${/^(.+?(?:街道|镇|乡|县|区|市))/.exec(unitName)?.[1] ?? unitName}人民调解委员会`

/** This unit or a known other; the id of one that is not known by name. */
export function unitNameOf(reader: SqliteConnection, own: Unit, unitId: string): string {
  if (unitId === own.unitId) return own.unitName
  return (reader.prepare('SELECT name FROM peers WHERE unit_id = ?').pluck().get(unitId) as string | undefined) ?? unitId
}

/** The committee of a unit, where a case does not name one. */
export const committeeNameAt = (reader: SqliteConnection, own: Unit, unitId: string): string =>
  unitId === own.unitId ? own.committeeName : committeeNameOf(unitNameOf(reader, own, unitId))
