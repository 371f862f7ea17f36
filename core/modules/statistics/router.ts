import { plainName } from '../../documents/plain-name.ts'
import { localDay } from '../../domain/day.ts'
import type { RegisterName } from '../../domain/field.ts'
import { command } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import { member } from '../../server/router-base.ts'
import { monthText } from '../../domain/statistics/period.ts'
import { freezeReport, getDifferences, listFrozen } from './freeze.ts'
import { getOfficial } from './official.ts'
import type { FilingWords } from './official-workbook.ts'
import { getMovement, getPopulation } from './queries.ts'
import { getMediationMonths, getMediationRates } from './rates.ts'
import { listSubsidies } from './subsidy.ts'

/** What left the desk as a file is in the record of use. */
const enterWorkbook = command(
  'exportStatistics',
  { right: 'read', label: '导出统计表' },
  (write, input: { template: string; counts: Partial<Record<RegisterName, number>> }) => {
    write.note(input)
  },
)

const workbookName = (title: string, on: string) => `${plainName(`${title} ${on}`)}.xlsx`

/** A workbook as a file to be fetched, entered in the record of use. */
async function offered(
  context: OpenContext,
  title: string,
  counts: Partial<Record<RegisterName, number>>,
  write: (words: FilingWords) => Promise<Uint8Array>,
): Promise<{ fileRef: string; name: string }> {
  const on = localDay(context.backend.ports.clock.now())
  const bytes = await write({ unitName: context.desk.unit.unitName, on, madeBy: context.session.displayName })
  await enterWorkbook(context, { template: title, counts })
  const name = workbookName(title, on)
  return { fileRef: context.backend.files.add(context.connection, name, { bytes }), name }
}

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
    const name = workbookName(title, on)
    return { fileRef: context.backend.files.add(context.connection, name, { bytes }), name, total: table.total.total }
  }),
  official: api.official.handler(({ context, input }) => getOfficial(context, input)),
  officialWorkbook: api.officialWorkbook.handler(async ({ context, input }) => {
    const table = await getOfficial(context, input)
    const { writeOfficialTable } = await import('./official-workbook.ts')
    return offered(context, `${table.title}（${table.period}）`, {}, (words) => writeOfficialTable(table, words))
  }),
  freeze: api.freeze.handler(({ context, input }) => freezeReport(context, input)),
  frozen: api.frozen.handler(({ context }) => listFrozen(context)),
  differences: api.differences.handler(({ context, input }) => getDifferences(context, input.id)),
  mediationMonths: api.mediationMonths.handler(({ context, input }) => getMediationMonths(context, input)),
  mediationRates: api.mediationRates.handler(({ context, input }) => getMediationRates(context, input)),
  subsidy: api.subsidy.handler(({ context, input }) => listSubsidies(context, input.month)),
  subsidyWorkbook: api.subsidyWorkbook.handler(async ({ context, input }) => {
    const list = await listSubsidies(context, input.month)
    const { writeSubsidyList } = await import('./official-workbook.ts')
    const title = `以案定补补贴发放表（${monthText(input.month)}）`
    return offered(context, title, { mediation: list.rows.length }, (words) => writeSubsidyList(list, title, words))
  }),
}
