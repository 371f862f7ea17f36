import { sql } from 'drizzle-orm'
import { index, integer, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { registerTable } from './register-table.ts'

export const villages = registerTable(
  'villages',
  {
    name: text().notNull(),
    kind: text().notNull(),
    divisionCode: text(),
  },
  (table) => [
    uniqueIndex('villages_name')
      .on(table.unitId, table.name)
      .where(sql`deleted_at is null`),
  ],
)

export const grids = registerTable('grids', {
  name: text().notNull(),
  code: text(),
  villageId: text().notNull(),
  leadName: text(),
  leadPhone: text(),
  publicPhone: text(),
  boundary: text(),
})

export const gridStaff = registerTable(
  'grid_staff',
  {
    gridId: text()
      .notNull()
      .references(() => grids.id),
    name: text().notNull(),
    role: text().notNull(),
    phone: text(),
    fromOn: text().notNull(),
    toOn: text(),
  },
  (table) => [index('grid_staff_grid').on(table.gridId)],
)

export const divisions = registerTable(
  'divisions',
  { code: text().notNull(), year: integer().notNull(), name: text().notNull(), urbanRural: text() },
  (table) => [
    uniqueIndex('divisions_code_year')
      .on(table.unitId, table.code, table.year)
      .where(sql`deleted_at is null`),
  ],
)
