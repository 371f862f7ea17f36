/** Tables of figures from the command line, in words or as a workbook. */
import {
  officialQuery,
  populationDimension,
  type FigureQuery,
  type FigureTable,
  type OfficialTable,
} from '../../core/contract/statistics.ts'
import { localDay } from '../../core/domain/day.ts'
import { UsageError, type CliSession } from './cli-session.ts'
import { requirePlaceFor, writeMade } from './out-file.ts'
import { filtersOf } from './where-option.ts'

export interface PopulationOptions {
  rows?: string | undefined
  columns?: string | undefined
  where: string[]
  out?: string | undefined
}

export interface MovementOptions {
  from?: string | undefined
  to?: string | undefined
  out?: string | undefined
}

function dimensionOf(option: string, written: string | undefined) {
  const { data } = populationDimension.safeParse(written)
  if (data === undefined) throw new UsageError(`--${option} 应为 ${populationDimension.options.join('、')} 之一`)
  return data
}

export async function populationCommand(session: CliSession, options: PopulationOptions): Promise<unknown> {
  const rows = dimensionOf('rows', options.rows ?? 'village')
  const columns = dimensionOf('columns', options.columns ?? 'ageBand')
  if (options.out !== undefined) requirePlaceFor(options.out)
  const query = { rows, columns, where: await filtersOf(session.api, 'resident', options.where) }
  if (options.out !== undefined) return writeWorkbook(session, query, '人口统计表', options.where.join('，'), options.out)
  return shown(session, await session.api.statistics.population(query))
}

export async function movementCommand(session: CliSession, options: MovementOptions): Promise<unknown> {
  const { from, to = localDay(new Date()) } = options
  if (from === undefined) throw new UsageError('用法：statistics movement --from 2026-01-01 [--to 2026-12-31] [--out 文件.xlsx]')
  if (options.out !== undefined) requirePlaceFor(options.out)
  const query = { from, to }
  if (options.out !== undefined) return writeWorkbook(session, query, '人口变动统计表', `${from} 至 ${to}`, options.out)
  return shown(session, await session.api.statistics.movement(query))
}

export interface OfficialOptions extends MovementOptions {
  report?: string | undefined
  'count-by'?: string | undefined
}

export async function officialCommand(session: CliSession, options: OfficialOptions): Promise<unknown> {
  const { report = 'mediationCases', from, to = localDay(new Date()), out } = options
  const { data: query } = officialQuery.safeParse({ report, from, to, countBy: options['count-by'] ?? 'official' })
  if (query === undefined)
    throw new UsageError(
      '用法：statistics official --report mediationCases|mediationOrganisation --from 2026-01-01 [--to 2026-12-31] [--count-by official|accepted|closed] [--out 文件.xlsx]',
    )
  if (out === undefined) {
    const table = await session.api.statistics.official(query)
    return session.options.json ? table : plainOfficial(table)
  }
  requirePlaceFor(out)
  const { fileRef } = await session.api.statistics.officialWorkbook(query)
  writeMade(session, fileRef, out)
  return { file: out }
}

const fenOfWan = 1_000_000

/** A column a line, for there are more columns than rows; problems last. */
function plainOfficial({ title, period, rows, groups, cells, note, problems }: OfficialTable): string {
  const columns = groups.flatMap(({ label, columns: own }) => own.map((one) => ({ ...one, group: label })))
  return [
    [`${title}（${period}）`, ...rows.map(({ label }) => label)],
    ...columns.map(({ group, label, unit }, across) => [
      `${group}·${label}（${unit}）`,
      ...cells.map((line) => {
        const value = line[across]?.value ?? null
        return value === null ? '' : String(unit === '万元' ? value / fenOfWan : value)
      }),
    ]),
    [note],
    ...problems.map((one) => [`合计不符：${one}`]),
  ]
    .map((line) => line.join('\t'))
    .join('\n')
}

async function writeWorkbook(
  session: CliSession,
  query: FigureQuery,
  title: string,
  note: string,
  out: string,
): Promise<unknown> {
  const { fileRef, total } = await session.api.statistics.workbook({ title, note: note.slice(0, 200), query })
  writeMade(session, fileRef, out)
  return { file: out, total }
}

const shown = ({ options }: CliSession, table: FigureTable): unknown => (options.json ? table : plainTable(table))

/** Columns by tabs, as a spreadsheet takes them. */
const plainTable = (table: FigureTable): string =>
  [
    ['', ...table.columns.map(({ label }) => label), '合计'],
    ...table.rows.map(({ label }, at) => [
      label,
      ...(table.cells[at] ?? []).map(({ total }) => String(total)),
      String(table.rowTotals[at]?.total ?? 0),
    ]),
    ['合计', ...table.columnTotals.map(({ total }) => String(total)), String(table.total.total)],
  ]
    .map((line) => line.join('\t'))
    .join('\n')
