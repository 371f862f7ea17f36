/** What only one record of a whole is at a time: the head of a household (P-05), the serving lead of a grid (G-01). */
import { columnName, tableShapes } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import type { RegisterName } from '../domain/field.ts'
import { headRelations, isHead } from '../domain/household/relations.ts'
import { readObjects } from './prepared.ts'

type Values = Readonly<Record<string, unknown>>

export interface SoleRole {
  rule: 'P-05' | 'G-01'
  label: string
  register: RegisterName
  /** the field that names the whole */
  whole: string
  /** who holds the role is told by these, and by nothing else */
  fields: readonly string[]
  holds: (values: Values) => boolean
  /** the same in SQL */
  condition: string
}

/** SQL over residents */
export const headCondition = `relation_to_head IN (${headRelations.map((code) => `'${code}'`).join(', ')})`

export const householdHead: SoleRole = {
  rule: 'P-05',
  label: '一户的户主',
  register: 'resident',
  whole: 'householdId',
  fields: ['householdId', 'relationToHead'],
  holds: ({ relationToHead }) => isHead(relationToHead),
  condition: headCondition,
}

export const gridLead: SoleRole = {
  rule: 'G-01',
  label: '一个网格的现任网格长',
  register: 'gridStaff',
  whole: 'gridId',
  fields: ['gridId', 'role', 'toOn'],
  holds: ({ role, toOn = null }) => role === 'lead' && toOn === null,
  condition: "role = 'lead' AND to_on IS NULL",
}

export const soleRoles: readonly SoleRole[] = [householdHead, gridLead]

export interface Holder {
  id: string
  name: string
}

/** Live records that hold the role in a whole, but for one. */
export const holdersOf = (
  connection: SqliteConnection,
  { register, whole, condition }: SoleRole,
  wholeId: string,
  exceptId: string | null,
): Holder[] =>
  readObjects(
    connection,
    `SELECT id, name FROM ${tableShapes[register].name}
     WHERE ${columnName(register, whole)} = ? AND id <> ? AND deleted_at IS NULL AND ${condition} ORDER BY row_no`,
    [wholeId, exceptId ?? ''],
  ) as unknown as Holder[]

/** Two who hold one role since a slice of a change set was written, or null. */
export function clashIn(
  connection: SqliteConnection,
  role: SoleRole,
  slice: { set: string; from: number; to: number },
): { name: string; other: Holder } | null {
  const { register, whole, fields, condition } = role
  const changed = fields.map((field) => `json_type(c.after, '$.${field}') IS NOT NULL`).join(' OR ')
  const holders = connection
    .prepare(
      `SELECT DISTINCT t.id, t.name, t.${columnName(register, whole)} AS wholeId
       FROM changes c CROSS JOIN ${tableShapes[register].name} t ON t.id = c.record_id
       WHERE c.change_set_id = @set AND c.seq BETWEEN @from AND @to AND c.register = @register
       AND (c.kind = 'restore' OR ${changed}) AND deleted_at IS NULL AND ${condition}`,
    )
    .all({ ...slice, register }) as (Holder & { wholeId: string | null })[]
  for (const { id, name, wholeId } of holders) {
    const [other] = wholeId === null ? [] : holdersOf(connection, role, wholeId, id)
    if (other) return { name, other }
  }
  return null
}

export const clashWords = ({ label }: SoleRole, name: string, other: string): string =>
  `撤销后“${name}”和“${other}”会同是${label}，请先改正其中一人`
