import { localDay } from '../../domain/day.ts'
import type { RegisterName } from '../../domain/field.ts'
import { command } from '../../server/command.ts'
import { notBuilt } from '../../server/not-built.ts'
import { member } from '../../server/router-base.ts'
import { getMovement, getPopulation } from './queries.ts'

/** What left the desk as a file is in the record of use. */
const enterWorkbook = command(
  'exportStatistics',
  { right: 'read', label: '导出统计表' },
  (write, input: { template: string; counts: Partial<Record<RegisterName, number>> }) => {
    write.note(input)
  },
)

const api = member.statistics

export const statisticsRouter = {
  population: api.population.handler(({ context, input }) => getPopulation(context, input)),
  movement: api.movement.handler(({ context, input }) => getMovement(context, input)),
  workbook: api.workbook.handler(async ({ context, input }) => {
    const { title, note, query } = input
    const table = 'from' in query ? await getMovement(context, query) : await getPopulation(context, query)
    const { writeFigureTable } = await import('./workbook.ts')
    const on = localDay(context.backend.ports.clock.now())
    const bytes = await writeFigureTable(table, {
      title,
      note,
      unitName: context.desk.unit.unitName,
      on,
      madeBy: context.session.displayName,
    })
    await enterWorkbook(context, { template: title, counts: { [table.register]: table.total.total } })
    // names of files hold at most 255 bytes; a Chinese character takes three
    const name = `${`${title} ${on}`.replaceAll(/[\\/:*?"<>|]/g, '_').slice(0, 80)}.xlsx`
    return { fileRef: context.backend.files.add(context.connection, name, { bytes }), name, total: table.total.total }
  }),
  official: api.official.handler(notBuilt),
  officialWorkbook: api.officialWorkbook.handler(notBuilt),
  freeze: api.freeze.handler(notBuilt),
  frozen: api.frozen.handler(notBuilt),
  differences: api.differences.handler(notBuilt),
  mediationRates: api.mediationRates.handler(notBuilt),
  subsidy: api.subsidy.handler(notBuilt),
  subsidyWorkbook: api.subsidyWorkbook.handler(notBuilt),
}
