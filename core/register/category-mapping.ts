/** Which of the governance centres' 17 categories a dispute of the 18 falls into (reference §1.3). */
import type { SqliteConnection } from '../../db/open.ts'

export const categoryMappingKey = 'categoryMapping'

/** disputeCategory → disputeCategory17 */
const shippedMapping: Readonly<Record<string, string>> = {
  '01': '01',
  '02': '02',
  '03': '09',
  '04': '06',
  '05': '06',
  '06': '05',
  '07': '09',
  '08': '11',
  '09': '05',
  '10': '07',
  '11': '07',
  '12': '06',
  '13': '06',
  '14': '06',
  '15': '05',
  '16': '05',
  '17': '04',
  '99': '99',
}

/** The whole table, the office's own values over the shipped. */
export function categoryMapping(reader: SqliteConnection): Record<string, string> {
  const own = reader.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(categoryMappingKey) as string | undefined
  return { ...shippedMapping, ...(own === undefined ? {} : (JSON.parse(own) as Record<string, string>)) }
}

/** The category of the 17, or null for a code that is in no table. */
export const mappedCategory = (reader: SqliteConnection, category: string): string | null =>
  categoryMapping(reader)[category] ?? null
