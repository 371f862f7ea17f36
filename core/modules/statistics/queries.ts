/** The tables of the people: who is on the register, who came and who went. */
import { badRequest } from '../../contract/errors.ts'
import type { Filter } from '../../contract/register.ts'
import type { FigureTable, PopulationDimension } from '../../contract/statistics.ts'
import { codeName } from '../../domain/codes.ts'
import { localDay } from '../../domain/day.ts'
import { came, movementKinds, netColumn } from '../../domain/statistics/movement.ts'
import type { OpenContext } from '../../server/context.ts'
import { countGroups } from './count-groups.ts'
import { populationDimensionOf, villageDimension, type Dimension } from './dimensions.ts'
import { figureTableOf, refuseTooLargeFor } from './figure-table.ts'

const onRegister: Filter = { field: 'status', op: 'is', value: 'present' }

/** Residents on the register today, one dimension down, another across. */
export async function getPopulation(
  { desk, backend }: OpenContext,
  input: { rows: PopulationDimension; columns: PopulationDimension; where: Filter[] },
): Promise<FigureTable> {
  if (input.rows === input.columns) throw badRequest('行和列不能相同，请换一个')
  const { reader } = desk.database
  const { clock } = backend.ports
  const where = [...input.where, onRegister]
  const today = localDay(clock.now())
  const dimensions = {
    rows: populationDimensionOf(reader, input.rows, where, today),
    columns: populationDimensionOf(reader, input.columns, where, today),
  }
  refuseTooLargeFor(dimensions)
  const keys = { row: dimensions.rows.key, column: dimensions.columns.key }
  const counts = await countGroups(reader, clock, { register: 'resident', where, ...keys })
  return figureTableOf('resident', where, dimensions, counts)
}

const kinds: Dimension = {
  field: 'kind',
  key: { sql: 'kind', parameters: [] },
  headings: movementKinds.map((key) => ({ key, label: codeName('lifeEventKind', key), always: true })),
  whereOf: (key) => [{ field: 'kind', op: 'is', value: key }],
}

/** Life events between two days, village by village; the last column is 净增减, whose list is all of the row's events. */
export async function getMovement({ desk, backend }: OpenContext, input: { from: string; to: string }): Promise<FigureTable> {
  if (input.from > input.to) throw badRequest('开始日期不能晚于结束日期')
  const { reader } = desk.database
  const where: Filter[] = [
    { field: 'happenedOn', op: 'from', value: input.from },
    { field: 'happenedOn', op: 'to', value: input.to },
  ]
  const rows = villageDimension(reader, [])
  const counts = await countGroups(reader, backend.ports.clock, {
    register: 'lifeEvent',
    where,
    row: rows.key,
    column: kinds.key,
  })
  return withNet(figureTableOf('lifeEvent', where, { rows, columns: kinds }, counts))
}

function withNet(table: FigureTable): FigureTable {
  const net = (line: FigureTable['cells'][number]) =>
    line.reduce((sum, { total }, at) => {
      const key = table.columns[at]?.key
      return (came as readonly (string | undefined)[]).includes(key) ? sum + total : sum - total
    }, 0)
  return {
    ...table,
    columns: [...table.columns, { key: netColumn, label: '净增减' }],
    cells: table.cells.map((line, at) => [...line, { total: net(line), where: table.rowTotals[at]?.where ?? [] }]),
    columnTotals: [...table.columnTotals, { total: net(table.columnTotals), where: table.total.where }],
  }
}
