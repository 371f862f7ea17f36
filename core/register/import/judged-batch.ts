/**
 * Outcomes on their way from the worker that judges rows to the backend. Values travel as one flat list for each batch: copying
 * a hundred thousand objects between threads would cost as much as reading them.
 */
import type { FieldValue, RecordValues } from '../../domain/field.ts'
import type { SearchEntry } from '../search-tokens.ts'
import type { RecordOutcome, RejectedOutcome, RowOutcome, SkippedOutcome } from './interpret.ts'

/** A record and what the search tables will hold of it, as long as its references are called as they were written. */
export interface JudgedRecord extends RecordOutcome {
  search: SearchEntry | null
}

export type JudgedRow = JudgedRecord | RejectedOutcome | SkippedOutcome

type Remarks = Pick<RecordOutcome, 'repairs' | 'warnings' | 'duplicateOfRow' | 'markedDuplicateOf'>

export interface JudgedBatch {
  /** row numbers of the records */
  rows: number[]
  /** fields that have a value in some record; the others are empty in all */
  fields: string[]
  /** records × fields, null where empty */
  values: FieldValue[]
  referenceFields: string[]
  references: (string | null)[]
  /** sets of fields that rows gave, and which set each record gave */
  patterns: string[][]
  given: number[]
  search: (SearchEntry | null)[]
  /** of the few records that have any */
  remarks: [index: number, Remarks][]
  others: (RejectedOutcome | SkippedOutcome)[]
}

/** `entryOf` may complete the values of a record. */
export function packBatch(outcomes: readonly RowOutcome[], entryOf: (outcome: RecordOutcome) => SearchEntry | null): JudgedBatch {
  const records = outcomes.filter((one) => one.kind === 'record')
  const referenceFields = namesIn(records, (one) => one.references)
  const search = records.map((one) => (one.duplicateOfRow === null ? entryOf(one) : null))
  const fields = namesIn(records, (one) => one.values)
  const batch: JudgedBatch = {
    rows: [],
    fields,
    values: [],
    referenceFields,
    references: [],
    patterns: [],
    given: [],
    search,
    remarks: [],
    others: outcomes.filter((one) => one.kind !== 'record'),
  }
  const patterns = new Map<string, number>()
  for (const [index, one] of records.entries()) {
    batch.rows.push(one.row)
    for (const name of fields) batch.values.push(one.values[name] ?? null)
    for (const name of referenceFields) batch.references.push(one.references[name] ?? null)
    const key = one.given.join()
    let pattern = patterns.get(key)
    if (pattern === undefined) {
      pattern = batch.patterns.push(one.given) - 1
      patterns.set(key, pattern)
    }
    batch.given.push(pattern)
    const { repairs, warnings, duplicateOfRow, markedDuplicateOf } = one
    if (repairs.length > 0 || warnings.length > 0 || duplicateOfRow !== null || markedDuplicateOf !== null)
      batch.remarks.push([index, { repairs, warnings, duplicateOfRow, markedDuplicateOf }])
  }
  return batch
}

/** Every field that some record fills. */
function namesIn(records: readonly RecordOutcome[], valuesOf: (one: RecordOutcome) => Record<string, unknown>): string[] {
  const names = new Set<string>()
  for (const one of records) {
    const values = valuesOf(one)
    for (const name in values) if (values[name] !== null) names.add(name)
  }
  return [...names]
}

const clean: Remarks = { repairs: [], warnings: [], duplicateOfRow: null, markedDuplicateOf: null }

export function* unpackBatch(batch: JudgedBatch): Generator<JudgedRow> {
  const { fields, values, referenceFields, references } = batch
  const remarks = new Map(batch.remarks)
  let value = 0
  let reference = 0
  for (const [index, row] of batch.rows.entries()) {
    const record: RecordValues = {}
    for (const name of fields) record[name] = values[value++] ?? null
    const named: Record<string, string> = {}
    for (const name of referenceFields) {
      const written = references[reference++] ?? null
      if (written !== null) named[name] = written
    }
    yield {
      kind: 'record',
      row,
      values: record,
      references: named,
      given: batch.patterns[batch.given[index] ?? -1] ?? [],
      search: batch.search[index] ?? null,
      ...(remarks.get(index) ?? clean),
    }
  }
  yield* batch.others
}
