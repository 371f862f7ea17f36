/** What a sheet holds, as every reader gives it. */

/**
 * One cell as stored: null is empty; `number` is a number cell whose stored text is exactly that number; `{n, text}` a number
 * cell whose stored text says more than a double can (more than 15 digits, exponents); `{date}` a number cell that its style
 * shows as a date, as serial of the 1900 system (1904 workbooks are shifted); `{error}` a cell holding #N/A and the like.
 */
export type CellValue = null | string | boolean | number | { n: number; text: string } | { date: number } | { error: string }

/** A row that holds something: its 1-based number in the sheet and its cells from column A on. */
export interface SheetRow {
  row: number
  cells: CellValue[]
}

export interface SheetOutline {
  name: string
  hidden: boolean
  /** the first rows that hold something, at most 40 */
  sample: SheetRow[]
  /** rows the sheet says it has (unchecked), or null when it does not say */
  declaredRows: number | null
}
