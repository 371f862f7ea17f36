/** What happened to one record, field by field. */
import type { SqliteConnection } from '../../db/open.ts'
import type { RecordChange } from '../contract/register.ts'
import { fieldOf, type RecordValues, type RegisterName } from '../domain/field.ts'
import { maskValue } from '../domain/mask.ts'
import { registers } from '../domain/registers.ts'

interface ChangeRow {
  change_set_id: string
  at: string
  actor_name: string
  label: string
  kind: RecordChange['kind']
  version: number
  before: string | null
  after: string | null
}

/** Ids of other records are no secret; what they are called is masked where it is shown. */
function shown(register: RegisterName, name: string, value: RecordValues[string]): RecordValues[string] {
  const { meta } = fieldOf(registers[register], name)
  return typeof value === 'string' && meta.kind !== 'reference' ? maskValue(meta, value) : value
}

function labelOf({ label, kind }: ChangeRow, { reason, explained }: RecordValues): string {
  if (kind === 'delete' && typeof reason === 'string' && reason !== label) return `${label}（${reason}）`
  return typeof explained === 'string' ? `${label}（说明：${explained}）` : label
}

/** Newest first; values are masked as they are everywhere else. */
export function recordHistory(reader: SqliteConnection, register: RegisterName, id: string): RecordChange[] {
  const rows = reader
    .prepare(
      `SELECT c.change_set_id, s.at, s.actor_name, s.label, c.kind, c.version, c.before, c.after
       FROM changes c JOIN change_sets s ON s.id = c.change_set_id WHERE c.record_id = ? AND c.register = ? ORDER BY c.seq DESC LIMIT 500`,
    )
    .all([id, register]) as ChangeRow[]
  return rows.map((row) => {
    const before = JSON.parse(row.before ?? '{}') as RecordValues
    const after = JSON.parse(row.after ?? '{}') as RecordValues
    return {
      changeSetId: row.change_set_id,
      at: row.at,
      actor: row.actor_name,
      label: labelOf(row, after),
      kind: row.kind,
      version: row.version,
      fields: Object.keys(after)
        .filter((field) => Object.hasOwn(registers[register].fields.shape, field))
        .map((field) => ({
          field,
          before: shown(register, field, before[field] ?? null),
          after: shown(register, field, after[field] ?? null),
        })),
    }
  })
}
