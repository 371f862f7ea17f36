/** What is asked of the repair worker: a person's own sheet with cells coloured and a column of explanations, everything else as it was. */
import type { WorkbookFile } from './workbook-file.ts'

/** bad: refused · doubtful: taken, but a person should look at it */
export type RepairTone = 'bad' | 'doubtful'

export interface RepairRow {
  /** 1-based */
  row: number
  tone: RepairTone
  note: string
  /** zero-based columns to be coloured */
  cells: { column: number; tone: RepairTone }[]
}

export interface RepairRequest {
  file: WorkbookFile
  sheet: string
  /** 1-based row of the heading */
  headerRow: number
  /** heading of the column of explanations */
  heading: string
  /** where that column stands already, or null to append it */
  column: number | null
  /** columns that are taken, whether they hold something or not */
  columns: number
  rows: RepairRow[]
}

/** `unfit`: the file is not of a kind whose parts can be written exactly; a fresh workbook must do */
export type RepairMessage = { type: 'done'; bytes: Uint8Array; marked: number } | { type: 'unfit' }

/** Thrown inside the worker where exact rewriting is not safe. */
export class Unfit extends Error {}

/** ARGB of the fills; of no standard palette, so that a sheet that comes back can be cleaned of them */
export const repairFills: Readonly<Record<RepairTone, string>> = { bad: 'FFFFC9C6', doubtful: 'FFFFF0B8' }
