/** A record as it was after one of its versions, worked out backwards from its history. */
import type { SqliteConnection } from '../../db/open.ts'
import { badRequest } from '../contract/errors.ts'
import { fieldOf, type RecordValues, type RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { command } from '../server/command.ts'
import { changeRecord } from './change-record.ts'

/**
 * Fields that have changed since, with the values they had then. What the program works out and what a verb decides is not
 * among them.
 * @throws BAD_REQUEST when the record never had this version
 */
export function valuesAfter(connection: SqliteConnection, register: RegisterName, id: string, version: number): RecordValues {
  const history = connection
    .prepare('SELECT version, before FROM changes WHERE register = ? AND record_id = ? AND version >= ? ORDER BY seq DESC')
    .all([register, id, version]) as { version: number; before: string | null }[]
  if (history.at(-1)?.version !== version) throw badRequest('没有找到这一版，可能不是在本机登记的')
  const values: RecordValues = {}
  for (const change of history) if (change.version > version) Object.assign(values, JSON.parse(change.before ?? '{}'))
  const description = registers[register]
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name]) =>
        Object.hasOwn(description.fields.shape, name) &&
        fieldOf(description, name).meta.derived !== true &&
        description.byVerb?.includes(name) !== true,
    ),
  )
}

export const restoreVersion = command(
  'restoreVersion',
  { right: 'resident', label: '恢复到以前的内容' },
  (write, input: { register: RegisterName; id: string; version: number; expectedVersion: number }) => {
    const values = valuesAfter(write.desk.database.writer, input.register, input.id, input.version)
    write.note({ toVersion: input.version })
    return { version: changeRecord(write, input.register, input.id, input.expectedVersion, values).version }
  },
)
