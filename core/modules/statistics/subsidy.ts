/** 以案定补: cases that ended in a month with an agreement and were performed, with the amount of the rule table (reference §1.8). */
import { columnName, tableShapes } from '../../../db/rows.ts'
import type { SubsidyRow } from '../../contract/statistics.ts'
import { codeName } from '../../domain/codes.ts'
import { addDays, addMonths } from '../../domain/day.ts'
import { notVoid, succeeded } from '../../domain/mediation/official-table.ts'
import type { RuleKey } from '../../domain/rule-settings.ts'
import { both, conditionsOf } from '../../register/conditions.ts'
import { readRows } from '../../register/read-aside.ts'
import type { Condition } from '../../register/search-condition.ts'
import type { OpenContext } from '../../server/context.ts'

const fenOfYuan = 100

const ruleOf: Readonly<Record<string, RuleKey>> = {
  simple: 'med.subsidy.simple',
  normal: 'med.subsidy.normal',
  complex: 'med.subsidy.complex',
  major: 'med.subsidy.major',
}

const items = tableShapes.performanceItem.name
/** day of the last performance of a case */
const lastDone = `(SELECT max(p.done_on) FROM ${items} p WHERE p.case_id = ${tableShapes.mediation.name}.id AND p.deleted_at IS NULL)`

/** Paid in the month in which the last of both came true: ended with an agreement, and performed. @param month YYYY-MM */
function subsidised(month: string): Condition {
  const from = `${month}-01`
  const to = addDays(addMonths(from, 1), -1)
  const performed = conditionsOf({
    register: 'mediation',
    where: [
      ...succeeded,
      { field: 'performance', op: 'is', value: 'performed' },
      { field: 'acceptedOn', op: 'notEmpty' },
      { field: 'closedOn', op: 'to', value: to },
      notVoid,
    ],
  })
  const late = `SELECT case_id FROM ${items} WHERE done_on BETWEEN ? AND ? AND deleted_at IS NULL`
  return both([
    performed,
    { sql: `(closed_on >= ? OR id IN (${late}))`, parameters: [from, from, to] },
    { sql: `max(closed_on, coalesce(${lastDone}, closed_on)) BETWEEN ? AND ?`, parameters: [from, to] },
  ])
}

/** @param month YYYY-MM */
export async function listSubsidies(context: OpenContext, month: string): Promise<{ rows: SubsidyRow[]; totalFen: number }> {
  const { sql, parameters } = subsidised(month)
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
