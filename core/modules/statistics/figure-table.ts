/** From counts to a table of figures, each with the conditions that open exactly its list. */
import { badRequest } from '../../contract/errors.ts'
import type { Filter } from '../../contract/register.ts'
import type { FigureTable } from '../../contract/statistics.ts'
import type { RegisterName } from '../../domain/field.ts'
import type { GroupCount } from './count-groups.ts'
import type { Dimension, Heading } from './dimensions.ts'

/** A table that is larger is no table any more, and its making would hold up other calls for more than 50 ms. */
const mostCells = 8000

/** @throws DeskError BAD_REQUEST when a table would have too many cells */
function refuseTooLarge(rows: number, columns: number): void {
  if (rows * columns > mostCells)
    throw badRequest(`这张表有 ${String(rows)} 行 ${String(columns)} 列，太大了。请加上条件（例如只看一个村），或换一个行或列`)
}

/** Before anything is counted. @throws DeskError BAD_REQUEST */
export function refuseTooLargeFor({ rows, columns }: { rows: Dimension; columns: Dimension }): void {
  const usual = ({ headings }: Dimension) => headings.filter(({ always }) => always).length
  refuseTooLarge(usual(rows), usual(columns))
}

const sum = (totals: readonly number[]): number => totals.reduce((all, one) => all + one, 0)

/** Headings that stand in the table: the usual ones and whatever else was counted. */
function shownHeadings(dimension: Dimension, counted: ReadonlySet<string>): { key: string; label: string }[] {
  const known = new Set(dimension.headings.map(({ key }) => key))
  // what a record refers to and nobody has: a village of a package that did not come yet
  const strange = [...counted]
    .filter((key) => !known.has(key))
    .map((key): Heading => ({ key, label: '（无此记录）', always: true }))
  const named = dimension.headings.filter(({ key, always }) => always || counted.has(key))
  return [...named, ...strange].map(({ key, label }) => ({ key, label }))
}

/** @throws DeskError BAD_REQUEST when the table has too many cells */
export function figureTableOf(
  register: RegisterName,
  where: Filter[],
  dimensions: { rows: Dimension; columns: Dimension },
  counts: readonly GroupCount[],
): FigureTable {
  const totals = new Map<string, Map<string, number>>()
  for (const { row, column, total } of counts) {
    const line = totals.get(row) ?? new Map<string, number>()
    totals.set(row, line.set(column, total))
  }
  const rows = shownHeadings(dimensions.rows, new Set(counts.map(({ row }) => row)))
  const columns = shownHeadings(dimensions.columns, new Set(counts.map(({ column }) => column)))
  refuseTooLarge(rows.length, columns.length)
  const rowWhere = rows.map(({ key }) => dimensions.rows.whereOf(key))
  const columnWhere = columns.map(({ key }) => dimensions.columns.whereOf(key))
  const cells = rows.map(({ key: row }, at) =>
    columns.map(({ key: column }, across) => ({
      total: totals.get(row)?.get(column) ?? 0,
      where: [...where, ...(rowWhere[at] ?? []), ...(columnWhere[across] ?? [])],
    })),
  )
  const rowTotals = cells.map((line, at) => ({
    total: sum(line.map(({ total }) => total)),
    where: [...where, ...(rowWhere[at] ?? [])],
  }))
  const columnTotals = columnWhere.map((own, across) => ({
    total: sum(cells.map((line) => line[across]?.total ?? 0)),
    where: [...where, ...own],
  }))
  return {
    register,
    rows,
    columns,
    cells,
    rowTotals,
    columnTotals,
    total: { total: sum(rowTotals.map(({ total }) => total)), where },
  }
}
