/** 以案定补: cases that ended in a month with an agreement and were performed, with the amount of the rule table (reference §1.8). */
import { columnName, tableShapes } from '../../../db/rows.ts'
import type { Filter } from '../../contract/register.ts'
import type { SubsidyRow } from '../../contract/statistics.ts'
import { codeName } from '../../domain/codes.ts'
import { addDays, addMonths } from '../../domain/day.ts'
import { basisOf, succeeded } from '../../domain/mediation/official-table.ts'
import type { RuleKey } from '../../domain/rule-settings.ts'
import { conditionsOf } from '../../register/conditions.ts'
import { readRows } from '../../register/read-aside.ts'
import type { OpenContext } from '../../server/context.ts'

const fenOfYuan = 100

const ruleOf: Readonly<Record<string, RuleKey>> = {
  simple: 'med.subsidy.simple',
  normal: 'med.subsidy.normal',
  complex: 'med.subsidy.complex',
  major: 'med.subsidy.major',
}

/** @param month YYYY-MM */
export function subsidisedCases(month: string): Filter[] {
  const from = `${month}-01`
  const to = addDays(addMonths(from, 1), -1)
  return [
    ...basisOf('ending', { from, to, countBy: 'closed' }),
    succeeded,
    { field: 'performance', op: 'is', value: 'performed' },
  ]
}

/** @param month YYYY-MM */
export async function listSubsidies(context: OpenContext, month: string): Promise<{ rows: SubsidyRow[]; totalFen: number }> {
  const { sql, parameters } = conditionsOf({ register: 'mediation', where: subsidisedCases(month) })
  const mediators = columnName('mediation', 'mediatorIds')
  const found = await readRows(context, 'mediation', {
    sql: `SELECT id AS caseId, coalesce(file_no, '') AS fileNo, title, category, difficulty, closed_on AS closedOn,
        (SELECT group_concat(m.name, '、') FROM json_each(${mediators}) one JOIN ${tableShapes.mediator.name} m ON m.id = one.value)
          AS mediators
      FROM ${tableShapes.mediation.name} WHERE ${sql} ORDER BY closed_on, row_no`,
    parameters,
  })
  const rows = found.map((row): SubsidyRow => {
    const difficulty = String(row.difficulty)
    const rule = ruleOf[difficulty]
    return {
      caseId: String(row.caseId),
      fileNo: String(row.fileNo),
      title: String(row.title),
      category: codeName('disputeCategory', String(row.category)),
      difficulty: codeName('difficulty', difficulty),
      mediators: typeof row.mediators === 'string' ? row.mediators : '',
      closedOn: String(row.closedOn),
      amountFen: rule === undefined ? 0 : context.desk.rule(rule) * fenOfYuan,
    }
  })
  return { rows, totalFen: rows.reduce((sum, { amountFen }) => sum + amountFen, 0) }
}
