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

export const statisticsContract = {
  /** residents on the register (在册) today, one dimension down, another across, narrowed by `where` */
  population: oc.input(populationQuery).output(figureTable),
  /** who came and who went between two days, both included: village × 出生 迁入 返回 迁出 去世; lists are of lifeEvent */
  movement: oc.input(movementQuery).output(figureTable),
  /** a table as a workbook, counted again: its figures are the desk's, whatever a page shows */
  workbook: oc
    .input(z.strictObject({ title: z.string().max(60), note: z.string().max(200), query: figureQuery }))
    .output(z.strictObject({ fileRef: z.string(), name: z.string(), total: z.int() })),
}
