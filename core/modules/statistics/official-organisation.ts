/** 《人民调解组织队伍经费保障情况统计表》: who stands on the last day of the period, trainings in it, money of its years. */
import { columnName, tableShapes } from '../../../db/rows.ts'
import type { SqliteConnection } from '../../../db/open.ts'
import type { Filter } from '../../contract/register.ts'
import type { OfficialQuery, OfficialTable } from '../../contract/statistics.ts'
import { codeTables } from '../../domain/codes.ts'
import { fundingColumns, standingChecks, standingGroups, type StandingColumn } from '../../domain/mediation/organisation-table.ts'
import { conditionsOf } from '../../register/conditions.ts'
import { readObjects } from '../../register/prepared.ts'
import type { OpenContext } from '../../server/context.ts'

const kinds = codeTables.committeeKind.map(([key, label]) => ({ key, label }))
const sumRow = { key: 'sum', label: '合计' }
const rows = [...kinds, sumRow]
const standingColumns = standingGroups.flatMap(({ columns }) => columns)
const training = { key: 'trained', label: '培训', unit: '人次', register: 'mediatorTraining' } as const

/** the longest list of committees a filter takes */
const mostValues = 200

const committeeTable = tableShapes.committee.name
const kindOfCommittee = (id: string) =>
  `(SELECT c.committee_kind FROM ${committeeTable} c WHERE c.id = ${id} AND c.deleted_at IS NULL)`

/** How a record of each register comes to stand on a day, and the field that says it has gone. */
const standing = {
  committee: { kind: 'committee_kind', begins: 'foundedOn', ends: 'dissolvedOn' },
  mediator: { kind: kindOfCommittee('committee_id'), begins: 'appointedFrom', ends: 'leftOn' },
} as const

type Figures = Map<string, Map<string, number>>

/**
 * Figures of one register by kind, and the kinds whose list can be opened: those where everybody without a day of leaving
 * stands, and nobody else.
 */
function countStanding(reader: SqliteConnection, register: 'committee' | 'mediator', on: string, figures: Figures): Set<string> {
  const { kind, begins, ends } = standing[register]
  const [from, to] = [columnName(register, begins), columnName(register, ends)]
  const stands = `(coalesce(${from}, '') <= ? AND coalesce(${to}, '9999') > ?)`
  const columns = standingColumns.filter((column) => column.register === register)
  const cells = columns.map((column, at) => {
    const { sql, parameters } = conditionsOf({ register, where: [...column.where] })
    return { sql: `count(*) FILTER (WHERE ${stands} AND ${sql}) AS c${String(at)}`, parameters: [on, on, ...parameters] }
  })
  const found = readObjects(
    reader,
    `SELECT coalesce(${kind}, '') AS kind, ${cells.map(({ sql }) => sql).join(', ')},
       count(*) FILTER (WHERE ${stands} <> (${to} IS NULL)) AS strange
     FROM ${tableShapes[register].name} WHERE deleted_at IS NULL GROUP BY 1`,
    [...cells.flatMap(({ parameters }) => parameters), on, on],
  )
  const strange = new Set<string>()
  for (const row of found) {
    if (Number(row.strange) > 0) strange.add(String(row.kind)).add(sumRow.key)
    for (const line of [figures.get(String(row.kind)), figures.get(sumRow.key)])
      columns.forEach(({ key }, at) => line?.set(key, (line.get(key) ?? 0) + Number(row[`c${String(at)}`])))
  }
  return new Set(rows.map(({ key }) => key).filter((key) => !strange.has(key)))
}

function countTrainings(reader: SqliteConnection, { from, to }: OfficialQuery, figures: Figures): void {
  const found = readObjects(
    reader,
    `SELECT coalesce(${kindOfCommittee('m.committee_id')}, '') AS kind, count(*) AS total
     FROM ${tableShapes.mediatorTraining.name} t JOIN ${tableShapes.mediator.name} m ON m.id = t.mediator_id
     WHERE t.deleted_at IS NULL AND m.deleted_at IS NULL AND t.held_on BETWEEN ? AND ? GROUP BY 1`,
    [from, to],
  )
  for (const { kind, total } of found)
    for (const line of [figures.get(String(kind)), figures.get(sumRow.key)])
      line?.set(training.key, (line.get(training.key) ?? 0) + Number(total))
}

const yearsOf = ({ from, to }: OfficialQuery): [number, number] => [Number(from.slice(0, 4)), Number(to.slice(0, 4))]

/** Sums in fen; null for a kind of money no year has an entry of. */
function sumFunding(reader: SqliteConnection, query: OfficialQuery): Record<string, unknown> {
  const sums = fundingColumns.map(({ key, field }) => `sum(${columnName('mediationFunding', field)}) AS ${key}`).join(', ')
  const [row = {}] = readObjects(
    reader,
    `SELECT ${sums} FROM ${tableShapes.mediationFunding.name} WHERE deleted_at IS NULL AND year BETWEEN ? AND ?`,
    yearsOf(query),
  )
  return row
}

/** Committees of each kind, by which its mediators are listed; null where a filter cannot hold them all. */
function committeesOfKind(reader: SqliteConnection, kind: string): string[] | null {
  const found = readObjects(reader, `SELECT id FROM ${committeeTable} WHERE deleted_at IS NULL AND committee_kind = ? LIMIT ?`, [
    kind,
    mostValues + 1,
  ]).map(({ id }) => String(id))
  return found.length > mostValues ? null : found
}

function problemsOf(figures: Figures): string[] {
  const value = (row: string, key: string) => figures.get(row)?.get(key) ?? 0
  const sums = rows.flatMap(({ key: row, label }) =>
    standingChecks.flatMap(({ parts, partsLabel }) => {
      const [together, whole] = [parts.reduce((sum, key) => sum + value(row, key), 0), value(row, 'mediators')]
      return together === whole ? [] : [`${label}：${partsLabel}共 ${String(together)} 人，与调解员总数 ${String(whole)} 人不符`]
    }),
  )
  const homeless = value(sumRow.key, 'mediators') - kinds.reduce((sum, { key }) => sum + value(key, 'mediators'), 0)
  return [...sums, ...(homeless === 0 ? [] : [`有 ${String(homeless)} 名调解员没有登记所属调委会，只计在合计中`])]
}

type OrganisationTable = Pick<OfficialTable, 'title' | 'note' | 'groups' | 'rows' | 'cells' | 'problems'>

export function countOrganisation({ desk }: OpenContext, query: OfficialQuery): OrganisationTable {
  const { reader } = desk.database
  const figures: Figures = new Map(rows.map(({ key }) => [key, new Map<string, number>()]))
  const listed = {
    committee: countStanding(reader, 'committee', query.to, figures),
    mediator: countStanding(reader, 'mediator', query.to, figures),
  }
  countTrainings(reader, query, figures)
  const funding = sumFunding(reader, query)
  const [firstYear, lastYear] = yearsOf(query)
  const listBehind = (column: StandingColumn, row: string): Filter[] | null => {
    if (!listed[column.register].has(row)) return null
    const here: Filter[] = [...column.where, { field: standing[column.register].ends, op: 'empty' }]
    if (row === sumRow.key) return here
    if (column.register === 'committee') return [{ field: 'committeeKind', op: 'is', value: row }, ...here]
    const committees = committeesOfKind(reader, row)
    return committees === null ? null : [{ field: 'committeeId', op: 'in', value: committees }, ...here]
  }
  const fundingList: Filter[] = [
    { field: 'year', op: 'from', value: firstYear },
    { field: 'year', op: 'to', value: lastYear },
  ]
  return {
    title: '人民调解组织队伍经费保障情况统计表',
    note: '组织和队伍为期末最后一日的在册数，聘期已满而未登记卸任的仍计在内；培训为期内的人次；经费为所涉年度的全年数。',
    groups: [
      ...standingGroups.map(({ label, columns }) => ({
        label,
        columns: columns.map(({ key, label: name, unit, register }) => ({ key, label: name, unit, register })),
      })),
      { label: '培训', columns: [training] },
      {
        label: '经费保障',
        columns: fundingColumns.map(({ key, label }) => ({ key, label, unit: '万元', register: 'mediationFunding' as const })),
      },
    ],
    rows,
    cells: rows.map(({ key: row }) => [
      ...standingColumns.map((column) => ({ value: figures.get(row)?.get(column.key) ?? 0, where: listBehind(column, row) })),
      { value: figures.get(row)?.get(training.key) ?? 0, where: null },
      ...fundingColumns.map(({ key }) => {
        const sum = funding[key]
        return row === sumRow.key && typeof sum === 'number' ? { value: sum, where: fundingList } : { value: null, where: null }
      }),
    ]),
    problems: problemsOf(figures),
  }
}
