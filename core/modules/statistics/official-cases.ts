/** 《人民调解案件情况统计表》: one statement made from the columns of the table as data, checked by M-24. */
import { columnName, tableShapes } from '../../../db/rows.ts'
import type { Filter } from '../../contract/register.ts'
import type { OfficialQuery, OfficialTable } from '../../contract/statistics.ts'
import { codeTables } from '../../domain/codes.ts'
import { addDays } from '../../domain/day.ts'
import {
  basisOf,
  checkedColumns,
  countingNotes,
  officialChecks,
  officialGroups,
  type CaseCondition,
  type CountedPeriod,
  type OfficialColumn,
} from '../../domain/mediation/official-table.ts'
import { conditionsOf } from '../../register/conditions.ts'
import { readObjects } from '../../register/prepared.ts'
import type { Condition } from '../../register/search-condition.ts'
import { pause } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'

const shownColumns = officialGroups.flatMap(({ columns }) => columns)
const allColumns = [...shownColumns, ...checkedColumns]
const kinds = codeTables.committeeKind.map(([key, label]) => ({ key, label }))
const sumRow = { key: 'sum', label: '合计' }

type Counts = ReadonlyMap<string, number>

/** The list behind a figure of a kind of committee, or of all of them. */
const listBehind = (column: OfficialColumn, kind: string, period: CountedPeriod): Filter[] => [
  ...(kind === sumRow.key ? [] : [{ field: 'committeeKind', op: 'is' as const, value: kind }]),
  ...basisOf(column.counts, period),
  ...column.where,
]

const condition = (where: readonly CaseCondition[]) => conditionsOf({ register: 'mediation', where: [...where] })

/** A row of figures for each kind of committee, once for what came in and once for what came of it. */
function statementOf(period: CountedPeriod): Condition {
  const parts = (['opening', 'ending'] as const).map((counts) => {
    const cells = allColumns.map((column, at): Condition => {
      if (column.counts !== counts) return { sql: `0 AS c${String(at)}`, parameters: [] }
      const { sql, parameters } = condition(column.where)
      const figure = column.sum === undefined ? 'count(*)' : `sum(${columnName('mediation', column.sum)})`
      return { sql: `coalesce(${figure} FILTER (WHERE ${sql}), 0) AS c${String(at)}`, parameters }
    })
    const basis = condition(basisOf(counts, period))
    return {
      sql: `SELECT coalesce(committee_kind, '') AS kind, ${cells.map(({ sql }) => sql).join(', ')}
        FROM ${tableShapes.mediation.name} WHERE ${basis.sql} GROUP BY kind`,
      parameters: [...cells.flatMap(({ parameters }) => parameters), ...basis.parameters],
    }
  })
  return { sql: parts.map(({ sql }) => sql).join(' UNION ALL '), parameters: parts.flatMap(({ parameters }) => parameters) }
}

/** milliseconds that one piece of a period should take; other calls wait as long */
const pieceMs = 12
const pieceDays = { first: 7, most: 3660 }

/**
 * Figures by row and column; what has no kind, or none that is known, counts in the sum alone. Some days at a time, by the
 * index of the day, so that other calls are served in between.
 */
async function countCases({ desk, backend }: OpenContext, period: CountedPeriod): Promise<Map<string, Counts>> {
  const { clock } = backend.ports
  const counts = new Map([...kinds, sumRow].map(({ key }) => [key, new Map(allColumns.map((column) => [column.key, 0]))]))
  let days = pieceDays.first
  for (let { from } = period; from <= period.to;) {
    const last = addDays(from, days - 1)
    const to = last < period.to ? last : period.to
    const start = clock.monotonic()
    const { sql, parameters } = statementOf({ ...period, from, to })
    for (const row of readObjects(desk.database.reader, sql, parameters))
      for (const line of [counts.get(String(row.kind)), counts.get(sumRow.key)])
        allColumns.forEach(({ key }, at) => line?.set(key, (line.get(key) ?? 0) + Number(row[`c${String(at)}`])))
    const factor = pieceMs / Math.max(clock.monotonic() - start, 0.1)
    days = Math.min(pieceDays.most, Math.max(1, Math.round(days * Math.min(2, factor))))
    from = addDays(to, 1)
    await pause()
  }
  return counts
}

const named = (counts: Counts | undefined, keys: readonly string[]): number =>
  keys.reduce((sum, key) => sum + (counts?.get(key) ?? 0), 0)

/** M-24: sums that do not agree, in words, each by the row where it can be mended. */
function problemsOf(counts: ReadonlyMap<string, Counts>): string[] {
  const sumsOf = (row: { key: string; label: string }) =>
    officialChecks.flatMap((check) => {
      const [parts, whole] = [named(counts.get(row.key), check.parts), named(counts.get(row.key), [check.whole])]
      if (check.relation === 'equal' ? parts === whole : parts <= whole) return []
      const wrong = check.relation === 'equal' ? '与' : '多于'
      return [
        {
          check,
          words: `${row.label}：${check.partsLabel}共 ${String(parts)} 件，${wrong}${check.wholeLabel} ${String(whole)} 件${check.relation === 'equal' ? '不符' : ''}`,
        },
      ]
    })
  const byKind = kinds.flatMap(sumsOf)
  const known = new Set(byKind.map(({ check }) => check))
  const inSumAlone = sumsOf(sumRow).filter(({ check }) => !known.has(check))
  const withoutKind = ['total', 'ended'].flatMap((key) => {
    const missing =
      named(counts.get(sumRow.key), [key]) - kinds.reduce((sum, { key: kind }) => sum + named(counts.get(kind), [key]), 0)
    return missing === 0 ? [] : [missing]
  })
  return [
    ...[...byKind, ...inSumAlone].map(({ words }) => words),
    ...(withoutKind.length === 0 ? [] : [`有 ${String(Math.max(...withoutKind))} 件案件没有登记调委会类型，只计在合计中`]),
  ]
}

type CaseTable = Pick<OfficialTable, 'title' | 'note' | 'groups' | 'rows' | 'cells' | 'problems'>

export async function countOfficialCases(context: OpenContext, query: OfficialQuery): Promise<CaseTable> {
  const counts = await countCases(context, query)
  const rows = [...kinds, sumRow]
  return {
    title: '人民调解案件情况统计表',
    note: countingNotes[query.countBy],
    groups: officialGroups.map(({ label, columns }) => ({
      label,
      columns: columns.map(({ key, label: name, unit }) => ({ key, label: name, unit, register: 'mediation' })),
    })),
    rows,
    cells: rows.map(({ key: row }) =>
      shownColumns.map((column) => ({
        value: named(counts.get(row), [column.key]),
        where: listBehind(column, row, query),
      })),
    ),
    problems: problemsOf(counts),
  }
}
