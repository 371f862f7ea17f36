import {
  integer,
  sqliteTable,
  text,
  type SQLiteColumnBuilderBase,
  type SQLiteTableExtraConfigValue,
} from 'drizzle-orm/sqlite-core'
import type { BuildColumns } from 'drizzle-orm'

/**
 * Columns every ledger has. `rowNo` is the local row number (it never leaves and is what the search tables point to);
 * `id` is the UUIDv7 by which a record is known everywhere; `unitId` is the unit that owns it.
 */
const registerColumns = () => ({
  rowNo: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull().unique(),
  unitId: text().notNull(),
  version: integer().notNull(),
  createdAt: text().notNull(),
  createdBy: text().notNull(),
  updatedAt: text().notNull(),
  updatedBy: text().notNull(),
  deletedAt: text(),
  deletedReason: text(),
  /** what the search box sees of the record: names, addresses, numbers, normalised */
  searchText: text(),
  /** package that brought it, for records of other units */
  packageId: text(),
})

export const registerTable = <Name extends string, Columns extends Record<string, SQLiteColumnBuilderBase>>(
  name: Name,
  columns: Columns,
  indexes?: (table: BuildColumns<Name, ReturnType<typeof registerColumns> & Columns, 'sqlite'>) => SQLiteTableExtraConfigValue[],
) => sqliteTable(name, { ...registerColumns(), ...columns }, indexes)
