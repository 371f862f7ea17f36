/** Rows of a sheet to records: every row ends as a record, rejected with its reasons, or skipped with its reason. */
import {
  fieldsOf,
  type DescribedField,
  type FieldValue,
  type RecordValues,
  type RegisterDescription,
} from '../../domain/field.ts'
import type { CellValue, SheetRow } from '../../workers/sheet-row.ts'
import { cellText, isBlank } from './cell-text.ts'
import { identityIn } from './import-keys.ts'
import { assumedValues, type ImportLayout } from './layout.ts'
import { normalise, type Normalised } from './normalise.ts'
import { columnLetters } from './plain-text.ts'
import type { Remark, RemarkCode, Repair } from './remark.ts'
import { markedDuplicateOf } from './repair-column.ts'
import type { RowDraft } from './row-draft.ts'
import { settle, settleBeginnings } from './settle.ts'
import { rowSkipper, type SkipReason } from './skip.ts'

export interface RecordOutcome {
  kind: 'record'
  row: number
  /** every field that may be typed, but references; derived values filled in, defaults of the description applied */
  values: RecordValues
  /** names or numbers of other records, as written: villageId 板桥村, householdId 12 */
  references: Record<string, string>
  /** fields that a cell of this row gave; the others hold defaults or derived values */
  given: string[]
  repairs: Repair[]
  warnings: Remark[]
  /** an earlier accepted row of this file with the same number, or what else is the register's own */
  duplicateOfRow: number | null
  /** the earlier row that a repair sheet says it was taken for, unless its own number says otherwise by now */
  markedDuplicateOf: number | null
}

export interface RejectedOutcome {
  kind: 'rejected'
  row: number
  problems: Remark[]
}

export interface SkippedOutcome {
  kind: 'skipped'
  row: number
  reason: SkipReason
}

/** read = records + rejected; records include duplicates */
export type RowOutcome = RecordOutcome | RejectedOutcome | SkippedOutcome

interface MappedColumn {
  index: number
  field: DescribedField
  /** what its cells were read as: most columns of a ledger say few different things */
  known: Map<string, Normalised>
}

const keptReadings = 1000

function readCell(cell: CellValue, { field, known }: MappedColumn): Normalised {
  if (typeof cell !== 'string') return normalise(cell, field)
  const found = known.get(cell)
  if (found) return found
  const read = normalise(cell, field)
  if (known.size < keptReadings) known.set(cell, read)
  return read
}

/** fields that the members of a household share with its first row */
const sharedByHousehold = ['householdId', 'villageId', 'groupName', 'residenceAddress', 'gridId']

/**
 * Judges one row after the other; remembers numbers already seen and the household at hand. Pure but for that.
 * @param today day of the import
 */
export function createInterpreter(
  layout: ImportLayout,
  description: RegisterDescription,
  today: string,
): (row: SheetRow) => RowOutcome | null {
  const fields = fieldsOf(description)
  const byName = new Map(fields.map((one) => [one.name, one]))
  const columns = layout.columns.flatMap<MappedColumn>(({ index, field: name, status }) => {
    const field = name === null ? undefined : byName.get(name)
    return status === 'mapped' && field ? [{ index, field, known: new Map() }] : []
  })
  const columnOf = new Map(columns.map((one) => [one.field.name, one.index]))
  const empty = { ...emptyRecord(fields), ...assumedValues(layout, description, today) }
  const required = fields.filter(({ meta }) => meta.required && !meta.derived && meta.kind !== 'reference')
  const skipReason = rowSkipper(layout, description, columnOf)
  const splitsAddress = description.name === 'resident' && columnOf.has('residenceAddress') && !columnOf.has('villageId')
  const fillsBlocks = description.name === 'resident' && columnOf.has('householdId')
  const seen = new Map<string, number>()
  let block: ReadonlyMap<number, CellValue> | null = null

  /** Cells of a household's later members, with what stands in its first row. */
  const inherit = (row: SheetRow): CellValue[] => {
    const number = columnOf.get('householdId') ?? -1
    const relation = cellText(row.cells[columnOf.get('relationToHead') ?? -1])
    if (!isBlank(row.cells[number])) {
      block = new Map(
        sharedByHousehold.flatMap((name) => {
          const index = columnOf.get(name)
          const cell = index === undefined ? null : (row.cells[index] ?? null)
          return index === undefined || isBlank(cell) ? [] : [[index, cell] as const]
        }),
      )
      return row.cells
    }
    // a head without a number begins a household of which nothing is known
    if (relation.includes('户主')) block = null
    if (!block) return row.cells
    const cells = [...row.cells]
    for (const [index, cell] of block) {
      while (cells.length <= index) cells.push(null)
      if (isBlank(cells[index])) cells[index] = cell
    }
    return cells
  }

  return (row) => {
    if (row.row <= layout.headerRow) return null
    const markCell = layout.repairColumn === null ? null : row.cells[layout.repairColumn]
    const mark = layout.repairColumn === null ? null : isBlank(markCell) ? '' : cellText(markCell)
    const skipped = skipReason(row.cells)
    if (skipped) return { kind: 'skipped', row: row.row, reason: mark === '' ? 'notMarked' : skipped }
    const cells = fillsBlocks ? inherit(row) : row.cells
    const remarkOn = (name: string | null, code: RemarkCode, message: string): Remark => {
      const column = name === null ? undefined : columnOf.get(name)
      const at = column === undefined ? '' : `${columnLetters(column)} 列“${byName.get(name ?? '')?.meta.label ?? ''}”：`
      return {
        code,
        field: name,
        column: column ?? null,
        value: column === undefined ? '' : cellText(cells[column]),
        message: `第 ${String(row.row)} 行 ${at}${message}`,
      }
    }
    const draft: RowDraft = { values: { ...empty }, references: {}, given: [], warnings: [], problems: [], remarkOn }
    const { values, references, given, warnings, problems } = draft
    const repairs: Repair[] = []
    let beginnings: { field: string; beginnings: string[] }[] | undefined

    for (const column of columns) {
      const { index, field } = column
      const cell = cells[index] ?? null
      if (isBlank(cell)) continue
      const { name, meta } = field
      const read = readCell(cell, column)
      if (read.repairs) for (const one of read.repairs) repairs.push({ field: name, column: index, ...one })
      if (read.problem) {
        const rejects = meta.kind === 'idNumber' || (meta.required === true && read.value === null)
        const code = meta.kind !== 'idNumber' && rejects ? 'REQUIRED_INVALID' : read.problem.code
        ;(rejects ? problems : warnings).push(remarkOn(name, code, read.problem.message))
      }
      if (read.beginnings) (beginnings ??= []).push({ field: name, beginnings: read.beginnings })
      if (read.value === null) continue
      given.push(name)
      if (meta.kind === 'reference') references[name] = String(read.value)
      else if (meta.kind === 'references') continue
      else values[name] = read.value
    }

    settle(description.name, draft, splitsAddress, today)
    for (const one of beginnings ?? []) settleBeginnings(one, draft)
    for (const { name, meta } of required) {
      if (isEmpty(values[name]) && !problems.some((one) => one.field === name))
        problems.push(remarkOn(name, 'REQUIRED_MISSING', `${meta.label}是空的，请补上再导入`))
    }
    if (problems.length === 0) judge(description, draft)
    // what was stored of the household and the numbers of this file is remembered, also of rows that are not read again
    const notMarked: SkippedOutcome = { kind: 'skipped', row: row.row, reason: 'notMarked' }
    if (problems.length > 0) return mark === '' ? notMarked : { kind: 'rejected', row: row.row, problems }

    const identity = identityIn(description.name, values, references)
    const first = identity === null ? undefined : seen.get(identity)
    if (identity !== null && first === undefined) seen.set(identity, row.row)
    if (mark === '') return notMarked
    const numbered = identity !== null && description.name === 'resident'
    const marked = mark === null || numbered ? null : markedDuplicateOf(mark)
    const derived = description.derive ? description.derive(values) : values
    return {
      kind: 'record',
      row: row.row,
      values: derived,
      references,
      given,
      repairs,
      warnings,
      duplicateOfRow: first ?? null,
      markedDuplicateOf: marked,
    }
  }
}

const isEmpty = (value: FieldValue | undefined) => value === null || value === undefined || value === ''

/** Every field that may be typed, and what the program sets at first, with its default. */
function emptyRecord(fields: readonly DescribedField[]): RecordValues {
  const values: RecordValues = {}
  for (const { name, meta, schema } of fields) {
    if (meta.kind === 'reference' || meta.kind === 'references') continue
    const standard = schema.safeParse(undefined)
    const value = standard.success ? (standard.data as FieldValue) : null
    if (!meta.derived || value !== null) values[name] = value
  }
  return values
}

/** The rules of the register over the whole record. */
function judge(description: RegisterDescription, { values, warnings, problems, remarkOn }: RowDraft): void {
  for (const { level, field, message } of description.check?.(values) ?? []) {
    const name = field ?? null
    if (level === 'block') problems.push(remarkOn(name, blockCodes[name ?? ''] ?? 'RULE', message))
    else if (level === 'warn') warnings.push(remarkOn(name, name === 'idNumber' ? 'ID_MISSING' : 'RULE_WARNING', message))
  }
}

const blockCodes: Readonly<Record<string, RemarkCode | undefined>> = {
  sex: 'SEX_MISMATCH',
  birthOn: 'BIRTHDAY_MISMATCH',
  idNumber: 'ID_CHECK',
}

/** Outcomes of all rows below the heading, as they come. */
export async function* interpretRows(
  layout: ImportLayout,
  batches: AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>,
  description: RegisterDescription,
  today: string,
): AsyncGenerator<RowOutcome[]> {
  const interpret = createInterpreter(layout, description, today)
  for await (const batch of batches) yield batch.flatMap((row) => interpret(row) ?? [])
}
