import { sql } from 'drizzle-orm'
import { index, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { registerTable } from './register-table.ts'

export const residents = registerTable(
  'residents',
  {
    name: text().notNull(),
    idType: text().notNull(),
    idNumber: text(),
    temporaryNo: text(),
    sex: text(),
    birthOn: text(),
    ethnicity: text(),
    personType: text().notNull(),
    phone: text(),
    villageId: text(),
    groupName: text(),
    residenceAddress: text(),
    residenceDivision: text(),
    hukouDivision: text(),
    hukouAddress: text(),
    gridId: text(),
    householdId: text(),
    relationToHead: text(),
    education: text(),
    occupation: text(),
    workplace: text(),
    verifiedOn: text(),
    remark: text(),
    namePinyin: text(),
  },
  (table) => [
    uniqueIndex('residents_id_number')
      .on(table.unitId, table.idNumber)
      .where(sql`id_number is not null and deleted_at is null`),
    index('residents_name').on(table.name),
    index('residents_name_pinyin').on(table.namePinyin),
    index('residents_village').on(table.villageId, table.groupName, table.namePinyin),
    index('residents_household').on(table.householdId),
  ],
)
