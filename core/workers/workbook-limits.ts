/** Bounds on what one workbook may cost. Those of a sheet are far above any ledger of a township, far below what hurts. */
const MiB = 1024 * 1024

export const workbookLimits = {
  fileBytes: 300 * MiB,
  /** files that are read whole: .xls, .et, .csv and relatives */
  wholeFileBytes: 20 * MiB,
  zipEntries: 10_000,
  /** of all parts together, and of one that is not a sheet */
  unpackedBytes: 3072 * MiB,
  partBytes: 512 * MiB,
  /** a part other than a sheet that is larger than this and packed more tightly than that is a bomb */
  ratioFrom: 16 * MiB,
  ratio: 250,
  /** workbook, relations and styles */
  smallPartBytes: 32 * MiB,
  /** characters of XML without one row or string coming to its end */
  unproductiveCharacters: 32 * MiB,
  xmlDepth: 64,
  sharedStrings: 5_000_000,
  sharedCharacters: 192 * MiB,
  cellCharacters: 32_767,
  sheets: 256,
  /** the format's own bounds */
  sheetRows: 1_048_576,
  sheetColumns: 16_384,
  dataRows: 500_000,
  usedColumns: 500,
  merges: 200_000,
  sampleRows: 40,
  batchRows: 1000,
  /** batches posted and not yet used */
  batchesAhead: 4,
} as const
