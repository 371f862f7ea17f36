/** Rates of people's mediation (reference §1.9), each with the lists it divides and its rule in words; and success by months. */
import { tableShapes } from '../../../db/rows.ts'
import { badRequest } from '../../contract/errors.ts'
import type { Filter } from '../../contract/register.ts'
import type { MediationRate } from '../../contract/statistics.ts'
import { addMonths } from '../../domain/day.ts'
import { basisOf, hasEnded, notVoid, succeeded } from '../../domain/mediation/official-table.ts'
import { conditionsOf } from '../../register/conditions.ts'
import { readRows } from '../../register/read-aside.ts'
import type { Condition } from '../../register/search-condition.ts'
import type { OpenContext } from '../../server/context.ts'

interface Days {
  from: string
  to: string
}

interface Rate {
  key: MediationRate['key']
  label: string
  rule: string
  whole: Filter[]
  /** further filters, or a condition filters cannot say */
  part: Filter[] | { sql: string }
}

function ratesOf({ from, to }: Days): Rate[] {
  const ended = basisOf('ending', { from, to, countBy: 'closed' })
  return [
    {
      key: 'success',
      label: '调解成功率',
      rule: '期内结案的案件中，达成的书面或口头协议已生效的 ÷（协议已生效的 + 调解不成的）。终止、撤回、转出的不计。',
      whole: [...ended, hasEnded, { field: 'outcome', op: 'in', value: ['written', 'oral', 'failed'] }],
      part: [...succeeded],
    },
    {
      key: 'performance',
      label: '协议履行率',
      rule: '履行期限在期内届满的协议中，已全部履行的 ÷ 到期应履行的。',
      whole: [
        { field: 'performDueOn', op: 'from', value: from },
        { field: 'performDueOn', op: 'to', value: to },
        ...succeeded,
        notVoid,
      ],
      part: [{ field: 'performance', op: 'is', value: 'performed' }],
    },
    {
      key: 'major',
      label: '重大矛盾纠纷化解率',
      rule: '期内登记的重大矛盾纠纷中，已达成协议或在排查中化解的 ÷ 登记的重大矛盾纠纷。目标 90%。',
      whole: [
        { field: 'registeredOn', op: 'from', value: from },
        { field: 'registeredOn', op: 'to', value: to },
        { field: 'difficulty', op: 'is', value: 'major' },
        notVoid,
      ],
      part: { sql: `(outcome IN ('written', 'oral') AND effective_on IS NOT NULL OR status = 'settled')` },
    },
    {
      key: 'onTime',
      label: '按期办结率',
      rule: '期内结案的案件中，结案日期不晚于调解期限（已延长的按延长后）的 ÷ 全部结案的案件。',
      whole: [...ended, hasEnded, { field: 'dueOn', op: 'notEmpty' }],
      part: { sql: 'closed_on <= due_on' },
    },
  ]
}

const refuseBackward = ({ from, to }: Days): void => {
  if (from > to) throw badRequest('开始日期不能晚于结束日期')
}

const cases = tableShapes.mediation.name

/** @throws DeskError BAD_REQUEST for a period that ends before it begins */
export async function getMediationRates(context: OpenContext, days: Days): Promise<{ rates: MediationRate[] }> {
  refuseBackward(days)
  const rates = ratesOf(days)
  const counts = rates.map(({ key, whole, part }): Condition => {
    const all = conditionsOf({ register: 'mediation', where: whole })
    const some = Array.isArray(part) ? conditionsOf({ register: 'mediation', where: part }) : { ...part, parameters: [] }
    return {
      sql: `SELECT '${key}' AS rate, count(*) AS whole, count(*) FILTER (WHERE ${some.sql}) AS part FROM ${cases} WHERE ${all.sql}`,
      parameters: [...some.parameters, ...all.parameters],
    }
  })
  const rows = await readRows(context, 'mediation', {
    sql: counts.map(({ sql }) => sql).join(' UNION ALL '),
    parameters: counts.flatMap(({ parameters }) => parameters),
  })
  return {
    rates: rates.map(({ key, label, rule, whole: where, part }) => {
      const counted = rows.find(({ rate }) => rate === key)
      const [all, some] = [Number(counted?.whole ?? 0), Number(counted?.part ?? 0)]
      return {
        key,
        label,
        rule,
        value: all === 0 ? null : some / all,
        part: { total: some, where: Array.isArray(part) ? [...where, ...part] : null },
        whole: { total: all, where },
      }
    }),
  }
}

export interface MediationMonth {
  /** YYYY-MM */
  month: string
  closed: number
  succeeded: number
}

const mostMonths = 60

/** Accepted cases by the month in which they ended, months without any included. @throws DeskError BAD_REQUEST */
export async function getMediationMonths(context: OpenContext, days: Days): Promise<{ months: MediationMonth[] }> {
  refuseBackward(days)
  const months: string[] = []
  for (let on = `${days.from.slice(0, 7)}-01`; on <= days.to; on = addMonths(on, 1)) months.push(on.slice(0, 7))
  if (months.length > mostMonths) throw badRequest('期间太长，请选五年以内')
  const all = conditionsOf({ register: 'mediation', where: [...basisOf('ending', { ...days, countBy: 'closed' }), hasEnded] })
  const some = conditionsOf({ register: 'mediation', where: [...succeeded] })
  const rows = await readRows(context, 'mediation', {
    sql: `SELECT substr(closed_on, 1, 7) AS month, count(*) AS closed, count(*) FILTER (WHERE ${some.sql}) AS succeeded
      FROM ${cases} WHERE ${all.sql} GROUP BY 1`,
    parameters: [...some.parameters, ...all.parameters],
  })
  const byMonth = new Map(rows.map((row) => [row.month, row]))
  return {
    months: months.map((month) => ({
      month,
      closed: Number(byMonth.get(month)?.closed ?? 0),
      succeeded: Number(byMonth.get(month)?.succeeded ?? 0),
    })),
  }
}
