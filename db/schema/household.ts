import { index, text } from 'drizzle-orm/sqlite-core'
import { registerTable } from './register-table.ts'

export const households = registerTable(
  'households',
  {
    householdNo: text(),
    headName: text(),
    villageId: text(),
    gridId: text(),
    address: text(),
    housing: text(),
  },
  (table) => [index('households_no').on(table.villageId, table.householdNo)],
)
