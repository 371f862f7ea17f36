import type { SqliteConnection } from '../../db/open.ts'
import { DeskError, ruleViolation } from '../contract/errors.ts'
import { getRow } from '../register/queries.ts'

/**
 * A case's file belongs to the unit that made it, and once it is bound nothing in it changes any more.
 *
 * @param until papers that come later (a court's answer) are added until the file is archived; the others change until it is filed
 * @throws FORBIDDEN, RULE_VIOLATION, NOT_FOUND
 */
export function refuseBound(
  connection: SqliteConnection,
  unitId: string,
  caseId: string,
  until: 'filed' | 'archived' = 'filed',
): void {
  const row = getRow(connection, 'mediation', caseId)
  if (row.unitId !== unitId) throw new DeskError('FORBIDDEN', '这个案件由其他单位上报，卷宗在原单位', {})
  if (row.status !== 'archived' && (row.status !== 'filed' || until === 'archived')) return
  const state = row.status === 'archived' ? '已归档' : '已立卷'
  const message = `案件${state}，卷内材料不能再改动；确需改动，请先办理“重新办理”`
  throw ruleViolation([{ rule: 'A.1', level: 'block', message }])
}
