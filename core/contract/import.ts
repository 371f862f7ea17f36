import { oc } from '@orpc/contract'
import { z } from 'zod'
import { jobStarted } from './session.ts'
import { registerName } from './register.ts'

/** One column of the workbook and the field it goes to; `dropped` columns are never read (P-03). */
export const importColumn = z.strictObject({
  index: z.int().min(0),
  header: z.string(),
  field: z.string().nullable(),
  dropped: z.boolean(),
  samples: z.array(z.string()),
})

export const importLayout = z.strictObject({
  sheet: z.string(),
  /** 1-based row of the header, its last row when it has two */
  headerRow: z.int().min(1),
  columns: z.array(importColumn),
  householdBlocks: z.boolean(),
  shapeKey: z.string(),
  remembered: z.boolean(),
})
export type ImportLayoutView = z.infer<typeof importLayout>

/** a row of the sheet (1-based) and its cells as text */
const importPreview = z.array(z.strictObject({ row: z.int(), texts: z.array(z.string()) }))
export type ImportPreview = z.infer<typeof importPreview>

export const importRowNote = z.strictObject({
  row: z.int(),
  column: z.string(),
  code: z.string(),
  message: z.string(),
  level: z.enum(['rejected', 'warning', 'repaired', 'duplicate']),
})

export const importResult = z.strictObject({
  read: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  repaired: z.int(),
  warnings: z.int(),
  droppedColumns: z.array(z.string()),
  unmappedColumns: z.array(z.string()),
  /** villages and households that came into being on the way */
  alsoCreated: z.record(z.string(), z.int()),
  /** the villages among them by name, the first 20 */
  alsoCreatedNames: z.array(z.string()),
  /** at most 5000, rejected first */
  rows: z.array(importRowNote),
  changeSetId: z.string().nullable(),
})
export type ImportResult = z.infer<typeof importResult>

export const importOverride = z.strictObject({
  sheet: z.string().optional(),
  headerRow: z.int().min(1).optional(),
  /** column index → field name, or null to leave it out */
  fields: z.record(z.string(), z.string().nullable()).optional(),
})
export type ImportOverride = z.infer<typeof importOverride>

/** Which rows are known already, and what becomes of those. */
export const importMatch = z.strictObject({
  /** number: the register's own number (residents: identity number) · nameBirthday: also by name and birthday, where the row has no number */
  by: z.enum(['number', 'nameBirthday']).default('nameBirthday'),
  /** fillEmpty: only fields that are empty here · overwrite: what the file gives · skip: known records stay as they are */
  known: z.enum(['fillEmpty', 'overwrite', 'skip']).default('overwrite'),
})
export type ImportMatch = z.infer<typeof importMatch>

/** Ledgers that can be read from Excel. */
export const importableRegisters = [
  'resident',
  'household',
  'village',
  'grid',
  'gridStaff',
  'division',
  'mediator',
  'committee',
  'mediation',
] as const

export const importContract = {
  open: oc.input(z.strictObject({ register: registerName, fileRef: z.string() })).output(
    z.strictObject({
      workbookId: z.string(),
      fileName: z.string(),
      sheets: z.array(z.strictObject({ name: z.string(), hidden: z.boolean() })),
      layout: importLayout,
      /** a repair sheet that came back: only its marked rows are read */
      repairSheet: z.boolean(),
      /** first rows as they stand, for choosing the header row */
      preview: importPreview,
    }),
  ),
  layout: oc
    .input(z.strictObject({ workbookId: z.string(), override: importOverride }))
    .output(z.strictObject({ layout: importLayout, preview: importPreview })),
  /** dry run or the real thing: the same rules, the same counts; the job's result is an ImportResult */
  run: oc
    .input(
      z.strictObject({
        workbookId: z.string(),
        override: importOverride,
        match: importMatch.default({ by: 'nameBirthday', known: 'overwrite' }),
        dryRun: z.boolean(),
      }),
    )
    .output(jobStarted),
  /**
   * The person's own file back: cells that were refused or doubtful are coloured, a last column says what is wrong. Imported
   * again after it was mended, only rows with something in that column are read. A job: reading a large file takes seconds.
   */
  repair: oc.input(z.strictObject({ workbookId: z.string() })).output(jobStarted),
  /** the rows with remarks as a workbook */
  report: oc.input(z.strictObject({ workbookId: z.string() })).output(z.strictObject({ fileRef: z.string(), name: z.string() })),
}

/** result of the job of `repair` */
export const repairResult = z.strictObject({ fileRef: z.string(), name: z.string(), marked: z.int() })
export type RepairResult = z.infer<typeof repairResult>
