/** The same values for many records as one change set; the preview does the same and takes it back. */
import { sqliteCode } from '../../db/open.ts'
import { columnName, tableShapes, type StoredRow } from '../../db/rows.ts'
import { badRequest, isDeskError } from '../contract/errors.ts'
import type { BulkResult, Chosen, RecordView } from '../contract/register.ts'
import { bulkFields } from '../domain/bulk-fields.ts'
import { fieldOf, type RecordValues, type RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { breather, longCommand, type WriteContext } from '../server/command.ts'
import type { OpenContext } from '../server/context.ts'
import type { JobControl } from '../server/jobs.ts'
import { changeRecord } from './change-record.ts'
import { hitNumbers } from './snapshots.ts'
import { typedValues } from './values.ts'
import { viewOf, wordsOf } from './words.ts'

const pageSize = 500
const named = 50

interface BulkRun {
  chosen: Chosen
  values: RecordValues
  dryRun: boolean
  control: JobControl
}

/** Thrown to roll a preview back; carries what would have happened. */
class Preview extends Error {
  readonly result: BulkResult
  constructor(result: BulkResult) {
    super('preview')
    this.result = result
  }
}

const changeAll = longCommand(
  'bulkChange',
  { right: 'resident', label: '批量修改' },
  async (write, { chosen, values, dryRun, control, hits }: BulkRun & { hits: Int32Array }): Promise<BulkResult> => {
    const { register } = chosen.query
    refuseFields(register, values)
    const { total, pages } = idsOf(write, chosen, hits)
    const result: BulkResult = { changed: 0, unchanged: 0, refused: 0, samples: [], refusals: [], changeSetId: null }
    const phase = dryRun ? '核对' : '修改'
    let done = 0
    const breathe = breather(() => {
      control.signal.throwIfAborted()
      control.progress(phase, done, total)
    })
    for (const ids of pages) {
      for (const id of ids) {
        changeOne(write, register, id, values, result)
        done += 1
        await breathe()
      }
    }
    if (dryRun) throw new Preview(result)
    result.changeSetId = write.records.changeSetId()
    write.note({ changed: result.changed, unchanged: result.unchanged, refused: result.refused })
    return result
  },
)

/** changed + unchanged + refused = chosen. @throws BAD_REQUEST for fields that are not set this way */
export async function bulkChange(context: OpenContext, run: BulkRun): Promise<BulkResult> {
  const { query, selection } = run.chosen
  try {
    // before the transaction: others are served while a large ledger is read
    const hits = selection.all ? await hitNumbers(context, query) : new Int32Array()
    return await changeAll(context, { ...run, hits })
  } catch (error) {
    if (error instanceof Preview) return error.result
    throw error
  }
}

function refuseFields(register: RegisterName, values: RecordValues): void {
  const description = registers[register]
  const allowed = new Set(bulkFields(description).map(({ name }) => name))
  const names = Object.keys(values)
  if (names.length === 0) throw badRequest('请选择要修改的内容')
  const unknown = names.find((name) => !Object.hasOwn(description.fields.shape, name))
  if (unknown !== undefined) throw badRequest(`${description.label}没有字段 ${unknown}`)
  typedValues(description, values)
  const own = names.find((name) => !allowed.has(name))
  if (own !== undefined) throw badRequest(`${fieldOf(description, own).meta.label}各条不同，不能批量修改`)
}

/** The chosen records, a page at a time; those named one by one are not asked for in the ledger. @param hits row numbers */
function idsOf(
  write: WriteContext,
  { query, selection }: Chosen,
  hits: Int32Array,
): { total: number; pages: Iterable<string[]> } {
  if (!selection.all) {
    const ids = [...new Set(selection.ids)]
    return { total: ids.length, pages: [ids] }
  }
  const { reader } = write.desk.database
  const except = new Set(selection.except)
  const read = reader.prepare(
    `SELECT id FROM ${tableShapes[query.register].name} WHERE ${columnName(query.register, 'rowNo')} IN (SELECT value FROM json_each(?))`,
  )
  function* pages(): Generator<string[]> {
    for (let from = 0; from < hits.length; from += pageSize) {
      const found = read.pluck().all(JSON.stringify([...hits.subarray(from, from + pageSize)])) as string[]
      yield found.filter((id) => !except.has(id))
    }
  }
  return { total: Math.max(0, hits.length - except.size), pages: pages() }
}

function changeOne(write: WriteContext, register: RegisterName, id: string, values: RecordValues, result: BulkResult): void {
  const row = write.desk.rows.get(register, id)
  const sampled = row && result.samples.length < named ? viewOf(write.desk.database.writer, register, row) : null
  try {
    const { version } = changeRecord(write, register, id, null, values)
    if (version === row?.version) {
      result.unchanged += 1
      return
    }
    result.changed += 1
    if (sampled) result.samples.push(sampleOf(write, register, sampled, Object.keys(values)))
  } catch (error) {
    const message = refusalOf(error)
    if (message === null) throw error
    result.refused += 1
    if (result.refusals.length < named) result.refusals.push({ id, title: titleOf(write, register, row), message })
  }
}

/** One record that cannot be changed is named; anything else ends the whole change. */
function refusalOf(error: unknown): string | null {
  if (isDeskError(error)) return error.message
  return sqliteCode(error) === 'SQLITE_CONSTRAINT_UNIQUE' ? '与已有的记录重复' : null
}

const titleOf = ({ desk }: WriteContext, register: RegisterName, row: StoredRow | null): string =>
  row ? viewOf(desk.database.writer, register, row).title : '（没有找到）'

function sampleOf(
  { desk }: WriteContext,
  register: RegisterName,
  before: RecordView,
  fields: readonly string[],
): BulkResult['samples'][number] {
  const row = desk.rows.get(register, before.id)
  const after = row ? viewOf(desk.database.writer, register, row) : before
  return {
    id: before.id,
    title: before.title,
    fields: fields.flatMap((field) => {
      const { label } = fieldOf(registers[register], field).meta
      const words = { field, label, before: wordsOf(register, field, before), after: wordsOf(register, field, after) }
      return words.before === words.after ? [] : [words]
    }),
  }
}
