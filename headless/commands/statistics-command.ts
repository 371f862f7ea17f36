/** Tables of figures from the command line, in words or as a workbook. */
import { populationDimension, type FigureTable } from '../../core/contract/statistics.ts'
import type { Filter } from '../../core/contract/register.ts'
import { localDay } from '../../core/domain/day.ts'
import { UsageError, type CliSession } from './cli-session.ts'
import { requirePlaceFor, writePrivate } from './out-file.ts'
import { readValue } from './record-input.ts'

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

async function conditionOf({ api }: CliSession, written: string): Promise<Filter> {
  const cut = written.indexOf('=')
  if (cut < 1) throw new UsageError(`筛选条件应写成 字段=值：${written}`)
  return { op: 'is', ...(await readValue(api, 'resident', written.slice(0, cut), written.slice(cut + 1))) }
}

export async function populationCommand(session: CliSession, options: PopulationOptions): Promise<unknown> {
  const rows = dimensionOf('rows', options.rows ?? 'village')
  const columns = dimensionOf('columns', options.columns ?? 'ageBand')
  if (options.out !== undefined) requirePlaceFor(options.out)
  const where = await Promise.all(options.where.map((one) => conditionOf(session, one)))
  const table = await session.api.statistics.population({ rows, columns, where })
  return give(session, table, '人口统计表', options.where.join('，'), options.out)
}

export async function movementCommand(session: CliSession, options: MovementOptions): Promise<unknown> {
  const { from, to = localDay(new Date()) } = options
  if (from === undefined) throw new UsageError('用法：statistics movement --from 2026-01-01 [--to 2026-12-31] [--out 文件.xlsx]')
  if (options.out !== undefined) requirePlaceFor(options.out)
  return give(session, await session.api.statistics.movement({ from, to }), '人口变动统计表', `${from} 至 ${to}`, options.out)
}

async function give(
  session: CliSession,
  table: FigureTable,
  title: string,
  note: string,
  out: string | undefined,
): Promise<unknown> {
  if (out !== undefined) {
    const { fileRef } = await session.api.statistics.workbook({ title, note: note.slice(0, 200), table })
    const { bytes } = session.context.backend.files.download(session.context.connection, fileRef)
    writePrivate(out, bytes as Uint8Array)
    return { file: out, total: table.total.total }
  }
  return session.options.json ? table : plainTable(table)
}

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
