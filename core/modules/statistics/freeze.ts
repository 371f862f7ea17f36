/** Official tables as they were handed in: kept whole with their SM3, and what has changed since, cell by cell. */
import { DeskError, notFound, ruleViolation } from '../../contract/errors.ts'
import {
  officialQuery,
  officialTable,
  type FrozenReport,
  type OfficialQuery,
  type OfficialTable,
} from '../../contract/statistics.ts'
import { sm3HexOf } from '../../exchange/sm.ts'
import { command } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import { getOfficial } from './official.ts'

interface Snapshot {
  id: string
  query: string
  figures: string
  hash: string
  at: string
  byName: string
}

const hashOf = (query: string, figures: string) => sm3HexOf(new TextEncoder().encode(`${query}\n${figures}`))

const keepReport = command(
  'freezeReport',
  { right: 'mediation', label: '冻结上报' },
  (write, { query, table }: { query: OfficialQuery; table: OfficialTable }) => {
    const id = write.newId()
    const [queryText, figures] = [JSON.stringify(query), JSON.stringify(table)]
    const hash = hashOf(queryText, figures)
    write.desk.database.writer
      .prepare(
        'INSERT INTO report_snapshots (id, report, period, query, figures, hash, at, by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run([
        id,
        query.report,
        `${query.from}/${query.to}/${query.countBy}`,
        queryText,
        figures,
        hash,
        write.at,
        write.session.displayName,
      ])
    write.note({ report: query.report, period: table.period, hash })
    return { id }
  },
)

/** @throws DeskError RULE_VIOLATION while sums do not agree (M-24) */
export async function freezeReport(context: OpenContext, query: OfficialQuery): Promise<{ id: string }> {
  const table = await getOfficial(context, query)
  if (table.problems.length > 0) throw ruleViolation(table.problems.map((message) => ({ rule: 'M-24', level: 'block', message })))
  return keepReport(context, { query, table })
}

const columns = 'id, query, figures, hash, at, by_name AS byName'

const queryOf = ({ query }: Snapshot): OfficialQuery => officialQuery.parse(JSON.parse(query))

/** Last handed in first. */
export function listFrozen({ desk }: OpenContext): { reports: FrozenReport[] } {
  const found = desk.database.reader
    .prepare(`SELECT ${columns} FROM report_snapshots ORDER BY at DESC, rowid DESC`)
    .all() as Snapshot[]
  return {
    reports: found.map((one) => {
      const { title, period } = officialTable.parse(JSON.parse(one.figures))
      return { id: one.id, query: queryOf(one), title, period, at: one.at, by: one.byName }
    }),
  }
}

export interface Difference {
  row: string
  column: string
  then: number | null
  now: number | null
}

export function differencesBetween(then: OfficialTable, now: OfficialTable): Difference[] {
  const keysOf = ({ groups }: OfficialTable) => groups.flatMap(({ columns: own }) => own.map(({ key }) => key))
  const figures = (table: OfficialTable) =>
    new Map(
      table.rows.flatMap(({ key: row }, at) =>
        keysOf(table).map((column, across) => [`${row} ${column}`, table.cells[at]?.[across]?.value ?? null] as const),
      ),
    )
  const [before, after] = [figures(then), figures(now)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [row = '', column = ''] = key.split(' ')
    const [was, is] = [before.get(key) ?? null, after.get(key) ?? null]
    return was === is ? [] : [{ row, column, then: was, now: is }]
  })
}

/** The table as it was handed in, and where it would differ today. @throws DeskError NOT_FOUND, STORAGE when what was kept is no longer what was handed in */
export async function getDifferences(
  context: OpenContext,
  id: string,
): Promise<{ table: OfficialTable; differences: Difference[] }> {
  const found = context.desk.database.reader.prepare(`SELECT ${columns} FROM report_snapshots WHERE id = ?`).get([id]) as
    Snapshot | undefined
  if (!found) throw notFound('这份已上报的报表')
  if (hashOf(found.query, found.figures) !== found.hash)
    throw new DeskError('STORAGE', '这份已上报的报表与冻结时的校验值不符，内容已被改动，不能再作依据', { kind: 'damaged' })
  const table = officialTable.parse(JSON.parse(found.figures))
  return { table, differences: differencesBetween(table, await getOfficial(context, queryOf(found))) }
}
