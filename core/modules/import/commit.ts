/** Rows that were understood become records: matched, created or updated, in one change set that can be undone. */
import type { ImportMatch, ImportResult } from '../../contract/import.ts'
import { badRequest } from '../../contract/errors.ts'
import type { RegisterDescription, RegisterName } from '../../domain/field.ts'
import { fieldOf } from '../../domain/field.ts'
import { importDescription } from '../../domain/import-description.ts'
import { registers } from '../../domain/registers.ts'
import { unpackBatch, type JudgedBatch, type JudgedRecord, type JudgedRow } from '../../register/import/judged-batch.ts'
import { assumedValues, type ImportLayout } from '../../register/import/layout.ts'
import { columnLetters } from '../../register/import/plain-text.ts'
import { repairNames, type Remark } from '../../register/import/remark.ts'
import { importLabel } from '../../register/change-sets.ts'
import type { OpenContext } from '../../server/context.ts'
import { longCommand, pause, type WriteContext } from '../../server/command.ts'
import { createHeads } from './heads.ts'
import { createMatcher } from './match.ts'
import { createPlaces } from './places.ts'
import { storeRow } from './store.ts'
import type { Store } from './stored.ts'

export interface ImportRun {
  register: RegisterName
  /** as the person knows it */
  fileName: string
  layout: ImportLayout
  match: ImportMatch
  batches: AsyncIterable<JudgedBatch>
  dryRun: boolean
  signal: AbortSignal
  progress: (done: number) => void
  /** every outcome as it was decided, for the report */
  note: (outcome: JudgedRow) => void
}

const keptNotes = 5000
const keptNames = 20
/** milliseconds of work between two pauses; the runs of the record writer come on top */
const sliceMs = 12

/** Thrown to roll a dry run back; carries what would have happened. */
class DryRun extends Error {
  readonly result: ImportResult
  constructor(result: ImportResult) {
    super('dry run')
    this.result = result
  }
}

async function importRows(write: WriteContext, run: ImportRun): Promise<ImportResult> {
  const description = importDescription(run.register)
  const result = emptyResult(run.layout)
  const heads = createHeads(write)
  const places = createPlaces(write, heads, (register, name) => {
    result.alsoCreated[register] = (result.alsoCreated[register] ?? 0) + 1
    if (register === 'village' && result.alsoCreatedNames.length < keptNames) result.alsoCreatedNames.push(name)
  })
  const matcher = await createMatcher(write, run.register, run.match.by, places)
  const store: Store = { write, description, known: run.match.known, places, matcher, heads }
  const waiting = new Map<number, Waiting>()
  const tell = noteTaker(run.layout, description, result)
  const { year } = assumedValues(run.layout, description, write.today)
  if (year !== undefined) {
    const message = `表中没有年度列，按今年（${String(year)} 年）登记`
    result.rows.push({ row: run.layout.headerRow, column: '', code: 'YEAR_ASSUMED', message, level: 'warning' })
  }
  const say = (outcome: JudgedRow) => {
    run.note(outcome)
    tell(outcome)
  }
  let since = performance.now()
  const breathe = async () => {
    if (performance.now() - since < sliceMs) return
    run.signal.throwIfAborted()
    run.progress(result.read)
    await pause()
    since = performance.now()
  }
  for await (const batch of run.batches) {
    for (const judged of unpackBatch(batch)) {
      const outcome = judged.kind === 'record' ? decide(store, judged, result, waiting) : judged
      if (outcome) say(outcome)
      if (performance.now() - since >= sliceMs) await breathe()
    }
  }
  for (const { row, remark } of heads.settle()) {
    const late = waiting.get(row)
    if (remark) late?.judged.warnings.push(remark)
    else if (late?.result === 'unchanged') late.result = 'updated'
    await breathe()
  }
  for (const late of waiting.values()) {
    result[late.result] += 1
    say(late.judged)
    await breathe()
  }
  run.signal.throwIfAborted()
  const order = { rejected: 0, duplicate: 1, warning: 2, repaired: 3 }
  result.rows = result.rows.sort((a, b) => order[a.level] - order[b.level] || a.row - b.row).slice(0, keptNotes)
  if (run.dryRun) throw new DryRun(result)
  result.changeSetId = write.records.changeSetId()
  write.note({
    register: run.register,
    read: result.read,
    created: result.created,
    updated: result.updated,
    rejected: result.rejected,
  })
  return result
}

interface Waiting {
  judged: JudgedRecord
  result: 'created' | 'updated' | 'unchanged'
}

/** Stores a record unless an earlier row was about the same; gives the outcome as the ledger made it, or null for what waits. */
function decide(store: Store, judged: JudgedRecord, result: ImportResult, waiting: Map<number, Waiting>): JudgedRow | null {
  if (judged.duplicateOfRow !== null) return judged
  const stored = storeRow(store, judged)
  if (stored.result === 'rejected') return { kind: 'rejected', row: judged.row, problems: stored.problems }
  if (stored.result === 'duplicate') return { ...judged, duplicateOfRow: stored.ofRow }
  if (stored.warnings.length > 0) judged.warnings = [...judged.warnings, ...stored.warnings]
  if (store.heads.waits(judged.row)) {
    waiting.set(judged.row, { judged: { ...judged, warnings: [...judged.warnings] }, result: stored.result })
    return null
  }
  result[stored.result] += 1
  return judged
}

const labels: Partial<Record<RegisterName, string>> = { resident: '导入居民台账' }

/** The dry run does everything the real one does and takes it back: its counts are the real counts. */
export async function runImport(context: OpenContext, run: ImportRun): Promise<ImportResult> {
  const label = importLabel(labels[run.register] ?? `导入${registers[run.register].label}`, run.fileName)
  try {
    return await longCommand('importRecords', { right: 'resident', label }, importRows)(context, run)
  } catch (error) {
    if (error instanceof DryRun) return error.result
    throw error
  }
}

function emptyResult(layout: ImportLayout): ImportResult {
  const headers = (status: ImportLayout['columns'][number]['status']) =>
    layout.columns.filter((one) => one.status === status && one.header !== '').map((one) => one.header)
  return {
    read: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    duplicates: 0,
    rejected: 0,
    repaired: 0,
    warnings: 0,
    droppedColumns: headers('forbidden'),
    unmappedColumns: headers('unmapped'),
    alsoCreated: {},
    alsoCreatedNames: [],
    rows: [],
    changeSetId: null,
  }
}

/** Counts outcomes and keeps what is said of them; the records were counted when they were stored. */
function noteTaker(layout: ImportLayout, description: RegisterDescription, result: ImportResult): (outcome: JudgedRow) => void {
  const headers = new Map(layout.columns.map((one) => [one.index, one.header]))
  const mapped = new Map(layout.columns.flatMap((one) => (one.field === null ? [] : [[one.field, one.index]])))
  const kept = { rejected: 0, duplicate: 0, warning: 0, repaired: 0 }
  const keep = (
    row: number,
    { field, column, message, code }: Omit<Remark, 'value' | 'code'> & { code: string },
    level: Level,
  ) => {
    // each level has room of its own: what is shown first may come last
    kept[level] += 1
    if (kept[level] > keptNotes) return
    const index = column ?? mapped.get(field ?? '')
    const named =
      index === undefined
        ? field === null
          ? ''
          : fieldOf(description, field).meta.label
        : `${columnLetters(index)} ${headers.get(index) ?? ''}`.trim()
    result.rows.push({ row, column: named, code, message, level })
  }
  return (outcome) => {
    const { row } = outcome
    if (outcome.kind === 'skipped') return
    result.read += 1
    if (outcome.kind === 'rejected') {
      result.rejected += 1
      for (const problem of outcome.problems) keep(row, problem, 'rejected')
      return
    }
    const { duplicateOfRow, repairs, warnings } = outcome
    if (duplicateOfRow !== null) {
      result.duplicates += 1
      const what = description.name === 'resident' ? '是同一个人' : '是同一条'
      const message = `与第 ${String(duplicateOfRow)} 行${what}，未重复登记`
      keep(row, { field: null, column: null, code: 'DUPLICATE', message }, 'duplicate')
      return
    }
    if (repairs.length > 0) result.repaired += 1
    for (const one of repairs) keep(row, { ...one, code: one.kind, message: `已更正：${repairNames[one.kind]}` }, 'repaired')
    if (warnings.length > 0) result.warnings += 1
    for (const one of warnings) keep(row, one, 'warning')
  }
}

type Level = ImportResult['rows'][number]['level']

/** @throws BAD_REQUEST when the layout lacks what a record needs */
export function refuseIncomplete(layout: ImportLayout, register: RegisterName): void {
  if (layout.missing.length === 0) return
  const labels = layout.missing.map((name) => fieldOf(importDescription(register), name).meta.label)
  throw badRequest(`没有找到这些列：${labels.join('、')}。请选择正确的工作表和表头行，或指定对应的列`)
}
