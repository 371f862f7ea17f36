import { oc } from '@orpc/contract'
import { z } from 'zod'
import { day } from './day.ts'
import { filter, registerName } from './register.ts'

/** One figure and the list behind it: the records of `register` under `where`. */
const figure = z.strictObject({ total: z.int(), where: z.array(filter) })

/** A row or column of a table. */
const heading = z.strictObject({ key: z.string(), label: z.string() })

/** A table whose every number opens its list. `cells[row][column]`, sums of rows and columns are figures too. */
export const figureTable = z.strictObject({
  register: registerName,
  rows: z.array(heading),
  columns: z.array(heading),
  cells: z.array(z.array(figure)),
  rowTotals: z.array(figure),
  columnTotals: z.array(figure),
  total: figure,
})
export type FigureTable = z.infer<typeof figureTable>

export const populationDimension = z.enum(['village', 'grid', 'personType', 'ageBand', 'sex'])
export type PopulationDimension = z.infer<typeof populationDimension>

const populationQuery = z.strictObject({
  rows: populationDimension,
  columns: populationDimension,
  where: z.array(filter).max(10),
})
const movementQuery = z.strictObject({ from: day, to: day })
/** What a table is counted by. */
export const figureQuery = z.union([populationQuery, movementQuery])
export type FigureQuery = z.infer<typeof figureQuery>

/** One figure of an official table. Amounts (unit 万元) are in fen; `where` opens the list behind it, null where no list can. */
const officialFigure = z.strictObject({ value: z.number().nullable(), where: z.array(filter).nullable() })

/** An official table as it is filed: grouped columns, a row for each kind of committee, the sum last. */
export const officialTable = z.strictObject({
  report: z.enum(['mediationCases', 'mediationOrganisation']),
  title: z.string(),
  unitName: z.string(),
  period: z.string(),
  /** how it was counted */
  note: z.string(),
  groups: z.array(
    z.strictObject({
      label: z.string(),
      /** register: whose records the column counts */
      columns: z.array(z.strictObject({ key: z.string(), label: z.string(), unit: z.string(), register: registerName })),
    }),
  ),
  rows: z.array(heading),
  /** cells[row][column], the columns of all groups in order */
  cells: z.array(z.array(officialFigure)),
  /** M-24: sums that do not agree */
  problems: z.array(z.string()),
})
export type OfficialTable = z.infer<typeof officialTable>

/** official: all by the day of acceptance, success by the day of closing · accepted or closed: everything by that day */
export const officialQuery = z.strictObject({
  report: z.enum(['mediationCases', 'mediationOrganisation']),
  from: day,
  to: day,
  countBy: z.enum(['official', 'accepted', 'closed']),
})
export type OfficialQuery = z.infer<typeof officialQuery>

export const mediationRate = z.strictObject({
  key: z.enum(['success', 'performance', 'major', 'onTime']),
  label: z.string(),
  /** share of 1, null when there is nothing to divide by */
  value: z.number().nullable(),
  /** `where` is null when one list cannot hold exactly these */
  part: z.strictObject({ total: z.int(), where: z.array(filter).nullable() }),
  whole: figure,
  rule: z.string(),
})
export type MediationRate = z.infer<typeof mediationRate>

export const subsidyRow = z.strictObject({
  caseId: z.string(),
  fileNo: z.string(),
  title: z.string(),
  category: z.string(),
  difficulty: z.string(),
  mediators: z.string(),
  closedOn: z.string(),
  amountFen: z.int(),
})
export type SubsidyRow = z.infer<typeof subsidyRow>

export const frozenReport = z.strictObject({
  id: z.string(),
  query: officialQuery,
  title: z.string(),
  period: z.string(),
  at: z.string(),
  by: z.string(),
})
export type FrozenReport = z.infer<typeof frozenReport>

export const statisticsContract = {
  official: oc.input(officialQuery).output(officialTable),
  officialWorkbook: oc.input(officialQuery).output(z.strictObject({ fileRef: z.string(), name: z.string() })),
  /** keeps the table as it is handed in; refused while sums do not agree (M-24) */
  freeze: oc.input(officialQuery).output(z.strictObject({ id: z.string() })),
  /** last handed in first */
  frozen: oc.output(z.strictObject({ reports: z.array(frozenReport) })),
  /** where the table counted now differs from the one handed in, which comes along; rows and columns by their keys */
  differences: oc.input(z.strictObject({ id: z.string() })).output(
    z.strictObject({
      table: officialTable,
      differences: z.array(
        z.strictObject({ row: z.string(), column: z.string(), then: z.number().nullable(), now: z.number().nullable() }),
      ),
    }),
  ),
  /** accepted cases that ended in each month of a period, and those of them that succeeded */
  mediationMonths: oc
    .input(z.strictObject({ from: day, to: day }))
    .output(z.strictObject({ months: z.array(z.strictObject({ month: z.string(), closed: z.int(), succeeded: z.int() })) })),
  mediationRates: oc.input(z.strictObject({ from: day, to: day })).output(z.strictObject({ rates: z.array(mediationRate) })),
  /** 以案定补: cases that succeeded and were performed in a month (YYYY-MM), with the amount of the rule table */
  subsidy: oc
    .input(z.strictObject({ month: z.string().regex(/^\d{4}-\d{2}$/) }))
    .output(z.strictObject({ rows: z.array(subsidyRow), totalFen: z.int() })),
  subsidyWorkbook: oc
    .input(z.strictObject({ month: z.string().regex(/^\d{4}-\d{2}$/) }))
    .output(z.strictObject({ fileRef: z.string(), name: z.string() })),
  /** residents on the register (在册) today, one dimension down, another across, narrowed by `where` */
  population: oc.input(populationQuery).output(figureTable),
  /** who came and who went between two days, both included: village × 出生 迁入 返回 迁出 去世; lists are of lifeEvent */
  movement: oc.input(movementQuery).output(figureTable),
  /** a table as a workbook, counted again: its figures are the desk's, whatever a page shows */
  workbook: oc
    .input(z.strictObject({ title: z.string().max(60), note: z.string().max(200), query: figureQuery }))
    .output(z.strictObject({ fileRef: z.string(), name: z.string(), total: z.int() })),
}
