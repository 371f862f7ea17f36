/** The table of categories, as an office changes it (reference §1.3). */
import { badRequest } from '../../contract/errors.ts'
import { codeTables, isCode } from '../../domain/codes.ts'
import { categoryMapping, categoryMappingKey } from '../../register/category-mapping.ts'
import { command } from '../../server/command.ts'
import { writeSetting } from '../../server/desk.ts'

export const saveCategoryMapping = command(
  'saveCategoryMapping',
  { right: 'settings', label: '修改类别对照表' },
  (write, { mapping }: { mapping: Record<string, string> }) => {
    for (const [from, to] of Object.entries(mapping)) {
      if (!isCode('disputeCategory', from)) throw badRequest(`纠纷类别里没有代码 ${from}`)
      if (!isCode('disputeCategory17', to)) throw badRequest(`综治中心类别里没有代码 ${to}，请从列表选择`)
    }
    const { database } = write.desk
    const before = categoryMapping(database.writer)
    const next = { ...before, ...mapping }
    writeSetting(database, categoryMappingKey, next)
    write.note({ changed: codeTables.disputeCategory.map(([code]) => code).filter((code) => before[code] !== next[code]) })
    return { mapping: next }
  },
)
