import { sql } from 'drizzle-orm'
import { text, uniqueIndex } from 'drizzle-orm/sqlite-core'
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
  boundary: text(),
})
