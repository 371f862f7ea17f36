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

export const importContract = {
  open: oc.input(z.strictObject({ register: registerName, fileRef: z.string() })).output(
    z.strictObject({
      workbookId: z.string(),
      fileName: z.string(),
      sheets: z.array(z.strictObject({ name: z.string(), hidden: z.boolean() })),
      layout: importLayout,
      /** first rows as they stand, for choosing the header row */
      preview: importPreview,
    }),
  ),
  layout: oc
    .input(z.strictObject({ workbookId: z.string(), override: importOverride }))
    .output(z.strictObject({ layout: importLayout, preview: importPreview })),
  /** dry run or the real thing: the same rules, the same counts; the job's result is an ImportResult */
  run: oc.input(z.strictObject({ workbookId: z.string(), override: importOverride, dryRun: z.boolean() })).output(jobStarted),
  /** the rows with remarks as a workbook */
  report: oc.input(z.strictObject({ workbookId: z.string() })).output(z.strictObject({ fileRef: z.string(), name: z.string() })),
}
