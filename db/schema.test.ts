import { getTableColumns, getTableName, type Column, type Table } from 'drizzle-orm'
import { CasingCache } from 'drizzle-orm/casing'
import { expect, test } from 'vitest'
import { registerNames, registers } from '../core/domain/registers.ts'
import { migrate } from './migrate.ts'
import { newDatabaseKey } from './keys.ts'
import { openDatabase } from './open.ts'
import { tableShapes } from './rows.ts'
import * as schema from './schema/index.ts'
import { temporaryFolder } from './testing.ts'

const casing = new CasingCache('snake_case')
const drizzleColumns = new Map(
  Object.values(schema).map((table: Table) => [
    getTableName(table),
    Object.entries(getTableColumns(table)).map(([property, column]) => `${property} ${casing.getColumnCasing(column as Column)}`),
  ]),
)

test('every ledger has the same columns in its description, in the drizzle schema and in the migrated database', () => {
  const database = openDatabase(`${temporaryFolder()}/desk.db`, newDatabaseKey(), { create: true })
  migrate(database.writer, database.path)
  for (const register of registerNames) {
    const { name, columns } = tableShapes[register]
    expect(columns.map((one) => `${one.property} ${one.column}`).sort(), register).toEqual(drizzleColumns.get(name)?.sort())
    const migrated = database.reader.pragma(`table_info(${name})`) as { name: string }[]
    expect(migrated.map((one) => one.name).sort(), register).toEqual(columns.map((one) => one.column).sort())
  }
  database.close()
})

test('every ledger that can be searched has its two search tables', () => {
  const database = openDatabase(`${temporaryFolder()}/desk.db`, newDatabaseKey(), { create: true })
  migrate(database.writer, database.path)
  const tables = database.reader
    .prepare(`SELECT name FROM sqlite_master WHERE name LIKE '%\\_text' ESCAPE '\\' OR name LIKE '%\\_digits' ESCAPE '\\'`)
    .pluck()
    .all()
  const wanted = registerNames.filter((name) => registers[name].search).flatMap((name) => [`${name}_text`, `${name}_digits`])
  expect(wanted.filter((name) => !tables.includes(name))).toEqual([])
  database.close()
})
