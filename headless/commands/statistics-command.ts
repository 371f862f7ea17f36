/** Tables of figures from the command line, in words or as a workbook. */
import { populationDimension, type FigureQuery, type FigureTable } from '../../core/contract/statistics.ts'
import { localDay } from '../../core/domain/day.ts'
import { UsageError, type CliSession } from './cli-session.ts'
import { requirePlaceFor, writePrivate } from './out-file.ts'
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

async function writeWorkbook(
  { api, context }: CliSession,
  query: FigureQuery,
  title: string,
  note: string,
  out: string,
): Promise<unknown> {
  const { fileRef, total } = await api.statistics.workbook({ title, note: note.slice(0, 200), query })
  const { bytes } = context.backend.files.download(context.connection, fileRef)
  writePrivate(out, bytes as Uint8Array)
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
